"""Which names must not go out: what was withdrawn, and who of the register is not public."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tracker.actors.models import Person, PersonName
from tracker.core.names import fold
from tracker.core.states import Blocked
from tracker.publishing.models import Withdrawal
from tracker.publishing.redaction import APOSTROPHES, Redaction
from tracker.revisions.models import Kind, Revision
from tracker.revisions.standing import stand_ins

_LONGEST_NAME = 8
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_CHUNK = 5_000
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|scores|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


def withdrawn_names() -> list[str]:
    """Every name that was withdrawn from the public record. One query."""
    return [name for names in Withdrawal.objects.values_list("names", flat=True) for name in names]


def is_withdrawn(kind: Kind, record_id: int) -> bool:
    """Whether the record was withdrawn; it then stays out for good."""
    return Withdrawal.objects.filter(kind=kind, record_id=record_id).exists()


def every_spelling(kind: Kind, record_id: int) -> list[str]:
    """All the names the record has or had in any saved version, so that an earlier one is not forgotten."""
    found: dict[str, None] = {}
    for snapshot in Revision.objects.filter(kind=kind, record_id=record_id).values_list("snapshot", flat=True):
        found[str(snapshot["fields"].get("name") or "")] = None
        found.update(dict.fromkeys(str(row["name"]) for row in snapshot["parts"].get("names", [])))
    return [name for name in found if fold(name)]


def require_nameless(*texts: str, except_for: Iterable[int] = ()) -> None:
    """Refuse a public note or reason that names somebody whose name is withheld, but for these people by row id.

    Raises:
        Blocked: with a sentence for the editor.
    """
    if Redaction(withdrawn_names()).holds(list(texts)) or withheld_people_in(texts, except_for=except_for):
        raise Blocked(["Your note or reason names somebody whose name is withheld: reword it, readers will see it."])


def withheld_people_in(texts: Iterable[str], *, except_for: Iterable[int] = ()) -> set[int]:
    """People of the register whose full name stands in ``texts`` and who are not public, by row id.

    Names of one word are left out: too many words are somebody's name. A name that is
    part of a longer, public one does not count. One query per 5,000 groups of words.
    """
    groups = {group for text in texts for folded in _ways(text) for group in _word_groups(folded)}
    found: dict[str, set[int]] = {}
    public: set[str] = set()
    for chunk in _chunks(sorted(groups)):
        rows = PersonName.objects.filter(folded__in=chunk)
        for folded, pk, live in rows.values_list("folded", "person_id", "person__live_revision"):
            if live is None:
                found.setdefault(folded, set()).add(pk)
            else:
                public.add(folded)
    found = _who_stands(found, public)
    hidden = {name: pks for name, pks in found.items() if not any(f" {name} " in f" {longer} " for longer in public)}
    return {pk for pks in hidden.values() for pk in pks} - set(except_for)


def _who_stands(found: dict[str, set[int]], public: set[str]) -> dict[str, set[int]]:
    """Hidden people led to those they were merged into; the names of those who are public are added to ``public``."""
    into = stand_ins(Kind.PERSON, {pk for pks in found.values() for pk in pks})
    merged = {pk for pk, stands in into.items() if pk != stands}
    if not merged:
        return found
    named = set(Person.objects.filter(pk__in=into.values(), live_revision__isnull=False).values_list("pk", flat=True))
    public.update(name for name, pks in found.items() if any(into[pk] in named for pk in pks & merged))
    led = {name: {into[pk] for pk in pks if into[pk] not in named} for name, pks in found.items()}
    return {name: pks for name, pks in led.items() if pks}


def holds_figure(words: str) -> bool:
    """Whether a number stands in the words, in digits or in English."""
    return bool(_FIGURE.search(words))


def texts_in(value: Any, *, but: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every text of a snapshot or document, but for what stands under these keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_in(item, but=but)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in but:
                yield from texts_in(item, but=but)


def _ways(text: str) -> set[str]:
    """The folded text with apostrophes dropped ("Sanaa") and as breaks ("Testov s")."""
    return {fold(text), fold(_APOSTROPHE.sub(" ", text))}


def _word_groups(folded: str) -> set[str]:
    words = folded.split()
    return {
        " ".join(words[start : start + length])
        for length in range(2, _LONGEST_NAME + 1)
        for start in range(len(words) - length + 1)
    }


def _chunks(values: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
