"""One article in, one line of the extraction contract out; plain Python, deterministic."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.extraction.extractors import output
from tracker.extraction.extractors.assembly import Event, assemble
from tracker.extraction.extractors.casualties import casualties_in, find_casualties
from tracker.extraction.extractors.claims import Claim, find_claims
from tracker.extraction.extractors.dates import find_dates, settle
from tracker.extraction.extractors.document import parse
from tracker.extraction.extractors.entities import find_forces, find_places
from tracker.extraction.extractors.event_output import event_records
from tracker.extraction.extractors.lookup import Gazetteer
from tracker.extraction.extractors.mentions import CIVIL_RANKS, RANKS, Mention
from tracker.extraction.extractors.names import find_names
from tracker.extraction.extractors.output import Reading
from tracker.extraction.extractors.posts import Person, find_persons
from tracker.extraction.extractors.register import Register
from tracker.extraction.extractors.strengths import find_strengths

LIMIT = 400_000


@dataclass(frozen=True, slots=True)
class ArticleInput:
    """What the reader may see of an article."""

    id: str
    source: str
    published_on: date | None
    title: str
    text: str


def read(article: ArticleInput, register: Register, atlas: Gazetteer, today: date | None = None) -> dict[str, Any]:
    """Everything the text says, as the contract's line without the text.

    ``today`` only bounds the years of dates in an article without a date of
    publication. Beyond 400,000 characters a text is not read.
    """
    document = parse(article.text[:LIMIT])
    dates = find_dates(document, article.published_on, today or date.today())
    names = find_names(document, register, atlas, dates)
    claims = find_claims(document, names, dates)
    casualties, others = find_casualties(document, names)
    strengths = find_strengths(document, names, others)
    events = assemble(document, names, dates, claims, casualties, article.published_on)
    persons = find_persons(document, names, casualties)
    reading = Reading(document, register, atlas, names, dates, claims, casualties, strengths, events, persons)
    _settle_dates(reading)
    _adopt(reading)
    actors = _actors(reading)
    reading.forces = find_forces(document, register, names, actors)
    reading.places = find_places(document, names, atlas)
    return {
        "id": article.id,
        "source": article.source,
        "date": article.published_on.isoformat() if article.published_on else None,
        "title": article.title,
        "country_code": names.country_code,
        "mentions": output.mention_records(reading),
        "persons": output.person_records(reading),
        "forces": output.force_records(reading),
        "places": output.place_records(reading),
        "events": event_records(reading),
        "casualties": output.casualty_records(reading),
        "strengths": output.strength_records(reading),
        "claims": output.claim_records(reading),
        "relations": [],
    }


def _settle_dates(reading: Reading) -> None:
    """Count "two days after the raid" from the day of the main event."""
    main = next((event.date.value for event in reading.events if event.date and event.date.value), None)
    settled = {id(mention): settle(mention, main, main) for mention in reading.dates}
    for claim in reading.claims:
        if claim.said_on is not None:
            claim.said_on = settled[id(claim.said_on)]
    for event in reading.events:
        if event.date is not None and not event.is_date_of_saying:
            event.date = settled.get(id(event.date), event.date)
    reading.dates = list(settled.values())


def _adopt(reading: Reading) -> None:
    """A person who shares the fate of a force's people belongs to that force when no other is named."""
    force = next((force for event in reading.events for force in _harmed(reading, event)), None)
    for person in reading.persons:
        if person.status is None or (person.affiliation and person.affiliation.kind in {"FORCE", "ORG", "GENERIC"}):
            continue
        own = _shared(reading, person)
        if own is None and {word.lower() for word in person.rank.split()} & RANKS - CIVIL_RANKS:
            continue  # a soldier does not belong to whoever else was killed
        if own is not None or force is not None:
            person.affiliation = own or force
            person.reasons.append("affiliation from those harmed with the person")


def _shared(reading: Reading, person: Person) -> Mention | None:
    """The force of those counted in the sentence that tells the person's fate."""
    for mention in person.mentions:
        for index in casualties_in(reading.casualties, reading.document.tokens[mention.first].sentence):
            casualty = reading.casualties[index]
            if casualty.force is not None and not casualty.is_negated:
                return casualty.force
    return None


def _harmed(reading: Reading, event: Event) -> list[Mention]:
    found = (reading.casualties[index] for index in event.casualties)
    return [casualty.force for casualty in found if casualty.force is not None and casualty.kind == "killed"]


def _tells_of_itself(reading: Reading, claim: Claim) -> bool:
    """ "Washington announced that it had killed ...": the government tells of its own forces."""
    mention = claim.speaker.mention
    is_seat = mention is not None and mention.kind == "ORG" and mention.reason.startswith("seat")
    first = reading.document.token_at(claim.start)
    return is_seat and reading.document.low(first) in {"it", "its"} and reading.event_of(claim.sentence)[0] is not None


def _actors(reading: Reading) -> list[Mention]:
    """Everyone with a part in an event, a figure or a strength."""
    found: list[Mention] = []
    for event in reading.events:
        found += event.roles.attackers + event.roles.victims
    found += [
        claim.speaker.mention for claim in reading.claims if claim.speaker.mention and _tells_of_itself(reading, claim)
    ]
    found += [strength.force for strength in reading.strengths if strength.force is not None]
    return found


__all__ = ["ArticleInput", "read"]
