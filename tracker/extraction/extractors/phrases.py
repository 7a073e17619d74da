"""Acts that more than one word names: "opened fire", "set ablaze", "lobbed a grenade", "shells rained down"."""

from tracker.extraction.extractors import event_words as words
from tracker.extraction.extractors.casualty_words import COMBATANTS, PEOPLE, PERSON_NOUNS
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import figure_at
from tracker.extraction.extractors.senses import means_near
from tracker.extraction.extractors.voice import BE, is_passive

Act = tuple[str, int]
_NONE: Act = ("", 0)
_REACH = 7

_FIRING = frozenset("opened opening exchanged exchanging exchange traded trading returned fired".split())
_THROWING = frozenset("lobbed lobbing hurled hurling threw throwing thrown tossed tossing pelted pelting flung".split())
_STONES = frozenset("stones stone rocks bricks bottles petrol molotov firecrackers".split())
_IMPACT = frozenset(
    "rained raining slammed slamming smashed smashing ploughed plowed crashed crashing flattened levelled "
    "leveled demolished wrecked wrecking damaged damaging devastated shattered destroyed pummelled pummeled "
    "pummeling peppered rocked ripped tore pulverised pulverized".split()
)
_KINDLING = frozenset({"set", "setting"})
_IN_FLAMES = frozenset({"ablaze", "alight", "aflame"})
_BURNING = frozenset("burned burnt burning razed gutted".split())
_BULLETS = frozenset({"bullets", "gunfire", "gunshots", "fire"})
_BURSTING = frozenset({"burst", "barged", "bursting"})
_SNATCHING = frozenset({"snatched", "snatching", "whisked", "seizing"})
_SENDING = frozenset({"dispatched", "dispatching", "sent", "sending"})
_EXPELLING = frozenset({"drove", "pushed", "ousted", "expelled", "dislodged", "flushed"})
_WRESTING = frozenset({"wrested", "wresting", "regained", "regaining"})
FIRST_WORDS = (
    _FIRING
    | _THROWING
    | _IMPACT
    | _KINDLING
    | _BURNING
    | _BURSTING
    | _SNATCHING
    | _SENDING
    | _EXPELLING
    | _WRESTING
    | {"mowed", "mown", "mowing", "sprayed", "spraying", "raked", "riddled", "blew", "blown", "blowing", "encountered"}
)


def phrase_act(document: Document, names: Names, sentence: Sentence, index: int) -> Act:
    """The act that a phrase beginning at a token names, with its strength; empty when it names none."""
    low = document.low(index)
    if low not in FIRST_WORDS:
        return _NONE
    behind = [document.low(at) for at in range(index + 1, min(sentence.last, index + _REACH))]
    found = _fire_and_flames(document, low, behind, index) or _thrown(low, behind) or _on_people(low, behind)
    return found or _impact(document, names, sentence, index) or _moves(document, names, index, low, behind) or _NONE


def _fire_and_flames(document: Document, low: str, behind: list[str], index: int) -> Act | None:
    if low in _FIRING and "fire" in behind[: 1 + (low == "exchange")]:
        return ("battle" if low.startswith(("exchang", "trad")) else "attack"), 3
    if low in _KINDLING and (
        set(behind) & _IN_FLAMES or ("fire" in behind and {"to", "on"} & set(behind) and behind[0] not in {"up", "off"})
    ):
        return "arson", 2
    if low in _BURNING:
        is_down = behind[:1] == ["down"] or (low in {"razed", "burnt", "burned"} and behind[:1] != ["out"])
        before = {document.low(at) for at in range(index - 5, index)}
        hit = before if is_passive(document, index) else set(behind[:5])
        return ("arson", 1) if is_down and hit & words.TARGETS else None
    return None


def _thrown(low: str, behind: list[str]) -> Act | None:
    if low not in _THROWING:
        return None
    if set(behind) & _STONES:
        return "riot", 2
    return ("bombing", 3) if set(behind) & (words.PLANTED | {"explosives", "device"}) else None


def _on_people(low: str, behind: list[str]) -> Act | None:
    near = set(behind)
    if low in {"mowed", "mown", "mowing"} and behind[:1] == ["down"]:
        return "attack", 2
    if low in {"sprayed", "spraying", "raked", "riddled"} and near & _BULLETS:
        return "attack", 2
    if low in {"blew", "blown", "blowing"} and "up" in behind[:4]:
        return "bombing", 3
    if low == "encountered" and near & (COMBATANTS | {"armed"}):
        return "battle", 2
    people = set(behind[:5]) & (PEOPLE | PERSON_NOUNS)
    return ("abduction", 2) if low in _SNATCHING and people else None


def _impact(document: Document, names: Names, sentence: Sentence, index: int) -> Act | None:
    """Shells that rain down, a missile that slams into a house, a blast that tears through a market."""
    if document.low(index) not in _IMPACT:
        return None
    near = means_near(document, names, sentence, index, _REACH)
    if near & words.SHELLS - {"tank"}:
        return "shelling", 3
    if near & words.AIR and not document.low(index).startswith("crash"):
        return "air_strike", 3
    return ("bombing", 3) if near & (words.PLANTED | {"blast", "explosion"}) else None


def _moves(document: Document, names: Names, index: int, low: str, behind: list[str]) -> Act | None:
    """Troops sent, a building burst into, a force driven out, control won back."""
    if low in _BURSTING and behind[:1] == ["into"] and set(behind) & words.TARGETS:
        return "raid", 2
    if low in _SENDING and set(behind[:5]) & (words.MILITARY - {"police", "army", "military"}):
        return "deployment", 2
    if low in _SENDING and {document.low(index - 1), document.low(index - 2)} & BE:
        before = range(max(0, index - 16), index)
        if any(figure_at(document.tokens, at) for at in before):
            return None  # how many were sent is a strength, not an act
        troops = any(at in names.at and names.at[at].kind in {"FORCE", "GENERIC"} for at in before)
        return ("deployment", 2) if troops and behind[:1] in (["to"], ["into"]) else None
    if low in _EXPELLING:
        driven = any(at in names.at and names.at[at].kind in {"FORCE", "GENERIC"} for at in range(index + 1, index + 5))
        return ("territory_change", 2) if driven and {"from", "out", "back"} & set(behind) else None
    return ("territory_change", 3) if low in _WRESTING and "control" in behind[:2] else None
