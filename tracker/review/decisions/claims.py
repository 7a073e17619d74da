"""A suggested figure, strength or statement becomes a claim with its speaker and its words."""

from typing import Any

from tracker.core.names import fold
from tracker.events.models import (
    Claim,
    ClaimMode,
    ClaimTopic,
    Event,
    Group,
    InvolvementRole,
    LinkBasis,
    Outcome,
    Side,
    Standing,
    StatementKind,
)
from tracker.events.tally import recount
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.fates import covering, manner
from tracker.review.decisions.forces_meant import force_meant
from tracker.review.decisions.places import country_code, place_called
from tracker.review.decisions.sitting import DECIDED, Payload, Sitting, effective, record_of, spans_of
from tracker.review.decisions.speakers import outlet_of, speaker_of
from tracker.review.decisions.worded import figures, said_on


def make_casualty(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Claim:
    """A claim about casualties on its event, and the event's tallies anew."""
    event = _event(sitting, payload.get("event") or suggestion.event_key)
    if event is None:
        raise NotReady("A figure of casualties belongs to an event: say which, or reject the figure.")
    if payload.get("kind") not in Outcome.values:
        raise NotReady(f"“{payload.get('kind')}” is no outcome the desk counts. Amend it.")
    source = covering(sitting, suggestion.spans)
    words = effective(source) if source else {}
    told = manner({**words, "said_on": payload.get("said_on") or words.get("said_on")})
    counted = _counted_people(sitting, suggestion, payload, event, choice)
    claim = sitting.make(
        suggestion,
        Claim,
        event=event,
        topic=ClaimTopic.CASUALTIES,
        link=_link(payload.get("event_link")),
        part_of=_whole(sitting, payload),
        passage=_words(sitting, suggestion),
        paraphrase=payload.get("paraphrase") or "",
        **told,
        **counted,
        **speaker_of(sitting, suggestion, payload.get("attributed_to") or words.get("speaker"), choice=choice),
    )
    _adopt_parts(sitting, suggestion, claim)
    recount(event)
    sitting.touch(event)
    return claim


def make_strength(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Claim:
    """A claim about the strength of a force at a place, in no event."""
    force = force_meant(sitting, suggestion, payload, choice)
    if force is None:
        raise NotReady("Say which force this strength is of: amend “force”.")
    counts = figures(payload)
    if counts["low"] is None and counts["high"] is None:
        raise NotReady("A strength needs a figure.")
    names = [name for name in (payload.get("place"),) if name and fold(name)]
    speaker = payload.get("attributed_to") or payload.get("speaker")
    claim = sitting.make(
        suggestion,
        Claim,
        topic=ClaimTopic.STRENGTH,
        about_force=force,
        about_place=place_called(sitting, names, country_code(payload)),
        group_words=(payload.get("unit") or payload.get("kind") or "")[:200],
        passage=_words(sitting, suggestion),
        paraphrase=payload.get("paraphrase") or "",
        **said_on(payload.get("said_on") or _day_of_article(sitting)),
        **counts,
        **(speaker_of(sitting, suggestion, speaker, choice=choice) if speaker else outlet_of(sitting)),
    )
    sitting.touch(force)
    return claim


def make_statement(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None) -> Claim:
    """A statement; where its words are those of a figure accepted before, that very claim."""
    told = manner(payload)
    figure = _figure_inside(sitting, suggestion) if told["mode"] != ClaimMode.DENIAL else None
    if figure is not None:
        return figure
    event = _event(sitting, payload.get("event") or "")
    kind = payload.get("statement_kind")
    claim = sitting.make(
        suggestion,
        Claim,
        event=event,
        topic=ClaimTopic.STATEMENT,
        link=_link(payload.get("link")),
        statement_kind=kind if kind in StatementKind.values else "",
        passage=_words(sitting, suggestion),
        paraphrase=payload.get("paraphrase") or "",
        **told,
        **speaker_of(sitting, suggestion, payload.get("speaker"), choice=choice),
    )
    if event is not None:
        sitting.touch(event)
    return claim


def _event(sitting: Sitting, key: str) -> Event | None:
    """The event a suggestion belongs to; None when it names none."""
    suggestion = sitting.by_key(key)
    if suggestion is None:
        return None
    if suggestion.state not in DECIDED:
        raise NotReady("Accept the event first: this belongs to it.")
    record = record_of(suggestion)
    return record if isinstance(record, Event) else None


def _counted_people(
    sitting: Sitting, suggestion: Suggestion, payload: Payload, event: Event, choice: int | None
) -> dict[str, Any]:
    counts = figures(payload)
    is_none = bool(payload.get("negated"))
    if is_none:
        counts |= {"low": 0, "best": 0, "high": 0}
    elif payload["kind"] == Outcome.ANY:
        raise NotReady("“Any” stands only for “no casualties”: say whether they were killed or wounded.")
    words = (payload.get("who") or "")[:200]
    if counts["low"] is None and counts["high"] is None and not words:
        raise NotReady("Give a figure, or at least the words for the people.")
    standing, group = payload.get("standing"), payload.get("group")
    return {
        **counts,
        "is_negated": is_none,
        "outcome": payload["kind"],
        "standing": standing if standing in Standing.values else Standing.UNKNOWN,
        "who": group if group in Group.values else Group.ALL,
        "side": _side(sitting, suggestion, payload, event, choice),
        "group_words": words,
    }


def _side(sitting: Sitting, suggestion: Suggestion, payload: Payload, event: Event, choice: int | None) -> str:
    """The side of the force the people belong to, by its part in the event."""
    if payload.get("side") in Side.values:
        return str(payload["side"])
    force = force_meant(sitting, suggestion, payload, choice)
    if force is None:
        return Side.NONE
    parts = list(event.involvements.filter(force=force).order_by("pk"))
    suffered = next((part for part in parts if part.role in (InvolvementRole.VICTIM, InvolvementRole.TARGET)), None)
    return (suffered or parts[0]).side if parts else Side.NONE


def _whole(sitting: Sitting, payload: Payload) -> Claim | None:
    """The accepted claim that this figure is counted in."""
    suggestion = sitting.by_key(payload.get("part_of") or "")
    record = record_of(suggestion) if suggestion is not None and suggestion.state in DECIDED else None
    return record if isinstance(record, Claim) else None


def _adopt_parts(sitting: Sitting, suggestion: Suggestion, whole: Claim) -> None:
    """Point figures that were accepted before their whole at it."""
    for part in sitting.of_kind(SuggestionKind.CASUALTY):
        if part.became_id and part.state in DECIDED and effective(part).get("part_of") == suggestion.key:
            Claim.objects.filter(pk=part.became_id, part_of=None).update(part_of=whole)


def _figure_inside(sitting: Sitting, suggestion: Suggestion) -> Claim | None:
    """The accepted figure that these words state."""
    for start, end in spans_of(suggestion)[:1]:
        for other in sitting.of_kind(SuggestionKind.CASUALTY):
            inside = any(start <= inner[0] and inner[1] <= end for inner in other.spans)
            if inside and other.state in DECIDED and covering(sitting, other.spans) is suggestion:
                record = record_of(other)
                return record if isinstance(record, Claim) else None
    return None


def _link(value: Any) -> str:
    return LinkBasis.INFERRED if value == LinkBasis.INFERRED else LinkBasis.STATED


def _words(sitting: Sitting, suggestion: Suggestion) -> Any:
    return sitting.passage_of(suggestion)


def _day_of_article(sitting: Sitting) -> str | None:
    day = sitting.article.published_on
    return day.isoformat() if day else None
