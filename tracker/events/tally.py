"""Named rules: claims in, the desk's figure out. The rule and its claims are shown to the public."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.events.models import Claim, ClaimMode, ClaimTopic, Event, Group, Tally, TallyRule

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Figure:
    """A figure for people: null ``high`` with ``is_at_least`` is open upwards."""

    low: int
    best: int
    high: int | None
    is_at_least: bool
    rule: TallyRule


def key_of(claim: Claim) -> Key:
    """What a figure is a figure of: outcome, standing, group and side."""
    return (claim.outcome, claim.standing, claim.who, claim.side)


def counting(claims: Iterable[Claim]) -> dict[Key, list[Claim]]:
    """The claims that give a figure, by what they count. Denials and bare words count nothing.

    A part of another claim is never added to it: of parts only those of a named
    group ("of whom four leaders") become a figure of their own.
    """
    found: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        has_figure = claim.low is not None or claim.high is not None
        is_added_already = claim.part_of_id is not None and claim.who == Group.ALL
        is_count = claim.topic == ClaimTopic.CASUALTIES and claim.mode != ClaimMode.DENIAL
        if is_count and has_figure and not is_added_already:
            found[key_of(claim)].append(claim)
    return dict(found)


def decide(claims: list[Claim]) -> Figure:
    """The figure for claims about one and the same group, by the first rule that fits.

    One claim: itself. One speaker: what the speaker said last. Several speakers:
    the span from the lowest to the highest, with the lowest as best.
    """
    if len(claims) == 1:
        return _as_figure(claims[0], TallyRule.SINGLE_CLAIM)
    if len({_speaker(claim) for claim in claims}) == 1:
        return _as_figure(_latest(claims), TallyRule.LATEST_FROM_SAME_SPEAKER)
    figures = [_as_figure(claim, TallyRule.RANGE_OF_CREDIBLE) for claim in claims]
    open_above = any(figure.is_at_least for figure in figures)
    low = min(figure.low for figure in figures)
    best = min(figure.best for figure in figures)
    tops = [figure.high for figure in figures if figure.high is not None]
    return Figure(low, best, None if open_above else max(tops), open_above, TallyRule.RANGE_OF_CREDIBLE)


def recount(event: Event) -> list[Tally]:
    """Rewrite the event's tallies from its claims; figures that an editor set by hand stay.

    Four queries and one per tally. The caller is inside a transaction.
    """
    kept = {_tally_key(tally): tally for tally in event.tallies.filter(rule=TallyRule.OVERRIDE)}
    event.tallies.exclude(rule=TallyRule.OVERRIDE).delete()
    claims = event.claims.order_by("pk")
    fresh = []
    for key, group in counting(claims).items():
        if key in kept:
            continue
        outcome, standing, who, side = key
        figure = decide(group)
        fresh.append(
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
                rule=figure.rule,
            )
        )
    return [*kept.values(), *fresh]


def _tally_key(tally: Tally) -> Key:
    return (tally.outcome, tally.standing, tally.who, tally.side)


def _speaker(claim: Claim) -> tuple[int | None, int | None, int | None, str]:
    return (
        claim.speaker_force_id or claim.speaks_for_id,
        None if claim.speaks_for_id else claim.speaker_person_id,
        claim.speaker_outlet_id,
        claim.speaker_code,
    )


def _latest(claims: list[Claim]) -> Claim:
    """The claim said last; one without a day counts as earlier than any with one."""
    return max(claims, key=lambda claim: (claim.said_on.toordinal() if claim.said_on else 0, claim.pk))


def _as_figure(claim: Claim, rule: TallyRule) -> Figure:
    """ "At least 12" is open above; "up to 40" starts at 0."""
    low = claim.low if claim.low is not None else 0
    high = claim.high
    best = claim.best if claim.best is not None else (low if claim.low is not None or high is None else high)
    return Figure(low, best, high, high is None, rule)
