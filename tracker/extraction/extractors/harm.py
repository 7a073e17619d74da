"""What a text says happened to those it counts: the verb, the noun or the figure before."""

from typing import Protocol

from tracker.extraction.extractors import casualty_words as words
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import Figure, figure_at

NP_STOPS = frozenset(
    "was were is are had have has been be in on at and or who by when from with while as after during near inside "
    "outside to that "
    'which , . ; : — – ( ) ” “ " for said told including among against but since before left into '
    "around out could may hit".split()
)
_COUNTS = frozenset({"number", "toll", "count", "tally"})


class Earlier(Protocol):
    """The figure read before in the same sentence."""

    kind: str
    who_last: int


def kind_of(
    document: Document, figure: Figure, last: int, phrase: list[str], sentence: Sentence, previous: Earlier | None
) -> tuple[str, str]:
    """What happened to those counted, and the rule that says so."""
    before = document.low(figure.first - 1)
    if before in words.ACTIVE and document.low(figure.first - 2) not in {"were", "was"}:
        return words.KIND_OF[before], f"object of {before}"
    behind = _predicate(document, last, sentence.last)
    if behind:
        if behind == "seized":
            return ("abducted", "people seized") if set(phrase) & words.PEOPLE else ("", "")
        return words.KIND_OF.get(behind, behind), f"followed by {behind}"
    inside = next((word for word in phrase if word in words.KIND_OF), "")
    if inside:
        return words.KIND_OF[inside], f"counts {inside}"
    counted = _count_noun(document, figure, sentence)
    if counted:
        return counted
    people = (
        not phrase or any(word in words.PEOPLE or word in words.PERSON_NOUNS for word in phrase) or phrase[0] == "of"
    )
    if previous and people and before in {"including", "them", "and", ",", "among", "whom"} | words.AUXILIARIES:
        joined = document.words(previous.who_last, figure.first).lower()
        if len(joined) < 40 and "said" not in joined:
            return previous.kind, "goes on from the figure before"
    return "", ""


def _predicate(document: Document, last: int, limit: int) -> str:
    """The word of harm said of the people counted, past what stands between: a place, an aside, more people."""
    at = last
    for _ in range(3):
        while at < limit and (
            document.low(at) in words.AUXILIARIES | {"shot"}
            or document.low(at).endswith("ly")
            or document.tokens[at].text in '"“'
        ):
            at += 1
        low = document.low(at)
        if low in words.KIND_OF or (low == "seized" and at > last):
            return low
        if low in words.TO_DEATH and "death" in {document.low(at + 2), document.low(at + 1)}:
            return "killed"
        if low in words.TREATED and at > last:
            return "wounded"
        step = _aside(document, at, limit)
        if step == at:
            return ""
        at = step
    return ""


def _aside(document: Document, at: int, limit: int) -> int:
    """Past "in Lebanon", ", including two women," or "and two civilians"; the same place when none is there."""
    low = document.low(at)
    if low == "," and document.low(at + 1) not in {"and", "but", "who", "which", "while", "when"}:
        comma = next((stop for stop in range(at + 1, min(at + 14, limit)) if document.low(stop) == ","), None)
        inside = [document.low(step) for step in range(at + 1, comma)] if comma else []
        if comma and not set(inside) & words.VERBS_OF_CLAUSES:
            return comma + 1
    if low in {"in", "from", "at", "near", "aboard", "of"}:
        stop = at + 1
        while stop < min(at + 6, limit) and (document.tokens[stop].is_capital or document.low(stop) in {"the", "a"}):
            stop += 1
        return stop if stop > at + 1 else at
    if low in {"and", ","}:
        figure = figure_at(document.tokens, at + (2 if document.low(at + 1) == "and" else 1))
        if figure:
            stop = figure.last
            while (
                stop < limit
                and stop - figure.last < 4
                and document.low(stop) not in NP_STOPS
                and document.low(stop) not in words.KIND_OF
            ):
                stop += 1
            return stop
    return at


def _count_noun(document: Document, figure: Figure, sentence: Sentence) -> tuple[str, str] | None:
    """ "the death toll rose to 200", "the number of wounded at 31", "the death of three of its men"."""
    window = [document.low(at) for at in range(max(sentence.first, figure.first - 9), figure.first)]
    if window[-2:] in (["death", "of"], ["deaths", "of"], ["killing", "of"], ["killings", "of"], ["loss", "of"]):
        return "killed", "death of"
    if window[-2:] in (["capture", "of"], ["arrest", "of"], ["abduction", "of"], ["kidnapping", "of"]):
        return {"capture": "captured", "arrest": "held"}.get(window[-2], "abducted"), f"{window[-2]} of"
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
        if low == "of":
            if has_of:
                break
            has_of = True
        at += 1
    while at > first and document.low(at - 1) in {"of", "the", "a"}:
        at -= 1
    return at


def passive(document: Document, at: int, limit: int) -> str:
    """The harm said of a subject: "was killed", "had been shot dead", "died"."""
    first = at
    while at < limit and (
        document.low(at) in words.AUXILIARIES | {"shot", "struck", "and", "also"} or document.low(at).endswith("ly")
    ):
        at += 1
    low = document.low(at)
    if at == first and low not in {"died", "dies"}:
        return ""
    if low in words.TO_DEATH and "death" in {document.low(at + 2), document.low(at + 1)}:
        return "killed"
    return words.KIND_OF.get(low, "") if low != "missing" else ""
