"""UCDP GED rows as the desk's records: each row an article of kind data set, its figures claims by UCDP.

Columns and scales: Sundberg & Melander (2013), "Introducing the UCDP
Georeferenced Event Dataset"; where_prec, date_prec and event_clarity go over
unchanged.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from tracker.accounts.models import User
from tracker.actors.models import Force, ForceKind, ForceName
from tracker.articles.models import Article, ArticleKind, ArticleText, Obtained, Outlet, OutletKind, Passage
from tracker.articles.states import Processing
from tracker.core.external_ids import Scheme
from tracker.core.names import fold
from tracker.events.models import (
    Citation,
    Claim,
    ClaimTopic,
    Event,
    EventId,
    EventTopic,
    EventType,
    Grade,
    Involvement,
    InvolvementRole,
    Outcome,
    Side,
    Standing,
    Topic,
    TopicKind,
    TopicParty,
)
from tracker.events.tally import recount
from tracker.extraction.matching import match_force
from tracker.publishing.editing import save_version
from tracker.review.imports.ucdp_places import Places
from tracker.revisions.models import Kind

Row = dict[str, str]
_DEATHS = (
    ("deaths_a", Side.A, Standing.COMBATANT, "fighters of side A"),
    ("deaths_b", Side.B, Standing.COMBATANT, "fighters of side B"),
    ("deaths_civilians", Side.NONE, Standing.CIVILIAN, "civilians"),
    ("deaths_unknown", Side.NONE, Standing.UNKNOWN, "people whose standing is unknown"),
)
_FULL_NAMES = {"SDF": "Syrian Democratic Forces", "HTS": "Hay'at Tahrir al-Sham", "SNA": "Syrian National Army",
               "PIJ": "Palestinian Islamic Jihad", "IS": "Islamic State"}  # fmt: skip


@dataclass
class Report:
    """What an import did: rows added (as events), rows that were there, rows refused with line and reason."""

    added: list[int] = field(default_factory=list)
    forces: set[int] = field(default_factory=set)
    topics: set[int] = field(default_factory=set)
    skipped: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


def import_rows(rows: Iterable[Row], *, by: User, progress: Callable[[int], None] = lambda done: None) -> Report:
    """Make draft events of the rows that are not there yet. One transaction a row; a bad row is reported, not fatal."""
    importer, report = Importer(by), Report()
    for line, row in enumerate(rows, start=2):
        try:
            with transaction.atomic():
                event = importer.take(row)
        except (KeyError, ValueError) as error:
            report.refused.append((line, f"{type(error).__name__}: {error}"))
            importer.forget()
            continue
        if event is None:
            report.skipped += 1
        else:
            report.added.append(event.pk)
        progress(line - 1)
    report.forces = {force.pk for force in importer.forces.values() if force.live_revision is None}
    report.topics = {topic.pk for topic in importer.topics.values() if topic.live_revision is None}
    return report


class Importer:
    """Keeps outlet, codebook, forces and places at hand between rows."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.outlet = Outlet.objects.get_or_create(
            name="UCDP GED", defaults={"kind": OutletKind.DATA_SET, "owner_group": "Uppsala Conflict Data Program"}
        )[0]
        self.types = {row.code: row for row in EventType.objects.filter(code__in=("battle", "attack"))}
        self.forces: dict[str, Force] = {}
        self.topics: dict[str, Topic] = {}
        self.places = Places()

    def forget(self) -> None:
        """Drop what a rolled-back row may have made."""
        self.forces.clear()
        self.topics.clear()
        self.places = Places()

    def take(self, row: Row) -> Event | None:
        """The draft event of a row; None when the row was imported before.

        Raises:
            KeyError: a column is missing. ValueError: a value is not what the column holds.
        """
        title = f"UCDP GED event {int(row['id'])}"
        if Article.objects.filter(outlet=self.outlet, title=title).exists():
            return None
        passages = self._article(row, title)
        event = self._event(row)
        Citation.objects.create(event=event, passage=passages["row"])
        self._involvements(event, row, passages["sides"])
        self._claims(event, row, passages["figures"])
        EventId.objects.create(event=event, scheme=Scheme.UCDP, value=str(int(row["id"])))
        EventTopic.objects.create(event=event, topic=self._dyad(row, passages["sides"]))
        recount(event)
        save_version(Kind.EVENT, event, by=self.by, reason="Imported from UCDP GED")
        return event

    def _article(self, row: Row, title: str) -> dict[str, Passage]:
        lines = {
            "row": f"{title}, {row['where_coordinates']}, {row['country']}, {row['date_start']} to {row['date_end']}.",
            "sides": f"Side A: {row['side_a']}. Side B: {row['side_b']}.",
            "figures": "Deaths: "
            + ", ".join(f"{name.removeprefix('deaths_')} {int(row[name])}" for name, *_ in _DEATHS)
            + f"; low {int(row['low'])}, best {int(row['best'])}, high {int(row['high'])}.",
        }
        text = "\n".join(lines.values())
        digest = hashlib.sha256(text.encode()).hexdigest()
        article = Article.objects.create(
            kind=ArticleKind.DATA_SET,
            title=title,
            outlet=self.outlet,
            text_hash=digest,
            obtained_how=Obtained.IMPORT,
            obtained_by=self.by,
            language="en",
            processing=Processing.REVIEWED,
        )
        kept = ArticleText.objects.create(article=article, number=1, text=text, sha256=digest)
        passages, start = {}, 0
        for name, line in lines.items():
            passages[name] = Passage.objects.create(text=kept, start=start, end=start + len(line))
            start += len(line) + 1
        return passages

    def _event(self, row: Row) -> Event:
        one_sided = row["type_of_violence"] == "3"
        place, spot = self.places.of(row)
        earliest, latest = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
        acts = f"{row['side_a']} against civilians" if one_sided else f"{row['side_a']} and {row['side_b']}"
        point = {"latitude": spot[0], "longitude": spot[1]} if spot else {}
        return Event.objects.create(
            title=f"{'Attack by ' if one_sided else 'Fighting between '}{acts}, {row['where_coordinates']}"[:300],
            event_type=self.types["attack" if one_sided else "battle"],
            earliest=earliest,
            latest=latest,
            date_precision=1 if earliest == latest else max(2, int(row["date_prec"])),
            place=place,
            place_as_worded=row["where_coordinates"],
            **point,
            **{f"public_{name}": value for name, value in point.items()},
            geo_precision=int(row["where_prec"]),
            clarity=int(row["event_clarity"]),
            civilian_targeting=one_sided,
            grade=Grade.ONE_INDEPENDENT,
        )

    def _involvements(self, event: Event, row: Row, passage: Passage) -> None:
        for force, side in self._sides(row):
            role = InvolvementRole.INITIATOR if side == Side.A else InvolvementRole.TARGET
            Involvement.objects.create(event=event, force=force, side=side, role=role, passage=passage)

    def _sides(self, row: Row) -> list[tuple[Force, Side]]:
        """The forces of a row; civilians are none."""
        return [
            (self._force(name, row), side)
            for column, side in (("side_a", Side.A), ("side_b", Side.B))
            for name in dict.fromkeys(part.strip() for part in row[column].split(","))
            if name and name != "Civilians"
        ]

    def _dyad(self, row: Row, passage: Passage) -> Topic:
        """The topic of everything between the same two sides."""
        name = f"{row['side_a']} – {row['side_b']}"[:300]
        if name not in self.topics:
            known = Topic.objects.filter(kind=TopicKind.DYAD, name=name).first()
            self.topics[name] = known or self._new_dyad(name, row, passage)
        return self.topics[name]

    def _new_dyad(self, name: str, row: Row, passage: Passage) -> Topic:
        topic = Topic.objects.create(kind=TopicKind.DYAD, name=name)
        for force, side in self._sides(row):
            TopicParty.objects.get_or_create(topic=topic, force=force, defaults={"side": side, "passage": passage})
        save_version(Kind.TOPIC, topic, by=self.by, reason="Imported from UCDP GED")
        return topic

    def _force(self, name: str, row: Row) -> Force:
        key = fold(name)
        if key not in self.forces:
            full = _FULL_NAMES.get(name, name)
            known = match_force(name, [full])
            self.forces[key] = known[0] if len(known) == 1 else self._new_force(name, full)
        return self.forces[key]

    def _new_force(self, name: str, full: str) -> Force:
        is_state = name.startswith("Government of ")
        kind = ForceKind.STATE_MILITARY if is_state else ForceKind.REBEL
        force = Force.objects.create(name=full, kind=ForceKind.OTHER if "clan" in name else kind)
        for spelling in dict.fromkeys((full, name)):
            ForceName.objects.create(force=force, name=spelling)
        save_version(Kind.FORCE, force, by=self.by, reason="Imported from UCDP GED")
        return force

    def _claims(self, event: Event, row: Row, passage: Passage) -> None:
        shared: dict[str, Any] = {
            "event": event,
            "speaker_outlet": self.outlet,
            "topic": ClaimTopic.CASUALTIES,
            "outcome": Outcome.KILLED,
            "passage": passage,
        }
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        low, high = min(low, best), max(high, best)
        whole = Claim.objects.create(
            **shared, low=low, best=best, high=high, group_words="people", paraphrase=_in_words(low, best, high)
        )
        for column, side, standing, words in _DEATHS:
            count = int(row[column])
            if count:
                Claim.objects.create(
                    **shared, side=side, standing=standing, low=count, best=count, high=count, part_of=whole,
                    group_words=words, paraphrase=f"{count} of the killed were {words}",
                )  # fmt: skip


def _in_words(low: int, best: int, high: int) -> str:
    people = "person was" if best == 1 else "people were"
    return f"{best} {people} killed" + (f" (lowest {low}, highest {high})" if low != high else "")
