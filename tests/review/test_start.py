"""The first page of the desk: each number is that of the list behind it, and the page costs the same for any number."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    make_administrator,
    make_article,
    make_chief,
    make_editor,
    make_event,
    make_passage,
    make_person,
    make_place,
    make_topic,
    make_user,
)
from tests.publishing.cases import make_raid, publish_raid
from tests.review.seeded import seed_article
from tracker.accounts.policy import Role
from tracker.articles.models import Article
from tracker.events.models import Claim
from tracker.publishing import naming, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.models import Judgement, Schedule
from tracker.review.admin.start import age, start
from tracker.review.models import Assignment
from tracker.review.working import assign
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 10)
NOW = datetime(2025, 3, 10, 12, tzinfo=UTC)


def row_count(response):
    """How many rows the list behind a number has."""
    if "cl" in response.context:
        return response.context["cl"].result_count
    if "lines" in response.context:
        return response.context["count"]
    return len(response.context["page"].pairs)


def numbers(found):
    return {each.label: each for _, group in found.groups for each in group}


def killed(event, speaker, figure, **fields):
    given = {"topic": "casualties", "outcome": "killed", "speaker_code": speaker, "paraphrase": "Some were killed."}
    return Claim.objects.create(event=event, **{**given, "low": figure, "best": figure, "high": figure, **fields})


def reported_killed_and_seen(name):
    person = make_person(name)
    told = {"topic": "fate", "about_person": person, "speaker_code": "medics", "paraphrase": "A fate."}
    Claim.objects.create(**told, fate="killed", said_on=date(2024, 8, 29), said_precision=1)
    Claim.objects.create(**told, fate="alive", said_on=date(2024, 9, 29), said_precision=1)


def schedule(record, **fields):
    given = {"kind": Kind.EVENT, "record_id": record.pk, "version": 1, "by": make_editor(), "due_at": NOW}
    return Schedule.objects.create(**{**given, **fields})


def busy_desk(editor, reporter):
    """Something of everything that can wait."""
    raid = make_raid()
    publish_raid(raid)
    raid.event.refresh_from_db()
    save_version(Kind.EVENT, raid.event, by=raid.one)
    seed_article()
    make_article("A text nobody could read.", processing="failed")
    alone, sure = make_event(title="Published alone"), make_event(title="Approved")
    for event in (alone, sure):
        save_version(Kind.EVENT, event, by=reporter)
        workflow.submit(Kind.EVENT, event.pk, version=1, by=reporter)
    workflow.approve(Kind.EVENT, sure.pk, version=1, by=editor)
    topic = make_topic("Desert campaign")
    save_version(Kind.TOPIC, topic, by=reporter)
    workflow.submit(Kind.TOPIC, topic.pk, version=1, by=reporter)
    workflow.break_glass(Kind.TOPIC, topic.pk, version=1, by=make_chief(), reason="Night shift.")
    at_odds = make_event(title="Two figures")
    killed(at_odds, "medics", 4)
    killed(at_odds, "police", 9)
    agreed = make_event(title="One figure", independent_sources=2)
    killed(agreed, "medics", 4)
    killed(agreed, "police", 4)
    reported_killed_and_seen("Omar Seen")
    naming.propose(raid.unnamed.pk, by=reporter, reason="A public figure.")
    schedule(at_odds)
    schedule(agreed, state="refused", outcome="It was edited.", closed_at=NOW)
    Judgement.objects.create(kind="event", first=at_odds.pk, second=agreed.pk, verdict="unsure", by=editor)
    for event, due in ((at_odds, date(2025, 3, 9)), (agreed, None), (sure, date(2025, 3, 10))):
        assign(Kind.EVENT, event.pk, to=editor.pk, by=editor, due_on=due)
    return raid


def test_each_number_is_that_of_the_list_it_leads_to(client):
    editor = make_editor()
    busy_desk(editor, make_user(Role.REPORTER))
    client.force_login(editor)

    found = start(editor, NOW)
    counted = {each.label: (each.total, row_count(client.get(each.link))) for each in numbers(found).values()}

    assert {label: pair for label, pair in counted.items() if pair[0] != pair[1]} == {}
    assert set(counted) >= {
        "article to review", "article that could not be read", "event to approve", "event to publish",
        "event with a pending version", "topic published alone, to be checked", "event on which claims disagree",
        "events without independent source", "name to agree to", "reported killed and seen again",
        "release set for a time", "release refused when due", "pair left unsure (event)",
        "suggestions, sure",
    }  # fmt: skip
    assert counted["event on which claims disagree"] == (1, 1)
    assert row_count(client.get(found.queued.link)) == found.queued.total == 3


def test_ones_own_queue_begins_with_what_is_overdue():
    editor = make_editor()
    busy_desk(editor, make_user(Role.REPORTER))

    queue = start(editor, NOW).queue

    assert [(each.title, each.due_on, each.is_overdue) for each in queue] == [
        ("Two figures", date(2025, 3, 9), True),
        ("Approved", date(2025, 3, 10), False),
        ("One figure", None, False),
    ]


def test_what_is_published_leaves_the_queue():
    raid = make_raid()
    assign(Kind.EVENT, raid.event.pk, to=raid.one.pk, by=raid.one)
    publish_raid(raid)

    assert start(raid.one, NOW).queued.total == 0
    assert Assignment.objects.exists()


def test_a_queue_says_how_old_its_oldest_and_its_median_are():
    reporter = make_user(Role.REPORTER)
    for days in (9, 3, 1):
        event = make_event()
        save_version(Kind.EVENT, event, by=reporter)
        workflow.submit(Kind.EVENT, event.pk, version=1, by=reporter)
        type(event).objects.filter(pk=event.pk).update(changed_at=NOW - timedelta(days=days))

    found = numbers(start(reporter, NOW))["events to approve"]

    assert found.note == "oldest 9 days, median 3 days"


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(minutes=-5), "less than an hour"),
        (timedelta(minutes=59), "less than an hour"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_ages_are_said_as_people_say_them(passed, words):
    assert age(NOW - passed, NOW) == words


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ({}, {}, True),
        ({"speaker_code": "police"}, {"speaker_code": "police"}, False),
        ({"side": "A"}, {"side": "B"}, False),
        ({"outcome": "wounded"}, {}, False),
        ({"mode": "denial"}, {}, True),
        ({"high": None}, {"low": 4, "best": 4, "high": 4}, True),
        ({"low": 9, "best": 9, "high": 9}, {}, False),
    ],
)
def test_claims_disagree_where_two_speakers_count_the_same_people_otherwise(client, one, other, disagree):
    event = make_event()
    killed(event, "medics", 4, **one)
    killed(event, "army", 9, **other)
    client.force_login(make_editor())

    page = client.get(reverse("admin:events_event_changelist"), {"work": "disagreeing"})

    assert row_count(page) == int(disagree)


def test_sealed_notes_are_in_nobodys_numbers_but_their_keepers():
    make_article("A call.", kind="note", is_sealed=True, processing="extracted")

    assert numbers(start(make_editor(), NOW)) == {}
    assert numbers(start(make_user(Role.SOURCE_KEEPER), NOW))["article to review"].total == 1


def fill(count):
    passage = make_passage()
    editor = make_editor()
    for number in range(count):
        event = make_event(title=f"Event {number}", state="in_review")
        killed(event, "medics", 4, passage=passage)
        killed(event, "police", 9, passage=passage)
        make_article(f"Text {number}.", processing="extracted")
        Article.objects.create(kind="story", processing="own", title=f"Story {number}", body="W.", state="approved")
        reported_killed_and_seen(f"Omar Number {number}")
        schedule(event)
        Assignment.objects.create(kind="event", record_id=event.pk, to=editor, by=editor)
    return editor


def test_the_page_costs_the_same_for_any_number_of_rows(client, django_assert_max_num_queries):
    client.force_login(fill(30))

    with django_assert_max_num_queries(60):
        page = client.get(reverse("admin:index"))

    assert page.status_code == 200


@pytest.mark.parametrize("what", ["mine", "scheduled", "refused", "suggestions-high", "suggestions-low"])
def test_a_list_behind_a_number_needs_few_queries(client, what, django_assert_max_num_queries):
    client.force_login(fill(20))

    with django_assert_max_num_queries(16):
        page = client.get(reverse("admin:waiting", args=[what]))

    assert page.status_code == 200


def test_a_new_desk_says_how_to_begin(client):
    client.force_login(make_editor())

    page = client.get(reverse("admin:index")).content.decode()

    assert "Begin with one of these" in page
    assert reverse("admin:articles_article_add") in page


def test_who_does_not_edit_sees_no_queues(client):
    make_event(state="in_review")
    client.force_login(make_administrator())

    assert "to approve" not in client.get(reverse("admin:index")).content.decode()
    assert client.get(reverse("admin:waiting", args=["mine"])).status_code == 403


def test_a_list_that_there_is_not_is_not_found(client):
    client.force_login(make_editor())

    assert client.get(reverse("admin:waiting", args=["everything"])).status_code == 404
    assert client.get(reverse("admin:events_event_changelist"), {"work": "everything"}).status_code == 200


@pytest.mark.parametrize(("due", "work", "count"), [(-1, "overdue", 1), (0, "overdue", 0), (0, "nobodys", 1)])
def test_the_lists_know_what_is_late_and_what_is_free(client, due, work, count):
    editor, event, _ = make_editor(), make_event(), make_event()
    assign(Kind.EVENT, event.pk, to=editor.pk, by=editor, due_on=timezone.localdate() + timedelta(days=due))
    client.force_login(editor)

    assert row_count(client.get(reverse("admin:events_event_changelist"), {"work": work})) == count


def test_the_gazetteer_does_not_wait_to_be_published(client):
    make_place("Rutba", kind="town", state="approved")
    client.force_login(make_editor())

    assert "to publish" not in client.get(reverse("admin:index")).content.decode()
