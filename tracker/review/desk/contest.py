"""Claims about the same people of the same event beside each other: all are kept, one figure is the desk's."""

import sys
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tracker.articles.models import ArticleText
from tracker.articles.models.article import SEALED
from tracker.core.names import fold
from tracker.events.models import Claim, ClaimTopic, Event, Group, Outcome, Side, Standing, Tally, TallyRule
from tracker.events.tally import Figure, counting, decide, key_of
from tracker.extraction.matching import match_force, match_person
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.review.decisions.errors import NotReady
from tracker.review.decisions.estimates import THIS, estimated
from tracker.review.decisions.sitting import DECIDED, effective, spans_of
from tracker.review.decisions.speakers import variants
from tracker.review.decisions.worded import figures, said_on
from tracker.review.desk.phrasing import figure

_LONGEST_WORDS = 120


@dataclass
class Row:
    """One claim: ``pk`` is 0 for the figure that is being decided; ``if_chosen`` is empty where it cannot be."""

    pk: int
    says_who: str
    said_on: Any
    figure: str
    words: str
    is_this: bool
    is_same: bool
    if_chosen: str
    is_chosen: bool = False


@dataclass
class Contest:
    """The table of a figure. ``by_rule`` is what the rule gives all of them together, empty where none counts."""

    event: Event
    rows: list[Row]
    by_rule: str
    rule: str
    chosen_reason: str = ""

    @property
    def is_chosen(self) -> bool:
        """An editor chose the best estimate before."""
        return any(row.is_chosen for row in self.rows)


class Contests:
    """The contests of open figures. Two queries, and a few for every figure that others stand beside."""

    def __init__(self, suggestions: list[Suggestion], events: dict[str, int], text: ArticleText) -> None:
        self._text = text
        keys = {_event_key(each) for each in suggestions if each.kind == SuggestionKind.CASUALTY}
        wanted = {events[key] for key in keys if key in events}
        self._events = events
        claims = Claim.objects.filter(event__in=wanted, topic=ClaimTopic.CASUALTIES).order_by("pk")
        self._claims = list(_whole(claims)) if wanted else []

    def of(self, suggestion: Suggestion) -> Contest | None:
        """The table beside an open figure; null where nobody else counts the same people."""
        if suggestion.kind != SuggestionKind.CASUALTY or suggestion.state in DECIDED:
            return None
        payload = effective(suggestion)
        event = self._events.get(_event_key(suggestion))
        outcome, group = payload.get("kind"), payload.get("group") or Group.ALL
        others = [each for each in self._claims if (each.event_id, each.outcome, each.who) == (event, outcome, group)]
        if not others:
            return None
        mine = would_be(payload, others[0], self._text)
        return _contest(others, mine, _quoted(suggestion, self._text))


def settled(suggestion: Suggestion) -> Contest | None:
    """The table of an accepted figure, to choose anew; null where no other claim counts the same people."""
    own = Claim.objects.filter(pk=suggestion.became_id or 0, topic=ClaimTopic.CASUALTIES)
    claim = own.select_related("event").first()
    if suggestion.became_kind != "claim" or claim is None or claim.event is None:
        return None
    claims = Claim.objects.filter(event=claim.event, outcome=claim.outcome, who=claim.who).order_by("pk")
    found = [each for each in _whole(claims) if key_of(each) == key_of(claim)]
    others = [each for each in found if each.pk != claim.pk]
    mine = next((each for each in found if each.pk == claim.pk), None)
    return _contest(others, mine, "") if others and mine is not None else None


def would_be(payload: dict[str, Any], beside: Claim, text: ArticleText) -> Claim | None:
    """The claim that accepting would make, for counting alone: never saved. Null where it could not be accepted."""
    try:
        counts, day = figures(payload), said_on(payload.get("said_on"))
    except NotReady:
        return None
    if payload.get("negated"):
        counts |= {"low": 0, "best": 0, "high": 0}
    standing, group = payload.get("standing"), payload.get("group")
    claim = Claim(
        pk=sys.maxsize,
        event=beside.event,
        topic=ClaimTopic.CASUALTIES,
        outcome=str(payload.get("kind")) if payload.get("kind") in Outcome.values else "",
        standing=standing if standing in Standing.values else Standing.UNKNOWN,
        who=group if group in Group.values else Group.ALL,
        group_words=(payload.get("who") or "")[:200],
        **counts,
        **day,
        **_speaker(text, payload.get("attributed_to")),
    )
    claim.side = _side(payload, claim)
    return claim


