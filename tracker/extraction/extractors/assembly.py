"""Events of one text: sentences that tell the same act are put together."""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date

from tracker.extraction.extractors import roles as parts
from tracker.extraction.extractors.casualties import casualties_in
from tracker.extraction.extractors.claims import Claim, claim_of
from tracker.extraction.extractors.counted import Casualty
from tracker.extraction.extractors.dates import DAY, DateMention
from tracker.extraction.extractors.document import Document, Sentence
from tracker.extraction.extractors.event_dates import after_event, day_of, is_history, lend_dates
from tracker.extraction.extractors.mentions import Mention
from tracker.extraction.extractors.names import Names
from tracker.extraction.extractors.senses import is_backdrop, parts_from_what_was_told
from tracker.extraction.extractors.triggers import SPECIFICITY, Trigger, trigger_of
from tracker.extraction.extractors.where import first_of, places_in, share_place

_VIOLENT = frozenset(
    {"battle", "air_strike", "shelling", "bombing", "attack", "raid", "chemical_attack", "territory_change", "arrest"}
)
_KIN = ({"abduction", "raid"}, {"abduction", "attack"}, {"abduction"}, {"displacement", "battle"})
_FROM = frozenset({"abduction", "withdrawal", "displacement", "arrest"})
_OPEN = 12  # so many of the latest events may still be told on


@dataclass(slots=True)
class Event:
    """One act, with the sentences that tell of it; the first gives its type, date and place."""

    kind: str
    trigger: Trigger
    sentences: list[int]
    date: DateMention | None = None
    is_date_of_saying: bool = False
    places: list[Mention] = field(default_factory=list)
    regions: list[Mention] = field(default_factory=list)
    roles: parts.Roles = field(default_factory=parts.Roles)
    casualties: list[int] = field(default_factory=list)
    links: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Desk:
    document: Document
    names: Names
    dates: list[DateMention]
    claims: list[Claim]
    casualties: list[Casualty]
    published: date | None
    events: list[Event] = field(default_factory=list)
    current: Event | None = None


def assemble(
    document: Document,
    names: Names,
    dates: list[DateMention],
    claims: list[Claim],
    casualties: list[Casualty],
    published: date | None,
) -> list[Event]:
    """The events in reading order, acts named only by their harm last."""
    desk = _Desk(document, names, dates, claims, casualties, published)
    for number, sentence in enumerate(document.sentences):
        kinds = {casualties[index].kind for index in casualties_in(casualties, number)}
        trigger = trigger_of(
            document, names, sentence, has_harm=bool(kinds - {"displaced"}), has_displaced="displaced" in kinds
        )
        own = dates[bisect_left(dates, sentence.first, key=first_of) : bisect_left(dates, sentence.last, key=first_of)]
        if trigger is not None and _is_denied(desk, trigger):
            trigger = None
        if trigger is not None and not trigger.is_background and not is_history(desk.published, own):
            _take(desk, number, sentence, trigger, own)
        elif desk.current is not None and trigger is None:
            _follow(desk, number, sentence)
        if not is_history(desk.published, own) and not is_backdrop(document, sentence):
            _add_casualties(desk, number, trigger)
    _link_parts(desk)
    lend_dates(desk.events)
    return sorted(desk.events, key=lambda event: event.trigger.strength < 2 and event.sentences[0] > 1)


def _take(desk: _Desk, number: int, sentence: Sentence, trigger: Trigger, own: list[DateMention]) -> None:
    """Add a sentence with a trigger to the event it tells of, or open a new one."""
    document = desk.document
    claim = claim_of(desk.claims, number, document.tokens[trigger.index].start)
    day, said = day_of(document, desk.claims, trigger, own, desk.published)
    places, regions = places_in(document, desk.names, sentence, claim, from_counts=trigger.kind in _FROM)
    found = parts.read_roles(document, desk.names, sentence, trigger, claim)
    event = next((known for known in _candidates(desk) if _joins(desk, known, number, trigger, day, places)), None)
    if event is None and desk.events and not places and day is None and _is_quoted(document, trigger):
        return  # what a witness heard or fears is no act of its own
    if event is None:
        event = Event(trigger.kind, trigger, [number], day, False, places, regions, found)
        if day is None:
            event.is_date_of_saying = said is not None
            event.date = replace(said, is_inferred=True) if said else after_event(trigger, own)
        desk.events.append(event)
    else:
        event.sentences.append(number)
        if _says_more(trigger, event):
            event.kind, event.trigger = trigger.kind, trigger
        if day is not None and (event.date is None or event.is_date_of_saying):
            event.date, event.is_date_of_saying = day, False
        _merge(event, places, regions, found)
    _blame(desk, event, sentence)
    _fit_roles(event)
    desk.current = event


def _is_quoted(document: Document, trigger: Trigger) -> bool:
    return document.quote_at(document.tokens[trigger.index].start) is not None


def _says_more(trigger: Trigger, event: Event) -> bool:
    """Whether a trigger names the act better: "attack" becomes "shelling", an air strike called a raid stays one."""
    if event.kind == "attack" and trigger.kind in _VIOLENT:
        return True
    is_exact = SPECIFICITY.get(trigger.kind, 0) >= SPECIFICITY.get(event.kind, 0) or event.trigger.strength == 1
    return trigger.strength > event.trigger.strength and is_exact


