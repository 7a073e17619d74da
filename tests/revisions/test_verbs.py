"""Recording, finding and comparing versions."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import make_editor, make_event
from tracker.events.models import Event, EventTarget
from tracker.revisions.freezing import content, freeze
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version, compare, makers_since, record

EMPTY = {"fields": {}, "parts": {}}


def snapshot(title="A", **parts):
    return {"fields": {"title": title}, "parts": parts}


@pytest.mark.django_db
def test_a_version_is_kept_with_who_and_why():
    editor = make_editor()

    record(Kind.EVENT, 7, version=1, snapshot=snapshot(), by=editor, reason="From article 3")

    kept = at_version(Kind.EVENT, 7, 1)
    assert (kept.by, kept.reason, kept.snapshot) == (editor, "From article 3", snapshot())


@pytest.mark.django_db
def test_a_version_is_kept_once():
    editor = make_editor()
    record(Kind.EVENT, 7, version=1, snapshot=EMPTY, by=editor)

    with pytest.raises(IntegrityError), transaction.atomic():
        record(Kind.EVENT, 7, version=1, snapshot=snapshot("B"), by=editor)

    assert at_version(Kind.EVENT, 7, 1).snapshot == EMPTY


@pytest.mark.django_db
def test_a_version_that_is_not_there_is_said_so():
    record(Kind.EVENT, 7, version=1, snapshot=EMPTY, by=make_editor())

    with pytest.raises(Revision.DoesNotExist):
        at_version(Kind.PERSON, 7, 1)


@pytest.mark.django_db
def test_makers_are_those_since_the_given_version():
    first, second, third = make_editor(), make_editor(), make_editor()
    for version, maker in enumerate((first, second, third), 1):
        record(Kind.EVENT, 7, version=version, snapshot=EMPTY, by=maker)
    record(Kind.FORCE, 7, version=9, snapshot=EMPTY, by=make_editor())

    assert makers_since(Kind.EVENT, 7, None) == {first.pk, second.pk, third.pk}
    assert makers_since(Kind.EVENT, 7, 1) == {second.pk, third.pk}
    assert makers_since(Kind.EVENT, 7, 3) == set()


def test_compare_finds_changed_added_and_removed():
    old = snapshot("A", claims=[{"id": 1, "low": 5}, {"id": 2, "low": 7}])
    new = snapshot("B", claims=[{"id": 1, "low": 6}, {"id": 3, "low": 9}])

    assert compare(old, new) == [
        ("title", "A", "B"),
        ("claims", {"id": 1, "low": 5}, {"id": 1, "low": 6}),
        ("claims", {"id": 2, "low": 7}, None),
        ("claims", None, {"id": 3, "low": 9}),
    ]


def test_compare_of_the_same_finds_nothing():
    assert compare(snapshot("A", claims=[{"id": 1}]), snapshot("A", claims=[{"id": 1}])) == []


@pytest.mark.django_db
def test_a_frozen_aggregate_is_plain_json_with_its_parts_and_without_the_workflow():
    event = make_event(title="Raid")
    EventTarget.objects.create(event=event, kind="houses", count=4)

    frozen = freeze(event, ("targets",))

    assert frozen["fields"]["title"] == "Raid"
    assert frozen["fields"]["public_id"] == str(event.public_id)
    assert not {"version", "state", "live_revision", "number"} & set(frozen["fields"])
    assert [(row["kind"], row["count"]) for row in frozen["parts"]["targets"]] == [("houses", 4)]


@pytest.mark.django_db
def test_freezing_asks_once_a_part(django_assert_num_queries):
    event = make_event()

    with django_assert_num_queries(2):
        freeze(event, ("targets", "claims"))


def test_a_figure_counted_anew_is_the_same_row_of_the_snapshot():
    counted = {"outcome": "killed", "standing": "unknown", "who": "all", "side": "B"}
    old = snapshot("A", tallies=[{"id": 1, **counted, "best": 5}])

    assert compare(old, snapshot("A", tallies=[{"id": 9, **counted, "best": 5}])) == []
    assert compare(old, snapshot("A", tallies=[{"id": 9, **counted, "best": 6}])) == [
        ("tallies", {"id": 1, **counted, "best": 5}, {"id": 9, **counted, "best": 6})
    ]


def test_compare_finds_a_field_that_only_the_older_version_knows():
    old = {"fields": {"title": "A", "colour": "red"}, "parts": {}}

    assert compare(old, snapshot("A")) == [("colour", "red", None)]


@pytest.mark.django_db
def test_content_leaves_out_what_verbs_decide_and_fills_in_what_was_not_known():
    frozen = freeze(make_event(title="Raid"), ())["fields"]
    del frozen["is_sensitive"]

    said = content(Event, frozen)

    assert (said["title"], said["is_sensitive"]) == ("Raid", False)
    assert not {"id", "public_id", "number", "state", "blur", "independent_sources"} & said.keys()
