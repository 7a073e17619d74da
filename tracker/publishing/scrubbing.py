"""Finds and empties what a withdrawn record left in the public record."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from tracker.articles.models import Article, Passage
from tracker.events.models import Event
from tracker.published.models import (
    Change,
    ChangeMention,
    Op,
    PublicStatus,
    PublishedArticle,
    PublishedEvent,
    PublishedRecord,
    RecordKind,
)
from tracker.publishing.documents.head import entry, stamp
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import GOING_OUT
from tracker.publishing.press import Member
from tracker.publishing.redaction import Redaction
from tracker.publishing.sequence import append_change, as_bytes, lock_counter
from tracker.publishing.ties import passages_cited
from tracker.revisions.models import Kind, Revision
from tracker.revisions.verbs import at_version

_CHUNK = 500


def mentioning(public_id: UUID) -> list[tuple[Kind, int]]:
    """Live records whose public document refers to the record, by kind and row id. No document is read."""
    changes = Change.objects.filter(mentions__public_id=public_id).values_list("kind", "public_id", "epoch", "seq")
    current = {(kind, other): (epoch, seq) for kind, other, epoch, seq in changes.order_by("epoch", "seq")}
    found: list[tuple[Kind, int]] = []
    for kind, aggregate in AGGREGATES.items():
        ids = [other for of_kind, other in current if of_kind == kind.value and other != public_id]
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            copies = aggregate.copy._default_manager.filter(public_id__in=chunk, status=PublicStatus.LIVE)
            standing = [
                copy.public_id for copy in copies if current[kind.value, copy.public_id] == (copy.epoch, copy.seq)
            ]
            rows = aggregate.model._default_manager.filter(public_id__in=standing, live_revision__isnull=False)
            found.extend((kind, pk) for pk in rows.values_list("pk", flat=True))
    return found


def naming(redaction: Redaction) -> list[tuple[Kind, int]]:
    """Live records whose public document holds one of the names, by kind and row id. Reads every live document."""
    found: list[tuple[Kind, int]] = []
    for kind, aggregate in AGGREGATES.items():
        live = aggregate.copy._default_manager.filter(status=PublicStatus.LIVE)
        public_ids = [copy.public_id for copy in _in_chunks(live) if _holds(copy.document, redaction)]
        rows = aggregate.model._default_manager.filter(public_id__in=public_ids, live_revision__isnull=False)
        found.extend((kind, pk) for pk in rows.values_list("pk", flat=True))
    return found


def live_member(kind: Kind, record_id: int, note: str) -> Member | None:
    """The record as it is live, to be published anew; None when it is not live."""
    rows = AGGREGATES[kind].model._default_manager.select_for_update()
    record = rows.filter(pk=record_id, live_revision__isnull=False).first()
    if record is None or record.live_revision is None:
        return None
    copy = AGGREGATES[kind].copy._default_manager.get(public_id=record.public_id)
    revision = at_version(kind, record_id, record.live_revision)
    return Member(
        kind,
        record,
        revision.snapshot,
        record.live_revision,
        Op.UPDATE,
        note,
        second_check_pending=copy.is_second_check_pending,
    )


def emptied(public_id: UUID, redaction: Redaction, *, spare: Change | None) -> int:
    """Empty every old document of the record, that mentions it, or that holds one of the names; count them."""
    mentioning = set(ChangeMention.objects.filter(public_id=public_id).values_list("change_id", flat=True))
    count = 0
    for change in _in_chunks(Change.objects.filter(~Q(document=None) | ~Q(note=""))):
        if spare is not None and change.pk == spare.pk:
            continue
        is_own = change.public_id == public_id
        if is_own or change.pk in mentioning or _holds(change.document, redaction) or redaction.names_in(change.note):
            change.document = change.nonce = None
            change.note = "" if is_own else redaction.apply(change.note)
            change.save(update_fields=["document", "nonce", "note"])
            count += 1
    return count


def scrub_tombstones(redaction: Redaction, *, spare: UUID) -> None:
    """Black the names out of other records' tombstones, as new numbered changes."""
    for kind, aggregate in AGGREGATES.items():
        for copy in _in_chunks(aggregate.copy._default_manager.exclude(status=PublicStatus.LIVE)):
            if copy.public_id != spare and (_holds(copy.document, redaction) or redaction.names_in(copy.title)):
                _scrub(kind, copy, redaction)


def ever_cited(kind: Kind, record_ids: Iterable[int]) -> list[int]:
    """The articles cited by any version of these records that could have gone out, what was merged into it included."""
    saved = Revision.objects.filter(kind=kind, record_id__in=list(record_ids), approvals__basis__in=GOING_OUT)
    pks: set[int] = set()
    for snapshot in saved.distinct().values_list("snapshot", flat=True):
        for each in (snapshot, *snapshot.get("merged", [])):
            pks |= passages_cited(kind, each)
    return sorted(set(Passage.objects.filter(pk__in=pks).values_list("text__article_id", flat=True)))


def quotes_elsewhere(article_id: UUID) -> list[str] | None:
    """What live events and stories quote from the article; None when none does, and no event cites it."""
    quotes: dict[str, None] = {}
    tied = mentioning(article_id)
    cited_by = [pk for kind, pk in tied if kind == Kind.EVENT]
    public_ids = Event.objects.filter(pk__in=cited_by).values("public_id")
    for copy in PublishedEvent.objects.filter(public_id__in=public_ids, status=PublicStatus.LIVE):
        body = copy.body
        indexes = {source["index"] for source in body["sources"] if source["id"] == str(article_id)}
        for claim in body["claims"]:
            if claim["source"] in indexes:
                quotes.update(dict.fromkeys(claim["words"]))
    stories = Article.objects.filter(pk__in=[pk for kind, pk in tied if kind == Kind.ARTICLE]).values("public_id")
    for story in PublishedArticle.objects.filter(public_id__in=stories, status=PublicStatus.LIVE):
        for block in story.body.get("blocks", []):
            if block["kind"] == "quote" and block["source"]["id"] == str(article_id):
                quotes.update(dict.fromkeys(block["words"]))
    return list(quotes) if cited_by or quotes else None


def _scrub(kind: Kind, copy: PublishedRecord, redaction: Redaction) -> None:
    counter, at, version = lock_counter(), timezone.now(), copy.version + 1
    document = redaction.apply(copy.body)
    line = entry(version, Op.UPDATE, at, "A name was withheld.")
    document.update(version=version, at=stamp(at), changes=[line, *document["changes"]])
    stored = as_bytes(document)
    change = append_change(
        counter,
        RecordKind(kind.value),
        copy.public_id,
        number=copy.number,
        version=version,
        op=Op.UPDATE,
        note=line["note"],
        document=stored,
        at=at,
    )
    copy.title = redaction.apply(copy.title)
    copy.document, copy.version, copy.epoch, copy.seq = stored, version, change.epoch, change.seq
    copy.last_published_at = at
    copy.save()


def _holds(document: Any, redaction: Redaction) -> bool:
    """Whether a stored document has one of the names: a quick look at the bytes, then at each of its texts."""
    if document is None or not redaction:
        return False
    stored = bytes(document)
    return redaction.may_hold(stored.decode()) and redaction.holds(json.loads(stored))


def _in_chunks(rows: Any) -> Iterator[Any]:
    """Every row by primary key, a chunk at a time: no cursor stays open while others write."""
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        yield from chunk
        last = chunk[-1].pk
