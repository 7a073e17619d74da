"""The one settings file. Every value that an owner may change comes from the environment (table in README.md)."""

import sqlite3
from pathlib import Path

from django.templatetags.static import static

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DESK_DATA_DIR", BASE_DIR / "var")

# --- Security -----------------------------------------------------------------------------------
SECRET_KEY = env.secret("DESK_SECRET_KEY", DATA_DIR / "secret.key")
DEBUG = env.flag("DESK_DEBUG", default=False)
PORT = env.number("PORT", 8000)
ALLOWED_HOSTS = env.words("DESK_HOSTS", "localhost,127.0.0.1,[::1]")
DESK_BASE_URL = env.text("DESK_BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [DESK_BASE_URL]
_OVER_TLS = DESK_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _OVER_TLS
SECURE_HSTS_SECONDS = 31_536_000 if _OVER_TLS else 0
# W005, W021: whether subdomains are served over TLS, and the preload list, are the owner's to decide at the proxy.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("DESK_BEHIND_PROXY", default=False) else None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- The house ----------------------------------------------------------------------------------
DESK_NAME = env.text("DESK_NAME", "Conflict Desk")
DESK_DEMO = env.flag("DESK_DEMO", default=(DATA_DIR / "demo").exists())
DESK_LICENCE = env.text("DESK_LICENCE", "CC BY 4.0")
DESK_LEASE_SECONDS = env.number("DESK_LEASE_SECONDS", 120)
DESK_SHAPES_DIR = env.folder("DESK_SHAPES_DIR", DATA_DIR / "shapes")
_FOLLOWED = env.words(
    "DESK_FOLLOWED_COUNTRIES", "AF,BF,CD,CF,CM,CO,ET,HT,IL,IQ,IR,LB,LY,ML,MM,MZ,NE,NG,PK,PS,SD,SO,SS,SY,TD,UA,YE"
)
DESK_FOLLOWED_COUNTRIES = env.country_codes("DESK_FOLLOWED_COUNTRIES", _FOLLOWED)
AUTH_USER_MODEL = "accounts.User"
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",  # the theme only: the site is our own
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "tracker.accounts",
    "tracker.revisions",
    "tracker.places",
    "tracker.articles",
    "tracker.actors",
    "tracker.events",
    "tracker.extraction",
    "tracker.publishing",
    "tracker.published",
    "tracker.review.apps.ReviewConfig",
    "tracker.syndication",
    "tracker.pages",
    "tracker.review.apps.DeskAdminConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # the desk's templates may stand for those of a widget
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
UNFOLD = {  # the admin's theme; its sidebar and first page are the site's own
    "SITE_TITLE": DESK_NAME,
    "SITE_HEADER": DESK_NAME,
    "SITE_SYMBOL": "crisis_alert",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("review/icon.svg")}],
    "BORDER_RADIUS": "6px",
    "COLORS": {
        "primary": {
            "50": "#fdf3f1", "100": "#fbe4df", "200": "#f5c8bf", "300": "#eca294", "400": "#df7565",
            "500": "#c14a38", "600": "#9a2a1f", "700": "#80221a", "800": "#6a1f19",
            "900": "#581d18", "950": "#300c09",
        },
    },
}  # fmt: skip
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Database -----------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "desk.sqlite3")}


def _wal_is_safe(version: tuple[int, ...]) -> bool:
    """Older SQLite can lose pages in WAL mode; fixed in 3.51.3, 3.50.7 and 3.44.6."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _JOURNAL = "WAL" if _wal_is_safe(sqlite3.sqlite_version_info) else "TRUNCATE"
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": f"PRAGMA journal_mode={_JOURNAL}; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
    }

# --- Language, time, static files ---------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# --- Work ---------------------------------------------------------------------------------------
CELERY_BROKER_URL = env.text("CELERY_BROKER_URL", "filesystem://localhost")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
if CELERY_BROKER_URL.startswith("filesystem://"):
    _QUEUE = env.folder("DESK_QUEUE_DIR", DATA_DIR / "queue")
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_QUEUE),
        "data_folder_out": str(_QUEUE),
        "control_folder": str(env.folder("DESK_QUEUE_CONTROL_DIR", DATA_DIR / "queue-control")),
    }

# --- API ----------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"{DESK_NAME} API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("DESK_LOG_LEVEL", "WARNING")},
}
