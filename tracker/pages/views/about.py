"""Corrections, method, data, and search."""

from django.http import HttpRequest, HttpResponse

from tracker.core.names import fold
from tracker.pages.cards import by_day
from tracker.pages.corrections import CORRECTING, entries
from tracker.pages.errors import bad_request
from tracker.pages.filters import MAX_WORDS, single_values
from tracker.pages.keyset import NEWEST_CHANGES, BadCursorError, page_of
from tracker.pages.page import codebook_page, public_page, show
from tracker.pages.vocabulary import schemes
from tracker.pages.wording import DATE_SCALE, GRADE_WORDS, PLACE_SCALE
from tracker.published.models import Change
from tracker.published.search import search

FOUND = 20


@public_page
def corrections(request: HttpRequest) -> HttpResponse:
    """Everything that was corrected, clarified, retracted or withdrawn, newest first. At most seven queries."""
    errors: list[str] = []
    values = single_values(request.GET, ("after", "before"), errors)
    if errors:
        return bad_request(errors, back="/corrections/")
    try:
        page = page_of(
            Change.objects.filter(op__in=CORRECTING).defer("document", "nonce"),
            NEWEST_CHANGES,
            after=values.get("after", ""),
            before=values.get("before", ""),
        )
    except BadCursorError:
        return bad_request(["The place in the list cannot be read."], back="/corrections/")
    return show("corrections/corrections.html", {"entries": entries(page.rows), "page": page})


@codebook_page
def methodology(request: HttpRequest) -> HttpResponse:
    """How the desk works, and its codebook. Three queries."""
    context = {
        "schemes": schemes(),
        "date_scale": DATE_SCALE.items(),
        "place_scale": PLACE_SCALE.items(),
        "grade_words": GRADE_WORDS.items(),
    }
    return show("methodology/methodology.html", context)


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """What machines can read here. One query."""
    return show("data/data.html")


@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Events and topics that bear every word; people, forces and places also by sound. Twelve queries at most."""
    errors: list[str] = []
    words = single_values(request.GET, ("q",), errors).get("q", "")
    if len(words) > MAX_WORDS:
        errors.append(f"The search is longer than {MAX_WORDS} characters.")
    elif words and not fold(words):
        errors.append("The search has no letters or digits.")
    if errors:
        return bad_request(errors, back="/search/", title="This cannot be searched for")
    found = search(words, limit=FOUND)
    return show("search/search.html", {"words": words, "found": found, "days": by_day(found.events), "limit": FOUND})
