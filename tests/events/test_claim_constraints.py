"""Claims that the database refuses, half-given ones above all."""

import pytest

from tests.refusals import ITSELF, Refused, assert_refused
from tests.rows import DAY, another, row
from tracker.actors.models import Force, Person
from tracker.articles.models import Outlet
from tracker.events.models import Claim

KILLED = {"topic": "casualties", "outcome": "killed", "low": 5, "high": 9}
STRENGTH = {"topic": "strength", "about_force": another(Force), "low": 900}
FATE = {"topic": "fate", "about_person": another(Person), "fate": "killed"}
NOBODY = {"speaker_code": ""}
REFUSED = [
    Refused("claim_one_speaker", Claim, NOBODY),
    Refused("claim_one_speaker", Claim, {"speaker_force": another(Force)}),
    Refused("claim_one_speaker", Claim, {"speaker_person": another(Person)}),
    Refused("claim_one_speaker", Claim, {"speaker_outlet": another(Outlet)}),
    Refused(
        "claim_one_speaker",
        Claim,
        {**NOBODY, "speaker_force": another(Force), "speaker_outlet": another(Outlet)},
    ),
    Refused("claim_speaks_for_needs_person", Claim, {"speaks_for": another(Force)}),
    Refused("claim_casualties_whole", Claim, {**KILLED, "outcome": ""}),
    Refused("claim_casualties_whole", Claim, {**KILLED, "low": None, "high": None}),
    Refused("claim_casualties_whole", Claim, {"topic": "casualties", "outcome": "killed", "best": 3}),
    Refused("claim_strength_whole", Claim, {**STRENGTH, "about_force": None}),
    Refused("claim_strength_whole", Claim, {**STRENGTH, "low": None}),
    Refused("claim_fate_whole", Claim, {**FATE, "about_person": None}),
    Refused("claim_fate_whole", Claim, {**FATE, "fate": ""}),
    Refused("claim_fate_whole", Claim, {**FATE, "fate": "gone"}),
    Refused("claim_identity_has_person", Claim, {"topic": "identity"}),
    Refused("claim_low_to_high", Claim, {**KILLED, "low": 9, "high": 5}),
    Refused("claim_best_between", Claim, {**KILLED, "best": 4}),
    Refused("claim_best_between", Claim, {**KILLED, "best": 10}),
    Refused("claim_best_between", Claim, {**KILLED, "high": None, "best": 4}),
    Refused("claim_best_between", Claim, {**KILLED, "low": None, "best": 10}),
    Refused("claim_none_is_zero", Claim, {**KILLED, "is_negated": True}),
    Refused("claim_none_is_zero", Claim, {**KILLED, "low": 0, "high": None, "is_negated": True}),
    Refused("claim_none_is_zero", Claim, {**KILLED, "low": None, "high": 0, "is_negated": True}),
    Refused(
        "claim_none_is_zero",
        Claim,
        {**KILLED, "low": None, "high": None, "group_words": "soldiers", "is_negated": True},
    ),
    Refused("claim_any_is_none_only", Claim, {**KILLED, "outcome": "any"}),
    Refused("claim_part_of_another", Claim, {"part_of": ITSELF}),
    Refused("claim_said_whole", Claim, {"said_on": DAY}),
    Refused("claim_said_whole", Claim, {"said_precision": 1}),
    Refused("claim_said_whole", Claim, {"said_on": DAY, "said_precision": 0}),
    Refused("claim_said_whole", Claim, {"said_on": DAY, "said_precision": 6}),
    Refused("claim_credibility_scale", Claim, {"credibility": 0}),
    Refused("claim_credibility_scale", Claim, {"credibility": 7}),
    *[
        Refused("claim_words_known", Claim, {column: "X"})
        for column in ("topic", "mode", "hedge", "link", "standing", "side", "who", "statement_kind")
    ],
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED, ids=str)
def test_the_database_refuses(case):
    assert_refused(case)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "whole",
    [
        KILLED,
        {**KILLED, "low": 5, "high": None},
        {**KILLED, "low": None, "high": 40},
        {**KILLED, "low": None, "high": None, "group_words": "several officers"},
        {**KILLED, "low": 0, "high": 0, "is_negated": True},
        {**KILLED, "outcome": "any", "low": 0, "high": 0, "is_negated": True},
        {"is_negated": True},
        STRENGTH,
        FATE,
        {"said_on": DAY, "said_precision": 2},
        {**NOBODY, "speaker_person": another(Person), "speaks_for": another(Force)},
    ],
    ids=str,
)
def test_the_database_takes_a_whole_claim(whole):
    row(Claim, **whole).save()

    assert Claim.objects.count() == 1
