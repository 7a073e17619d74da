"""How well a reading agrees with an annotated one, in the desk's own measures."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tracker.core.names import fold

Record = dict[str, Any]
Test = Callable[[Record, Record], bool]
_EDGES = " .,;:'\"’”)"


@dataclass(slots=True)
class Score:
    """Hits against what was wanted and what was given."""

    hits: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when nothing was wanted and nothing given."""
        return 2 * self.hits / (self.given + self.wanted) if self.given + self.wanted else 1.0

    def line(self) -> str:
        """One line: "F1 0.900  precision 0.900  recall 0.900  (9 of 10, 1 wrong)"."""
        precision = self.hits / self.given if self.given else 0.0
        recall = self.hits / self.wanted if self.wanted else 0.0
        wrong = self.given - self.hits
        counts = f"({self.hits} of {self.wanted}, {wrong} wrong)"
        return f"F1 {self.f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  {counts}"


@dataclass(slots=True)
class Report:
    """All measures of a set of articles, by name."""

    scores: dict[str, Score] = field(default_factory=dict)

    def count(self, name: str, hits: int, given: int, wanted: int) -> None:
        """Add to one measure."""
        score = self.scores.setdefault(name, Score())
        score.hits, score.given, score.wanted = score.hits + hits, score.given + given, score.wanted + wanted

    def share(self, name: str, is_right: bool) -> None:
        """Add one yes or no to a measure of shares."""
        self.count(name, int(is_right), 1, 1)


def compare(gold: Record, reading: Record, report: Report, *, profile: str = "own") -> None:
    """Add one article's agreement to a report; profiles are own, re3d, geo and plover."""
    if profile == "plover":
        _plover(gold, reading, report)
        return
    _mentions(gold, reading, report, profile)
    if profile != "own":
        return
    _persons(gold, reading, report)
    _entities(gold, reading, report, "forces", _same_entity)
    _entities(gold, reading, report, "casualties", _same_figure)
    _entities(gold, reading, report, "strengths", _same_figure)
    _entities(gold, reading, report, "claims", _same_claim)
    _events(gold, reading, report)


def _mentions(gold: Record, reading: Record, report: Report, profile: str) -> None:
    kinds = {"geo": {"LOCATION"}, "re3d": {"PERSON", "ORG", "LOCATION", "DATE", "NATIONALITY"}}
    wanted_kinds = kinds.get(profile, {"PERSON", "FORCE", "ORG", "LOCATION", "DATE"})
    text = gold["text"]
    given = {key for mention in reading.get("mentions", []) if (key := _key(text, mention, profile))[2] in wanted_kinds}
    named = [mention for mention in gold["mentions"] if profile == "own" or mention.get("named") is not False]
    wanted = {_key(text, mention, profile) for mention in named if not mention.get("optional")}
    wanted = {key for key in wanted if key[2] in wanted_kinds}
    free = [
        _key(text, mention, profile)
        for mention in gold["mentions"]
        if mention.get("optional") or mention.get("named") is False
    ]
    wrong = {key for key in given - wanted if not any(_overlap(key, other) for other in free)}
    hits = len(given & wanted)
    report.count("mentions", hits, hits + len(wrong), len(wanted))


def _key(text: str, mention: Record, profile: str) -> tuple[int, int, str]:
    """A span without its article, possessive and edge marks, and its kind."""
    start, end = mention["start"], mention["end"]
    first, _, rest = text[start:end].partition(" ")
    if first.lower() in {"the", "a", "an"} and rest:
        start += len(first) + 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if text[max(start, end - 2) : end] in {"'s", "’s"}:
        end -= 2
    kind = mention["type"]
    return start, end, "ORG" if profile == "re3d" and kind == "FORCE" else kind


def _overlap(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[2] == other[2] and one[0] < other[1] and other[0] < one[1]


def _persons(gold: Record, reading: Record, report: Report) -> None:
    for wanted, given in _entities(gold, reading, report, "persons", _same_entity):
        if wanted.get("role"):
            report.share("person role", _alike(wanted["role"], given.get("role")))
        if wanted.get("status"):
            report.share("person status", wanted["status"] == given.get("status"))


def _events(gold: Record, reading: Record, report: Report) -> None:
    for wanted, given in _entities(gold, reading, report, "events", _same_event):
        report.share("event type", given["type"] in {wanted["type"], *(wanted.get("type_alternatives") or [])})
        if wanted.get("date"):
            report.share(
                "event date",
                bool(given.get("date"))
                and wanted["date"] <= given["date"] <= (wanted.get("date_end") or wanted["date"]),
            )
        for toll in ("killed", "wounded"):
            if wanted.get(toll):
                report.share(f"event {toll}", wanted[toll] == given.get(toll))


def _entities(gold: Record, reading: Record, report: Report, part: str, same: Test) -> list[tuple[Record, Record]]:
    """Match one part of two readings one to one; optional records count neither way."""
    rest = list(reading.get(part, []))
    pairs: list[tuple[Record, Record]] = []
    records = sorted(gold.get(part, []), key=lambda record: bool(record.get("optional")))
    wanted = sum(not record.get("optional") for record in records)
    free = 0
    for record in records:
        found = next((other for other in rest if same(record, other)), None)
        if found is None:
            continue
        rest = [other for other in rest if other is not found]
        if record.get("optional"):
            free += 1
        else:
            pairs.append((record, found))
    report.count(part, len(pairs), len(pairs) + len(rest), wanted)
    return pairs


def _names(record: Record) -> set[str]:
    return {fold(name) for name in [record.get("name") or "", *(record.get("aliases") or [])]} - {""}


def _same_entity(one: Record, other: Record) -> bool:
    if _names(one) & _names(other):
        return True
    return any(_within(left, right) for left in _names(one) for right in _names(other))


def _within(one: str, other: str) -> bool:
    """Whether all words of the shorter name are in the longer."""
    short, long = sorted((one.split(), other.split()), key=len)
    return len("".join(short)) > 2 and set(short) <= set(long)


def _same_figure(one: Record, other: Record) -> bool:
    same = one["kind"] == other["kind"] and bool(one.get("negated")) == bool(other.get("negated"))
    return same and (one.get("min"), one.get("max")) == (other.get("min"), other.get("max"))


def _same_claim(one: Record, other: Record) -> bool:
    """Half of the joined words are common, and the same one speaks."""
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    joined = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return common * 2 >= joined and _within(fold(one["speaker"]), fold(other["speaker"]))


def _same_event(one: Record, other: Record) -> bool:
    same_day = bool(one.get("date")) and one.get("date") == other.get("date")
    places = {fold(str(place)) for place in [other.get("place"), *(other.get("places") or [])] if place}
    same_place = bool(one.get("place")) and fold(str(one["place"])) in places
    return (one["type"] == other["type"]) + same_day + same_place >= 2


def _alike(wanted: object, given: object) -> bool:
    """Whether any wanted wording shares half of its words with the given one."""
    wordings: Iterable[object] = wanted if isinstance(wanted, list) else [wanted]
    words = set(fold(str(given or "")).split())
    return any(
        2 * len(words & set(fold(str(each)).split())) >= len(words) + 0.0 and words & set(fold(str(each)).split())
        for each in wordings
    )


def _plover(gold: Record, reading: Record, report: Report) -> None:
    """Whether a sentence tells of violence, by PLOVER's two violent classes."""
    violent = {"FIGHT", "ASSAULT"}
    wanted = gold["events"][0]["type"].partition(":")[2] in violent
    given = any(event.get("plover") in violent for event in reading.get("events", []))
    report.count("violent", int(wanted and given), int(given), int(wanted))
