"""Forces and persons by name, however it is spelled."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.factories import make_force, make_person
from tracker.actors.finding import Hit, Mode, find, find_many, rebuild, records
from tracker.actors.models import Force, ForceName, IndexedName, NameKey, Person, PersonName
from tracker.core.states import EditorialState
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


def names(query: str, **options) -> list[str]:
    return [hit.name for hit in find(query, **options)]


@pytest.mark.parametrize("query", ["al-Isawi", "el-Essawi", "Chaker el-Essaoui", "العيساوي", "Шакер аль-Исави"])
def test_one_man_is_found_however_he_is_spelled(query):
    person = make_person("Shaker al-Issawi")
    make_person("Shakir al-Obeidi")

    hits = find(query)

    assert (hits[0].kind, hits[0].record_id, hits[0].name) == (Kind.PERSON, person.pk, "Shaker al-Issawi")


def test_a_hit_says_which_name_matched_and_how_well():
    force = make_force("Department of Homeland Security", "DHS")

    hits = find("dhs")

    assert hits == [Hit(Kind.FORCE, force.pk, "DHS", 1.0)]


def test_a_record_is_listed_once_with_its_best_name():
    make_person("Abu Mohammad al-Julani", "Abou Mohammed al-Joulani", "أبو محمد الجولاني")

    assert names("Abou Mohammed al-Joulani") == ["Abou Mohammed al-Joulani"]


def test_a_name_of_the_record_itself_counts():
    Person.objects.create(name="Yevgeny Prigozhin")

    assert names("Евгений Пригожин") == ["Yevgeny Prigozhin"]


def test_kinds_that_are_not_asked_for_stay_out():
    make_person("Hamza")
    make_force("Liwa Hamza")

    assert names("Hamza", kinds=[Kind.FORCE]) == ["Liwa Hamza"]
    assert names("Hamza", kinds=[Kind.EVENT]) == []


def test_the_list_ends_at_the_limit():
    for number in range(5):
        make_person(f"Ali Hassan {number}")

    assert len(find("Ali Hassan", limit=3)) == 3
    assert find("Ali Hassan", limit=0) == []


def test_retracted_records_are_left_out_unless_asked_for():
    make_person("Walid Jumblatt", state=EditorialState.RETRACTED)

    assert names("Walid Jumblatt") == []
    assert names("Walid Jumblatt", with_retracted=True) == ["Walid Jumblatt"]


@pytest.mark.parametrize("query", ["", "   ", "—!—", "😀😀", "\u200b"])
def test_a_query_without_letters_finds_nothing(query):
    make_person("Ali")

    assert find(query) == []


@pytest.mark.parametrize("query", ["a", "я", "م", "a" * 500, "علي " * 200, "Раul 😀", "%_'\"\\;--"])
def test_strange_queries_are_answered(query):
    make_person("Ali Hassan")

    assert isinstance(find(query), list)


def test_the_guard_lets_every_word_of_the_shorter_name_agree():
    make_person("Mohammed Hamdan Dagalo")

    assert names("Muhammad Hamdan Daglo", mode=Mode.EVERY_TOKEN) == ["Mohammed Hamdan Dagalo"]
    assert names("Dagalo Hamdan", mode=Mode.EVERY_TOKEN) == ["Mohammed Hamdan Dagalo"]
    assert names("Hamdan", mode=Mode.EVERY_TOKEN) == []


def test_records_come_in_the_order_of_their_hits():
    force, person = make_force("Saraya al-Quds"), make_person("Saraya al-Kodsi")

    found = records(find("Saraya al-Quds"))

    assert found == [force, person]


def test_records_deleted_meanwhile_are_left_out():
    person = make_person("Ali Hassan")
    hits = find("Ali Hassan")
    person.delete()

    assert records(hits) == []


def test_finding_takes_two_queries_and_at_most_four(django_assert_num_queries, django_assert_max_num_queries):
    for number in range(30):
        make_person(f"Ali Hassan {number}")

    with django_assert_num_queries(2):
        find("Ali Hassan 7")
    with django_assert_max_num_queries(4):
        find("Ala Hossan")
    with django_assert_max_num_queries(3):
        records(find("Hassan"))


def test_a_new_alias_is_found_at_once():
    person = make_person("Noureddine")

    PersonName.objects.create(person=person, name="Abu Talha")

    assert names("Abou Talha") == ["Abu Talha"]


def test_a_name_that_goes_is_not_found_any_more():
    person = make_person("Noureddine", "Abu Talha", "Abu Umar")

    person.names.get(name="Abu Talha").delete()
    person.names.filter(name="Abu Umar").delete()

    assert names("Talha") == []
    assert names("Abu Umar") == []
    assert names("Nur ad-Din") == ["Noureddine"]


def test_a_name_borne_twice_stays_while_one_of_the_two_is_there():
    person = make_person("Noureddine")

    person.names.all().delete()

    assert names("Noureddine") == ["Noureddine"]


def test_a_changed_name_is_found_and_the_old_one_is_not():
    force = make_force("Wagner")

    force.name = "Africa Corps"
    force.save()
    force.names.update(name="Afrika Korps")

    assert sorted(IndexedName.objects.values_list("name", flat=True)) == ["Africa Corps", "Afrika Korps"]
    assert names("Vagner") == []


def test_saving_other_fields_leaves_the_index_alone(django_assert_num_queries):
    force = make_force("Wagner")

    with django_assert_num_queries(1):
        Force.objects.filter(pk=force.pk).update(summary="A company.")


def test_many_rows_at_once_are_indexed_like_single_ones():
    people = Person.objects.bulk_create([Person(name="Shamil Basayev"), Person(name="Doku Umarov")])
    PersonName.objects.bulk_create([PersonName(person=people[0], name="Шамиль Басаев")])
    people[1].name = "Dokka Umarov"
    Person.objects.bulk_update(people, ["name"])

    assert names("Chamil Bassaïev") == ["Shamil Basayev"]
    assert PersonName.objects.get().folded == "шамиль басаев"
    assert {*IndexedName.objects.values_list("name", flat=True)} == {"Shamil Basayev", "Шамиль Басаев", "Dokka Umarov"}


def test_a_name_that_moves_to_another_record_moves_in_the_index():
    one, other = make_person("Ali Hassan"), make_person("Omar Khalid")
    PersonName.objects.create(person=one, name="Abu Hafs")

    PersonName.objects.filter(name="Abu Hafs").update(person=other)

    assert [hit.record_id for hit in find("Abu Hafs")] == [other.pk]


def test_a_name_saved_under_another_record_moves_in_the_index():
    one, other = make_person("Ali Hassan"), make_person("Omar Khalid")
    name = PersonName.objects.create(person=one, name="Abu Hafs")

    name.person = other
    name.save()

    assert [hit.record_id for hit in find("Abu Hafs")] == [other.pk]


def test_deleting_a_record_empties_its_index():
    make_force("Wagner").delete()

    assert not IndexedName.objects.exists()
    assert not NameKey.objects.exists()


def test_rebuilding_writes_what_is_missing_and_changes_nothing_twice(capsys):
    make_force("Wagner")
    make_person("Ali Hassan")
    NameKey.objects.all().delete()
    IndexedName.objects.filter(name="Wagner").update(name="Vandal")

    call_command("reindex_names")
    once = sorted(NameKey.objects.values_list("key", flat=True))
    call_command("reindex_names")

    assert names("Wagner") == ["Wagner"]
    assert names("Aly Hasan") == ["Ali Hassan"]
    assert sorted(NameKey.objects.values_list("key", flat=True)) == once
    assert "1 × force" in capsys.readouterr().out


def test_rebuilding_nothing_is_said():
    assert list(rebuild()) == []


def test_names_of_forces_in_bulk_keep_their_owner():
    force = make_force("Wagner")

    ForceName.objects.bulk_create([ForceName(force=force, name="Вагнер")])

    assert [hit.record_id for hit in find("Vagner")] == [force.pk]


def test_the_migration_indexes_the_names_that_are_there_already():
    make_force("Wagner", "Вагнер")
    make_person("Ali Hassan", "أبو علي")
    kept = sorted(NameKey.objects.values_list("key", "size", "name__name", "name__sound", "name__has_vowels"))
    NameKey.objects.all().delete()
    IndexedName.objects.all().delete()

    import_module("tracker.actors.migrations.0004_fill_name_index").fill(apps, None)

    assert sorted(NameKey.objects.values_list("key", "size", "name__name", "name__sound", "name__has_vowels")) == kept


def test_many_names_are_looked_for_at_once(django_assert_max_num_queries):
    people = [make_person(f"{name} al-Issawi") for name in ("Shaker", "Omar", "Walid", "Nasser")]
    force = make_force("Liwa al-Tawhid")
    gone = make_person("Hamid Karimov", state=EditorialState.RETRACTED)
    asked = [
        (Kind.PERSON, "Chaker el-Essaoui"),
        (Kind.FORCE, "Lewa el-Tawheed"),
        (Kind.PERSON, "Hameed Karimov"),
        (Kind.PERSON, "—"),
    ]

    with django_assert_max_num_queries(7):
        found = find_many(asked + [(Kind.PERSON, f"Waleed Isawi {number}") for number in range(40)])

    assert found[0][0].record_id == people[0].pk
    assert found[1][0] == Hit(Kind.FORCE, force.pk, "Liwa al-Tawhid", found[1][0].score)
    assert not any(hit.record_id == gone.pk for hit in found[2])
    assert found[3] == []
    assert all(each[0].record_id == people[2].pk for each in found[4:])
    assert find_many([]) == []
