"""Earlier documents that tell more of an event's place than it may tell now, and emptying them."""

import json

from django.db import transaction
from django.db.models import Q

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.models import EditorialModel
from tracker.core.states import TransitionNotAllowed
from tracker.published.models import Change, PublishedRecord
from tracker.publishing.directory import Directory
from tracker.publishing.editing import lock, require, require_sentence
from tracker.publishing.guarding import guarded, hidden_names
from tracker.publishing.kinds import AGGREGATES, Document
from tracker.publishing.redaction import Redaction
from tracker.publishing.resolving import resolve
from tracker.publishing.sequence import lock_counter
from tracker.revisions.models import Kind
from tracker.revisions.verbs import at_version


def telling_more(event: EditorialModel) -> list[Change]:
    """Replaced documents of a live event, of what refers to it and of its sources, that tell where it was.

    They stay readable as of their day and in the list of versions. None where the event keeps no place back.
    """
    if event.live_revision is None:
        return []
    live = resolve(Kind.EVENT, event.pk, at_version(Kind.EVENT, event.pk, event.live_revision).snapshot)
    shown = guarded(Kind.EVENT, live, Directory())
    hidden = hidden_names(shown)
    if not shown["kept_back"]["is_blurred"]:
        return []
    copy = AGGREGATES[Kind.EVENT].copy._default_manager.get(public_id=event.public_id)
    sources = [source["id"] for source in copy.body["sources"]]
    of_event = Q(public_id=event.public_id) | Q(mentions__public_id=event.public_id) | Q(public_id__in=sources)
    changes = Change.objects.filter(of_event, document__isnull=False).distinct().order_by("epoch", "seq")
    return [each for each in changes if not _stands(each) and _tells(each, copy, hidden)]


def empty(event_id: int, *, by: User, reason: str) -> int:
    """Empty the earlier documents that tell more of the place, for safety; their digests stay in the change log.

    Returns how many. It cannot be undone.

    Raises:
        NotPermitted: only a chief withdraws.
        TransitionNotAllowed: no reason, or no earlier version tells more.
    """
    require(by, Verb.WITHDRAW)
    require_sentence(reason, "Write why the earlier versions must not be read any more.")
    with transaction.atomic():
        lock_counter()
        event = lock(Kind.EVENT, event_id)
        told = telling_more(event)
        if not told:
            raise TransitionNotAllowed("No earlier version shows the place more exactly than it may be shown now.")
        Change.objects.filter(pk__in=[change.pk for change in told]).update(document=None, nonce=None)
        numbers = [f"{change.epoch}.{change.seq}" for change in told]
        audit.log("empty_earlier", by=by, kind=Kind.EVENT, record=event, why=reason, changes=numbers)
    return len(told)


def _stands(change: Change) -> bool:
    """Whether the document is the one that the public reads now."""
    model = AGGREGATES[Kind(change.kind)].copy
    return model._default_manager.filter(public_id=change.public_id, epoch=change.epoch, seq=change.seq).exists()


def _tells(change: Change, copy: PublishedRecord, hidden: Redaction) -> bool:
    document: Document = json.loads(bytes(change.document or b"{}"))
    if change.public_id != copy.public_id:
        return hidden.holds(document)
    before, now = document.get("where"), copy.body["where"]
    return before is not None and (hidden.holds(document) or _is_finer(before, now))


def _is_finer(before: Document, now: Document) -> bool:
    """Whether a place was told more exactly: a better precision, or a point where there is none, or another one."""
    has_point = before["latitude"] is not None
    return (before["geo_precision"] or 7) < (now["geo_precision"] or 7) or (
        has_point and (before["latitude"], before["longitude"]) != (now["latitude"], now["longitude"])
    )
