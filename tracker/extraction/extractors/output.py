"""The parts of a reading as the plain records of the extraction contract."""

from dataclasses import dataclass, field
from typing import Any

from tracker.extraction.extractors import paraphrase as wording
from tracker.extraction.extractors.assembly import Event
from tracker.extraction.extractors.casualties import casualties_in
from tracker.extraction.extractors.casualty_words import KIND_OF
from tracker.extraction.extractors.claims import Claim, claim_of
from tracker.extraction.extractors.counted import Casualty
from tracker.extraction.extractors.dates import DateMention
from tracker.extraction.extractors.document import Document, Span
from tracker.extraction.extractors.entities import ForceEntry, PlaceEntry, force_key, place_key
from tracker.extraction.extractors.lookup import Gazetteer
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.posts import Person
from tracker.extraction.extractors.register import Register
from tracker.extraction.extractors.strengths import Strength

Record = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """Everything that was read in one text, before it is written out."""

    document: Document
    register: Register
    atlas: Gazetteer
    names: Names
    dates: list[DateMention]
    claims: list[Claim]
    casualties: list[Casualty]
    strengths: list[Strength]
    events: list[Event]
    persons: list[Person]
    forces: dict[str, ForceEntry] = field(default_factory=dict)
    places: dict[str, PlaceEntry] = field(default_factory=dict)
    victims: dict[int, list[str]] = field(default_factory=dict)
    _linked: dict[tuple[int, int | None], tuple[str | None, str | None]] = field(default_factory=dict)

    def country(self, code: str) -> str:
        """The name of a country by its code."""
        return self.register.country_name(code) or (self.atlas.country_name(code) if code else "")

    def force_of(self, mention: Mention | None) -> ForceEntry | None:
        """The force a mention belongs to."""
        return self.forces.get(force_key(mention)) if mention else None

    def event_of(self, sentence: int, index: int | None = None) -> tuple[str | None, str | None]:
        """The event a sentence (or a casualty of it) belongs to and how it is linked."""
        if not self._linked:
            self._index()
        return self._linked.get((sentence, None) if index is None else (-1, index), (None, None))

    def _index(self) -> None:
        """Note for each sentence and each figure the event it belongs to."""
        self._linked[(-2, None)] = (None, None)
        for number, event in enumerate(self.events, start=1):
            for index, link in event.links.items():
                self._linked.setdefault((-1, index), (f"e{number}", link))
            for sentence in event.sentences:
                link = "stated" if sentence == event.sentences[0] or event.trigger.is_definite else "inferred"
                self._linked.setdefault((sentence, None), (f"e{number}", link))


def mention_records(reading: Reading) -> list[Record]:
    """Names and dates in reading order."""
    document = reading.document
    records = [
        _mention(document, mention) for mention in reading.names.mentions if mention.kind not in {"REGION", "GENERIC"}
    ]
    for mention in reading.dates:
        start, end = document.span(mention.first, mention.last)
        record = {"start": start, "end": end, "type": "DATE", "text": document.text[start:end]}
        records.append(record | ({"norm": mention.value} if mention.value else {}))
    return sorted(records, key=lambda record: (record["start"], record["end"]))


def _mention(document: Document, mention: Mention) -> Record:
    start, end = mention.span(document)
    record: Record = {"start": start, "end": end, "type": mention.kind, "text": document.text[start:end]}
    record |= {"score": mention.score, "reasons": [mention.reason]}
    return record | _coordinates(mention.value)


def _coordinates(place: object) -> Record:
    latitude, longitude = getattr(place, "latitude", None), getattr(place, "longitude", None)
    if latitude is None or longitude is None:
        return {}
    number = getattr(place, "geoname_id", None)
    return {"lat": latitude, "lon": longitude} | ({"geonameid": str(number)} if number else {})


def person_records(reading: Reading) -> list[Record]:
    """Persons with post, force and fate."""
    return [_person(reading, person) for person in reading.persons]


def _person(reading: Reading, person: Person) -> Record:
    force = reading.force_of(person.affiliation)
    owner = person.affiliation
    affiliation = owner.text(reading.document) if owner else None
    if force and owner and owner.kind in {"GENERIC", "NATIONALITY"}:
        affiliation = force.name
    spans = [mention.span(reading.document) for mention in person.mentions]
    return {
        "name": person.key,
        "aliases": sorted(person.names - {person.key}),
        "role": person.role or person.rank or None,
        "rank": person.rank or None,
        "affiliation": affiliation,
        "force": force.name if force else None,
        "status": person.status,
        "spans": _spans(spans),
        "role_span": list(person.role_span) if person.role_span else None,
        "status_span": list(person.status_span) if person.status_span else None,
        "score": max(mention.score for mention in person.mentions),
        "reasons": sorted(set(person.reasons)),
    }


def _spans(spans: list[Span]) -> list[list[int]]:
    return [list(span) for span in spans]


def force_records(reading: Reading) -> list[Record]:
    """Forces, each once with its aliases."""
    return [
        {
            "name": entry.name,
            "aliases": entry.names()[1:],
            "kind": entry.kind,
            "country_code": entry.country_code or None,
            "spans": _spans(entry.spans),
            "score": entry.score,
            "reasons": entry.reasons,
        }
        for entry in reading.forces.values()
    ]


