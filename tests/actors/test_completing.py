"""What somebody who types is offered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_force, make_person
from tracker.actors.completing import search
from tracker.actors.models import ForceId, Person
from tracker.core.states import EditorialState
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed", ["al-Isawi", "el-Essawi", "Chaker el-Essaoui", "العيساوي", "Шакер аль-Исави", "shaker al-is"]
)
def test_any_spelling_finds_the_person(typed):
    person = make_person("Shaker al-Issawi")
    make_person("Omar Testov")

    assert search(Kind.PERSON, typed)[0] == person.pk


def test_an_identifier_or_a_public_number_finds_its_record():
    force, numbered = make_force("The Army"), make_force("The Group", number=796)
    ForceId.objects.create(force=force, scheme="wikidata", value="Q796")

    assert search(Kind.FORCE, "q796") == [force.pk]
    assert search(Kind.FORCE, "796") == [numbered.pk]


def test_what_begins_so_comes_before_what_only_sounds_alike():
    make_person("Kerem Tastev")
    begins = make_person("Karim Testovski")

    assert search(Kind.PERSON, "Karim Testov")[0] == begins.pk


def test_retracted_records_are_left_out_unless_asked_for():
    gone = make_person("Karim Testov", state=EditorialState.RETRACTED)

    for typed in ("Karim Testov", "Kareem Tistov", "karim te"):
        assert search(Kind.PERSON, typed) == []
        assert search(Kind.PERSON, typed, with_retracted=True) == [gone.pk]


def test_the_list_ends_at_the_limit_and_names_nobody_twice():
    for number in range(9):
        make_person(f"Ali Hassan {number}", f"Aly Hasan {number}", f"علي حسن {number}")

    found = search(Kind.PERSON, "ali hassan", limit=5)

    assert len(found) == len(set(found)) == 5


@pytest.mark.parametrize("typed", ["", " ", "—", "😀", "\x00", "a", "م", "a" * 500, "%_'\"\\;--", "9" * 40, "٣"])
def test_strange_words_are_answered(typed):
    make_person("Ali Hassan")

    assert isinstance(search(Kind.PERSON, typed), list)


def test_ten_thousand_people_are_never_read_through():
    Person.objects.bulk_create(Person(name=f"Ali Hassan {number}") for number in range(10_000))

    for typed in ("karim te", "Kareem Tistov", "Ali Hassan", "Q796", "796", "al"):
        with CaptureQueriesContext(connection) as asked:
            search(Kind.PERSON, typed)

        assert len(asked) <= 9
        for query in asked.captured_queries if connection.vendor == "sqlite" else ():
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                steps = [row[-1] for row in cursor.fetchall()]
            assert not [step for step in steps if step.startswith("SCAN actors_") and "INDEX" not in step], steps
