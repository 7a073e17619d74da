"""What was exported is the same when it is imported, for every model; and what an export costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_article,
    make_event,
    make_force,
    make_outlet,
    make_passage,
    make_person,
    make_place,
)
from tests.review.bulk_records import World, as_file, file_of, messages, results, rows_of, taken
from tracker.accounts.models import AuditEntry
from tracker.articles.models import Article
from tracker.events.models import Claim, Topic
from tracker.review.bulk.exporting import exported
from tracker.review.bulk.register import SHEETS
from tracker.revisions.models import Revision

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("with_private", [True, False])
@pytest.mark.parametrize("code", SHEETS)
def test_what_was_exported_is_the_same_when_it_is_imported(code, with_private):
    world = World()
    before = Revision.objects.count(), AuditEntry.objects.exclude(action="import").count()
    content = file_of(code, with_private=with_private)

    found = taken(content, code, world.manager)

    assert results(found)
    assert set(results(found)) == {"same"}, messages(found)
    assert (Revision.objects.count(), AuditEntry.objects.exclude(action="import").count()) == before
    assert file_of(code, with_private=with_private) == content


@pytest.mark.parametrize("code", ["force", "person", "place", "topic", "event", "story", "article"])
def test_what_is_missing_is_made_anew_from_an_export(code):
    world = World()
    rows = [{**row, "id": "", "number": ""} for row in rows_of(file_of(code))]
    for row in rows:
        _rename(row, code)
    count = SHEETS[code].rows().count()

    found = taken(as_file(*rows), code, world.manager)

    assert set(results(found)) == {"new"}, messages(found)
    assert SHEETS[code].rows().count() == count + len(rows)
    again = rows_of(file_of(code))[-len(rows) :]
    told = [column for column in rows[0] if column not in ("id", "state", "external_ids", "text", "names")]
    assert [{name: row[name] for name in told} for row in again] == [{name: row[name] for name in told} for row in rows]
    assert len({row["record"] for row in found.rows}) == len(rows)


def _rename(row, code):
    """As if it were another record: identifiers are borne once, and some things come in once."""
    row["external_ids"] = ""
    name = "title" if code in ("event", "story", "article") else "name"
    row[name] = f"{row[name]} anew"
    if code == "article":
        row |= {"canonical_url": "https://w.example/2"}
    if code == "place":
        row["source_id"] = f"{row['source_id']}9" if row["source_id"] else ""


@pytest.mark.parametrize("code", SHEETS)
def test_an_export_costs_the_same_queries_for_many_rows_as_for_few(code):
    world = World()
    sheet = SHEETS[code]

    def queries():
        with CaptureQueriesContext(connection) as seen:
            list(exported(sheet, sheet.rows(), with_private=True))
        return len(seen)

    _more(code, 0, world)
    few = queries()
    for number in range(1, 11):
        _more(code, number, world)

    assert queries() == few


def _more(code, number, world):
    if code == "outlet":
        make_outlet()
    elif code == "event":
        event = make_event(place=make_place(f"Town {number}", kind="town"))
        event.citations.create(passage=make_passage())
        Claim.objects.create(
            event=event, speaker_person=make_person(), about_force=make_force(), passage=make_passage()
        )
    elif code in ("article", "story"):
        make_article()
        Article.objects.create(kind="story", processing="own", title=f"Story {number}", body="Words.")
    elif code == "topic":
        Topic.objects.create(name=f"Topic {number}", parent=world.topic)
    elif code == "place":
        make_place(f"Town {number}", kind="town", parent=make_place(f"Country {number}"))
    else:
        make_force().links_up.create(parent=make_force(), kind="part_of", passage=make_passage())
        make_person().postings.create(force=make_force(), area=make_place(f"T {number}"), passage=make_passage())
