"""What a text says happened to those it counts: the verb, the noun or the figure before."""

from typing import Protocol

from tracker.extraction.extractors import casualty_words as words
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import Figure
from tracker.extraction.extractors.predicates import NP_STOPS, is_participle, predicate

_OBJECT_ENDS = frozenset({"hostage", "prisoner", "captive"})
_LONGEST_COUNT = 20
_VICTIMS = frozenset({"victims", "dead", "fatalities", "wounded", "injured", "casualties", "deaths"})
_COUNTS = frozenset({"number", "toll", "count", "tally"})


class Earlier(Protocol):
    """A figure read before."""

    kind: str
    who_last: int


def kind_of(
    document: Document,
    figure: Figure,
    last: int,
    phrase: list[str],
    sentence: Sentence,
    previous: Earlier | None,
    earlier: Earlier | None = None,
) -> tuple[str, str]:
    """What happened to those counted, and the rule that says so.

    ``previous`` is the figure before in the same sentence, ``earlier`` that of a sentence just before.
    """
    whole = counted_in(document, figure, last)
    if whole and (earlier or whole != "them"):
        return (earlier.kind if earlier and whole == "them" else words.KIND_OF[whole]), f"among {whole}"
    acted = _acted(document, figure, phrase)
    if acted:
        return acted
    kind, word = predicate(document, last, sentence.last)
    if kind:
        if word == "seized" and not set(phrase) & words.PEOPLE:
            return "", ""
        return kind, f"followed by {word}"
    inside = next((word for word in phrase if word in words.KIND_OF), "")
    if inside:
        return words.KIND_OF[inside], f"counts {inside}"
    counted = _along_with(document, figure, sentence) or _moved_out(document, last, phrase)
    if counted:
        return counted
    counted = _count_noun(document, figure, sentence)
    if counted:
        return counted
    owned = _owned_up(document, figure, phrase, earlier)
    if owned:
        return owned
    before = document.low(figure.first - 1)
    people = (
        not phrase
        or any(word in words.PEOPLE or word in words.PERSON_NOUNS for word in phrase)
        or phrase[0] == "of"
        or before in {"including", "them"}
    )
    has_verb = document.low(last) in {"have", "has", "had"}
    if (
        previous
        and people
        and not has_verb
        and before in {"including", "them", "and", ",", "among", "whom"} | words.AUXILIARIES
    ):
        joined = document.words(previous.who_last, figure.first).lower()
        if len(joined) < 40 and "said" not in joined:
            return previous.kind, "goes on from the figure before"
    return "", ""


def counted_in(document: Document, figure: Figure, last: int) -> str:
    """The whole that those counted are part of ("among the dead", "among them"): a word of harm, "them" or empty."""
    low, at = document.low, figure.first - 1
    while low(at) in {"are", "were", "was", "is", "also"}:
        at -= 1
    if (low(at - 1), low(at)) == ("among", "them"):
        return "them"
    if low(at - 2) == "among" and low(at - 1) in {"the", "those"} and low(at) in words.KIND_OF:
        return low(at)
    stop = last
    while low(stop) in words.AUXILIARIES and stop - last < 4:
        stop += 1
    if low(stop) != "among":
        return ""
    if low(stop + 1) == "them":
        return "them"
    return low(stop + 2) if low(stop + 1) in {"the", "those"} and low(stop + 2) in words.KIND_OF else ""


def _acted(document: Document, figure: Figure, phrase: list[str]) -> tuple[str, str] | None:
    """The verb that has those counted as its object: "killed six", "shot dead another two", "lost only four men"."""
    at = figure.first - 1
    while document.low(at) in {"only", "another", "just", "further", "also", "its", "their", "his"}:
        at -= 1
    at -= document.tokens[at].text in '"”“' and at > 0
    before, earlier = document.low(at), document.low(at - 1)
    passive = {earlier, document.low(at - 2)} & {"were", "was", "been"}
    if before in {"treated", "treating", "admitted"} and people_hurt(document, figure, phrase):
        return "wounded", f"{before} with wounds"
    if before in words.ACTIVE and not passive:
        return words.KIND_OF[before], f"object of {before}"
    if (earlier, before) in words.ACTIVE_PAIRS and document.low(at - 2) not in {"were", "was", "been"}:
        return words.ACTIVE_PAIRS[earlier, before], f"object of {earlier} {before}"
    people = any(word in words.PEOPLE or word in words.PERSON_NOUNS for word in phrase)
    own = set(phrase) & (words.COMBATANTS | {"men", "people", "civilians", "personnel"})
    if before in {"lost", "lose", "losing"} and own:
        return "killed", "object of lost"
    if before in {"forced", "forcing", "drove", "driving", "prompted"} and people:
        behind = [document.low(step) for step in range(figure.last, figure.last + len(phrase) + 5)]
        if {"flee", "leave"} & set(behind) or "homes" in behind:
            return "displaced", "forced to flee"
    if before in {"took", "taking"} and people:
        behind = [document.low(step) for step in range(figure.last + len(phrase), figure.last + len(phrase) + 3)]
        if "hostage" in behind[:1]:
            return "abducted", "taken hostage"
        if set(behind[:1]) & {"prisoner", "captive"}:
            return "captured", "taken prisoner"
        if behind[0] == "into" and "custody" in behind:
            return "held", "taken into custody"
    return None


