"""Where speakers contradict each other: on figures, and on what became of somebody."""

from collections.abc import Collection
from datetime import date
from itertools import combinations
from typing import Any, NamedTuple

from tracker.actors.models import Fate
from tracker.events.fate import Told, fate_told
from tracker.events.models import ClaimMode, ClaimTopic, Group, Outcome, Side, Standing
from tracker.publishing.directory import Directory
from tracker.publishing.documents.claims import build_speaker, voice_of
from tracker.publishing.documents.terms import term
from tracker.publishing.kinds import Document

Row = dict[str, Any]


class Count(NamedTuple):
    """What one speaker counts: people of one outcome, group, standing and side. ``high`` null is open."""

    outcome: str
    who: str
    standing: str
    side: str
    low: int | None
    high: int | None

    @property
    def is_none(self) -> bool:
        """Whether it says that there was nobody."""
        return self.high == 0


def is_disputed(claims: list[Document]) -> bool:
    """Whether two speakers give different accounts of the same people, or somebody denies.

    Accounts differ by figure, standing or side: 14 fighters for one, 14 civilians
    for the other. They agree where one says no more than the other, or gives the
    sum of what the other tells apart. A claim in words only disputes nothing.
    """
    if any(
        claim["mode"]["code"] == ClaimMode.DENIAL and claim["topic"]["code"] != ClaimTopic.STATEMENT for claim in claims
    ):
        return True
    accounts: dict[str, list[Count]] = {}
    for claim in sorted(claims, key=lambda claim: (claim["said_on"] or "", claim["position"])):
        if _is_count(claim):
            count = _count(claim)
            said = accounts.setdefault(voice_of(claim), [])
            said[:] = [*(earlier for earlier in said if not _replaces(count, earlier)), count]
    different = {frozenset(said) for said in accounts.values()}
    return any(_contradict(one, other) for one, other in combinations(different, 2))


def _is_count(claim: Document) -> bool:
    if claim["topic"]["code"] != ClaimTopic.CASUALTIES or (claim["low"] is None and claim["high"] is None):
        return False
    return bool(claim["part_of"] is None or claim["who"]["code"] != Group.ALL)


def _count(claim: Document) -> Count:
    outcome, who, standing = (claim[name]["code"] for name in ("outcome", "who", "standing"))
    return Count(outcome, who, standing, claim["side"], claim["low"], claim["high"])


def _replaces(count: Count, earlier: Count) -> bool:
    """Whether a speaker's later word stands for an earlier one: the same people, or none of them after all."""
    return count[:4] == earlier[:4] or _denies(count, earlier) or _denies(earlier, count)


def _denies(none: Count, count: Count) -> bool:
    """Whether "no casualties", or none of one outcome, group, standing or side, leaves no room for a count."""
    return (
        none.is_none
        and not count.is_none
        and (none.outcome == count.outcome or (none.outcome == Outcome.ANY and count.outcome != Outcome.DISPLACED))
        and none.who in {Group.ALL, count.who}
        and _includes(none, count)
    )


def _includes(wide: Count, count: Count) -> bool:
    """Whether the people of one count, as far as standing and side go, are among those of the other."""
    return wide.standing in {Standing.UNKNOWN, count.standing} and wide.side in {Side.NONE, count.side}


def _contradict(one: Collection[Count], other: Collection[Count]) -> bool:
    if any(_denies(a, b) or _denies(b, a) for a in one for b in other):
        return True
    told = [{(count.outcome, count.who) for count in account if not count.is_none} for account in (one, other)]
    for about in told[0] & told[1]:
        mine, theirs = ([count for count in said if count[:2] == about and not count.is_none] for said in (one, other))
        left = [count for count in mine if not any(_is_same(count, each) for each in theirs)]
        right = [count for count in theirs if not any(_is_same(count, each) for each in mine)]
        if left and right and not (_sums_up(left, right) or _sums_up(right, left)):
            return True
    return False


def _is_same(one: Count, other: Count) -> bool:
    """The same figure, where neither states a standing or side that the other gainsays."""
    return (
        one[4:] == other[4:]
        and (one.standing == other.standing or Standing.UNKNOWN in {one.standing, other.standing})
        and (one.side == other.side or Side.NONE in {one.side, other.side})
    )


def _sums_up(whole: list[Count], parts: list[Count]) -> bool:
    """Whether one figure is the sum of several that tell standings or sides apart which it leaves open."""
    if len(whole) != 1 or not all(_includes(whole[0], part) for part in parts):
        return False
    sums = [None if None in ends else sum(ends) for ends in zip(*(part[4:] for part in parts), strict=True)]
    return tuple(sums) == whole[0][4:]


def fate_of(person_id: int, rows: list[Row], directory: Directory) -> tuple[Document | None, str | None]:
    """What the claims say became of somebody, and who says it: ("killed", "Reported killed, by CENTCOM only")."""
    about = [row for row in rows if row["topic"] == ClaimTopic.FATE and row["about_person_id"] == person_id]
    fate, note = fate_told(
        Told(
            fate=row["fate"],
            speaker=build_speaker(row, directory)["name"],
            said_on=date.fromisoformat(row["said_on"]) if row["said_on"] else None,
            is_denied=row["mode"] == ClaimMode.DENIAL or row["is_negated"],
        )
        for row in about
    )
    return term(Fate, fate), note or None
