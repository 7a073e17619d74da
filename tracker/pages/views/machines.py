"""For crawlers: robots.txt and the sitemap, in parts of ten thousand numbers."""

from django.conf import settings
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from tracker.pages.corrections import MODELS
from tracker.pages.page import public_page
from tracker.published.models import PublicStatus

PART = 10_000
_LISTS = (
    "",
    "events/",
    "stories/",
    "persons/",
    "forces/",
    "places/",
    "topics/",
    "corrections/",
    "methodology/",
    "data/",
)


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything but the desk."""
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        "Disallow: /search/",
        f"Sitemap: {settings.DESK_BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: the lists, and each kind in parts. Seven queries."""
    parts = [("pages", 0)]
    for kind, model in MODELS.items():
        highest = model._default_manager.aggregate(highest=Max("number"))["highest"] or 0
        parts += [(str(kind), index) for index in range((highest + PART - 1) // PART)]
    return _xml("machines/sitemap_index.xml", {"parts": parts})


@public_page
def sitemap_part(request: HttpRequest, kind: str, index: int) -> HttpResponse:
    """The live records of one kind with numbers in one range. Two queries."""
    if kind == "pages" and index == 0:
        return _xml("machines/sitemap.xml", {"urls": [{"path": f"/{path}"} for path in _LISTS]})
    if kind not in MODELS or index > 10_000:
        raise Http404
    numbers = {"number__gt": index * PART, "number__lte": (index + 1) * PART}
    rows = MODELS[kind]._default_manager.filter(status=PublicStatus.LIVE, **numbers).order_by("number")
    urls = [
        {"path": f"/{kind}s/{number}/", "changed": at.date().isoformat()}
        for number, at in rows.values_list("number", "last_published_at")
    ]
    return _xml("machines/sitemap.xml", {"urls": urls})


def _xml(template: str, context: dict[str, object]) -> HttpResponse:
    text = render_to_string(template, {**context, "base_url": settings.DESK_BASE_URL})
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
