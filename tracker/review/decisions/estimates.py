"""The desk's best estimate beside claims that differ: chosen by an editor with a reason, else by the rule."""

from typing import NamedTuple

from tracker.events.models import Claim, Event, Tally, TallyRule
from tracker.events.tally import Figure, Key, counting, decide, key_of, recount
from tracker.extraction.models import Suggestion
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.sitting import Sitting

THIS = 0
_LONGEST_REASON = 300


class Best(NamedTuple):
    """The claim chosen (0: the one being accepted; null: none, the rule decides), and why."""

    claim: int | None
    reason: str


def estimate(sitting: Sitting, suggestion: Suggestion, claim: Claim, best: Best) -> None:
    """Set or drop the figure that an editor chose for the people whom ``claim`` counts; all claims stay.

    Raises:
        NotReady: the chosen claim counts other people, or no reason is given.
    """
    event = claim.event
    if event is None:
        raise NotReady("A statement outside an event has no estimate.")
    key = key_of(claim)
    forget(event, key)
    suggestion.decision.pop("estimate", None)
    if best.claim is not None:
        claims = counting(event.claims.order_by("pk")).get(key, [])
        wanted = claim.pk if best.claim == THIS else best.claim
        chosen = next((each for each in claims if each.pk == wanted), None)
        if chosen is None:
            raise NotReady("The figure you chose counts other people, or is a part of another. Choose again.")
        if not best.reason.strip():
            raise NotReady("Say why this figure is the desk's best estimate, or leave it to the rule.")
        _write(event, key, estimated(claims, chosen), best.reason.strip()[:_LONGEST_REASON])
        suggestion.decision["estimate"] = list(key)
    suggestion.save(update_fields=["decision", "changed_at"])
    recount(event)
    sitting.touch(event)


def estimated(claims: list[Claim], chosen: Claim) -> Figure:
    """The figure with ``chosen`` as the best one, inside the range that the rule gives all ``claims``."""
    ruled, own = decide(claims), decide([chosen])
    low = min(ruled.low, own.best)
    high = None if ruled.high is None else max(ruled.high, own.best)
    return Figure(low, own.best, high, high is None, TallyRule.OVERRIDE)


def forget(event: Event, key: Key) -> None:
    """Drop what an editor chose for these people; counting anew is the caller's."""
    outcome, standing, who, side = key
    Tally.objects.filter(
        event=event, outcome=outcome, standing=standing, who=who, side=side, rule=TallyRule.OVERRIDE
    ).delete()


def _write(event: Event, key: Key, figure: Figure, reason: str) -> None:
    outcome, standing, who, side = key
    Tally.objects.filter(event=event, outcome=outcome, standing=standing, who=who, side=side).delete()
    Tally.objects.create(
        event=event,
        outcome=outcome,
        standing=standing,
        who=who,
        side=side,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        is_at_least=figure.is_at_least,
        rule=TallyRule.OVERRIDE,
        reason=reason,
    )
