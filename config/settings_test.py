"""Safe values for tests, then the one settings file."""

import atexit
import os
import shutil
import tempfile

if "DESK_DATA_DIR" not in os.environ:
    os.environ["DESK_DATA_DIR"] = tempfile.mkdtemp(prefix="desk-test-")
    atexit.register(shutil.rmtree, os.environ["DESK_DATA_DIR"], ignore_errors=True)
os.environ.setdefault("DESK_SECRET_KEY", "only-for-tests")
os.environ["DESK_DEMO"] = "0"

from config.settings import *  # noqa: F403 - the environment must be set first

STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - whitenoise warns of a folder that is not there
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
