"""Who stands behind an event: the parties' own words apart from those of sources that stand on no side."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q

from tracker.actors.models import Force, ForceKind, ForceLink, LinkKind, Voice
from tracker.articles.models import Article, ArticleKind, Outlet, OutletKind, Passage
from tracker.events.models import (
    CitationRole,
    Claim,
    ClaimMode,
    ClaimTopic,
    Event,
    Perspective,
    Side,
    StatementKind,
)

_OF_THE_EVENT = (
    ClaimTopic.CASUALTIES, ClaimTopic.RESPONSIBILITY, ClaimTopic.PLACE, ClaimTopic.DATE, ClaimTopic.TARGET,
    ClaimTopic.STATEMENT,
)  # fmt: skip
_DEEPEST = 6  # levels of "part of" looked up: squad to state


class Word(NamedTuple):
    """What one voice says of the event. Equal ``key``: one voice. ``side`` is empty for who stands on none."""

    key: tuple[str, object]
    name: str
    side: str
    is_party: bool
    is_denial: bool


def words_of(event: Event) -> list[Word]:
    """Everybody who asserts or denies the event in a source that may be public. About seven queries.

    A claim is the word of its speaker. A cited passage in which nobody else is
    given the word is the outlet's own. Unnamed speakers and private persons count
    with the outlet that quotes them, outlets with their owner.
    """
    claims = [
        claim
        for claim in event.claims.select_related(
            "passage__text__article__outlet", "speaker_force", "speaker_person", "speaks_for", "speaker_outlet"
        )
        if _is_of_the_event(claim)
    ]
    citations = event.citations.exclude(role=CitationRole.BACKGROUND).select_related("passage__text__article__outlet")
    quoted = [claim.passage for claim in claims if claim.passage is not None]
    own = [one.passage for one in citations if not any(_overlap(one.passage, other) for other in quoted)]
    outlets = [_outlet(passage) for passage in [*quoted, *own]] + [claim.speaker_outlet for claim in claims]
    sides = Sides(event, [outlet for outlet in outlets if outlet is not None])
    words = [sides.word_of(claim) for claim in claims if _is_citable(claim.passage)]
    words += [sides.word_of_outlet(_outlet(passage)) for passage in _unlike(own) if _is_citable(passage)]
    return [word for word in words if word is not None]


def independent(words: Iterable[Word]) -> list[str]:
    """Names of the voices that stand on no side and assert the event, each owner once, in order of first use."""
    found = {word.key: word.name for word in reversed(list(words)) if not word.is_party and not word.is_denial}
    return list(reversed(found.values()))


class Sides:
    """On which side of an event forces, persons and outlets stand, the forces above and below them included."""

    def __init__(self, event: Event, outlets: Iterable[Outlet]) -> None:
        parts = list(event.involvements.select_related("force"))
        self._persons = {part.person_id: part.side for part in parts if part.person_id}
        self._forces: dict[int, str] = {part.force_id: part.side for part in parts if part.force_id}
        self._states: dict[str, set[str]] = defaultdict(set)
        for part in parts:
            if part.force is not None and part.force.kind in (ForceKind.STATE_MILITARY, ForceKind.POLICE):
                self._states[part.force.country_code].add(part.side)
        self._has_looked_around = False
        known = {outlet.pk for outlet in outlets}
        voices = Voice.objects.filter(outlet__in=known).select_related("force") if known else ()
        self._voices = {voice.outlet_id: voice.force for voice in voices}

    def word_of(self, claim: Claim) -> Word | None:
        """The claim as the word of whoever makes it; None where a quoting outlet is needed and unknown."""
        is_denial = claim.mode == ClaimMode.DENIAL
        force = claim.speaker_force or claim.speaks_for
        if force is not None:
            side = self.of_force(force)
            is_party = bool(side) or force.kind not in (ForceKind.PUBLIC_BODY, ForceKind.INTERNATIONAL)
            return Word(("force", force.pk), str(force), side, is_party, is_denial)
        if claim.speaker_person_id in self._persons:
            side = self._persons[claim.speaker_person_id]
            return Word(("person", claim.speaker_person_id), str(claim.speaker_person), side, True, is_denial)
        outlet = claim.speaker_outlet or _outlet(claim.passage)
        word = self.word_of_outlet(outlet)
        return word and word._replace(is_denial=is_denial)

    def word_of_outlet(self, outlet: Outlet | None) -> Word | None:
        """The outlet as a voice: that of the force it speaks for, or its owner's."""
        if outlet is None:
            return None
        force = self._voices.get(outlet.pk)
        if force is not None:
            return Word(("force", force.pk), str(outlet), self.of_force(force), True, False)
        owner = outlet.owner_group or outlet.name
        return Word(("owner", owner.casefold()), owner, "", outlet.kind == OutletKind.PARTY, False)

    def of_force(self, force: Force) -> str:
        """The side of a force, of one above or below it, or of a public body's own state's forces; empty when none."""
        if force.pk not in self._forces and not self._has_looked_around:
            self._forces.update(_related(self._forces))
            self._has_looked_around = True
        side = self._forces.get(force.pk)
        if side is None and force.kind == ForceKind.PUBLIC_BODY and force.country_code:
            sides = self._states[force.country_code]
            side = min(sides) if len(sides) == 1 else None
        return side or ""


def perspective(claim: Claim, sides: Sides) -> Perspective | None:
    """Whose losses a party counts; null where the speaker or the people counted have no side."""
    word = sides.word_of(claim)
    return whose_losses(word.side if word else "", claim.side)


def whose_losses(speaker: str, counted: str) -> Perspective | None:
    """The perspective of a speaker on one side on the losses of another; null where one of them has no side."""
    if not {speaker, counted} <= {Side.A, Side.B, Side.C}:
        return None
    return Perspective.OWN if speaker == counted else Perspective.ENEMY


def _is_of_the_event(claim: Claim) -> bool:
    return claim.topic in _OF_THE_EVENT and claim.statement_kind != StatementKind.BACKGROUND


def _related(sides: dict[int, str]) -> dict[int, str]:
    """The forces above and below those with a side, by links "part of"; one query a level."""
    found: dict[int, str] = {}
    for down, up in (("child_id", "parent_id"), ("parent_id", "child_id")):
        level = dict(sides)
        for _ in range(_DEEPEST):
            links = ForceLink.objects.filter(Q(**{f"{down}__in": list(level)}), kind=LinkKind.PART_OF)
            level = {
                getattr(link, up): level[getattr(link, down)]
                for link in links
                if getattr(link, up) not in sides and getattr(link, up) not in found
            }
            if not level:
                break
            found.update(level)
    return found


def _outlet(passage: Passage | None) -> Outlet | None:
    return passage.text.article.outlet if passage is not None else None


def _is_citable(passage: Passage | None) -> bool:
    article: Article | None = passage.text.article if passage is not None else None
    return article is not None and article.kind not in (ArticleKind.NOTE, ArticleKind.STORY)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.text_id == other.text_id and one.start < other.end and other.start < one.end


def _unlike(passages: list[Passage]) -> list[Passage]:
    """The passages without those whose words were copied from an earlier one."""
    found: dict[str, Passage] = {}
    for passage in passages:
        found.setdefault(" ".join(passage.words.casefold().split()), passage)
    return list(found.values())
