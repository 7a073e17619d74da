import pytest

from tests.published_factories import build_change, build_event, build_force, build_person, build_place
from tests.published_parts import name
from tracker.published.finding import find, rebuild
from tracker.published.models import Op, PublishedName, PublishedNameKey, PublishedPerson
from tracker.published.search import search

pytestmark = pytest.mark.django_db


def test_every_word_must_be_found_in_any_order_and_spelling():
    person = build_person(name="Abu-Ali al-Tunisi")
    build_person(name="Abu Hammam")

    assert search("TUNISI abu").persons == [person]
    assert not search("tunisi hammam")


def test_the_best_known_force_comes_first():
    build_force(name="Second Brigade")
    known = build_force(name="First Brigade")
    build_event(forces=((known, "target", "B"),))

    assert [force.title for force in search("brigade").forces] == ["First Brigade", "Second Brigade"]


def test_tombstones_are_not_found():
    event = build_event(title="Ambush")
    build_change(event, op=Op.RETRACT)

    assert not search("ambush")


def test_punctuation_alone_finds_nothing_rather_than_everything(django_assert_num_queries):
    build_event()

    with django_assert_num_queries(0):
        assert not search(" — % _ ")


def test_no_kind_brings_more_than_the_limit():
    for _ in range(4):
        build_event(title="Raid")

    assert len(search("raid", limit=3).events) == 3


@pytest.mark.parametrize("spelling", ["al-Isawi", "el-Essawi", "Chaker el-Essaoui", "العيساوي", "Шакер аль-Исави"])
def test_a_person_is_found_in_any_spelling_and_script(spelling):
    person = build_person(name="Shaker al-Issawi")
    build_person(name="Omar Testov")

    assert search(spelling).persons == [person]


@pytest.mark.parametrize(("spelling", "kind"), [("Liwa el-Tawheed", "forces"), ("Dayr az Zawr", "places")])
def test_forces_and_places_are_found_in_any_spelling(spelling, kind):
    build_force(name="Liwa al-Tawhid")
    build_place(name="Deir ez-Zor")

    found = search(spelling)

    assert [record.title for record in getattr(found, kind)] == [
        {"forces": "Liwa al-Tawhid", "places": "Deir ez-Zor"}[kind]
    ]


def test_what_is_spelled_alike_comes_before_what_only_sounds_alike():
    build_person(name="Hamid Karimi")
    exact = build_person(name="Hameed Karimi")

    assert search("Hameed Karimi").persons[0] == exact


def test_words_of_the_language_are_not_taken_for_names():
    build_person(name="Karim Testov")
    build_force(name="Liwa al-Tawhid")
    build_place(name="Rutba")

    for words in ("airstrike", "raid on a house", "civilians killed", "drone"):
        assert not search(words)


def test_look_alike_letters_are_offered_but_never_sure():
    person = build_person(name="Wagner")

    hits = find("W\u0430gner")[PublishedPerson]

    assert [(hit.record_id, hit.score < 0.9) for hit in hits] == [(person.pk, True)]


def test_a_search_takes_a_dozen_queries_at_most(django_assert_max_num_queries):
    for number in range(30):
        build_person(name=f"Ali Hassan {number}", names=[name(f"Ali Hassan {number}"), name(f"Aly Hasan {number}")])
        build_force(name=f"Liwa Hassan {number}")
        build_place(name=f"Hassan Ali {number}")

    with django_assert_max_num_queries(11):
        found = search("Aly Hassen")

    assert len(found.persons) == 20


def test_a_tombstone_has_no_keys():
    person = build_person(name="Karim Testov")

    build_change(person, op=Op.RETRACT)

    assert not PublishedName.objects.exists()
    assert not PublishedNameKey.objects.exists()
    assert not search("Kareem Tistof")


def test_the_index_can_be_written_anew():
    person = build_person(name="Karim Testov")
    PublishedName.objects.update(name="Somebody else", sound="sombodi els")
    PublishedNameKey.objects.all().delete()

    assert list(rebuild()) == [("Person", 1)]
    assert search("Kareem Tistov").persons == [person]
    assert list(rebuild()) == [("Person", 1)]
    assert PublishedName.objects.count() == 1