def _fit_roles(event: Event) -> None:
    """Leave out the parts that an act of its kind does not have."""
    if event.kind in {"deployment", "withdrawal"}:
        event.roles.attackers, event.roles.victims = event.roles.attackers or event.roles.victims, []
    if event.kind in {"displacement", "agreement"}:
        event.roles.victims = []
    if event.kind in {"deployment", "withdrawal", "displacement", "agreement"}:
        event.roles.targets = []
    if event.kind == "arms_seizure":
        event.roles.targets, event.roles.weapons = event.roles.targets + event.roles.weapons, []
    if event.kind in {"protest", "riot"}:
        event.roles.attackers, event.roles.partners = [], []


def _candidates(desk: _Desk) -> list[Event]:
    """The event told last comes first, then the others, latest first."""
    others = [event for event in reversed(desk.events[-_OPEN:]) if event is not desk.current]
    return ([desk.current] if desk.current else []) + others


def _joins(
    desk: _Desk, event: Event, number: int, trigger: Trigger, day: DateMention | None, places: list[Mention]
) -> bool:
    """Whether a trigger tells of an event that is already open."""
    exact = day is not None and day.precision == DAY and event.date is not None and event.date.precision == DAY
    if (
        exact
        and day
        and event.date
        and day.value
        and event.date.value
        and day.value != event.date.value
        and not event.is_date_of_saying
    ):
        return False
    is_current = event is desk.current
    sentences = desk.document.sentences
    near = sentences[number].paragraph - sentences[event.sentences[-1]].paragraph <= 1
    told_on = is_current and near and trigger.is_definite and trigger.kind == event.kind
    if places and event.places and not told_on and not share_place(places, event.places):
        return False
    if parts_from_what_was_told(desk.document, sentences[number]):
        return False
    if is_current and near and _fills_in(desk, event, trigger, places):
        return True
    if trigger.strength == 1:
        is_elsewhere = bool(places) and exact is False and day is not None and not event.places and event.date is None
        return is_current and not is_elsewhere
    same_kind = trigger.kind == event.kind or {trigger.kind, event.kind} <= _VIOLENT
    if _is_quoted(desk.document, trigger) and is_current and same_kind and not places and not day:
        return True
    if trigger.is_definite and same_kind:
        return is_current or trigger.kind == event.kind
    if trigger.kind == event.kind:
        return (is_current and near) or bool(day and event.date and day.value == event.date.value)
    return is_current and same_kind and near and not places and not day


def _fills_in(desk: _Desk, event: Event, trigger: Trigger, places: list[Mention]) -> bool:
    """Whether a sentence gives day and place to a lede that had none: "Armed men have abducted ...", "They stormed"."""
    is_lede = len(event.sentences) == 1 and event.sentences[0] <= 1 and event.date is None
    vague = all(mention.is_state_name or "compass" in mention.extra for mention in event.places)
    kinds = {trigger.kind, event.kind}
    return is_lede and vague and bool(places) and (kinds <= _VIOLENT or kinds in _KIN)


def _merge(event: Event, places: list[Mention], regions: list[Mention], found: parts.Roles) -> None:
    if not event.places or all(mention.is_state_name for mention in event.places):
        event.places = places + event.places if places and not places[0].is_state_name else event.places + places
    else:
        event.places += [mention for mention in places if mention.key not in {other.key for other in event.places}]
    event.regions += regions
    for name in ("attackers", "partners", "victims"):
        known: list[Mention] = getattr(event.roles, name)
        for mention in getattr(found, name):
            is_new = mention.key not in {other.key for other in known}
            if is_new and (name != "attackers" or not known or mention in found.partners):
                known.append(mention)
    event.roles.people += found.people
    event.roles.targets += found.targets
    event.roles.weapons += [thing for thing in found.weapons if len(event.roles.weapons) < 4]


def _follow(desk: _Desk, number: int, sentence: Sentence) -> None:
    """A sentence without a trigger may still say who did it."""
    if desk.current is not None:
        _blame(desk, desk.current, sentence)


def _blame(desk: _Desk, event: Event, sentence: Sentence) -> None:
    culprit = parts.blamed(desk.document, desk.names, sentence)
    if culprit is not None and culprit.key not in {mention.key for mention in event.roles.attackers}:
        event.roles.attackers.append(culprit)


def _is_denied(desk: _Desk, trigger: Trigger) -> bool:
    """What somebody only denies is not an act."""
    token = desk.document.tokens[trigger.index]
    claim = claim_of(desk.claims, token.sentence, token.start)
    return claim is not None and claim.kind == "denial"


def _add_casualties(desk: _Desk, number: int, trigger: Trigger | None) -> None:
    """Give the figures of a sentence to the event it tells of."""
    event = desk.current
    if event is None or (trigger is not None and trigger.is_background):
        return
    for index in casualties_in(desk.casualties, number):
        casualty = desk.casualties[index]
        if (casualty.kind == "displaced") != (event.kind == "displacement" and number in event.sentences):
            continue
        opened = event.sentences[0] == number
        is_stated = opened or (trigger is not None and trigger.is_definite and number in event.sentences)
        event.casualties.append(index)
        event.links[index] = "stated" if is_stated else "inferred"
        if casualty.force is not None and not casualty.is_negated:
            known = {mention.key for mention in event.roles.victims + event.roles.attackers}
            if casualty.force.key not in known:
                event.roles.victims.append(casualty.force)


def _link_parts(desk: _Desk) -> None:
    """A part of a figure is told of the event as plainly as its whole: "four of the dead were leaders"."""
    for event in desk.events:
        for index in event.links:
            whole = desk.casualties[index].part_of
            if whole is not None and event.links.get(whole) == "stated":
                event.links[index] = "stated"