def place_records(reading: Reading) -> list[Record]:
    """Places with country and coordinates; regions have a compass word and no point."""
    records = []
    for entry in reading.places.values():
        record: Record = {
            "name": entry.name,
            "aliases": entry.aliases,
            "country": reading.country(entry.country_code) or None,
            "country_code": entry.country_code or None,
            "spans": _spans(entry.spans),
            "score": entry.score,
            "reasons": entry.reasons,
        }
        if entry.compass:
            record["kind"], record["compass"] = "region", entry.compass
        else:
            record |= {"kind": getattr(entry.place, "kind", "country" if entry.key.startswith("state ") else None)}
            record |= _coordinates(entry.place)
        records.append(record)
    return records


def casualty_records(reading: Reading) -> list[Record]:
    """Figures of harm with speaker, event and part."""
    return [_casualty(reading, index, casualty) for index, casualty in enumerate(reading.casualties)]


def _casualty(reading: Reading, index: int, casualty: Casualty) -> Record:
    document, figure = reading.document, casualty.figure
    first = figure.first
    last = max(casualty.who_last, figure.last)
    claim = claim_of(reading.claims, casualty.sentence, document.tokens[first].start)
    event, link = reading.event_of(casualty.sentence, index)
    force = reading.force_of(casualty.force)
    people = wording.people_of(document, reading.names, casualty, force.name if force else None)
    return {
        "kind": casualty.kind,
        "min": figure.low,
        "max": figure.high,
        "approx": figure.is_approximate,
        "negated": casualty.is_negated,
        "who": _who(reading, index, casualty),
        "attributed_to": claim.speaker.name if claim else None,
        "event": event,
        "event_link": link,
        "part_of": casualty.part_of,
        "said_on": claim.said_on.value if claim and claim.said_on else None,
        "standing": wording.standing_of(document, casualty),
        "group": wording.group_of(document, casualty),
        "force": force.name if force else None,
        "paraphrase": wording.paraphrase(document, casualty, people),
        "spans": [list(document.span(first, max(last, first + 1)))],
        "score": 0.85,
        "reasons": [casualty.reason],
    }


def _who(reading: Reading, index: int, casualty: Casualty) -> str:
    """The people counted; "two others" and "four of them" are of those counted before."""
    own = casualty.who(reading.document)
    is_more = reading.document.low(casualty.figure.last) in {"others", "other", "more"} or casualty.part_of is not None
    if own or index == 0 or not is_more:
        return own or "people"
    before = reading.casualties[casualty.part_of if casualty.part_of is not None else index - 1]
    is_near = abs(casualty.sentence - before.sentence) <= 1 and not before.is_negated and before.person is None
    who = before.who(reading.document) if is_near and before.figure.low != 1 else ""
    return "people" if not who or who.lower() in KIND_OF else who


def strength_records(reading: Reading) -> list[Record]:
    """Troop figures at places."""
    return [_strength(reading, strength) for strength in reading.strengths]


def _strength(reading: Reading, strength: Strength) -> Record:
    document, figure = reading.document, strength.figure
    claim = claim_of(reading.claims, strength.sentence, document.tokens[figure.first].start)
    force = reading.force_of(strength.force)
    place = reading.places.get(place_key(strength.place)) if strength.place else None
    return {
        "kind": "troops",
        "min": figure.low,
        "max": figure.high,
        "approx": figure.is_approximate,
        "who": strength.who,
        "force": force.name if force else None,
        "place": place.name if place else None,
        "attributed_to": claim.speaker.name if claim else None,
        "said_on": claim.said_on.value if claim and claim.said_on else None,
        "event": None,
        "spans": [list(document.span(figure.first, strength.last))],
        "score": 0.8,
        "reasons": ["troops at a place"],
    }


def _event_of_claim(reading: Reading, claim: Claim) -> tuple[str | None, str | None]:
    """The event of the claim's sentence, else that of a figure inside the claim."""
    event, link = reading.event_of(claim.sentence)
    if event is None:
        inside = casualties_in(reading.casualties, claim.sentence)
        event = next((found for index in inside if (found := reading.event_of(-1, index)[0])), None)
        link = "inferred" if event else None
    return event, link


def claim_records(reading: Reading) -> list[Record]:
    """Claims with speaker, hedge and event."""
    document = reading.document
    records = []
    for claim in reading.claims:
        event, link = _event_of_claim(reading, claim)
        cue = document.tokens[claim.cue]
        record: Record = {
            "speaker": claim.speaker.name,
            "start": claim.start,
            "end": claim.end,
            "text": document.text[claim.start : claim.end],
            "cue": "according to" if cue.low == "according" else cue.text,
            "kind": claim.kind,
            "mode": claim.kind,
            "hedge": claim.hedge,
            "said_on": claim.said_on.value if claim.said_on else None,
            "event": event,
            "link": link,
            "spans": [[claim.start, claim.end]],
            "cue_span": [cue.start, cue.end],
            "speaker_span": list(document.span(claim.speaker.first, claim.speaker.last)),
            "score": 0.8,
            "reasons": [f"cue: {cue.low}"],
        }
        records.append(record)
    return records
