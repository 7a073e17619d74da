"""How well other spellings are found among more than 10,000 other names, and how far ahead of trigrams that is.

The rules were made with the first half of the pairs; the second half was set aside, and two more lots were written after.
All are held to the same marks; what was first measured on those not seen stands in docs/decisions/0021-names.md.
"""

import random
from functools import lru_cache

import pytest

from tests.core.name_trials import TrigramRegister, fresh_pairs, halves, last_pairs, others, pairs, places_in_list
from tracker.actors.finding import Mode, find
from tracker.actors.models import Person
from tracker.core.naming.likeness import same_name
from tracker.core.naming.words import spoken

LANGUAGES = ("am", "ar", "fa", "my", "ru-uk", "ur")
SETS = {"made with": halves()[0], "set aside": halves()[1], "fresh": fresh_pairs(), "last": last_pairs()}
ALL = [*pairs(), *fresh_pairs(), *last_pairs()]
EACH_SET = pytest.mark.parametrize("which", list(SETS))


@lru_cache
def register() -> list[str]:
    """The right names among the others, in no order: among equals the index reads older rows first."""
    names = list(dict.fromkeys([pair.name for pair in ALL] + others()))
    random.Random(2).shuffle(names)
    return names


@pytest.fixture(scope="module")
def ranks(django_db_setup, django_db_blocker):
    """The place of the right record for each pair; the register is gone afterwards."""
    with django_db_blocker.unblock():
        people = Person.objects.bulk_create([Person(name=name) for name in register()])
        row = {person.name: person.pk for person in people}
        found = {pair: _rank([hit.record_id for hit in find(pair.variant)], row[pair.name]) for pair in ALL}
        Person.objects.all().delete()
    return found


def _rank(listed: list, right) -> int | None:
    return listed.index(right) + 1 if right in listed else None


def _of(ranks, which: int, **wanted) -> list[int | None]:
    return [ranks[pair] for pair in SETS[which] if all(getattr(pair, key) == value for key, value in wanted.items())]


def test_the_trial_is_large_enough():
    assert len(pairs()) >= 300
    assert len(others()) >= 10_000
    assert {pair.language for pair in pairs()} == set(LANGUAGES)
    assert not set(halves()[0]) & set(halves()[1])


@EACH_SET
def test_the_right_record_comes_first(ranks, which):
    assert places_in_list(_of(ranks, which), 1) >= 0.90
    assert places_in_list(_of(ranks, which), 3) >= 0.95
    assert places_in_list(_of(ranks, which), 20) >= (0.99 if which in ("made with", "set aside") else 0.97)


@EACH_SET
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_is_left_behind(ranks, which, language):
    assert places_in_list(_of(ranks, which, language=language), 3) >= (
        0.90 if which in ("made with", "set aside") else 0.85
    )


@EACH_SET
@pytest.mark.parametrize("script", ["Arab", "Cyrl"])
def test_original_script_finds_romanised_names(ranks, which, script):
    assert places_in_list(_of(ranks, which, script=script), 3) >= 0.95


def test_sound_is_clearly_ahead_of_trigrams(ranks):
    by_trigrams = TrigramRegister(register())
    unseen = [pair for pair in (*SETS["set aside"], *SETS["fresh"], *SETS["last"]) if pair.script == "Latn"]

    sound_ranks = [ranks[pair] for pair in unseen]
    trigram_ranks = [by_trigrams.rank(pair) for pair in unseen]

    for within, ahead in ((1, 0.10), (3, 0.05), (20, 0.02)):
        assert places_in_list(sound_ranks, within) >= places_in_list(trigram_ranks, within) + ahead


def test_ten_thousand_random_couples_are_never_one_name():
    chance, names = random.Random(4), register()
    couples = [chance.sample(names, 2) for _ in range(10_000)]

    same = [couple for couple in couples if same_name(spoken(couple[0]), spoken(couple[1]))]

    assert not same


@pytest.mark.django_db
def test_a_register_in_arabic_script_is_found_by_romanised_names():
    arabic = [pair for pair in pairs() if pair.script == "Arab"]
    people = Person.objects.bulk_create([Person(name=name) for name in {pair.variant for pair in arabic}])
    row = {person.name: person.pk for person in people}

    ranked = [_rank([hit.record_id for hit in find(pair.name)], row[pair.variant]) for pair in arabic]

    assert places_in_list(ranked, 3) >= 0.95


@pytest.mark.django_db
def test_most_spellings_pass_the_guard_against_a_second_record():
    Person.objects.bulk_create([Person(name=name) for name in {pair.name for pair in pairs()}])

    caught = [any(hit.name == pair.name for hit in find(pair.variant, mode=Mode.EVERY_TOKEN)) for pair in pairs()]

    assert sum(caught) / len(caught) >= 0.75