def people_hurt(document: Document, figure: Figure, phrase: list[str]) -> bool:
    """ "Treated 41 people with gunshot wounds"."""
    behind = {document.low(step) for step in range(figure.last, figure.last + len(phrase) + 5)}
    return bool(behind & (words.INJURIES | {"wounded", "injured"})) and bool(set(phrase) & words.PEOPLE)


def _along_with(document: Document, figure: Figure, sentence: Sentence) -> tuple[str, str] | None:
    """ "Abducted the village chief, X, and his two sons": those of a person share the person's fate."""
    if document.low(figure.first - 1) not in {"his", "her", "their"} or document.low(figure.first - 2) != "and":
        return None
    for at in range(figure.first - 3, max(sentence.first, figure.first - 16), -1):
        if document.low(at) in words.ACTIVE and not {document.low(at - 1), document.low(at - 2)} & {"was", "were"}:
            return words.KIND_OF[document.low(at)], f"with the object of {document.low(at)}"
    return None


def _moved_out(document: Document, last: int, phrase: list[str]) -> tuple[str, str] | None:
    """ "2,570 residents have been evacuated", "4,300 residents have sought shelter in schools"."""
    behind = [document.low(at) for at in range(last, last + 5)]
    if not set(phrase) & (words.PEOPLE - words.COMBATANTS - {"wounded", "injured", "prisoners", "casualties"}):
        return None
    if "evacuated" in behind[:4] and {"been", "were", "was"} & set(behind):
        return "displaced", "evacuated"
    seeks = {"sought", "seeking", "took", "taken", "found"} & set(behind)
    return ("displaced", "sought shelter") if seeks and {"shelter", "refuge"} & set(behind) else None


def _owned_up(document: Document, figure: Figure, phrase: list[str], earlier: Earlier | None) -> tuple[str, str] | None:
    """ "The group admitted to 18": a bare figure takes what was counted before."""
    verb = document.low(figure.first - 1 - (document.low(figure.first - 1) == "to"))
    if not phrase and earlier and verb in {"admitted", "acknowledged", "conceded", "admits", "acknowledges"}:
        return earlier.kind, f"{verb} a figure"
    return None


def _count_noun(document: Document, figure: Figure, sentence: Sentence) -> tuple[str, str] | None:
    """ "the death toll rose to 200", "the number of wounded at 31", "the death of three of its men"."""
    window = [document.low(at) for at in range(max(sentence.first, figure.first - _LONGEST_COUNT), figure.first)]
    if window[-2:] in (["death", "of"], ["deaths", "of"], ["killing", "of"], ["killings", "of"], ["loss", "of"]):
        return "killed", "death of"
    if window[-2:] in (["capture", "of"], ["arrest", "of"], ["abduction", "of"], ["kidnapping", "of"]):
        return {"capture": "captured", "arrest": "held"}.get(window[-2], "abducted"), f"{window[-2]} of"
    if window[-1:] in (["included"], ["include"]) and set(window[-2:-1]) & _VICTIMS:
        return words.KIND_OF.get(window[-2], "killed"), f"{window[-2]} included"
    if ("losses" in window[-8:-1] and window[-1] == "at") or ("losses" in window[-3:-1] and window[-1] == "of"):
        return "killed", "losses"
    if not set(window) & _COUNTS or window[-1] not in {
        "at",
        "to",
        "of",
        "is",
        "was",
        "stood",
        "reached",
        "hit",
        "passed",
        "exceeded",
    }:
        return None
    harm = next((word for word in window if word in words.KIND_OF), "")
    return (words.KIND_OF[harm], f"number of {harm}") if harm else (("killed", "toll") if "toll" in window else None)


def noun_phrase(document: Document, names: Names, first: int, limit: int) -> int:
    """The end of the phrase for those counted, one "of ..." included."""
    at = first
    has_of = False
    while at < limit and at - first < 12:
        low = document.low(at)
        mention = names.at.get(at)
        if mention and mention.kind not in {"PERSON", "REGION"} and mention.first >= first:
            at = mention.last
            if document.low(at) == "(" and document.low(at + 2) == ")":
                at += 3
            continue
        if at in names.dated or low in NP_STOPS or (low in words.KIND_OF and at > first):
            break
        if low.endswith("ly") and at > first and document.low(at + 1) in words.KIND_OF:
            break
        if low in _OBJECT_ENDS or (at > first and _ends_people(document, at)):
            break
        if low == "of":
            if has_of:
                break
            has_of = True
        at += 1
    while at > first and document.low(at - 1) in {"of", "the", "a"}:
        at -= 1
    return at


def _ends_people(document: Document, at: int) -> bool:
    """Whether a phrase for people is full before a word: "people | waiting", "men | sustained injuries"."""
    if document.low(at - 1) not in words.PEOPLE | words.PERSON_NOUNS:
        return False
    return is_participle(document, at) or document.low(at) in words.VERBS_OF_HARM
