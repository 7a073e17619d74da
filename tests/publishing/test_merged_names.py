"""Names of merged records, wherever a name is looked up, mean the record that stands."""

import pytest

from tests.factories import make_editor, make_force, make_person, make_place
from tracker.actors.finding import find
from tracker.places import gazetteer
from tracker.places.models import PlaceName
from tracker.publishing.merging import merge, unmerge
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def one():
    return make_editor()


@pytest.mark.parametrize(("kind", "make"), [(Kind.FORCE, make_force), (Kind.PERSON, make_person)])
def test_an_actor_is_found_by_the_names_of_who_was_merged_into_it(one, kind, make):
    stays, gone = make("Karim Testov"), make("Abu Walid")
    done = merge(kind, gone.pk, stays.pk, by=one, reason="One", seen=(0, 0))

    assert [(hit.record_id, hit.name) for hit in find("Abu Walid", [kind])] == [(stays.pk, "Abu Walid")]
    unmerge(done.pk, by=one, reason="Two")
    assert [hit.record_id for hit in find("Abu Walid", [kind])] == [gone.pk]


def test_a_retracted_actor_is_still_not_found():
    make_person("Abu Walid", state="retracted")

    assert find("Abu Walid", [Kind.PERSON]) == []


def test_a_place_is_found_by_the_names_of_what_was_merged_into_it(one):
    stays, gone = make_place("Rutba", kind="town"), make_place("Ar Rutbah", kind="town")
    PlaceName.objects.create(place=gone, name="Rutbat al-Gharb")
    merge(Kind.PLACE, gone.pk, stays.pk, by=one, reason="One town", seen=(0, 0))

    assert gazetteer.find("Rutbat al-Gharb") == [stays]
    assert gazetteer.find("Rutba") == [stays]
