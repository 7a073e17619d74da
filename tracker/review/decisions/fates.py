"""What is said to have become of somebody, and who says it."""

from collections.abc import Iterable
from typing import Any

from tracker.accounts.models import User
from tracker.actors.models import Person
from tracker.core.names import fold
from tracker.core.states import EditorialState
from tracker.events.fate import Told, fate_told
from tracker.events.models import Claim, ClaimMode, ClaimTopic, Event, Hedge
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.publishing.editing import save_version
from tracker.review.decisions.actors import fate_of, make_person
from tracker.review.decisions.errors import Ambiguous
from tracker.review.decisions.roles import names_in_role
from tracker.review.decisions.sitting import (
    DECIDED,
    Payload,
    Sitting,
    effective,
    names_of,
    record_of,
    spans_of,
)
from tracker.review.decisions.speakers import outlet_of, public_label, speaker_of
from tracker.review.decisions.worded import said_on
from tracker.revisions.models import Kind

_MODES = {"quote": ClaimMode.QUOTE, "indirect": ClaimMode.INDIRECT, "denial": ClaimMode.DENIAL}


def make_person_told(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Person:
    """The person, and what is said to have become of them when the event was accepted before, or there is none."""
    person = make_person(sitting, suggestion, payload, choice)
    event_suggestion = event_of_fate(sitting, suggestion)
    if event_suggestion is None:
        tell_fate(sitting, suggestion, suggestion, person, None)
    elif event_suggestion.state in DECIDED:
        event = record_of(event_suggestion)
        if isinstance(event, Event):
            tell_fate(sitting, suggestion, suggestion, person, event)
            sitting.touch(event)
    return person


def event_of_fate(sitting: Sitting, suggestion: Suggestion) -> Suggestion | None:
    """The event in which somebody met their fate: one that names them, or that the words around are about."""
    names = names_of(effective(suggestion))
    for event in sitting.of_kind(SuggestionKind.EVENT):
        if event.state == SuggestionState.REJECTED:
            continue
        roles = effective(event).get("roles") or {}
        fillers = [item for name in ("victim", "target") for item in roles.get(name) or []]
        if any(names & set(map(fold, names_in_role(item))) for item in fillers):
            return event
    source = covering(sitting, suggestion.spans)
    found = sitting.by_key(effective(source).get("event") or "") if source else None
    return found if found is not None and found.state != SuggestionState.REJECTED else None


def covering(sitting: Sitting, spans: list[list[int]]) -> Suggestion | None:
    """The narrowest suggested claim whose words hold one of ``spans``; rejected ones do not count."""
    found = [
        (end - start, suggestion.pk, suggestion)
        for suggestion in sitting.of_kind(SuggestionKind.CLAIM)
        if suggestion.state != SuggestionState.REJECTED
        for start, end in spans_of(suggestion)[:1]
        if any(start <= inner[0] and inner[1] <= end for inner in spans)
    ]
    return min(found, default=(0, 0, None), key=lambda each: each[:2])[2]


def manner(payload: Payload) -> dict[str, Any]:
    """How the words reach us, how sure the speaker is, and when it was said."""
    hedge = payload.get("hedge")
    return {
        "mode": _MODES.get(payload.get("kind") or "", ClaimMode.INDIRECT),
        "hedge": hedge if hedge in Hedge.values else Hedge.ASSERTED,
        **said_on(payload.get("said_on")),
    }


def tell_fate(
    sitting: Sitting, made_for: Suggestion, suggestion: Suggestion, person: Person, event: Event | None
) -> None:
    """Record the claim about a person's fate, once an event, and refresh what the person's record says."""
    payload = effective(suggestion)
    fate = fate_of(payload)
    if not fate or Claim.objects.filter(about_person=person, event=event, fate=fate, topic=ClaimTopic.FATE).exists():
        return
    source = covering(sitting, suggestion.spans)
    words = effective(source) if source else {}
    told = manner(words)
    told["mode"] = ClaimMode.INDIRECT
    sitting.make(
        made_for,
        Claim,
        event=event,
        topic=ClaimTopic.FATE,
        about_person=person,
        fate=fate,
        passage=sitting.passage_of(source or suggestion),
        **told,
        **_teller(sitting, made_for, words, fate),
    )
    refresh_status(sitting, person)


def refresh_status(sitting: Sitting, person: Person) -> None:
    """Write the person's cached status anew from the claims: "Reported killed, by CENTCOM only"."""
    status, note = status_told(person)
    if (person.status, person.status_note) != (status, note):
        person.status, person.status_note = status, note
        person.save(update_fields=["status", "status_note", "changed_at"])
        sitting.touch(person)


def people_told(event: Event) -> set[int]:
    """The people of whose fate the claims of an event speak, by row id."""
    told = Claim.objects.filter(event=event, topic=ClaimTopic.FATE, about_person__isnull=False)
    return set(told.values_list("about_person_id", flat=True))


def retell(person_ids: Iterable[int], *, by: User) -> None:
    """Bring people in step with claims that were edited: a version of each whose fate reads otherwise now.

    Those that were taken out or merged are left as they are.
    """
    people = Person.objects.select_for_update().filter(pk__in=list(person_ids)).order_by("pk")
    for person in people.exclude(state=EditorialState.RETRACTED):
        status, note = status_told(person)
        if (person.status, person.status_note) != (status, note):
            person.status, person.status_note = status, note
            person.save(update_fields=["status", "status_note", "changed_at"])
            save_version(Kind.PERSON, person, by=by, reason="What is said to have become of this person was edited")


def status_told(person: Person) -> tuple[str, str]:
    """The fate and the sentence that the claims about a person come to. One query."""
    claims = Claim.objects.filter(about_person=person, topic=ClaimTopic.FATE).order_by("pk")
    status, note = fate_told(
        Told(claim.fate, public_label(claim), claim.said_on, claim.mode == ClaimMode.DENIAL or claim.is_negated)
        for claim in claims.select_related("speaker_force", "speaker_person", "speaks_for", "speaker_outlet")
    )
    return status, note[:200]


def _teller(sitting: Sitting, made_for: Suggestion, words: Payload, fate: str) -> dict[str, Any]:
    """Who tells the fate: the speaker of the words around the name, else of the figure, else the outlet."""
    figures = [effective(casualty) for casualty in sitting.of_kind(SuggestionKind.CASUALTY)]
    voices = [payload.get("attributed_to") for payload in figures if payload.get("kind") == fate]
    name = next(filter(None, (words.get("speaker"), *voices)), None)
    try:
        return speaker_of(sitting, made_for, name) if name else outlet_of(sitting)
    except Ambiguous:  # nobody should have to choose a speaker on the card of an event
        return {"speaker_code": str(name)[:100]}
