"""The press: turns a set of frozen revisions into documents, numbered changes and copies, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from tracker.articles.models import ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.published.models import Change, Counter, Op, PublishedRecord, RecordKind
from tracker.publishing.copies import write_copy
from tracker.publishing.counts import linked_to, recount_events
from tracker.publishing.directory import Directory
from tracker.publishing.documents.actor import build_force, build_person
from tracker.publishing.documents.article import build_article
from tracker.publishing.documents.event import build_event, known_ahead
from tracker.publishing.documents.head import Issue, entry, head
from tracker.publishing.documents.place import build_place
from tracker.publishing.documents.topic import build_topic
from tracker.publishing.guarding import discreet, guarded, hidden_names, veiled
from tracker.publishing.kinds import AGGREGATES, Document, Snapshot
from tracker.publishing.link_rows import tie
from tracker.publishing.naming import agreed_reason
from tracker.publishing.redaction import Redaction
from tracker.publishing.resolving import Resolver
from tracker.publishing.sequence import append_change, as_bytes, lock_counter
from tracker.publishing.speech import Budget
from tracker.publishing.ties import cited_articles, people_shown, private_people, warm
from tracker.publishing.withheld import withdrawn_names
from tracker.revisions.models import Kind

_BUILD_ORDER = (Kind.PLACE, Kind.FORCE, Kind.PERSON, Kind.TOPIC, Kind.EVENT, Kind.ARTICLE)
_ISSUE_ORDER = (Kind.PLACE, Kind.FORCE, Kind.PERSON, Kind.TOPIC, Kind.ARTICLE, Kind.EVENT)


@dataclass
class Member:
    """One record of the set: the frozen revision that goes out, and how."""

    kind: Kind
    record: EditorialModel
    snapshot: Snapshot
    version: int
    op: Op
    note: str = ""
    second_check_pending: bool = False
    quotes: list[str] | None = None

    @property
    def name(self) -> str:
        """The frozen title or name."""
        fields = self.snapshot["fields"]
        return str(fields.get("title") or fields.get("name") or "")


def _in_turn(member: Member) -> tuple[int, bool]:
    """By kind; stories before the articles they quote, which show what was quoted."""
    return _ISSUE_ORDER.index(member.kind), member.snapshot["fields"].get("kind") != ArticleKind.STORY


def resolve_members(members: Iterable[Member]) -> None:
    """Have every member read as it may be read now: through merges, with the names of who stands, and guarded."""
    resolver, directory = Resolver(), Directory(planned=True)
    for member in members:
        resolved = resolver.resolved(member.kind, member.record.pk, member.snapshot)
        member.snapshot = guarded(member.kind, resolved, directory)


class Press:
    """One run of the press over a set. Holds the counter, so number order is commit order."""

    def __init__(self, members: Iterable[Member], *, withheld: Iterable[tuple[Kind, int]] = ()) -> None:
        self.members = sorted(members, key=_in_turn)
        resolve_members(self.members)
        self.counter: Counter = lock_counter()
        self.at: datetime = timezone.now()
        self.directory = Directory()
        self.redaction = Redaction([])
        self._copies: dict[tuple[Kind, int], PublishedRecord] = {}
        self._mentions: dict[tuple[Kind, int], set[UUID]] = {}
        for kind, record_id in withheld:
            self.directory.withhold(kind, record_id)

    def run(self) -> list[Change]:
        """Build every document first, then number and copy them out.

        A failure anywhere undoes all of it: the caller's transaction is the unit.
        """
        documents = self.documents()
        events = [member.record.public_id for member in self.members if member.kind == Kind.EVENT]
        before = linked_to(events)
        changes = [self._issue(member, documents[member.kind, member.record.pk]) for member in self.members]
        tie(documents.values())
        recount_events(before, linked_to(events))
        return changes

    def documents(self) -> dict[tuple[Kind, int], Document]:
        """The whole documents as they would be published at this moment."""
        self._number()
        bodies = self.bodies()
        return {
            (member.kind, member.record.pk): {**head(self._issue_of(member)), **bodies[id(member)]}
            for member in self.members
        }

    def bodies(self) -> dict[int, Document]:
        """The documents without their heads, by ``id(member)``, names blacked out where they must be."""
        self._fetch_copies()
        for member in self.members:
            warm(member.kind, member.snapshot, self.directory)
        people = private_people(self.members, self.directory)
        named = {pk for member in self.members for pk in people_shown(member.kind, member.snapshot)} - people
        redaction = self.redaction = Redaction(
            [*withdrawn_names(), *self.directory.names_of(people)], spare=self.directory.names_of(named)
        )
        for member in self.members:
            known = known_ahead(member.snapshot) if member.kind == Kind.EVENT else None
            self.directory.enter(member.kind, member.record, self._called(member), known)
        for member in (member for member in self.members if member.kind == Kind.ARTICLE):
            known = redaction.apply(build_article(member.snapshot, self.directory, []))
            self.directory.enter(member.kind, member.record, self._called(member), known)
        budgets = self._budgets()
        built: dict[int, Document] = {}
        for kind in _BUILD_ORDER:
            for member in (member for member in self.members if member.kind == kind):
                self.directory.asked.clear()
                body: Document = redaction.apply(self._build(member, budgets))
                self._mentions[kind, member.record.pk] = self.directory.mentioned() | _read_through(member)
                self.directory.enter(kind, member.record, self._called(member), body)
                built[id(member)] = body
        return built

    def _called(self, member: Member) -> str:
        """The name that other documents of the set may give the member: without what is withheld or hidden."""
        shown = hidden_names(member.snapshot).apply(member.name) if member.kind == Kind.EVENT else member.name
        return str(self.redaction.apply(shown))

    def _number(self) -> None:
        for kind in {member.kind for member in self.members}:
            model = AGGREGATES[kind].model
            last = model._default_manager.aggregate(last=Max("number"))["last"] or 0
            for member in self.members:
                if member.kind == kind and member.record.number is None:
                    last += 1
                    member.record.number = last

    def _fetch_copies(self) -> None:
        for kind in {member.kind for member in self.members}:
            by_public_id = {member.record.public_id: member.record.pk for member in self.members if member.kind == kind}
            found = AGGREGATES[kind].copy._default_manager.filter(public_id__in=list(by_public_id))
            self._copies.update({(kind, by_public_id[copy.public_id]): copy for copy in found})

    def _budgets(self) -> dict[int, Budget]:
        budgets = {}
        for article_id, length in cited_articles(self.members, self.directory).items():
            quoted = self.directory.body(Kind.ARTICLE, article_id).get("quotes", [])
            copy = self._copies.get((Kind.ARTICLE, article_id))
            if not quoted and copy is not None and copy.is_live:
                quoted = copy.body.get("quotes", [])
            budgets[article_id] = Budget(length, self._without_hidden(quoted))
        return budgets

    def _without_hidden(self, quoted: list[str]) -> list[str]:
        """Words quoted before, but for those in which a name stands that an event of the set hides now."""
        hiding = [hidden_names(member.snapshot) for member in self.members if member.kind == Kind.EVENT]
        return [words for words in quoted if not any(hidden.names_in(words) for hidden in hiding)]

    def _build(self, member: Member, budgets: dict[int, Budget]) -> Document:
        if member.kind == Kind.PLACE:
            return build_place(member.snapshot, self.directory)
        if member.kind == Kind.FORCE:
            return build_force(member.snapshot, self.directory)
        if member.kind == Kind.PERSON:
            return build_person(member.snapshot, self.directory, agreed_reason(member.record.pk))
        if member.kind == Kind.TOPIC:
            return build_topic(member.snapshot, self.directory)
        if member.kind == Kind.EVENT:
            budgets = discreet(budgets, member.snapshot)
            return veiled(build_event(member.snapshot, self.directory, budgets), member.snapshot)
        return build_article(member.snapshot, self.directory, self._quotes(member, budgets), budgets)

    def _quotes(self, member: Member, budgets: dict[int, Budget]) -> list[str]:
        if member.quotes is not None:
            return member.quotes
        if member.record.pk in budgets:
            return budgets[member.record.pk].quoted
        copy = self._copies.get((member.kind, member.record.pk))
        return list(copy.body.get("quotes", [])) if copy and copy.is_live else []

    def _issue_of(self, member: Member) -> Issue:
        copy = self._copies.get((member.kind, member.record.pk))
        version = copy.version + 1 if copy else 1
        history = self.redaction.apply(copy.body.get("changes", [])) if copy else []
        return Issue(
            kind=member.kind,
            public_id=member.record.public_id,
            number=member.record.number or 0,
            version=version,
            at=self.at,
            first_at=copy.first_published_at if copy else self.at,
            history=[entry(version, member.op, self.at, self.redaction.apply(member.note)), *history],
            second_check_pending=member.second_check_pending,
        )

    def _issue(self, member: Member, document: Document) -> Change:
        stored = as_bytes(document)
        change = append_change(
            self.counter,
            RecordKind(member.kind.value),
            member.record.public_id,
            number=document["number"],
            version=document["version"],
            op=member.op,
            note=document["changes"][0]["note"],
            document=stored,
            at=self.at,
            mentions=self._mentions[member.kind, member.record.pk] - {member.record.public_id},
        )
        write_copy(member.kind, document, stored, change)
        self._close(member)
        return change

    def _close(self, member: Member) -> None:
        record = member.record
        record.live_revision = member.version
        if record.version == member.version:
            record.state = EditorialState.PUBLISHED
        record.save(update_fields=["number", "live_revision", "state", "changed_at"])


def _read_through(member: Member) -> set[UUID]:
    """The public ids of what the member stands for: its document holds their words."""
    gone = member.snapshot.get("through")
    rows = AGGREGATES[member.kind].model._default_manager.filter(pk__in=gone) if gone else None
    return set(rows.values_list("public_id", flat=True)) if rows is not None else set()
