"""One or two: the queue of pairs, the page of a pair, what is kept, merges and their undoing, through the desk's pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_event, make_force, make_person, make_place, make_user
from tests.publishing.cases import make_raid, publish_raid
from tests.publishing.test_merging import bodies, force_in_an_event
from tests.review.forms import filled
from tests.rows import NOON
from tracker.accounts.policy import Role
from tracker.actors.models import Person
from tracker.events.models import EventLink, Involvement, Tally
from tracker.published.models import PublishedForce
from tracker.publishing.editing import save_version
from tracker.publishing.merging import merge
from tracker.publishing.models import Judgement, Schedule
from tracker.revisions.models import Kind, Merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user(Role.EDITOR)


@pytest.fixture
def live():
    raid = make_raid()
    publish_raid(raid)
    for record in (raid.event, raid.army, raid.group, raid.named, raid.unnamed):
        record.refresh_from_db()
    return raid


@pytest.fixture
def desk(client, editor):
    editor.is_staff = True
    editor.save()
    client.force_login(editor)
    return client


def two_raids(editor):
    place, army = make_place("Rutba", kind="town"), make_force("The Army")
    found = []
    for title in ("Raid near Rutba", "Night raid at Rutba"):
        event = make_event(title=title, place=place, latitude="33.1", longitude="40.3", geo_precision=1)
        Involvement.objects.create(event=event, force=army, role="initiator", side="A")
        Tally.objects.create(event=event, outcome="killed", side="B", low=14, best=14, high=14)
        save_version(Kind.EVENT, event, by=editor)
        found.append(event)
    return found


def step(desk, kind, record, other, name, **data):
    record.refresh_from_db()
    other.refresh_from_db()
    data = {"version": record.version, "other_version": other.version, "reason": "Seen twice", **data}
    address = reverse("admin:pair_step", args=[kind, record.pk, other.pk, name])
    return desk.post(address, data, follow=True)


def queue(desk, kind="event", before=""):
    return desk.get(reverse("admin:duplicates", args=[kind]), {"before": before} if before else {}).content.decode()


def test_a_pair_waits_in_the_queue_until_somebody_says_something(desk, editor):
    first, second = two_raids(editor)
    assert "Night raid at Rutba – Raid near Rutba" in queue(desk)

    step(desk, "event", second, first, "not-same")

    assert "Night raid at Rutba – Raid near Rutba" not in queue(desk)
    assert Judgement.objects.get().verdict == "not_same"


def test_an_unsure_pair_comes_at_the_end_of_the_queue(desk, editor):
    first, second = two_raids(editor)

    step(desk, "event", second, first, "unsure")

    assert "Night raid at Rutba – Raid near Rutba" not in queue(desk)
    assert "Night raid at Rutba – Raid near Rutba" in queue(desk, before="unsure")


def test_work_for_a_page_of_the_queue_is_bounded(desk, editor):
    for _ in range(30):
        save_version(Kind.PERSON, make_person("Ali Hasan al-Rutbi"), by=editor)

    with CaptureQueriesContext(connection) as queries:
        shown = queue(desk, "person")

    assert shown.count("Ali Hasan al-Rutbi – Ali Hasan al-Rutbi") >= 20
    assert len(queries) <= 20 * 6 + 15


@pytest.mark.parametrize("kind", ["event", "person", "force", "place", "topic"])
def test_every_kind_has_a_queue_and_odd_keys_do_no_harm(desk, kind):
    for key in ("", "x", "-1", "9" * 40, "unsure", "unsurex", "٣"):
        assert desk.get(reverse("admin:duplicates", args=[kind]), {"before": key}).status_code == 200


def test_articles_and_unknown_kinds_have_no_queue(desk):
    assert desk.get("/desk/duplicates/article/").status_code == 404
    assert desk.get("/desk/duplicates/outlet/").status_code == 404


def test_two_drafts_are_merged_and_parted_from_their_pages(desk, editor):
    first, second = two_raids(editor)
    page = desk.get(reverse("admin:pair", args=["event", second.pk, first.pk])).content.decode()
    assert "The same: merge" in page
    assert "What the public would read" in page

    done = step(desk, "event", second, first, "merge").content.decode()

    kept = Merge.objects.get()
    assert "can be undone" in done
    assert (kept.record_id, kept.into_id, kept.carried_by) == (second.pk, first.pk, editor)
    undone = desk.post(reverse("admin:merges_step", args=[kept.pk, "undo"]), {"reason": "Two raids"}, follow=True)
    assert "Both records stand for themselves again" in undone.content.decode()
    second.refresh_from_db()
    assert second.state == "draft"


def test_a_live_record_waits_for_a_second_person(desk, editor, live):
    force, _ = force_in_an_event(live)

    step(desk, "force", force, live.group, "merge")
    kept = Merge.objects.get()
    own = desk.post(
        reverse("admin:merges_step", args=[kept.pk, "carry-out"]),
        {"version": force.version, "other_version": live.group.version}, follow=True,
    ).content.decode()  # fmt: skip

    assert "A second person has to carry out the merge" in own
    assert PublishedForce.objects.get(public_id=force.public_id).status == "live"
    live.two.is_staff = True
    live.two.save()
    desk.force_login(live.two)
    page = desk.get(reverse("admin:pair", args=["force", force.pk, live.group.pk])).content.decode()
    assert "Strike on the bridge" in page
    desk.post(
        reverse("admin:merges_step", args=[kept.pk, "carry-out"]),
        {"version": force.version, "other_version": live.group.version},
    )  # fmt: skip
    assert PublishedForce.objects.get(public_id=force.public_id).status == "merged"


def test_looking_at_a_pair_changes_nothing(desk, live):
    force, _ = force_in_an_event(live)
    before = bodies()

    desk.get(reverse("admin:pair", args=["force", force.pk, live.group.pk]))
    desk.get(reverse("admin:pair", args=["person", live.unnamed.pk, live.named.pk]))

    assert bodies() == before
    assert not Merge.objects.exists()


def test_a_stale_page_merges_nothing_and_says_so(desk, editor):
    first, second = two_raids(editor)
    save_version(Kind.EVENT, first, by=editor)

    shown = desk.post(
        reverse("admin:pair_step", args=["event", second.pk, first.pk, "merge"]),
        {"version": 1, "other_version": 1, "reason": "Same"}, follow=True,
    ).content.decode()  # fmt: skip

    assert "Somebody else saved this record in the meantime" in shown
    assert not Merge.objects.exists()


def test_events_that_belong_together_are_linked_and_told_apart(desk, editor):
    first, second = two_raids(editor)

    step(desk, "event", second, first, "relate", link="follows")

    link = EventLink.objects.get()
    assert (link.event, link.other, link.kind) == (second, first, "follows")
    assert Judgement.objects.get().verdict == "not_same"
    second.refresh_from_db()
    assert second.version == 2
    again = step(desk, "event", second, first, "relate", link="follows").content.decode()
    assert "there already" in again


def test_a_merged_record_is_read_only_and_offered_nowhere(desk, editor):
    gone, stays = make_person("Ali Hasan al-Rutbi"), make_person("Aly Hassan Rutbi")
    for person in (gone, stays):
        save_version(Kind.PERSON, person, by=editor)
    step(desk, "person", gone, stays, "merge")

    page = desk.get(reverse("admin:actors_person_change", args=[gone.pk])).content.decode()
    listed = desk.get(reverse("admin:actors_person_changelist"), {"q": "Ali Hasan al-Rutbi"}).content.decode()

    assert "this one is read only" in page
    assert 'name="_save"' not in page
    assert reverse("admin:actors_person_change", args=[stays.pk]) in listed
    assert reverse("admin:actors_person_change", args=[gone.pk]) not in listed


def test_who_does_not_merge_may_judge_but_not_merge(client):
    reporter = make_user(Role.REPORTER)
    reporter.is_staff = True
    reporter.save()
    client.force_login(reporter)
    gone, stays = make_person("Ali Hasan"), make_person("Aly Hassan")

    shown = step(client, "person", gone, stays, "merge").content.decode()
    step(client, "person", gone, stays, "unsure")

    assert "Your role does not include: merge" in shown
    assert not Merge.objects.exists()
    assert Judgement.objects.get().by == reporter


def test_outsiders_reach_none_of_it(client):
    administrator = make_user(Role.ADMINISTRATOR)
    administrator.is_staff = True
    administrator.save()
    client.force_login(administrator)

    for address in ("/desk/duplicates/person/", "/desk/merges/"):
        assert client.get(address).status_code == 403


def test_a_new_record_much_like_another_leads_to_the_question(desk, editor):
    known = make_person("Ali Hasan al-Rutbi")
    save_version(Kind.PERSON, known, by=editor)
    address = reverse("admin:actors_person_add")
    form = filled(desk.get(address))

    asked_first = desk.post(address, {**form, "name": "Aly Hassan al-Rutbi"})
    response = desk.post(address, {**form, "name": "Aly Hassan al-Rutbi", "is_meant": "on"})

    assert "This may be there already" in asked_first.content.decode()
    added = Person.objects.exclude(pk=known.pk).get()
    assert response.headers["Location"] == reverse("admin:alike", args=["person", added.pk])
    asked = desk.get(response.headers["Location"]).content.decode()
    assert "These may be the same" in asked
    assert "Ali Hasan al-Rutbi" in asked


def test_a_search_on_the_page_of_a_record_finds_any_other(desk):
    record, other = make_force("The Army"), make_force("Border Guards")

    shown = desk.get(reverse("admin:alike", args=["force", record.pk]), {"q": "border guards"}).content.decode()

    assert reverse("admin:pair", args=["force", record.pk, other.pk]) in shown


def test_a_scheduled_publication_of_a_merged_record_is_called_off(editor):
    first, second = two_raids(editor)
    waiting = Schedule.objects.create(kind=Kind.EVENT, record_id=second.pk, version=1, due_at=NOON, by=editor)

    merge(Kind.EVENT, second.pk, first.pk, by=editor, reason="One raid", seen=(1, 1))

    waiting.refresh_from_db()
    assert waiting.state == "cancelled"
