"""Events as the records of the extraction contract."""

from bisect import bisect_right

from tracker.extraction.extractors.assembly import Event
from tracker.extraction.extractors.casualty_words import KIND_OF, VERBS_OF_HARM
from tracker.extraction.extractors.claims import claims_in
from tracker.extraction.extractors.dates import DAY, MONTH, YEAR, DateMention
from tracker.extraction.extractors.document import Document
from tracker.extraction.extractors.entities import place_key
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.output import Reading, Record
from tracker.extraction.extractors.paraphrase import LOADED
from tracker.extraction.extractors.roles import Thing

_PLOVER = {
    "battle": "FIGHT",
    "air_strike": "FIGHT",
    "shelling": "FIGHT",
    "chemical_attack": "FIGHT",
    "raid": "FIGHT",
    "territory_change": "FIGHT",
    "bombing": "ASSAULT",
    "attack": "ASSAULT",
    "abduction": "ASSAULT",
    "sexual_violence": "ASSAULT",
    "looting": "ASSAULT",
    "arson": "ASSAULT",
    "protest": "PROTEST",
    "riot": "PROTEST",
    "arrest": "COERCE",
    "arms_seizure": "COERCE",
    "deployment": "MOBILIZE",
    "withdrawal": "RETREAT",
    "agreement": "AGREE",
}
_ON_PEOPLE = frozenset({"abduction", "arrest", "sexual_violence"})
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def event_records(reading: Reading) -> list[Record]:
    """The events of a reading, the main one first."""
    _find_victims(reading)
    return [_event(reading, number, event) for number, event in enumerate(reading.events, start=1)]


def _event(reading: Reading, number: int, event: Event) -> Record:
    document, trigger = reading.document, event.trigger
    token = document.tokens[trigger.index]
    first, last = _bounds(event.date)
    names = _place_names(reading, event)
    sentences = [document.sentences[at] for at in sorted(set(event.sentences))]
    return {
        "id": f"e{number}",
        "type": event.kind,
        "subtype": None,
        "plover": _PLOVER.get(event.kind),
        "date": first,
        "date_end": last,
        "date_inferred": bool(event.date and (event.date.is_inferred or event.is_date_of_saying)),
        "date_precision": event.date.precision if event.date and event.date.value else None,
        "date_span": list(document.span(event.date.first, event.date.last)) if event.date else None,
        "place": names[0] if names else None,
        "places": names,
        "place_as_worded": _as_worded(reading, event),
        "region": _region(reading, event),
        "trigger": token.text,
        "trigger_start": token.start,
        "roles": _roles(reading, event),
        "killed": _toll(reading, event, "killed"),
        "wounded": _toll(reading, event, "wounded"),
        "sources": _sources(reading, event),
        "spans": [list(document.span(item.first, item.last)) for item in sentences],
        "score": 0.5 + 0.1 * trigger.strength,
        "reasons": [f"trigger: {token.low}"],
    }


def _bounds(mention: DateMention | None) -> tuple[str | None, str | None]:
    """The first and last day that a date may mean."""
    if mention is None or mention.value is None:
        return None, None
    value = mention.value
    if mention.precision == YEAR:
        return f"{value}-01-01", f"{value}-12-31"
    if mention.precision == MONTH:
        month = int(value[5:7])
        leap = month == 2 and int(value[:4]) % 4 == 0
        return f"{value}-01", f"{value}-{_LAST_DAYS[month - 1] + leap:02}"
    return value, value if mention.precision == DAY else None


def _place_names(reading: Reading, event: Event) -> list[str]:
    found: list[str] = []
    for mention in event.places + event.regions:
        entry = reading.places.get(place_key(mention))
        if entry is not None and entry.name not in found:
            found.append(entry.name)
    return found


def _as_worded(reading: Reading, event: Event) -> str | None:
    worded = [mention for mention in event.regions if mention.kind == "REGION"] or event.places
    return worded[0].text(reading.document) if worded else None


def _region(reading: Reading, event: Event) -> Record | None:
    """The part of a country by compass word; never a point."""
    if any(not mention.is_state_name and "compass" not in mention.extra for mention in event.places):
        return None
    for mention in event.regions:
        return {
            "compass": mention.extra["compass"],
            "country": reading.country(mention.country_code),
            "country_code": mention.country_code,
            "as_worded": mention.text(reading.document),
            "spans": [list(mention.span(reading.document))],
        }
    return None


