"""The counter row: changes are numbered in commit order, without gaps, and chained by digests."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import orjson

from tracker.published.models import Change, ChangeMention, Counter, Op, RecordKind
from tracker.publishing.kinds import Document


def lock_counter() -> Counter:
    """The counter, locked until the transaction ends: whoever holds it commits before the next one numbers."""
    Counter.objects.get_or_create(id=1)
    return Counter.objects.select_for_update().get(id=1)


def as_bytes(document: Document) -> bytes:
    """The document as it is stored, hashed and served: UTF-8 JSON in insertion order."""
    return orjson.dumps(document)


def digest_of(nonce: bytes, document: bytes) -> bytes:
    """SHA-256(nonce ‖ document)."""
    return hashlib.sha256(nonce + document).digest()


def chained(previous: str, digest: bytes) -> str:
    """SHA-256(previous chain ‖ digest) over raw bytes, as hex."""
    return hashlib.sha256(bytes.fromhex(previous) + digest).hexdigest()


def append_change(
    counter: Counter,
    kind: RecordKind,
    public_id: UUID,
    *,
    number: int,
    version: int,
    op: Op,
    note: str,
    document: bytes,
    at: datetime,
    successor: UUID | None = None,
    mentions: Collection[UUID] = (),
) -> Change:
    """Number one publication. The caller holds the counter and saves it with the transaction."""
    nonce = secrets.token_bytes(16)
    digest = digest_of(nonce, document)
    counter.seq += 1
    counter.chain = chained(counter.chain, digest)
    change = Change.objects.create(
        epoch=counter.epoch,
        seq=counter.seq,
        kind=kind,
        public_id=public_id,
        number=number,
        version=version,
        op=op,
        note=note,
        successor=successor,
        at=at,
        document=document,
        nonce=nonce,
        digest=digest.hex(),
        chain=counter.chain,
    )
    ChangeMention.objects.bulk_create(
        ChangeMention(change=change, public_id=mentioned) for mentioned in sorted(mentions, key=str)
    )
    counter.save(update_fields=["seq", "chain"])
    return change
