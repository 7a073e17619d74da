"""How the desk's figures of an event come about: the rule, the claims it rests on, those left out and why."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.events.grade import Proposal, propose
from tracker.events.models import Claim, ClaimTopic, Event, Group, Outcome, Side, Standing, Tally, TallyRule
from tracker.events.sources import Sides, independent, perspective, words_of
from tracker.events.tally import Figure, Key, counting, decide, key_of, why_uncounted
from tracker.review.desk.phrasing import figure as figure_words


@dataclass(frozen=True)
class Input:
    """One claim under a figure. ``left_out`` says why it gives none; empty when the figure rests on it."""

    speaker: str
    said_on: str
    figure: str
    of_losses: str
    left_out: str


@dataclass(frozen=True)
class CountedFigure:
    """One figure with everything that leads to it."""

    label: str
    figure: str
    rule: str
    reason: str
    inputs: list[Input] = field(default_factory=list)


@dataclass(frozen=True)
class Reckoning:
    """All figures of an event, the grade that its sources bear out, and who of them is independent."""

    figures: list[CountedFigure]
    proposal: Proposal
    independent: list[str]
    grade: str

    @property
    def is_at_odds(self) -> bool:
        """Whether the event bears another grade than its sources bear out."""
        return self.proposal.grade is not None and self.proposal.grade != self.grade


def reckon(event: Event, claims: Iterable[Claim], tallies: Iterable[Tally], *, grade: str) -> Reckoning:
    """Count ``claims`` as they would be saved, by the rules chosen in ``tallies``. Nothing is written.

    The claims need no rows; their speakers are fetched with them. The grade is
    proposed from what is saved. About fifteen queries, however many claims.
    """
    about = [claim for claim in claims if claim.topic == ClaimTopic.CASUALTIES]
    outlets = [claim.speaker_outlet for claim in about if claim.speaker_outlet is not None]
    sides = Sides(event, outlets)
    chosen = {(tally.outcome, tally.standing, tally.who, tally.side): tally for tally in tallies if tally.reason}
    told: dict[Key, list[Claim]] = defaultdict(list)
    for claim in about:
        told[key_of(claim)].append(claim)
    counted = counting(about)
    keys = [*told, *(key for key in chosen if key not in told)]
    words = words_of(event)
    return Reckoning(
        figures=[_counted(key, told.get(key, []), counted.get(key, []), chosen.get(key), sides) for key in keys],
        proposal=propose(words),
        independent=independent(words),
        grade=grade,
    )


def label_of(key: Key) -> str:
    """What is counted, in words: "Killed, combatants, side B"."""
    outcome, standing, who, side = key
    words = [Outcome(outcome).label] if outcome in Outcome.values else ["No outcome chosen"]
    if who in Group.values and who != Group.ALL:
        words.append(Group(who).label.lower())
    if standing in Standing.values and standing != Standing.UNKNOWN:
        words.append(f"{Standing(standing).label.lower()}s")
    if side in Side.values and side != Side.NONE:
        words.append(Side(side).label.lower().replace(side.lower(), side))
    return ", ".join(words)


def _counted(key: Key, told: list[Claim], counted: list[Claim], tally: Tally | None, sides: Sides) -> CountedFigure:
    by_hand = tally is not None and tally.rule == TallyRule.OVERRIDE
    figure = None if by_hand or not counted else decide(counted, TallyRule(tally.rule) if tally else None)
    return CountedFigure(
        label=label_of(key),
        figure=_range(tally) if by_hand else _range(figure),
        rule=TallyRule.OVERRIDE.label if by_hand else (figure.rule.label if figure else "No claim gives a number"),
        reason=tally.reason if tally else "",
        inputs=[_input(claim, figure, sides, by_hand=by_hand) for claim in told],
    )


def _input(claim: Claim, figure: Figure | None, sides: Sides, *, by_hand: bool) -> Input:
    losses = perspective(claim, sides)
    left_out = "set by hand" if by_hand else why_uncounted(claim)
    if not left_out and figure is not None and not any(claim is used for used in figure.used):
        is_lowest_wanted = figure.rule == TallyRule.MOST_CONSERVATIVE
        left_out = (
            "not the lowest, or not the speaker's last word" if is_lowest_wanted else "not the speaker's last word"
        )
    return Input(
        speaker=claim.speaker_label or "nobody chosen",
        said_on=claim.said_on.isoformat() if claim.said_on else "",
        figure=figure_words(
            {"min": claim.low, "max": claim.high, "approx": claim.is_approximate, "negated": claim.is_negated}
        ),
        of_losses=losses.label if losses else "",
        left_out=left_out,
    )


def _range(figure: Figure | Tally | None) -> str:
    if figure is None or figure.best is None:
        return "?"
    if figure.is_at_least:
        return f"{figure.best} (at least {figure.low})"
    return str(figure.best) if figure.low == figure.high else f"{figure.best} ({figure.low}–{figure.high})"
