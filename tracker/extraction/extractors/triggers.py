"""The act of a sentence: its trigger word, its type, and whether it is news or background."""

from dataclasses import dataclass

from tracker.extraction.extractors import event_words as words
from tracker.extraction.extractors import senses
from tracker.extraction.extractors.casualty_words import PEOPLE, PERSON_NOUNS
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.phrases import phrase_act

SPECIFICITY = {
    "chemical_attack": 9,
    "sexual_violence": 9,
    "bombing": 8,
    "air_strike": 8,
    "shelling": 8,
    "abduction": 7,
    "arms_seizure": 7,
    "territory_change": 6,
    "raid": 6,
    "battle": 5,
    "riot": 5,
    "arson": 5,
    "looting": 5,
    "attack": 4,
    "arrest": 4,
    "protest": 4,
    "withdrawal": 3,
    "deployment": 3,
    "agreement": 2,
    "displacement": 1,
}
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ASIDES = frozenset({"following", "after", "amid", "despite", "where", "before", "over", "during"})
_HARMLESS = frozenset({"deployment", "withdrawal", "agreement", "arms_seizure"})
_ON_THINGS = frozenset({"arson", "looting"})
_LABOUR = frozenset(
    "hunger general labour labor workers union four-day teachers open-ended indefinite nationwide".split()
)


@dataclass(slots=True)
class Trigger:
    """One word that names an act; ``strength`` 1 only carries an act named elsewhere."""

    index: int
    kind: str
    strength: int
    is_definite: bool = False
    is_background: bool = False
    is_aside: bool = False


def trigger_of(
    document: Document, names: Names, sentence: Sentence, *, has_harm: bool, has_displaced: bool = False
) -> Trigger | None:
    """The main trigger of a sentence, or nothing.

    Where people came to harm an act that harms comes first, where only people who fled are counted their flight.
    """
    best: Trigger | None = None
    for index in range(sentence.first, sentence.last):
        if index in names.dated or (index in names.at and names.at[index].kind != "GENERIC"):
            continue
        entry = words.TRIGGERS.get(document.low(index))
        kind, strength = _typed(document, names, sentence, index, *entry) if entry else ("", 0)
        if not kind:
            kind, strength = phrase_act(document, names, sentence, index)
        if not kind or _is_unreal(document, sentence, index) or senses.is_other_sense(document, sentence, index):
            continue
        trigger = Trigger(index, kind, strength, _is_definite(document, index))
        trigger.is_aside = any(document.low(at) in _ASIDES for at in range(max(sentence.first, index - 6), index))
        trigger.is_aside = trigger.is_aside or (has_harm and kind in _HARMLESS)
        if has_harm and kind in _ON_THINGS:
            trigger.strength, trigger.is_aside = 1, True  # who was killed comes before what was burned
        if has_displaced and not has_harm:
            trigger.is_aside = kind not in {"displacement", "territory_change"}
        if kind == "arms_seizure" and document.low(index).endswith("ing"):
            trigger.is_aside = True
        if best is None or _rank(trigger) > _rank(best):
            best = trigger
    if best is not None:
        best.is_background = _is_background(document, sentence, best)
    return best


def _rank(trigger: Trigger) -> tuple[bool, bool, int]:
    return trigger.strength > 1, not trigger.is_aside, SPECIFICITY.get(trigger.kind, 0)


def _typed(
    document: Document, names: Names, sentence: Sentence, index: int, kind: str, strength: int
) -> tuple[str, int]:
    """The type of a trigger, made exact by the words around it."""
    low = document.low(index)
    near = senses.means_near(document, names, sentence, index, 7)
    close = senses.means_near(document, names, sentence, index, 3)
    if near & words.ELSEWHERE.get(low, frozenset()) or (
        low in {"wounded", "killed", "displaced", "injured", "dead", "slain"}
        and document.low(index - 1) in {"the", "of"}
    ):
        return "", 0
    if low == "blocked":
        return (
            ("protest", 2)
            if near & {"road", "roads", "bridge", "highway", "transport", "traffic", "streets"}
            else ("", 0)
        )
    if (
        kind == "deployment"
        and not near & words.MILITARY
        and not any(
            at in names.at and names.at[at].kind == "FORCE"
            for at in range(max(sentence.first, index - 6), min(sentence.last, index + 7))
        )
    ):
        return "", 0
    if low == "went":
        return (kind, 3) if document.low(index + 1) == "off" and near & words.PLANTED else ("", 0)
    if kind == "displacement":
        return (kind, 2) if senses.displaces(document, sentence, index) else ("", 0)
    if kind == "arms_seizure" and strength == 1:
        return (kind, 2) if senses.seizes_arms(document, sentence, index) else ("", 0)
    if kind == "agreement" and strength == 1:
        sealed = near & words.SEALED and near & words.PEACE and not near & words.BROKEN
        return (kind, 2) if sealed else ("", 0)
    if kind == "attack" and strength == 1:
        return _harm_by_means(near, strength)
    if kind == "strike" or (kind == "attack" and strength == 2):
        return _by_means(document, low, near, close, kind)
    if kind == "bombing":
        return ("air_strike" if close & words.AIR else kind), strength
    if kind == "shelling" and low.startswith("bombard") and close & words.AIR:
        return "air_strike", strength
    if low in {"bombed", "bombs"} and not close & words.AIR:
        return ("", 0) if low == "bombs" else (("bombing" if near & {"car", "suicide"} else "air_strike"), strength)
    if kind == "shells":
        return "shelling", strength
    if kind == "territory_change":
        return _by_object(document, names, sentence, index, low, strength)
    if low in {"beat", "shot"} and document.low(index + 1) in {"down"}:
        return "", 0
    if low in {"pulled"} and document.low(index + 1) not in {"out", "back"}:
        return "", 0
    if low in {"operation", "operations"} and not close & {
        "military",
        "large-scale",
        "security",
        "special",
        "ground",
        "the",
        "this",
        "major",
        "joint",
        "anti-terror",
        "intelligence-based",
        "clearance",
        "search",
        "cordon",
    }:
        return "", 0
    return kind, strength


