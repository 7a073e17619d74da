"""Rows of files become drafts: new, changed, the same, or refused in words; whole or not at all."""

import uuid

import pytest

from tests.factories import (
    make_editor,
    make_force,
    make_user,
)
from tests.review.bulk_records import as_file, messages, results, taken
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.actors.models import Force, ForceLink, ForceName
from tracker.core.states import NotPermitted, TransitionNotAllowed
from tracker.publishing.editing import save_version
from tracker.review.bulk import pipeline
from tracker.review.models import BulkImport
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_user(Role.DATA_MANAGER)


def test_new_rows_are_drafts_with_one_version_by_who_imports(manager):
    found = taken("name,kind,names\nThe Band,rebel,Band | alias | en\n", "force", manager)

    force = Force.objects.get()
    revision = Revision.objects.get()
    assert results(found) == ["new"]
    assert (force.state, force.version, force.live_revision, force.number) == ("draft", 1, None, None)
    assert (revision.by, revision.reason) == (manager, "Imported from rows.csv")
    assert [name["name"] for name in revision.snapshot["parts"]["names"]] == ["Band"]


def test_a_changed_row_is_a_new_version_and_says_what_changed(manager):
    force = make_force("The Band", kind="other", country_code="IQ")
    save_version(Kind.FORCE, force, by=manager)

    found = taken("name,kind,country_code\nthe band,rebel,\n", "force", manager)

    force.refresh_from_db()
    assert results(found) == ["changed"]
    assert (force.kind, force.country_code, force.version) == ("rebel", "IQ", 2)
    assert "kind" in found.rows[0]["message"]


def test_trying_writes_nothing_and_says_what_writing_would(manager):
    make_force("The Army", kind="state_military")
    content = "name,kind\nThe Army,rebel\nThe Band,rebel\nThe Odd,unheard-of\n"

    tried = taken(content, "force", manager, writes=False)

    assert results(tried) == ["changed", "new", "refused"]
    assert Force.objects.get().kind == "state_military"
    assert not Revision.objects.exists()
    assert results(taken(content, "force", manager)) == results(tried)


def test_parts_are_added_and_changed_and_never_taken_away(manager):
    force = make_force("The Band", "Band")

    taken("name,names\nThe Band,Band | acronym\n", "force", manager)
    found = taken("name,names\nThe Band,Group | alias | en\n", "force", manager)

    assert results(found) == ["changed"]
    assert set(force.names.values_list("name", "kind")) == {
        ("The Band", "alias"), ("Band", "acronym"), ("Group", "alias"),
    }  # fmt: skip


def test_a_row_that_is_wrong_in_one_part_is_not_written_at_all(manager):
    make_force("The Band")
    content = as_file({"name": "The Band", "kind": "rebel", "names": "Fine\n!!!"}, {"name": "New", "names": "!!!"})

    found = taken(content, "force", manager)

    assert results(found) == ["refused", "refused"]
    assert "Names, line 2: " in found.rows[0]["message"]
    assert "no letters or digits" in found.rows[0]["message"]
    assert Force.objects.get().kind == "other"
    assert ForceName.objects.count() == 1


def test_rows_may_name_rows_that_come_later_or_earlier(manager):
    rows = [{"name": f"Unit {n}", "links_up": f"part_of | Unit {n + 1}"} for n in range(1, 8)] + [{"name": "Unit 8"}]

    tried = taken(as_file(*rows), "force", manager, writes=False)
    found = taken(as_file(*reversed(rows)), "force", manager)

    assert set(results(tried)) == {"new"}, messages(tried)
    assert set(results(found)) == {"new"}
    assert ForceLink.objects.count() == 7
    assert set(results(taken(as_file(*rows), "force", manager))) == {"same"}


def test_rows_that_name_each_other_in_a_circle_end_with_a_sentence(manager):
    rows = [{"name": "One", "links_up": "part_of | Two"}, {"name": "Two", "links_up": "part_of | One"}]

    found = taken(as_file(*rows), "force", manager)

    assert set(results(found)) == {"refused"}
    assert not Force.objects.exists()


def test_a_chain_of_rows_over_several_steps_is_tried_truly(manager, monkeypatch):
    monkeypatch.setattr(pipeline, "AT_ONCE", 2)
    rows = [{"name": f"Unit {n}", "links_up": f"part_of | Unit {n - 1}" if n else ""} for n in range(9)]

    found = taken(as_file(*rows), "force", manager)

    assert set(results(found)) == {"new"}
    assert [row["row"] for row in found.rows] == list(range(2, 11))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": str(uuid.UUID(int=1))}, "no record with this id"),
        ({"id": "seven"}, "is no id"),
        ({"number": "99"}, "no record with this id or number"),
        ({"name": "Twice"}, "Several records are called so"),
        ({"name": "X", "kind": "army"}, "is none of"),
        ({"name": "X", "country_code": "Iraq"}, "at most 2 characters"),
        ({"name": "X", "country_code": "iq"}, "alpha2"),
        ({"name": "X", "active_from": "May 1958"}, "Write days as 2024-08-29"),
        ({"name": "X", "links_up": "part_of | Nobody"}, "There is no force “Nobody”"),
        ({"name": "X", "links_up": "part_of | Twice"}, "There are several forces called “Twice”"),
        ({"name": "X", "links_up": "part_of"}, "Parent: This field cannot be null"),
        ({"name": "X", "names": "a | alias | en | | | | | | |"}, "at most 8 belong there"),
        ({"name": "X", "external_ids": "wikidata | seven"}, "is no Wikidata identifier"),
        ({"name": "X", "names": "Y | alias | en | | | | | just words"}, "Cite words as"),
        ({"kind": "rebel"}, "Name: This field cannot be blank"),
        ({"name": "x" * 301}, "at most 300 characters"),
    ],
)
def test_each_refusal_says_what_is_wrong(manager, row, words):
    make_force("Twice")
    make_force("Twice")

    found = taken(as_file(row), "force", manager)

    assert results(found) == ["refused"]
    assert words in found.rows[0]["message"]
    assert Force.objects.count() == 2


def test_only_who_imports_takes_a_step(manager):
    editor = make_editor()
    found = taken("name\nThe Band\n", "force", manager, writes=False)

    for take in (
        lambda: pipeline.take_file(b"name\nx\n", model="force", name="x", by=editor),
        lambda: pipeline.choose_columns(found.pk, {"name": "name"}, by=editor),
        lambda: pipeline.try_on(found.pk, by=editor, worded=lambda errors: errors),
        lambda: pipeline.write_on(found.pk, by=editor, worded=lambda errors: errors),
        lambda: pipeline.refuse(found.pk, by=editor),
    ):
        with pytest.raises(NotPermitted):
            take()
    assert not Force.objects.exists()
    assert BulkImport.objects.get().state == "tried"


def test_what_was_written_in_part_is_gone_on_with_and_not_mapped_anew(manager, monkeypatch):
    monkeypatch.setattr(pipeline, "AT_ONCE", 2)
    found = taken("name\nOne\nTwo\nThree\n", "force", manager, writes=False)

    found = pipeline.write_on(found.pk, by=manager, worded=lambda errors: errors)

    assert (found.state, Force.objects.count()) == ("tried", 2)
    with pytest.raises(TransitionNotAllowed, match="written already"):
        pipeline.choose_columns(found.pk, {"name": "name"}, by=manager)
    found = pipeline.write_on(found.pk, by=manager, worded=lambda errors: errors)
    assert (found.state, Force.objects.count()) == ("written", 3)
    assert AuditEntry.objects.filter(action="import").count() == 1
