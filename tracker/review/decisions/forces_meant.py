"""Which force a figure counts: named, suggested beside, or a state's own."""

from tracker.actors.models import Force, ForceKind
from tracker.extraction.matching import match_force
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.review.decisions.sitting import Payload, Sitting, effective
from tracker.review.decisions.speakers import the_one
from tracker.review.decisions.states import state_called

_FIGHTS = (ForceKind.STATE_MILITARY, ForceKind.POLICE)


def force_meant(sitting: Sitting, suggestion: Suggestion, payload: Payload, choice: int | None = None) -> Force | None:
    """The force of a figure's people; None when the words name none.

    Raises:
        Ambiguous: several forces bear the name.
    """
    for name in filter(None, (payload.get("force"), payload.get("who"))):
        suggested = sitting.called([name], SuggestionKind.FORCE)
        if suggested is not None:
            force = sitting.take(suggested)
            return force if isinstance(force, Force) else None
        known = match_force(name)
        if known:
            return the_one(suggestion, name, known, choice)
        state = state_called(name)
        if state is not None:
            return _of_state(sitting, state.code)
    return None


def _of_state(sitting: Sitting, code: str) -> Force | None:
    """A state's military: the one this article names, else the only one on record."""
    for suggestion in sitting.of_kind(SuggestionKind.FORCE):
        payload = effective(suggestion)
        is_state = "state" in (payload.get("kind"), payload.get("force_kind")) or payload.get("force_kind") in _FIGHTS
        if payload.get("country_code") == code and is_state and suggestion.state != SuggestionState.REJECTED:
            force = sitting.take(suggestion)
            return force if isinstance(force, Force) else None
    known = list(Force.objects.filter(country_code=code, kind=ForceKind.STATE_MILITARY)[:2])
    return known[0] if len(known) == 1 else None
