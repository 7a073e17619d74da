"""What waits on the desk: the lists of its first page."""

from django.urls import reverse

from tracker.accounts.policy import Someone
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.events.models import Event
from tracker.publishing.models import NamingDecision
from tracker.review.admin.base import change_url

Row = tuple[str, str, str]
_MOST = 8


def work(user: Someone) -> list[tuple[str, list[Row], str]]:
    """Articles to review, events on their way, names to agree to. Six queries."""
    waiting = (
        Article.objects.open_to(user)
        .received()
        .filter(processing=Processing.EXTRACTED)
        .select_related("outlet")[:_MOST]
    )
    articles = reverse("admin:articles_article_changelist") + f"?processing__exact={Processing.EXTRACTED}"
    found = [
        (
            "Articles to review",
            [(str(each), reverse("admin:review_desk", args=[each.pk]), str(each.outlet or "")) for each in waiting],
            articles,
        )
    ]
    for state, name in (
        (EditorialState.IN_REVIEW, "Events to approve"),
        (EditorialState.APPROVED, "Events to publish"),
        (EditorialState.DRAFT, "Drafts"),
    ):
        link = reverse("admin:events_event_changelist") + f"?state__exact={state}"
        events = Event.objects.filter(state=state).order_by("-changed_at")[:_MOST]
        found.append((name, [_row(event) for event in events], link))
    names = NamingDecision.objects.filter(agreed_by=None).select_related("person", "proposed_by")[:_MOST]
    rows = [(str(each.person), change_url(each.person), f"proposed by {each.proposed_by}") for each in names]
    found.append(("Names to agree to", rows, reverse("admin:actors_person_changelist")))
    return found


def _row(record: EditorialModel) -> Row:
    return str(record), change_url(record), f"version {record.version}"
