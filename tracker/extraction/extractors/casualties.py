"""Figures of harm: how many, what happened to them, who they are, which is part of which."""

from bisect import bisect_left, bisect_right

from tracker.extraction.extractors import casualty_words as words
from tracker.extraction.extractors.counted import Casualty, describe
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.harm import counted_in, kind_of, noun_phrase
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.numbers import Figure, figure_at
from tracker.extraction.extractors.predicates import passive

_RECENT = 50
_FEW = 2  # so many sentences back "among them" may reach
_HARM_NOUNS = frozenset({"casualties", "deaths", "injuries", "fatalities"})


def find_casualties(document: Document, names: Names) -> tuple[list[Casualty], list[Figure]]:
    """Every figure of harm in reading order, and the figures that are something else."""
    found: list[Casualty] = []
    rest: list[Figure] = []
    for number, sentence in enumerate(document.sentences):
        index = sentence.first
        while index < sentence.last:
            casualty, last = _at(document, names, sentence, number, index, found, rest)
            if casualty is not None:
                found.append(casualty)
            index = max(index + 1, last)
    _parts(document, found)
    return found, rest


def _at(
    document: Document,
    names: Names,
    sentence: Sentence,
    number: int,
    index: int,
    found: list[Casualty],
    rest: list[Figure],
) -> tuple[Casualty | None, int]:
    if index in names.dated:
        return None, index + 1
    low = document.low(index)
    if low in {"no", "nobody", "none", "without"}:
        return _none(document, sentence, number, index)
    mention = names.at.get(index)
    figure = None if mention and mention.first < index else figure_at(document.tokens, index)
    if figure is None:
        return _single(document, names, sentence, number, index, found)
    if mention and mention.kind != "GENERIC" and mention.last > figure.last:
        return None, mention.last
    casualty = _counted(document, names, sentence, number, figure, found)
    if casualty is None:
        rest.append(figure)
        return None, figure.last
    return casualty, figure.last


def _counted(
    document: Document, names: Names, sentence: Sentence, number: int, figure: Figure, found: list[Casualty]
) -> Casualty | None:
    earlier = found[-1] if found and number - found[-1].sentence <= _FEW else None
    previous = earlier if earlier and earlier.sentence == number else None
    last = noun_phrase(document, names, figure.last, sentence.last)
    phrase = [document.low(at) for at in range(figure.last, last)]
    if any(word in words.THINGS for word in phrase[:4]) or document.low(figure.first - 1) in {
        "$",
        "€",
        "£",
        "the",
        "those",
        "these",
    }:
        return None
    if _is_age(document, names, figure):
        return None
    kind, reason = kind_of(document, figure, last, phrase, sentence, previous, earlier)
    if not kind:
        return None
    casualty = Casualty(kind, figure, figure.last, last, number, reason)
    describe(document, names, casualty, sentence, previous, earlier)
    between = document.words(previous.who_last, figure.first).strip(" ,") if previous else ""
    is_joined = (
        previous is not None and previous.kind == kind and between in {"and", ""} and "part_of" not in casualty.extra
    )
    if is_joined and previous is not None and "part_of" in previous.extra:
        casualty.extra["part_of"] = previous.extra["part_of"]
    casualty.is_joined = is_joined and document.low(figure.first - 1) == "and"
    return casualty


def _is_age(document: Document, names: Names, figure: Figure) -> bool:
    """ "Jintana Suksai, 52, was shot dead"."""
    named = names.at.get(figure.first - 2)
    closes = document.low(figure.last) in {",", "."} and document.low(figure.first - 1) == ","
    return closes and named is not None and named.kind == "PERSON"


def _none(document: Document, sentence: Sentence, number: int, index: int) -> tuple[Casualty | None, int]:
    """ "no casualties", "No one was hurt", "no military personnel were hurt": a figure of nought."""
    limit = min(sentence.last, index + 8)
    for at in range(index + 1, limit):
        low = document.low(at)
        if low in {
            ",",
            ".",
            "but",
            "and",
            "how",
            "details",
            "reports",
            "report",
            "word",
            "information",
            "confirmation",
            "evidence",
            "that",
            "who",
        }:
            break
        if (low not in words.KIND_OF and low not in _HARM_NOUNS) or low == "missing":
            continue
        kind = words.KIND_OF.get(low, "killed" if low == "fatalities" else "any")
        if low in {"hurt", "harmed", "casualties"}:
            kind = "any"
        last = next((stop for stop in range(index + 1, at + 1) if document.low(stop) in words.AUXILIARIES), at)
        figure = Figure(index, index + 1, 0, 0)
        return Casualty(
            kind, figure, index + 1 if document.low(index) != "nobody" else index, last, number, "none", is_negated=True
        ), at + 1
    return None, index + 1


