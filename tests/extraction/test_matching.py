"""Names in a text against the desk's own."""

import pytest

from tests.factories import make_editor, make_force, make_person, make_place
from tracker.actors.models import ForceKind
from tracker.core.states import EditorialState
from tracker.extraction.extractors.register import Register
from tracker.extraction.matching import desk_names, match_force, match_person, match_place, names_version
from tracker.places.models import PlaceName
from tracker.publishing.merging import merge
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def test_a_force_is_found_by_any_spelling_of_any_of_its_names():
    force = make_force("Islamic State", "ISIS", "Dā‘ish")
    make_force("Islamic State in Somalia")

    for name in ("islamic  state", "the Islamic State", "ISIS", "Da'ish", "DAISH"):
        assert match_force(name) == [force]
    assert match_force("unknown group", ["IS", "isis"]) == [force]


def test_the_full_name_decides_before_an_alias():
    military = make_force("US military", "US")
    make_force("US government", "US", "Washington")

    assert match_force("US military", ["US"]) == [military]
    assert len(match_force("American forces", ["US"])) == 2


def test_two_people_of_one_name_are_both_named_and_it_is_the_editors_turn():
    first, second = make_person("Abu Hammam"), make_person("Abu-Hammam")

    assert match_person("Abu Hammam") == [first, second]


def test_a_name_that_is_only_punctuation_matches_nothing_and_asks_nothing(django_assert_num_queries):
    make_person("Abu Hammam")

    with django_assert_num_queries(0):
        assert match_person("—", ["...", "“”"]) == []
        assert match_force("") == []


def test_retracted_records_do_not_match():
    make_force("Islamic State", state=EditorialState.RETRACTED)
    make_place("Iraq", state=EditorialState.RETRACTED)

    assert match_force("Islamic State") == []
    assert match_place("Iraq") == []
    assert desk_names() == []


def test_matching_takes_at_most_two_queries_however_many_aliases(django_assert_max_num_queries):
    make_force("Islamic State")

    with django_assert_max_num_queries(2):
        match_force("no such name", [f"alias {number}" for number in range(1000)])


def test_a_place_of_the_country_comes_before_namesakes_elsewhere():
    here = make_place("Tripoli", "town", "LB", population=200_000)
    there = make_place("Tripoli", "town", "LY", population=1_100_000)

    assert match_place("Tripoli", "LB") == [here]
    assert set(match_place("Tripoli")) == {here, there}
    assert match_place("Tripoli", "IQ")[0] == there
    assert match_place("…", "IQ") == []


def test_a_compass_region_matches_the_region_of_that_country_only():
    west = make_place("western Iraq", "region", "IQ", compass="west")
    make_place("western Syria", "region", "SY", compass="west")
    make_place("Iraq", "country", "IQ")

    wanted = {"compass": "west", "country": "Iraq", "country_code": "IQ"}
    assert match_place("western Iraq", "IQ", wanted) == [west]
    assert match_place("eastern Iraq", "IQ", {**wanted, "compass": "east"}) == []


def test_desk_names_speak_the_readers_words(django_assert_num_queries):
    make_force("Iraqi police", "IP", kind=ForceKind.POLICE, country_code="IQ")
    make_force("Wagner", kind=ForceKind.PRIVATE)
    make_force("Foreign Ministry", kind=ForceKind.PUBLIC_BODY, country_code="RU")
    make_person("Abu Hammam", "Hammam al-Iraqi", "Ali")

    with django_assert_num_queries(3):
        known = {each.name: each for each in desk_names()}

    police = known["Iraqi police"]
    assert (police.aliases, police.kind, police.force_kind, police.country_code) == (("IP",), "force", "state", "IQ")
    assert known["Wagner"].force_kind == "non-state"
    assert (known["Foreign Ministry"].kind, known["Foreign Ministry"].force_kind) == ("org", "body")
    assert (known["Abu Hammam"].kind, known["Abu Hammam"].aliases) == ("person", ("Hammam al-Iraqi",))
    Register.shipped().extended(known.values())


def test_the_version_of_the_names_changes_with_them(django_assert_num_queries):
    force, person = make_force("Wagner"), make_person("Abu Hammam")
    seen = {names_version()}

    make_force("Liwa Fatemiyoun")
    seen.add(names_version())
    person.names.get().delete()
    seen.add(names_version())
    force.kind = ForceKind.PRIVATE
    force.save()
    seen.add(names_version())

    assert len(seen) == 4
    with django_assert_num_queries(3):
        assert names_version() in seen


def test_a_place_is_found_by_another_of_its_names():
    place = make_place("Mosul", "town", "IQ")
    PlaceName.objects.create(place=place, name="الموصل")

    assert match_place("الموصل", "IQ") == [place]


def test_a_name_of_a_merged_record_leads_to_the_one_that_stands():
    one, stays, gone = make_editor(), make_force("Wagner Group"), make_force("PMC Wagner", "Vagner")
    known = names_version()
    merge(Kind.FORCE, gone.pk, stays.pk, by=one, reason="One company", seen=(0, 0))

    assert match_force("Vagner") == [stays]
    assert match_force("nobody", ["PMC Wagner"]) == [stays]
    assert {"PMC Wagner", "Vagner"} <= set(next(each for each in desk_names() if each.name == "Wagner Group").aliases)
    assert names_version() != known