def _contest(others: list[Claim], mine: Claim | None, quoted: str) -> Contest | None:
    event = others[0].event
    if event is None:
        return None
    together = [*others, *([mine] if mine is not None else [])]
    group = counting(together).get(key_of(mine), []) if mine is not None else []
    ruled = decide(group) if group else None
    tally = _override(event, mine) if mine is not None else None
    rows = [_row(each, mine, group, quoted, tally) for each in together]
    return Contest(
        event=event,
        rows=rows,
        by_rule=range_of(ruled) if ruled else "",
        rule=TallyRule(ruled.rule).label if ruled else "",
        chosen_reason=tally.reason if tally is not None else "",
    )


def _row(claim: Claim, mine: Claim | None, group: list[Claim], quoted: str, tally: Tally | None) -> Row:
    is_this = claim is mine
    is_sealed = claim.passage is not None and claim.passage.text.article.is_sealed
    said = claim.passage.words if claim.passage is not None and not is_sealed else ""
    words = quoted if is_this and quoted else said
    own = decide([claim]) if claim in group else None
    return Row(
        pk=THIS if is_this and claim.pk == sys.maxsize else claim.pk,
        says_who=SEALED if is_sealed and claim.speaker_outlet_id else claim.speaker_label,
        said_on=claim.said_on,
        figure=_figure_of(claim),
        words=f"{words[:_LONGEST_WORDS]}…" if len(words) > _LONGEST_WORDS else words,
        is_this=is_this,
        is_same=not is_this and mine is not None and (claim.low, claim.high) == (mine.low, mine.high),
        if_chosen=range_of(estimated(group, claim)) if own is not None else "",
        is_chosen=tally is not None and own is not None and own.best == tally.best,
    )


def _whole(claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """With who says so and in which words; of a sealed note neither words nor publisher are shown."""
    related = ("event", "speaker_force", "speaker_person", "speaks_for", "speaker_outlet", "passage__text__article")
    return claims.select_related(*related).defer("passage__text__article__raw")


def range_of(figure: Figure) -> str:
    """The best figure, with its range in brackets: "14", "15 (14–15)", "14 (at least 12)"."""
    if figure.is_at_least:
        return f"{figure.best:,} (at least {figure.low:,})"
    if figure.low == figure.high:
        return f"{figure.best:,}"
    return f"{figure.best:,} ({figure.low:,}–{figure.high:,})"


def _figure_of(claim: Claim) -> str:
    counted = figure({"min": claim.low, "max": claim.high, "approx": claim.is_approximate, "negated": claim.is_negated})
    return f"{counted} {claim.group_words}" if fold(claim.group_words or "") else counted


def _override(event: Event, claim: Claim) -> Tally | None:
    outcome, standing, who, side = key_of(claim)
    found = Tally.objects.filter(event=event, outcome=outcome, standing=standing, who=who, side=side)
    return found.filter(rule=TallyRule.OVERRIDE).first()


def _event_key(suggestion: Suggestion) -> str:
    return str(effective(suggestion).get("event") or suggestion.event_key)


def _quoted(suggestion: Suggestion, text: ArticleText) -> str:
    spans = spans_of(suggestion)
    return text.text[spans[0][0] : spans[0][1]] if spans else ""


def _speaker(text: ArticleText, name: str | None) -> dict[str, Any]:
    """Who says so, as far as the register knows; looking makes nothing."""
    if not name or not fold(name):
        outlet = text.article.outlet
        return {"speaker_outlet": outlet} if outlet is not None else {"speaker_code": "The outlet"}
    for each in variants(name):
        if forces := match_force(each):
            return {"speaker_force": forces[0]}
        if people := match_person(each):
            return {"speaker_person": people[0]}
    return {"speaker_code": name.strip()[:100]}


def _side(payload: dict[str, Any], claim: Claim) -> str:
    """The side of the force that the people belong to, by its part in the event."""
    if payload.get("side") in Side.values:
        return str(payload["side"])
    for name in filter(None, (payload.get("force"), payload.get("who"))):
        forces = match_force(name)
        if forces and claim.event is not None:
            parts = list(claim.event.involvements.filter(force=forces[0]).order_by("pk"))
            suffered = next((part for part in parts if part.role in ("victim", "target")), None)
            return (suffered or parts[0]).side if parts else Side.NONE
    return Side.NONE
