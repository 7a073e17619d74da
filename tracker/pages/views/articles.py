"""Articles: the desk's stories in full, other people's texts by what may be shown of them."""

from django.http import Http404, HttpRequest, HttpResponse

from tracker.pages.errors import bad_request, gone
from tracker.pages.filters import single_values
from tracker.pages.keyset import NEWEST_CHANGES, BadCursorError, page_of
from tracker.pages.page import public_page, show
from tracker.pages.wording import moment
from tracker.published.models import PublicStatus, PublishedArticle


@public_page
def story_list(request: HttpRequest) -> HttpResponse:
    """The desk's stories, last published first. Three queries."""
    errors: list[str] = []
    values = single_values(request.GET, ("after", "before"), errors)
    if errors:
        return bad_request(errors, back="/stories/")
    live = PublishedArticle.objects.filter(status=PublicStatus.LIVE, article_kind="story")
    try:
        page = page_of(live, NEWEST_CHANGES, after=values.get("after", ""), before=values.get("before", ""))
    except BadCursorError:
        return bad_request(["The place in the list cannot be read."], back="/stories/")
    rows = [{"body": row.body, "updated": moment(row.last_published_at)} for row in page.rows]
    return show("stories/story_list.html", {"rows": rows, "count": live.count(), "page": page})


@public_page
def article_detail(request: HttpRequest, number: int) -> HttpResponse:
    """One article from its document. Two queries."""
    article = PublishedArticle.objects.filter(number=number).first()
    if article is None:
        raise Http404
    if not article.is_live:
        return gone(article)
    body = article.body
    context = {"record": body, "updated": moment(body["updated_at"]), "section": "stories"}
    if body["article_kind"]["code"] == "story":
        return show("articles/story.html", context)
    return show("articles/report.html", context)
