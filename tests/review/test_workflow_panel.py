"""The workflow panel: what it offers to whom, and what its buttons do."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_administrator,
    make_article,
    make_chief,
    make_editor,
    make_event,
    make_force,
    make_passage,
    make_person,
)
from tests.review.seeded import seed_article, suggestion
from tracker.actors.models import Force, Person
from tracker.articles.models import Article
from tracker.events.models import Citation, Event
from tracker.published.models import Change, PublishedEvent, PublishedForce
from tracker.publishing.editing import save_version
from tracker.publishing.models import NamingDecision
from tracker.review.decisions import accept_event_with_parts
from tracker.review.panel import panel_of
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return make_editor("ana")


@pytest.fixture
def boris():
    return make_chief("boris")


@pytest.fixture
def event(ana):
    found = make_event(title="Raid")
    Citation.objects.create(event=found, passage=make_passage())
    save_version(Kind.EVENT, found, by=ana)
    return found


def step(client, record, name, kind="event", **fields):
    url = reverse("admin:workflow", kwargs={"kind": kind, "pk": record.pk, "step": name})
    response = client.post(url, {"version": record.version, **fields}, follow=True)
    record.refresh_from_db()
    return " ".join(str(message) for message in response.context["messages"]) if response.context else ""


def test_an_event_goes_from_draft_to_the_public_by_two_people(client, event, ana, boris):
    client.force_login(ana)
    assert "Submitted" in step(client, event, "submit")
    assert "second person" in step(client, event, "approve").lower()
    assert event.state == "in_review"

    client.force_login(boris)
    assert "Approved" in step(client, event, "approve")
    assert "Published as change" in step(client, event, "publish")

    assert event.state == "published"
    assert PublishedEvent.objects.get().title == "Raid"


def test_a_set_goes_out_together(client, ana, boris):
    event = accept_event_with_parts(suggestion(seed_article(), "e1").pk, by=ana, version=1)
    event.refresh_from_db()
    along = [each.value for each in panel_of(event, ana).companions]
    client.force_login(ana)
    step(client, event, "submit", companion=along)
    assert set(Force.objects.values_list("state", flat=True)) == {"in_review"}

    client.force_login(boris)
    step(client, event, "approve", companion=along)
    said = step(client, event, "publish", companion=along)

    assert "Published" in said
    assert Change.objects.filter(kind="force").count() == Force.objects.count()


def test_what_blocks_is_listed(client, event, ana, boris):
    Citation.objects.all().delete()
    save_version(Kind.EVENT, event, by=ana)
    client.force_login(ana)
    step(client, event, "submit")
    client.force_login(boris)
    step(client, event, "approve")

    said = step(client, event, "publish")

    assert "Cite at least one passage" in said
    assert not Change.objects.exists()


def test_a_set_that_is_refused_moves_nobody(client, event, ana):
    force = make_force()
    save_version(Kind.FORCE, force, by=ana)
    client.force_login(ana)

    said = step(client, event, "submit", companion=[f"force:{force.pk}:99"])

    assert "Somebody else saved" in said
    force.refresh_from_db()
    assert (event.state, force.state) == ("draft", "draft")


def test_sending_back_needs_a_reason_and_shows_it(client, event, ana, boris):
    client.force_login(ana)
    step(client, event, "submit")
    client.force_login(boris)

    assert "Write what has to change" in step(client, event, "send_back")
    step(client, event, "send_back", reason="The date is wrong.")

    assert event.state == "draft"
    page = client.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
    assert "The date is wrong." in page


def test_a_stale_button_is_refused(client, event, ana):
    client.force_login(ana)
    event.version = 7

    assert "Somebody else saved" in step(client, event, "submit")
    assert event.state == "draft"


def test_an_administrator_moves_nothing(client, event):
    client.force_login(make_administrator())
    url = reverse("admin:workflow", kwargs={"kind": "event", "pk": event.pk, "step": "submit"})

    client.post(url, {"version": event.version})

    event.refresh_from_db()
    assert event.state == "draft"


def test_a_chief_publishes_alone_and_another_checks(client, event, ana, boris):
    client.force_login(ana)
    assert "role does not include" in step(client, event, "break_glass", reason="Urgent")
    client.force_login(boris)
    said = step(client, event, "break_glass", reason="Lives depend on it.")
    assert "second check is pending" in said
    assert panel_of(event, ana).is_second_check_pending

    client.force_login(make_editor("clara"))
    step(client, event, "second_check")

    assert not PublishedEvent.objects.get().is_second_check_pending


def test_a_correction_needs_its_note_and_the_panel_shows_the_difference(client, event, ana, boris):
    client.force_login(boris)
    step(client, event, "break_glass", reason="Urgent")
    event.title = "Raid, put right"
    event.save()
    save_version(Kind.EVENT, event, by=ana)
    page = client.get(reverse("admin:events_event_change", args=[event.pk])).content.decode()
    assert "Raid, put right" in page
    assert "What differs from the public version" in page
    client.force_login(ana)
    step(client, event, "submit")
    client.force_login(boris)
    step(client, event, "approve")

    assert "note" in step(client, event, "publish", op="correct")
    step(client, event, "publish", op="correct", note="The title was wrong.")

    assert PublishedEvent.objects.get().title == "Raid, put right"
    assert Change.objects.get(op="correct").note == "The title was wrong."


def test_retracting_and_withdrawing_are_for_chiefs(client, event, ana, boris):
    client.force_login(boris)
    step(client, event, "break_glass", reason="Urgent")
    client.force_login(ana)
    for name in ("retract", "withdraw"):
        assert "role does not include" in step(client, event, name, reason="Safety")

    client.force_login(boris)
    assert "Retracted" in step(client, event, "retract", reason="It did not happen.")

    assert event.state == "retracted"


def test_a_withdrawal_shows_what_it_blacks_out_before_it_is_confirmed(client, event, ana, boris):
    force = make_force("The Group", "Jamaat")
    save_version(Kind.FORCE, force, by=ana)
    client.force_login(boris)
    step(client, force, "break_glass", kind="force", reason="Urgent")
    url = reverse("admin:workflow", kwargs={"kind": "force", "pk": force.pk, "step": "withdraw"})

    shown = client.post(url, {"version": 1, "reason": "For safety"})

    page = shown.content.decode()
    assert "Jamaat" in page
    assert 'value="For safety"' in page
    assert PublishedForce.objects.get().status == "live"
    client.post(url, {"reason": "For safety", "confirmed": "yes"})
    assert PublishedForce.objects.get().status == "withdrawn"


def test_the_reason_for_sending_back_stays_until_it_is_submitted_again(client, event, ana, boris):
    client.force_login(ana)
    step(client, event, "submit")
    client.force_login(boris)
    step(client, event, "send_back", reason="The date is wrong.")
    save_version(Kind.EVENT, event, by=ana)
    assert [each.reason for each in panel_of(event, ana).returned] == ["The date is wrong."]

    client.force_login(ana)
    step(client, event, "submit")

    assert panel_of(event, ana).returned == []


def test_a_person_is_named_by_two(client, ana, boris):
    person = make_person("Abu Hammam")
    client.force_login(ana)
    client.post(reverse("admin:naming", args=[person.pk, "propose"]), {"reason": "A commander of public interest."})
    client.post(reverse("admin:naming", args=[person.pk, "agree"]))
    assert NamingDecision.objects.get().agreed_by is None

    client.force_login(boris)
    client.post(reverse("admin:naming", args=[person.pk, "agree"]))

    assert not Person.objects.get().is_private


@pytest.mark.parametrize(("kind", "name"), [("ghost", "submit"), ("event", "explode")])
def test_unknown_kinds_and_steps_are_not_found(client, event, ana, kind, name):
    client.force_login(ana)

    assert (
        client.post(reverse("admin:workflow", kwargs={"kind": kind, "pk": event.pk, "step": name})).status_code == 404
    )


def test_buttons_answer_posts_only(client, event, ana):
    client.force_login(ana)
    url = reverse("admin:workflow", kwargs={"kind": "event", "pk": event.pk, "step": "submit"})

    assert client.get(url).status_code == 405


def test_an_anonymous_visitor_logs_in_first(client, event):
    url = reverse("admin:workflow", kwargs={"kind": "event", "pk": event.pk, "step": "submit"})

    assert "/login/" in client.post(url).url


def test_the_panel_offers_what_role_and_state_allow(event, ana, boris):
    assert panel_of(event, ana).moves == {"submit", "embargo"}
    assert panel_of(event, boris).moves == {"submit", "break_glass", "embargo"}
    assert panel_of(event, make_administrator()).moves == set()
    assert panel_of(make_event(), ana).moves == set()


@pytest.mark.parametrize("maker", [make_event, make_force, make_person, make_article])
def test_a_preview_publishes_nothing(client, ana, maker):
    record = maker()
    kind = {"Event": "event", "Force": "force", "Person": "person", "Article": "article"}[type(record).__name__]
    client.force_login(ana)

    response = client.get(reverse("admin:preview", kwargs={"kind": kind, "pk": record.pk}))

    assert response.status_code == 200
    assert not Change.objects.exists()


def test_a_story_is_previewed_as_the_public_would_see_it(client, ana):
    story = Article.objects.create(
        kind="story", processing="own", title="What we know", body="First.\n\nSecond <b>bold</b>."
    )
    client.force_login(ana)

    page = client.get(reverse("admin:preview", kwargs={"kind": "article", "pk": story.pk})).content.decode()

    assert "What we know" in page
    assert "<p>First.</p>" in page
    assert "<b>bold</b>" not in page
    assert Event.objects.count() == 0