def _harm_by_means(near: set[str], strength: int) -> tuple[str, int]:
    """People killed or wounded by a named means: "a grenade wounded four"."""
    if near & {"bomb", "bombs"} and near & words.DROPPED:
        return "air_strike", 2
    if near & words.PLANTED or "suicide" in near:
        return "bombing", 2
    if near & words.AIR:
        return "air_strike", 2
    return ("shelling", 2) if near & words.SHELLS else ("attack", strength)


def _by_means(document: Document, low: str, near: set[str], close: set[str], kind: str) -> tuple[str, int]:
    """An attack or strike by what it was done with."""
    if low in {"strike", "strikes"} and (
        close & _LABOUR or near & {"workers", "union", "unions", "teachers", "wages", "employees"}
    ):
        return "protest", 2
    if near & {"sarin", "chlorine"} or close & {"chemical"}:
        return "chemical_attack", 3
    if near & {"bomb", "bombs"} and near & words.DROPPED:
        return "air_strike", 3
    if close & (words.PLANTED - words.IN_PLURAL | {"suicide", "car", "roadside"}) or near & {"suicide"}:
        return "bombing", 3
    if near & words.AIR:
        return "air_strike", 3
    if near & words.SHELLS:
        return "shelling", 3
    if kind == "attack":
        return "attack", 2
    if low in {"strike", "strikes"}:
        return "air_strike", 2
    if low in {"struck", "hit", "targeted", "targeting", "pounded"}:
        return "attack", 1
    return "", 0


def _by_object(
    document: Document, names: Names, sentence: Sentence, index: int, low: str, strength: int
) -> tuple[str, int]:
    """Taking a place is a change of territory; taking weapons or people is not."""
    if strength == 1:
        if low == "surrendered" and senses.fighters_before(document, names, sentence, index):
            return "other", 2
        return ("territory_change", 2) if senses.changes_hands(document, names, sentence, index) else ("", 0)
    if low.startswith("seiz") and senses.seizes_arms(document, sentence, index):
        return "arms_seizure", 2
    objects = [document.low(at) for at in range(index + 1, min(sentence.last, index + 9))]
    if low in {"taken", "took"}:
        return ("territory_change", 3) if objects[:1] == ["control"] or objects[:2] == ["over", "the"] else ("", 0)
    if strength == 3:
        return "territory_change", strength
    if set(objects[:6]) & {"weapons", "arms", "ammunition", "rifles", "explosives"}:
        return "arms_seizure", 2
    place = next((names.at[at] for at in range(index + 1, min(sentence.last, index + 4)) if at in names.at), None)
    if (place is not None and place.kind == "PERSON") or set(objects[:4]) & (PEOPLE | PERSON_NOUNS):
        return ("arrest" if low.startswith("captur") else "abduction"), 2
    behind = {document.low(at) for at in range(max(sentence.first, index - 4), index)}
    if low == "seized" and behind & {"was", "were", "been"} and behind & (PEOPLE | PERSON_NOUNS):
        return "abduction", 3
    if set(objects[:7]) & words.LAND or (place is not None and place.kind == "LOCATION"):
        return "territory_change", 3
    return "", 0


def _is_unreal(document: Document, sentence: Sentence, index: int) -> bool:
    """Threats, plans, fears and conditions are not acts."""
    if any(document.low(at) in words.HYPOTHETICAL for at in range(max(sentence.first, index - 5), index)):
        return True
    before = document.low(index - 1 - (document.low(index - 1) in _DEFINITE | {"all", "its", "their"}))
    if before in words.STOPPING or (
        document.low(index) in {"fighting", "battling"} and document.low(index + 1) == "to"
    ):
        return True
    return any(document.low(at) in words.STANCES for at in range(sentence.first, index))


def _is_definite(document: Document, index: int) -> bool:
    if document.low(index).endswith("ed") and document.low(index - 1) not in _DEFINITE:
        return False
    return any(document.low(at) in _DEFINITE for at in range(index - 3, index)) and document.low(index - 1) not in {
        ",",
        "and",
        "of",
    }


def _is_background(document: Document, sentence: Sentence, trigger: Trigger) -> bool:
    """Habits and lasting states: "continue to attack", "has besieged since", "deploys"."""
    if senses.is_backdrop(document, sentence):
        return True
    around = {document.low(at) for at in range(max(sentence.first, trigger.index - 4), trigger.index)}
    if around & words.HABITUAL or document.low(trigger.index) in words.LASTING:
        return True
    if document.low(trigger.index) == "deployed" and around & {"is", "are", "remain", "remains"}:
        return True
    behind = [document.low(at) for at in range(trigger.index, min(sentence.last, trigger.index + 10))]
    return "since" in behind and "have" not in behind
