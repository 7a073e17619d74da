"""What every public page is: GET or HEAD, conditional on the last change, with strict headers."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt

from tracker.core.cookies import forget_cookies
from tracker.published.codebook import codebook_stamp
from tracker.published.models import Change

View = Callable[..., HttpResponseBase]
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_SECTIONS = ("events", "stories", "persons", "forces", "places", "topics", "corrections", "methodology", "data")


@cache
def face() -> str:
    """A digest of templates, stylesheet and code of the pages: when they change, so does every page."""
    digest = hashlib.sha256(f"{settings.DESK_NAME}|{settings.DESK_DEMO}|{settings.DESK_BASE_URL}".encode())
    room = Path(__file__).parent
    for folder, pattern in ((room, "**/*.py"), (room, "**/*.css"), (Path(settings.BASE_DIR) / "templates", "**/*.*")):
        for path in sorted(folder.glob(pattern)):
            if path.is_file() and "admin" not in path.parts:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def etag(request: HttpRequest, *, with_codebook: bool = False) -> str:
    """Path and query, last change, face of the pages, the day (some words depend on it), codebook. One query or two."""
    last = Change.objects.order_by("-epoch", "-seq").values_list("epoch", "seq").first() or (0, 0)
    terms = codebook_stamp() if with_codebook else ""
    parts = f"{request.get_full_path()}|{last[0]}.{last[1]}|{terms}|{face()}|{timezone.now().date()}"
    return quote_etag(hashlib.sha256(parts.encode()).hexdigest()[:24])


def guard(response: HttpResponseBase) -> HttpResponseBase:
    """Strict headers for anything the public gets from this room."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    return response


def public_page(view: View, *, with_codebook: bool = False) -> View:
    """Answer GET and HEAD only, 304 before any content query, and send the headers of a public page.

    Cookies play no part, and neither does the check of forms: there are none to send.
    ``with_codebook``: the page shows published terms, which change without a
    numbered publication; that costs a second query before a 304.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        forget_cookies(request)
        if request.method not in {"GET", "HEAD"}:
            refused = show("errors/405.html", {"method": request.method}, status=405)
            refused.headers["Allow"] = "GET, HEAD"
            return refused
        tag = etag(request, with_codebook=with_codebook)
        if request.headers.get("If-None-Match", "").strip() == "*":  # "if there is such a page": the view knows
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponse) and response.status_code == 200:
                response = get_conditional_response(request, etag=tag, response=response) or response
        else:
            response = get_conditional_response(request, etag=tag) or view(request, *args, **kwargs)
        if response.status_code in {200, 304}:
            response.headers["ETag"] = tag
        if response.status_code in {200, 301, 304, 410}:  # a merge can be undone: no address is gone for good
            response.headers["Cache-Control"] = "public, max-age=60"
        return guard(response)

    return csrf_exempt(answer)


def codebook_page(view: View) -> View:
    """A public page that shows terms of the codebook."""
    return public_page(view, with_codebook=True)


def show(template: str, context: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """A page from ``template``. No session, user or database is touched on the way."""
    desk = {
        "desk_name": settings.DESK_NAME,
        "desk_demo": settings.DESK_DEMO,
        "desk_licence": settings.DESK_LICENCE,
        "base_url": settings.DESK_BASE_URL,
        "section": template.split("/")[0] if template.split("/")[0] in _SECTIONS else "",
    }
    response = HttpResponse(render_to_string(template, {**desk, **(context or {})}), status=status)
    guard(response)
    return response
