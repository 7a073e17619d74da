"""Which event and sub-event type an event of ours has in ACLED's vocabulary: a rule, tested case by case."""

from collections.abc import Callable
from typing import NamedTuple

BATTLES, EXPLOSIONS = "Battles", "Explosions/Remote violence"
CIVILIANS, PROTESTS, RIOTS = "Violence against civilians", "Protests", "Riots"
STRATEGIC = "Strategic developments"
_VIOLENCE, _DEMONSTRATIONS = "Political violence", "Demonstrations"


class Class(NamedTuple):
    """A sub-event type with what stands above it."""

    disorder_type: str
    event_type: str
    sub_event_type: str


class Facts(NamedTuple):
    """What the rule looks at. ``killed`` is null where nobody gives a figure."""

    event_type: str
    is_civilian_targeting: bool = False
    are_two_sides: bool = False
    is_first_state: bool = False
    killed: int | None = None
    means: str = ""


_CLASSES = (
    Class(_VIOLENCE, BATTLES, "Armed clash"),
    Class(_VIOLENCE, BATTLES, "Government regains territory"),
    Class(_VIOLENCE, BATTLES, "Non-state actor overtakes territory"),
    Class(_VIOLENCE, EXPLOSIONS, "Air/drone strike"),
    Class(_VIOLENCE, EXPLOSIONS, "Chemical weapon"),
    Class(_VIOLENCE, EXPLOSIONS, "Grenade"),
    Class(_VIOLENCE, EXPLOSIONS, "Remote explosive/landmine/IED"),
    Class(_VIOLENCE, EXPLOSIONS, "Shelling/artillery/missile attack"),
    Class(_VIOLENCE, EXPLOSIONS, "Suicide bomb"),
    Class(_VIOLENCE, CIVILIANS, "Abduction/forced disappearance"),
    Class(_VIOLENCE, CIVILIANS, "Attack"),
    Class(_VIOLENCE, CIVILIANS, "Sexual violence"),
    Class(_DEMONSTRATIONS, PROTESTS, "Peaceful protest"),
    Class(_DEMONSTRATIONS, PROTESTS, "Protest with intervention"),
    Class(f"{_VIOLENCE}; {_DEMONSTRATIONS}", PROTESTS, "Excessive force against protesters"),
    Class(_DEMONSTRATIONS, RIOTS, "Violent demonstration"),
    Class(_VIOLENCE, RIOTS, "Mob violence"),
    Class(STRATEGIC, STRATEGIC, "Agreement"),
    Class(STRATEGIC, STRATEGIC, "Arrests"),
    Class(STRATEGIC, STRATEGIC, "Change to group/activity"),
    Class(STRATEGIC, STRATEGIC, "Disrupted weapons use"),
    Class(STRATEGIC, STRATEGIC, "Headquarters or base established"),
    Class(STRATEGIC, STRATEGIC, "Looting/property destruction"),
    Class(STRATEGIC, STRATEGIC, "Non-violent transfer of territory"),
    Class(STRATEGIC, STRATEGIC, "Other"),
)
CLASSES = {each.sub_event_type: each for each in _CLASSES}


def _always(facts: Facts) -> bool:
    return True


def _harms_civilians(facts: Facts) -> bool:
    return facts.is_civilian_targeting


def _kills_civilians(facts: Facts) -> bool:
    return facts.is_civilian_targeting and bool(facts.killed)


def _by_suicide(facts: Facts) -> bool:
    return "suicide" in facts.means


def _by_grenade(facts: Facts) -> bool:
    return "grenade" in facts.means


def _two_sides(facts: Facts) -> bool:
    return facts.are_two_sides


def _fought_for_by_a_state(facts: Facts) -> bool:
    return facts.is_first_state and _fought_for(facts)


def _fought_for(facts: Facts) -> bool:
    return facts.are_two_sides or bool(facts.killed)


Rule = tuple[Callable[[Facts], bool], str]
_ATTACKED: tuple[Rule, ...] = ((_harms_civilians, "Attack"), (_always, "Armed clash"))
_OTHERWISE: tuple[Rule, ...] = ((_always, "Other"),)
RULES: dict[str, tuple[Rule, ...]] = {
    "battle": ((_always, "Armed clash"),),
    "air_strike": ((_always, "Air/drone strike"),),
    "shelling": ((_always, "Shelling/artillery/missile attack"),),
    "bombing": ((_by_suicide, "Suicide bomb"), (_by_grenade, "Grenade"), (_always, "Remote explosive/landmine/IED")),
    "chemical_attack": ((_always, "Chemical weapon"),),
    "attack": _ATTACKED,
    "raid": _ATTACKED,
    "abduction": ((_always, "Abduction/forced disappearance"),),
    "sexual_violence": ((_always, "Sexual violence"),),
    "arrest": ((_always, "Arrests"),),
    "protest": (
        (_kills_civilians, "Excessive force against protesters"),
        (_two_sides, "Protest with intervention"),
        (_harms_civilians, "Protest with intervention"),
        (_always, "Peaceful protest"),
    ),
    "riot": ((_harms_civilians, "Mob violence"), (_always, "Violent demonstration")),
    "looting": ((_always, "Looting/property destruction"),),
    "arson": ((_always, "Looting/property destruction"),),
    "territory_change": (
        (_fought_for_by_a_state, "Government regains territory"),
        (_fought_for, "Non-state actor overtakes territory"),
        (_always, "Non-violent transfer of territory"),
    ),
    "arms_seizure": ((_always, "Disrupted weapons use"),),
    "deployment": ((_always, "Headquarters or base established"),),
    "withdrawal": ((_always, "Change to group/activity"),),
    "agreement": ((_always, "Agreement"),),
}


def classify(facts: Facts) -> Class:
    """The class of an event. The first rule that holds decides; a type without rules is an other development."""
    rules = RULES.get(facts.event_type, _OTHERWISE)
    return CLASSES[next(sub_event_type for holds, sub_event_type in rules if holds(facts))]


def may_be(is_wanted: Callable[[Class], bool]) -> tuple[set[str], bool]:
    """Our types that can come out as a wanted class, and whether types without rules can, too."""
    found = {code for code, rules in RULES.items() if any(is_wanted(CLASSES[sub]) for _, sub in rules)}
    return found, is_wanted(CLASSES["Other"])
