"""A blur set after the exact place was public: what follows at once, and what a chief is told and may empty."""

import pytest

from tests.factories import make_article, make_event, make_passage
from tests.publishing.cases import edit_and_approve
from tests.publishing.hands import publish
from tests.publishing.test_blur import Desk, set_policy
from tests.publishing.test_removal import every_public_byte
from tracker.core.states import NotPermitted, TransitionNotAllowed
from tracker.events.models import Citation, Claim
from tracker.published.models import Change, PublishedArticle, PublishedEvent
from tracker.publishing import earlier, unblurring
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
SAID = "“The militia held Rawa for a night,”"
ELSE = "“Nobody slept in those days,”"


@pytest.fixture
def desk():
    """An event that told its town, with a word that names it, and was blurred afterwards."""
    found = Desk()
    article = make_article(f"{SAID} a resident said. {ELSE} she said. Nothing else is known of it." * 4)
    for words in (SAID, ELSE):
        Claim.objects.create(
            event=found.event, topic="statement", mode="quote", speaker_code="a resident",
            statement_kind="assessment", passage=make_passage(article, words),
        )  # fmt: skip
    found.publish()
    assert "Rawa" in every_public_byte().decode(errors="replace")
    found.event.refresh_from_db()
    found.event.event_type.blur = "province"
    found.event.event_type.save()
    return found


def quotes():
    return [quote for copy in PublishedArticle.objects.all() for quote in copy.body["quotes"]]


def test_words_that_name_the_place_leave_the_page_of_their_article(desk):
    assert any("Rawa" in quote for quote in quotes())

    unblurring.publish_anew(desk.event.pk, by=desk.two)

    assert quotes() == ["Nobody slept in those days"]
    body = PublishedEvent.objects.get().body
    assert [claim["words"] for claim in body["claims"]] == [[], ["Nobody slept in those days"]]


def test_a_chief_is_told_of_the_earlier_versions_and_empties_them(desk):
    unblurring.publish_anew(desk.event.pk, by=desk.two)
    told = earlier.telling_more(desk.event)
    assert {(change.kind, change.version) for change in told} >= {("event", 1), ("article", 1)}

    count = earlier.empty(desk.event.pk, by=desk.chief, reason="The witness may be found.")

    assert count == len(told)
    assert earlier.telling_more(desk.event) == []
    assert all(
        change.document is None and change.nonce is None
        for change in Change.objects.filter(pk__in=[each.pk for each in told])
    )
    assert Change.objects.filter(public_id=desk.event.public_id, document__isnull=False).count() == 1
    with pytest.raises(TransitionNotAllowed, match="No earlier version"):
        earlier.empty(desk.event.pk, by=desk.chief, reason="Again.")


def test_emptying_needs_a_chief_and_a_reason(desk):
    unblurring.publish_anew(desk.event.pk, by=desk.two)

    with pytest.raises(NotPermitted):
        earlier.empty(desk.event.pk, by=desk.two, reason="The witness may be found.")
    with pytest.raises(TransitionNotAllowed, match="Write why"):
        earlier.empty(desk.event.pk, by=desk.chief, reason=" ")


def test_an_event_that_was_never_shown_more_exactly_tells_nothing():
    desk = Desk()
    set_policy(desk, "event", "province")
    desk.publish()
    other = make_event(title="Elsewhere", place=desk.anbar)
    Citation.objects.create(event=other, passage=make_passage())
    edit_and_approve(desk, other, Kind.EVENT)
    publish(desk, other)

    assert (earlier.telling_more(desk.event), earlier.telling_more(other)) == ([], [])
