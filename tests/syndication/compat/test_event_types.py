"""The rule that gives an event its type in ACLED's vocabulary."""

import json
from pathlib import Path

import pytest

from tracker.syndication.compat.acled.event_types import CLASSES, RULES, Facts, classify, may_be

CODEBOOK = json.loads(Path("tracker/events/data/codebook.json").read_text(encoding="utf-8"))
CASES = [
    (Facts("battle"), "Armed clash"),
    (Facts("battle", is_civilian_targeting=True), "Armed clash"),
    (Facts("air_strike", is_civilian_targeting=True, killed=3), "Air/drone strike"),
    (Facts("shelling"), "Shelling/artillery/missile attack"),
    (Facts("bombing"), "Remote explosive/landmine/IED"),
    (Facts("bombing", means="car bomb suicide vest"), "Suicide bomb"),
    (Facts("bombing", means="hand grenade"), "Grenade"),
    (Facts("chemical_attack"), "Chemical weapon"),
    (Facts("attack", are_two_sides=True), "Armed clash"),
    (Facts("attack", are_two_sides=True, is_civilian_targeting=True), "Attack"),
    (Facts("raid", killed=14), "Armed clash"),
    (Facts("raid", is_civilian_targeting=True), "Attack"),
    (Facts("abduction"), "Abduction/forced disappearance"),
    (Facts("sexual_violence"), "Sexual violence"),
    (Facts("arrest"), "Arrests"),
    (Facts("protest"), "Peaceful protest"),
    (Facts("protest", is_civilian_targeting=True, killed=0), "Protest with intervention"),
    (Facts("protest", are_two_sides=True), "Protest with intervention"),
    (Facts("protest", is_civilian_targeting=True, killed=2), "Excessive force against protesters"),
    (Facts("riot"), "Violent demonstration"),
    (Facts("riot", is_civilian_targeting=True), "Mob violence"),
    (Facts("looting"), "Looting/property destruction"),
    (Facts("arson"), "Looting/property destruction"),
    (Facts("territory_change"), "Non-violent transfer of territory"),
    (Facts("territory_change", is_first_state=True), "Non-violent transfer of territory"),
    (Facts("territory_change", is_first_state=True, killed=1), "Government regains territory"),
    (Facts("territory_change", are_two_sides=True), "Non-state actor overtakes territory"),
    (Facts("arms_seizure"), "Disrupted weapons use"),
    (Facts("deployment"), "Headquarters or base established"),
    (Facts("withdrawal"), "Change to group/activity"),
    (Facts("agreement"), "Agreement"),
    (Facts("displacement"), "Other"),
    (Facts("diplomacy"), "Other"),
    (Facts("statement"), "Other"),
    (Facts("crime"), "Other"),
    (Facts("other"), "Other"),
    (Facts("a_type_of_the_desks_own"), "Other"),
]


@pytest.mark.parametrize(("facts", "expected"), CASES, ids=range(len(CASES)))
def test_type_targeting_and_territory_give_the_sub_event_type(facts, expected):
    found = classify(facts)

    assert found.sub_event_type == expected
    assert found == CLASSES[expected]


def test_every_type_of_the_codebook_is_tried_here():
    tried = {facts.event_type for facts, _ in CASES}

    assert {entry["code"] for entry in CODEBOOK} <= tried


def test_every_rule_leads_to_a_known_class_and_the_last_always_holds():
    for rules in RULES.values():
        assert {sub for _, sub in rules} <= set(CLASSES)
        assert rules[-1][0](Facts("any"))


@pytest.mark.parametrize(("facts", "expected"), CASES, ids=range(len(CASES)))
def test_what_the_database_leaves_out_never_comes_out_as_the_wanted_type(facts, expected):
    codes, is_other = may_be(lambda kind: kind.sub_event_type == expected)

    assert facts.event_type in codes or (is_other and facts.event_type not in RULES)


def test_twenty_five_sub_event_types_stand_in_three_kinds_of_disorder():
    assert len(CLASSES) == 25
    assert {kind.disorder_type for kind in CLASSES.values()} == {
        "Political violence",
        "Demonstrations",
        "Political violence; Demonstrations",
        "Strategic developments",
    }
