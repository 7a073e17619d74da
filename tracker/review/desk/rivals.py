"""What others already claim about the same people of the same event: shown beside a new figure, never merged."""

from tracker.core.names import fold
from tracker.events.models import Claim, ClaimTopic
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.review.decisions.sitting import DECIDED, effective
from tracker.review.desk.phrasing import figure


class Rivals:
    """The claims about casualties of every event that the text's suggestions became. One query."""

    def __init__(self, suggestions: list[Suggestion]) -> None:
        self._events = {
            each.key: each.became_id
            for each in suggestions
            if each.kind == SuggestionKind.EVENT and each.state in DECIDED and each.became_kind == "event"
        }
        claims = Claim.objects.filter(event__in=self._events.values(), topic=ClaimTopic.CASUALTIES)
        speakers = ("speaker_force", "speaker_person", "speaker_outlet")
        self._claims = list(claims.select_related(*speakers).order_by("pk")) if self._events else []

    def of(self, suggestion: Suggestion) -> list[tuple[str, str, str, bool]]:
        """(who says so, when, how many, whether it is the same figure) for the same outcome and group."""
        payload = effective(suggestion)
        event = self._events.get(payload.get("event") or suggestion.event_key)
        if suggestion.kind != SuggestionKind.CASUALTY or event is None:
            return []
        group = payload.get("group") or "all"
        mine = (payload.get("min"), payload.get("max"))
        return [
            (
                claim.speaker_label,
                claim.said_on.isoformat() if claim.said_on else "",
                _words(claim),
                (claim.low, claim.high) == mine,
            )
            for claim in self._claims
            if claim.event_id == event and claim.outcome == payload.get("kind") and claim.who == group
        ]


def _words(claim: Claim) -> str:
    counted = figure({"min": claim.low, "max": claim.high, "approx": claim.is_approximate, "negated": claim.is_negated})
    words = claim.group_words
    return f"{counted} {words}" if words and fold(words) else counted
