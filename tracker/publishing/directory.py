"""Names as the public may know them: live copies, and the members of the set that is going out."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils import timezone

from tracker.actors.models import Person
from tracker.articles.models import Article, ArticleKind, Outlet, OutletKind, Passage
from tracker.core.models import EditorialModel
from tracker.events.models import EventType
from tracker.places.models import Place, PlaceKind
from tracker.published.models import PublicStatus
from tracker.publishing.documents.head import page_url
from tracker.publishing.kinds import AGGREGATES, Document
from tracker.publishing.models import GOING_OUT, Embargo, Withdrawal
from tracker.publishing.resolving import Resolver
from tracker.revisions.models import Kind, Revision
from tracker.revisions.standing import merged_into

UNNAMED = "a person"
_CHUNK = 500


class Directory:
    """Answers who is who while documents are built. Rows are fetched once and kept.

    A record that is neither live nor in the set has no public reference: asking
    for it gives None. ``planned`` directories answer before the set is known.
    """

    def __init__(self, *, planned: bool = False) -> None:
        self._planned = planned
        self._refs: dict[tuple[Kind, int], Document | None] = {}
        self._bodies: dict[tuple[Kind, int], Document] = {}
        self._rows: dict[tuple[type[Any], int], Any] = {}
        self._countries: dict[str, str] = {}
        self._descriptions: dict[int, str] = {}
        self._withdrawn: set[tuple[str, int]] | None = None
        self.asked: set[tuple[Kind, int]] = set()

    @cached_property
    def resolver(self) -> Resolver:
        """The merges that stand, read once."""
        return Resolver()

    @cached_property
    def embargoes(self) -> list[Embargo]:
        """The embargoes that stand, read once."""
        return list(Embargo.objects.filter(lifted_by=None, until__gt=timezone.now()))

    # --- what goes out with the set ---------------------------------------------------------------

    def enter(self, kind: Kind, record: EditorialModel, name: str, body: Document | None = None) -> None:
        """Make a member of the set known under its public number."""
        if record.number is None:
            raise ValueError("a member of the set has a number")
        self._refs[kind, record.pk] = _ref(kind, record, name)
        if body is not None:
            self._bodies[kind, record.pk] = body

    def withhold(self, kind: Kind, record_id: int) -> None:
        """Treat a record as not public, whatever the tables still say."""
        self._refs[kind, record_id] = None
        self._bodies.pop((kind, record_id), None)

    # --- references -------------------------------------------------------------------------------

    def ref(self, kind: Kind, record_id: int | None) -> Document | None:
        """``{"id", "number", "name", "url"}``, or None where the public has no such record."""
        if record_id is None:
            return None
        self.warm(kind, [record_id])
        self.asked.add((kind, record_id))
        found = self._refs[kind, record_id]
        return dict(found) if found else None

    def warm(self, kind: Kind, record_ids: Iterable[int]) -> None:
        """Look up many at once: two queries per 500 records that were not asked for before."""
        missing = sorted({pk for pk in record_ids if (kind, pk) not in self._refs})
        aggregate = AGGREGATES[kind]
        for start in range(0, len(missing), _CHUNK):
            chunk = missing[start : start + _CHUNK]
            self._refs.update({(kind, pk): None for pk in chunk})
            rows = aggregate.model._default_manager.filter(pk__in=chunk, live_revision__isnull=False)
            records = {record.public_id: record for record in rows}
            copies = aggregate.copy._default_manager.filter(public_id__in=list(records), status=PublicStatus.LIVE)
            for copy in copies:
                record = records[copy.public_id]
                self._refs[kind, record.pk] = _ref(kind, record, copy.title)
                self._bodies[kind, record.pk] = copy.body

    def body(self, kind: Kind, record_id: int) -> Document:
        """The public document of a record that has one; empty otherwise."""
        self.ref(kind, record_id)
        return self._bodies.get((kind, record_id), {})

    def description(self, person_id: int) -> str:
        """How to speak of somebody without the name, from the last approved revision."""
        if person_id not in self._descriptions:
            approved = (
                Revision.objects.filter(kind=Kind.PERSON, record_id=person_id, approvals__basis__in=GOING_OUT)
                .order_by("-version")
                .first()
            )
            words = approved.snapshot["fields"].get("description") if approved else ""
            self._descriptions[person_id] = words or UNNAMED
        return self._descriptions[person_id]

    def names_of(self, person_ids: Iterable[int]) -> list[str]:
        """Every spelling of people, and of who was merged into them. Three queries."""
        wanted = set(person_ids)
        gone = {pk for pks in merged_into(Kind.PERSON, wanted).values() for pk in pks} if wanted else set()
        people = Person.objects.filter(pk__in=wanted | gone).prefetch_related("names")
        return [name for person in people for name in (person.name, *(row.name for row in person.names.all()))]

    # --- rows that are no secrets ---------------------------------------------------------------------

    def event_type(self, pk: int) -> EventType:
        """The codebook entry."""
        found: EventType = self._row(EventType, pk)
        return found

    def outlet(self, pk: int) -> Outlet:
        """A publisher."""
        found: Outlet = self._row(Outlet, pk)
        return found

    def article(self, pk: int) -> Article:
        """A cited article."""
        found: Article = self._row(Article, pk)
        return found

    def place_row(self, pk: int) -> Place:
        """A place of the gazetteer."""
        found: Place = self._row(Place, pk)
        return found

    def passage(self, pk: int | None) -> Passage | None:
        """A passage with its text and article."""
        if pk is None:
            return None
        if (Passage, pk) not in self._rows:
            self._rows[Passage, pk] = Passage.objects.with_words().get(pk=pk)
        found: Passage = self._rows[Passage, pk]
        self.asked.add((Kind.ARTICLE, found.text.article_id))
        return found

    def warm_passages(self, pks: Iterable[int]) -> None:
        """Fetch many passages at once."""
        missing = sorted({pk for pk in pks if (Passage, pk) not in self._rows})
        for start in range(0, len(missing), _CHUNK):
            for passage in Passage.objects.with_words().filter(pk__in=missing[start : start + _CHUNK]):
                self._rows[Passage, passage.pk] = passage

    def country(self, code: str) -> str | None:
        """The country's name in the gazetteer."""
        if not code:
            return None
        if code not in self._countries:
            row = Place.objects.filter(kind=PlaceKind.COUNTRY, country_code=code).first()
            self._countries[code] = row.name if row else code
        return self._countries[code]

    def is_withdrawn(self, kind: Kind, record_id: int) -> bool:
        """Whether a record was withdrawn, so that nothing may rest on it in public."""
        if self._withdrawn is None:
            self._withdrawn = set(Withdrawal.objects.values_list("kind", "record_id"))
        return (kind.value, record_id) in self._withdrawn

    def may_cite(self, article: Article) -> bool:
        """Whether the public may know of an article: it has a public reference or, while one plans, may get one."""
        if self.is_withdrawn(Kind.ARTICLE, article.pk):
            return False
        if self._planned:
            return article.kind not in (ArticleKind.NOTE, ArticleKind.STORY)
        return self.ref(Kind.ARTICLE, article.pk) is not None

    def mentioned(self) -> set[UUID]:
        """The public records that were asked for since ``asked`` was emptied."""
        refs = (self._refs.get(key) for key in self.asked)
        return {UUID(ref["id"]) for ref in refs if ref}

    def is_party(self, outlet: Outlet | None) -> bool:
        """Whether a publisher is a party to the conflict."""
        return outlet is not None and outlet.kind == OutletKind.PARTY

    # --- inside ---------------------------------------------------------------------------------------

    def _row(self, model: type[Any], pk: int) -> Any:
        if (model, pk) not in self._rows:
            self._rows[model, pk] = model._default_manager.get(pk=pk)
        return self._rows[model, pk]


def _ref(kind: Kind, record: EditorialModel, name: str) -> Document:
    number = record.number or 0
    return {"id": str(record.public_id), "number": number, "name": name, "url": page_url(kind, number)}
