"""What is particular to a kind of record when its rows come in from a file."""

import pytest

from tests.factories import (
    make_article,
    make_event,
    make_event_type,
    make_force,
    make_outlet,
    make_passage,
    make_user,
)
from tests.review.bulk_records import TEXT, World, as_file, file_of, messages, results, taken
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.actors.models import Person
from tracker.articles.models import Article, Outlet
from tracker.events.models import Claim, Event, Tally, Topic
from tracker.places.models import Place
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_user(Role.DATA_MANAGER)


def test_a_record_is_known_by_what_others_call_it(manager):
    force = World().army

    found = taken(
        "name,external_ids\nThe army of Iraq,wikidata | https://www.wikidata.org/wiki/Q796\n", "force", manager
    )

    force.refresh_from_db()
    assert results(found) == ["changed"]
    assert force.name == "The army of Iraq"
    assert force.external_ids.count() == 1


def test_words_are_cited_as_they_stand_in_an_article_and_nowhere_else(manager):
    article = make_article("Ten died. Ten fled. The army said so.", canonical_url="https://w.example/1")
    make_event_type("raid")
    rows = [
        {"title": "One", "citations": "primary | The army said so [https://w.example/1]"},
        {"title": "Two", "citations": f"primary | The army said so [{article.public_id}]"},
        {"title": "Three", "citations": "primary | Ten [https://w.example/1]"},
        {"title": "Four", "citations": "primary | The navy [https://w.example/1]"},
        {"title": "Five", "citations": f"primary | The navy [{article.public_id} 1:0-9]"},
        {"title": "Six", "citations": f"primary | [{article.public_id} 1:0-9000]"},
    ]

    found = taken(as_file(*({**row, "event_type": "raid"} for row in rows)), "event", manager)

    assert results(found) == ["new", "new", *["refused"] * 4]
    for message, words in zip(
        messages(found)[2:], ("more than once", "do not stand", "Other words", "no words"), strict=True
    ):
        assert words in message
    assert Event.objects.get(title="One").citations.get().passage.words == "The army said so"


def test_an_event_comes_with_claims_and_its_figures_are_counted(manager):
    make_force("The Army")
    make_event_type("raid")
    claims = "casualties | The Army | | | | | | | | killed | combatant | | B | 14 | 14 | 14 | | | fighters"
    row = {
        "title": "Raid",
        "event_type": "Raid",
        "earliest": "2024-08-29",
        "latest": "2024-08-29",
        "date_precision": "1",
    }

    found = taken(as_file({**row, "claims": claims}), "event", manager)
    again = taken(as_file({**row, "claims": claims}), "event", manager)

    assert (results(found), results(again)) == (["new"], ["same"])
    assert Claim.objects.get().best == 14
    assert Tally.objects.get().best == 14
    assert Revision.objects.get().snapshot["parts"]["tallies"]


def test_parts_of_figures_are_named_by_their_line(manager):
    make_event_type("raid")
    bars = " | ".join([""] * 15)
    whole = "casualties | | | | | medics | | | | killed | | | | 14 | | | | | people"
    part = f"casualties | | | | | medics | | | | killed | | leaders | | 4 | {bars} | 1"

    found = taken(as_file({"title": "Raid", "event_type": "raid", "claims": f"{whole}\n{part}"}), "event", manager)

    assert results(found) == ["new"], messages(found)
    assert Claim.objects.get(who="leaders").part_of == Claim.objects.get(who="all")
    wrong = taken(as_file({"title": "Other", "event_type": "raid", "claims": part}), "event", manager)
    assert "is not the number of another line" in wrong.rows[0]["message"]


def test_articles_come_in_by_the_intake_once(manager):
    row = {"title": "Raid", "text": TEXT, "url": "https://w.example/1?utm_source=x", "outlet": "Wire"}
    make_outlet("Wire")

    first, second = (taken(as_file(row), "article", manager) for _ in range(2))

    article = Article.objects.get()
    assert (results(first), results(second)) == (["new"], ["same"])
    assert (article.obtained_by, article.obtained_how, article.live_revision) == (manager, "import", None)
    other = taken(as_file({**row, "text": "Another text about it."}), "article", manager)
    assert "Text stays as it came in" in other.rows[0]["message"]


def test_sealed_notes_are_in_no_file_and_no_file_reaches_them(manager):
    note = make_article("Karim told us so.", kind="note", is_sealed=True, title="Karim", outlet=None)
    event = make_event()
    event.citations.create(passage=make_passage(note, "Karim told us"))

    exported_events = file_of("event")
    found = taken(
        as_file({"title": "x", "text": "Karim told us so."}, {"id": str(note.public_id), "title": "y"}),
        "article",
        manager,
    )

    assert str(note.public_id) in exported_events
    assert "Karim" not in file_of("article") + exported_events
    assert results(found) == ["refused", "refused"]
    assert not any("Karim" in message for message in messages(found))
    note.refresh_from_db()
    assert (note.title, note.version) == ("Karim", 0)


def test_outlets_have_no_versions_but_lines_in_the_audit_log(manager):
    make_outlet("Wire", kind="agency")

    found = taken("name,kind,owner_group\nWire,ngo,Group\nPaper,newspaper,\nWire,ngo,Group\n", "outlet", manager)

    assert results(found) == ["changed", "new", "same"]
    assert list(Outlet.objects.order_by("name").values_list("name", "kind")) == [
        ("Paper", "newspaper"),
        ("Wire", "ngo"),
    ]
    lines = AuditEntry.objects.filter(kind="outlet").exclude(action="import").order_by("pk")
    assert list(lines.values_list("action", "label", "by")) == [
        ("change_outlet", "Wire", manager.pk), ("add_outlet", "Paper", manager.pk),
    ]  # fmt: skip


def test_a_record_that_is_live_gets_a_pending_version_and_stays_as_it_is(manager):
    force = make_force("The Band", number=7, live_revision=1, state="published", version=1)

    found = taken("number,summary\n7,Other words.\n", "force", manager)

    force.refresh_from_db()
    assert results(found) == ["changed"]
    assert (force.state, force.version, force.live_revision) == ("draft", 2, 1)


def test_a_person_stays_private_whatever_the_file_says(manager):
    found = taken("name,is_private,status\nKarim Testov,no,killed\n", "person", manager)

    person = Person.objects.get()
    assert results(found) == ["new"]
    assert (person.is_private, person.status) == (True, "")


def test_a_place_is_found_by_its_name_at_once(manager):
    taken("name,kind,country_code\nRawa,town,IQ\n", "place", manager)

    assert Place.objects.get(names__folded="rawa").name == "Rawa"


def test_a_topic_lies_in_no_topic_that_lies_in_it(manager):
    rows = [{"name": "Wide", "kind": "theme"}, {"name": "Narrow", "kind": "theme", "parent": "Wide"}]
    taken(as_file(*rows), "topic", manager)

    found = taken(as_file({"name": "Wide", "kind": "theme", "parent": "Narrow"}), "topic", manager)

    assert results(found) == ["refused"]
    assert "lies in this topic already" in found.rows[0]["message"]
    assert Topic.objects.get(name="Wide").parent is None
