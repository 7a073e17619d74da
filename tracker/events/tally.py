"""Named rules: claims in, the desk's figure out. The rule and its claims are shown to the public."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from tracker.events.models import Claim, ClaimMode, ClaimTopic, Event, Group, Tally, TallyRule
from tracker.events.sources import independent, words_of

Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Figure:
    """A figure for people: null ``high`` with ``is_at_least`` is open upwards. ``used`` are the claims it rests on."""

    low: int
    best: int
    high: int | None
    is_at_least: bool
    rule: TallyRule
    used: tuple[Claim, ...] = field(default=(), compare=False)


def key_of(claim: Claim) -> Key:
    """What a figure is a figure of: outcome, standing, group and side."""
    return (claim.outcome, claim.standing, claim.who, claim.side)


def why_uncounted(claim: Claim) -> str:
    """Why a claim about casualties gives no figure, in words; empty when it gives one."""
    if claim.mode == ClaimMode.DENIAL:
        return "a denial"
    if claim.low is None and claim.high is None:
        return "gives no number"
    if claim.part_of_id is not None and claim.who == Group.ALL:
        return "a part of another figure"
    return ""


def counting(claims: Iterable[Claim]) -> dict[Key, list[Claim]]:
    """The claims that give a figure, by what they count. Denials and bare words count nothing.

    A part of another claim is never added to it: of parts only those of a named
    group ("of whom four leaders") become a figure of their own.
    """
    found: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.topic == ClaimTopic.CASUALTIES and not why_uncounted(claim):
            found[key_of(claim)].append(claim)
    return dict(found)


def decide(claims: list[Claim], rule: TallyRule | None = None) -> Figure:
    """The figure for claims about one and the same group, by ``rule`` or else by the first that fits.

    One claim: itself. One speaker: what the speaker said last. Several speakers:
    the span from the lowest to the highest, with the lowest as best.
    """
    return RULES[rule or _first_that_fits(claims)](claims)


def recount(event: Event) -> list[Tally]:
    """Rewrite the event's tallies from its claims, by the rules that editors chose, and count who is independent.

    A figure set by hand stays. A rule that an editor chose, with a reason, is applied to the
    claims as they are now. About twelve queries and one per tally. The caller is inside a transaction.
    """
    event.independent_sources = len(independent(words_of(event)))
    event.save(update_fields=["independent_sources"])
    chosen = {_tally_key(tally): tally for tally in event.tallies.exclude(reason="")}
    event.tallies.filter(reason="").delete()
    groups = counting(event.claims.order_by("pk"))
    found = [tally for tally in chosen.values() if _apply(tally, groups.get(_tally_key(tally)))]
    for key, group in groups.items():
        if key not in chosen:
            outcome, standing, who, side = key
            fresh = Tally(event=event, outcome=outcome, standing=standing, who=who, side=side)
            _write(fresh, decide(group))
            found.append(fresh)
    return found


def _apply(tally: Tally, group: list[Claim] | None) -> bool:
    """Count a chosen rule anew; False, and the row gone, when no claim is left for it. By hand stays by hand."""
    if tally.rule == TallyRule.OVERRIDE:
        return True
    if not group:
        tally.delete()
        return False
    _write(tally, decide(group, TallyRule(tally.rule)))
    return True


def _write(tally: Tally, figure: Figure) -> None:
    tally.low, tally.best, tally.high = figure.low, figure.best, figure.high
    tally.is_at_least, tally.rule = figure.is_at_least, figure.rule
    tally.save()


def _first_that_fits(claims: list[Claim]) -> TallyRule:
    if len(claims) == 1:
        return TallyRule.SINGLE_CLAIM
    if len({speaker_of(claim) for claim in claims}) == 1:
        return TallyRule.LATEST_FROM_SAME_SPEAKER
    return TallyRule.RANGE_OF_CREDIBLE


def _single_claim(claims: list[Claim]) -> Figure:
    """The only claim there is; of several, the one said last."""
    last = _latest(claims)
    return _as_figure(last, TallyRule.SINGLE_CLAIM if len(claims) == 1 else TallyRule.LATEST_FROM_SAME_SPEAKER)


def _latest_from_same_speaker(claims: list[Claim]) -> Figure:
    """What was said last."""
    return _as_figure(_latest(claims), TallyRule.LATEST_FROM_SAME_SPEAKER)


def _range_of_credible(claims: list[Claim]) -> Figure:
    """From the lowest to the highest of what each speaker said last, the lowest as best."""
    standing = _last_words(claims)
    figures = [_as_figure(claim, TallyRule.RANGE_OF_CREDIBLE) for claim in standing]
    open_above = any(figure.is_at_least for figure in figures)
    tops = [figure.high for figure in figures if figure.high is not None]
    return Figure(
        low=min(figure.low for figure in figures),
        best=min(figure.best for figure in figures),
        high=None if open_above else max(tops),
        is_at_least=open_above,
        rule=TallyRule.RANGE_OF_CREDIBLE,
        used=tuple(standing),
    )


def _most_conservative(claims: list[Claim]) -> Figure:
    """The lowest of what each speaker said last, alone."""
    lowest = min(_last_words(claims), key=lambda claim: _as_figure(claim, TallyRule.MOST_CONSERVATIVE).best)
    return _as_figure(lowest, TallyRule.MOST_CONSERVATIVE)


RULES: dict[TallyRule, Callable[[list[Claim]], Figure]] = {
    TallyRule.SINGLE_CLAIM: _single_claim,
    TallyRule.LATEST_FROM_SAME_SPEAKER: _latest_from_same_speaker,
    TallyRule.RANGE_OF_CREDIBLE: _range_of_credible,
    TallyRule.MOST_CONSERVATIVE: _most_conservative,
}


def _tally_key(tally: Tally) -> Key:
    return (tally.outcome, tally.standing, tally.who, tally.side)


def speaker_of(claim: Claim) -> tuple[int | None, int | None, int | None, str]:
    """Whose word it is: a person who speaks for a force is the force."""
    return (
        claim.speaker_force_id or claim.speaks_for_id,
        None if claim.speaks_for_id else claim.speaker_person_id,
        claim.speaker_outlet_id,
        claim.speaker_code,
    )


def _last_words(claims: list[Claim]) -> list[Claim]:
    """Of each speaker what was said last, in the order in which the speakers were entered."""
    by_speaker: dict[tuple[int | None, int | None, int | None, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        by_speaker[speaker_of(claim)].append(claim)
    return [_latest(said) for said in by_speaker.values()]


def _latest(claims: list[Claim]) -> Claim:
    """The claim said last; one without a day counts as earlier than any with one."""
    return max(claims, key=lambda claim: (claim.said_on.toordinal() if claim.said_on else 0, claim.pk or 0))


def _as_figure(claim: Claim, rule: TallyRule) -> Figure:
    """ "At least 12" is open above; "up to 40" starts at 0."""
    low = claim.low if claim.low is not None else 0
    high = claim.high
    best = claim.best if claim.best is not None else (low if claim.low is not None or high is None else high)
    return Figure(low, best, high, high is None, rule, (claim,))
