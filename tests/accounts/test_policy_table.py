"""The table of docs/policy.md and the table in the code are one."""

from tests.review.policy_table import ROLES, ROLES_AND_VERBS, STEPS
from tracker.accounts.policy import ALLOWED, Role, Verb
from tracker.review.admin.steps import STEPS as BUTTONS


def test_the_documented_table_is_the_one_in_the_code():
    documented = {
        (role, verb) for verb, row in ROLES_AND_VERBS.items() for role in ROLES if {"yes": True, "–": False}[row[role]]
    }

    assert documented == {(role.value, verb.value) for role in Role for verb in ALLOWED[role]}


def test_every_verb_role_and_button_stands_in_the_document():
    assert set(ROLES_AND_VERBS) == set(Verb.values)
    assert Role.values == ROLES
    assert set(STEPS) == set(BUTTONS)
