"""A long article with many suggestions, the same every time: what the review desk has to stay quick with."""

from datetime import date

from tests.factories import make_article, make_event_type, make_outlet, make_place
from tracker.articles.models import Article
from tracker.articles.states import Processing
from tracker.extraction.models import Run, Suggestion, SuggestionKind

WORDS, SPANS = 5000, 300
_KINDS = [
    *[SuggestionKind.EVENT] * 6,
    *[SuggestionKind.FORCE] * 70,
    *[SuggestionKind.PERSON] * 70,
    *[SuggestionKind.PLACE] * 50,
    *[SuggestionKind.CASUALTY] * 44,
    *[SuggestionKind.CLAIM] * 60,
]
_SYLLABLES = "ka lu mi sa to ren va ded ol bar zin far qa shu hem tal nor wis".split()
_FILLERS = "while the road stayed closed and shelling went on near villages along its course until night fell".split()


def make_long_article() -> Article:
    """5,000 words in 300 sentences, one suggestion in each, all open."""
    make_place("Iraq", country_code="IQ")
    make_event_type("raid")
    sentences, items, at = [], [], 0
    for number in range(SPANS):
        kind = _KINDS[number * 37 % SPANS]
        words, payload, event_key = _item(kind, number)
        sentence = f"On that day {words} {_filler(number, WORDS // SPANS + 1 - 3 - len(words.split()))}."
        start = at + sentence.index(words)
        items.append((kind, event_key, payload, [[start, start + len(words)]]))
        ending = "\n" if number % 4 == 3 else " "
        sentences.append(sentence + ending)
        at += len(sentence) + 1
    article = make_article(
        "".join(sentences).strip(),
        title="A long report",
        outlet=make_outlet("Long Gazette"),
        processing=Processing.EXTRACTED,
        published_on=date(2024, 9, 14),
    )
    run = Run.objects.create(text=article.texts.get(), extractor="rules", extractor_version="1", seconds=0.1)
    counted: dict[str, int] = {}
    for kind, event_key, payload, spans in items:
        counted[kind] = counted.get(kind, 0) + 1
        key = f"{kind[:2]}{counted[kind]}" if kind != SuggestionKind.EVENT else f"e{counted[kind]}"
        Suggestion.objects.create(
            run=run, kind=kind, key=key, event_key=event_key, payload=payload, spans=spans, score=0.95, reasons=["made"]
        )
    return article


def _name(number: int) -> str:
    """ "Kalumi Satoren": a name that no other number has."""
    size = len(_SYLLABLES)
    first, second = _SYLLABLES[number % size], _SYLLABLES[number // size % size]
    return f"{first}{second}mi {_SYLLABLES[number * 7 % size]}{_SYLLABLES[number * 5 // size % size]}{second}".title()


def _filler(number: int, count: int) -> str:
    return " ".join(_FILLERS[(number + at) % len(_FILLERS)] for at in range(max(0, count)))


def _item(kind: str, number: int) -> tuple[str, dict, str]:
    name, event = _name(number), f"e{number % 6 + 1}"
    if kind == SuggestionKind.EVENT:
        payload = {"type": "raid", "date": f"2024-08-{number % 28 + 1:02}", "place": "Iraq", "roles": {}}
        return f"troops raided {name}", payload, ""
    if kind == SuggestionKind.FORCE:
        return f"{name} Brigade", {"name": f"{name} Brigade", "aliases": [], "kind": "non-state"}, ""
    if kind == SuggestionKind.PERSON:
        return name, {"name": name, "aliases": [], "role": "commander"}, ""
    if kind == SuggestionKind.PLACE:
        return f"{name} Hill", {"name": f"{name} Hill", "kind": "town", "country_code": "IQ"}, ""
    if kind == SuggestionKind.CASUALTY:
        figure = number % 30 + 1
        payload = {"kind": "killed", "min": figure, "max": figure, "who": "fighters", "event": event}
        return f"{figure} fighters were killed", payload, event
    words = f"the roads near {name} were closed"
    return words, {"speaker": "", "kind": "indirect", "hedge": "asserted", "event": None}, ""