def _single(
    document: Document, names: Names, sentence: Sentence, number: int, index: int, found: list[Casualty]
) -> tuple[Casualty | None, int]:
    """One person: "killed Maj. X", "a soldier was killed", "and a battalion commander"."""
    low, before = document.low(index), document.low(index - 1)
    mention = names.at.get(index)
    figure = Figure(index, index, 1, 1)
    if mention and mention.kind == "PERSON" and mention.first == index:
        behind = passive(document, _last_of_list(document, names, mention, sentence), sentence.last)
        kind = words.KIND_OF[before] if before in words.ACTIVE else behind
        if kind and document.low(index - 2) not in {"were", "was"} and kind != "displaced":
            return Casualty(kind, figure, index, mention.last, number, "one person", person=mention), mention.last
        return None, mention.last
    if low not in {"a", "an", "another"}:
        return None, index + 1
    last = noun_phrase(document, names, index + 1, sentence.last)
    heads = {document.low(at) for at in range(index + 1, last) if at == last - 1 or document.low(at + 1) == "of"}
    if last <= index + 1 or not heads & words.PERSON_NOUNS or "known" in document.words(index, last):
        return None, index + 1
    earlier = found[-1] if found and number - found[-1].sentence <= _FEW else None
    previous = earlier if earlier and earlier.sentence == number else None
    kind = _fate_of_one(document, index, last, sentence, previous, earlier)
    is_same_one = previous is not None and previous.figure.low == 1 and previous.who_last == index - 1 and before == ","
    if not kind or is_same_one:
        return None, index + 1
    casualty = Casualty(kind, figure, index + 1, last, number, "one person")
    describe(document, names, casualty, sentence, previous, earlier)
    if before == "and" and previous and previous.kind == kind and previous.who_last == index - 1:
        casualty.is_joined = "part_of" not in previous.extra
        casualty.extra |= {key: value for key, value in previous.extra.items() if key == "part_of"}
    return casualty, last


def _last_of_list(document: Document, names: Names, mention: Mention, sentence: Sentence) -> int:
    """The end of "A, B and C": who is named together shares the verb behind."""
    at = mention.last
    while at < sentence.last and document.low(at) in {",", "and"}:
        step = at + 1 + (document.low(at + 1) == "and")
        following = names.at.get(step)
        if following is None or following.kind != "PERSON" or following.first != step:
            break
        at = following.last
    return at


def _fate_of_one(
    document: Document,
    index: int,
    last: int,
    sentence: Sentence,
    previous: Casualty | None,
    earlier: Casualty | None,
) -> str:
    """What happened to "a soldier": by the verb before or behind, or by the figure the soldier is counted in."""
    before = document.low(index - 1)
    if before in words.ACTIVE:
        return words.KIND_OF[before]
    pair = words.ACTIVE_PAIRS.get((document.low(index - 2), before))
    if pair:
        return pair
    whole = counted_in(document, Figure(index, index, 1, 1), last)
    if whole:
        return (earlier.kind if earlier else "") if whole == "them" else words.KIND_OF[whole]
    if previous and (before == "including" or (before == "and" and previous.who_last == index - 1)):
        return previous.kind
    return passive(document, last, sentence.last)


def casualties_in(casualties: list[Casualty], sentence: int) -> range:
    """The numbers of the figures of one sentence, from all figures in reading order."""
    first = bisect_left(casualties, sentence, key=_sentence_of)
    return range(first, bisect_right(casualties, sentence, key=_sentence_of))


def _sentence_of(casualty: Casualty) -> int:
    return casualty.sentence


def _parts(document: Document, found: list[Casualty]) -> None:
    """Point each part at its whole: "including", "of them", or a later "in total"."""
    for index, casualty in enumerate(found):
        whole = casualty.extra.pop("part_of", None)
        if whole is not None:
            casualty.part_of = next((at for at in range(index - 1, -1, -1) if found[at] is whole), None)
        if casualty.extra.pop("part_of_kind", False):
            recent = range(max(0, index - _RECENT), index)
            larger = [
                at
                for at in recent
                if (other := found[at]) and other.kind == casualty.kind and _belongs(casualty, other)
            ]
            casualty.part_of = larger[-1] if larger else None
            if larger and casualty.force is None:
                casualty.force = found[larger[-1]].force
        if not casualty.is_total:
            continue
        for other in found[max(0, index - _RECENT) : index]:
            if (
                other.kind == casualty.kind
                and other.part_of is None
                and not other.is_negated
                and _belongs(other, casualty)
            ):
                other.part_of = index


def _belongs(part: Casualty, whole: Casualty) -> bool:
    same = part.force is None or whole.force is None or part.force.key == whole.force.key
    return same and (part.figure.low or 0) <= (whole.figure.high or whole.figure.low or 0)