def _roles(reading: Reading, event: Event) -> Record:
    roles, document = event.roles, reading.document
    harmed = _harmed(reading, event)
    victims = _actors(reading, harmed) + [[key] for key in reading.victims.get(id(event), [])]
    worded = {name for filler in victims for name in filler}
    for index in event.casualties:
        casualty = reading.casualties[index]
        who = casualty.who(reading.document)
        if (
            (
                casualty.force is None
                and casualty.person is None
                and not casualty.is_negated
                and len(who) > 3
                and who not in worded
            )
            and casualty.part_of is None
            and who not in {"wounded", "bodies", "people", "dead", "corpses"} | VERBS_OF_HARM | set(KIND_OF)
        ):
            victims.append([who])
            worded.add(who)
    owned = [casualty for casualty in reading.casualties if casualty.force is not None or casualty.is_negated]
    for thing in roles.people:
        who = document.words(thing.first, thing.last)
        if any(casualty.figure.first <= thing.first < casualty.who_last for casualty in owned):
            continue
        if not any(who.lower() in name.lower().split() for filler in victims for name in filler):
            victims.append([who])
    things = {"target": roles.targets, "weapon": roles.weapons}
    record: Record = {
        "attacker": _actors(reading, roles.attackers),
        "partner": _actors(reading, roles.partners),
        "victim": victims,
        **{name: _unique(document, found) for name, found in things.items()},
    }
    spared = [mention for mention in roles.victims if mention not in harmed]
    record["target"] = _actors(reading, spared) + record["target"]
    record["target_details"] = [_detail(document, thing) for thing in roles.targets]
    return record


def _harmed(reading: Reading, event: Event) -> list[Mention]:
    """The forces of an act whose people came to harm; a force that was only attacked is its target."""
    counted = {
        casualty.force.key
        for casualty in (reading.casualties[index] for index in event.casualties)
        if casualty.force is not None and not casualty.is_negated
    }
    on_people = event.kind in _ON_PEOPLE or reading.document.low(event.trigger.index) in KIND_OF
    return [mention for mention in event.roles.victims if on_people or mention.key in counted]


def _find_victims(reading: Reading) -> None:
    """Give each person who came to harm to the event told in that sentence, or told last before it."""
    if not reading.events:
        return
    by_sentence = {sentence: event for event in reversed(reading.events) for sentence in event.sentences}
    for event in reading.events:
        for index in event.casualties:
            by_sentence.setdefault(reading.casualties[index].sentence, event)
    told = sorted(by_sentence)
    for person in reading.persons:
        if person.status is None:
            continue
        sentences = sorted({reading.document.tokens[mention.first].sentence for mention in person.mentions})
        place = bisect_right(told, sentences[0]) - 1
        event = next((by_sentence[at] for at in sentences if at in by_sentence), by_sentence[told[max(place, 0)]])
        reading.victims.setdefault(id(event), []).append(person.key)


def _actors(reading: Reading, mentions: list[Mention]) -> list[list[str]]:
    found: list[list[str]] = []
    for mention in mentions:
        entry = reading.force_of(mention)
        text = mention.text(reading.document)
        names = entry.names() if entry else [text]
        if entry is None and text.lower() in LOADED:
            names = [mention.key, text]
        if mention.is_state_name or mention.kind in {"NATIONALITY", "ORG"}:
            names = (
                [*names, reading.country(mention.country_code)]
                if reading.country(mention.country_code) not in names
                else names
            )
        if names not in found:
            found.append(names)
    return found


def _unique(document: Document, things: list[Thing]) -> list[list[str]]:
    found: list[list[str]] = []
    for thing in things:
        words = document.words(thing.first, thing.last)
        if [words] not in found:
            found.append([words])
    return found


def _detail(document: Document, thing: Thing) -> Record:
    return {
        "words": document.words(thing.first, thing.last),
        "count": thing.count,
        "span": list(document.span(thing.first, thing.last)),
    }


def _toll(reading: Reading, event: Event, kind: str) -> Record | None:
    """The figure of one kind: a total when one is given, else the first that is not part of another.

    Figures that the text joins ("nine policemen and two civilians died") are added up.
    """
    found = [reading.casualties[at] for at in event.casualties if reading.casualties[at].kind == kind]
    whole = [casualty for casualty in found if casualty.part_of is None and not casualty.is_negated]
    best = next((casualty for casualty in whole if casualty.is_total), whole[0] if whole else None)
    if best is None:
        return None
    low, high = best.figure.low, best.figure.high
    for casualty in found[found.index(best) + 1 :]:
        if not casualty.is_joined or casualty.sentence != best.sentence:
            break
        low = low + casualty.figure.low if low is not None and casualty.figure.low is not None else None
        high = high + casualty.figure.high if high is not None and casualty.figure.high is not None else None
    return {"min": low, "max": high}


def _sources(reading: Reading, event: Event) -> list[str]:
    spoken = (claim.speaker.name for sentence in event.sentences for claim in claims_in(reading.claims, sentence))
    return list(dict.fromkeys(spoken))
