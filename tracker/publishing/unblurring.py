"""Showing an event's place as exactly as it is known, against the blur policy, and taking that back."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.blur import Blur
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, EditorialState, TransitionNotAllowed
from tracker.published.models import Change, PublishedEvent
from tracker.publishing.agenda import embargo_on
from tracker.publishing.along import copied_along
from tracker.publishing.approvals import require_second_person
from tracker.publishing.directory import Directory
from tracker.publishing.documents.terms import number
from tracker.publishing.editing import lock, require, require_sentence
from tracker.publishing.guarding import guarded
from tracker.publishing.models import BlurLift
from tracker.publishing.press import Press
from tracker.publishing.readiness import snapshot_of
from tracker.publishing.resolving import resolve
from tracker.publishing.scrubbing import live_member
from tracker.publishing.sequence import lock_counter
from tracker.publishing.whereabouts import policy_of
from tracker.revisions.models import Kind
from tracker.revisions.verbs import at_version

_NOTE = {True: "The place is shown more exactly.", False: "The place is shown less exactly."}


def lift_blur(event_id: int, *, by: User, reason: str) -> BlurLift:
    """Record, as a chief and second person, why readers may learn the exact place. It shows at the next publication.

    Raises:
        NotPermitted: the role does not include it.
        TransitionNotAllowed: no reason, nothing to lift, lifted already, the event went, or one's own revisions wait.
    """
    require(by, Verb.UNBLUR)
    require_sentence(reason, "Write why the exact place may be shown, and who agreed.")
    with transaction.atomic():
        event = lock(Kind.EVENT, event_id)
        if event.state == EditorialState.RETRACTED:
            raise TransitionNotAllowed("This event was taken out: there is no place to show.")
        if lift_on(event_id) is not None:
            raise TransitionNotAllowed("The blur of this event is lifted already.")
        if policy_on(event) == Blur.EXACT:
            raise TransitionNotAllowed("No policy blurs the place of this event.")
        require_second_person(Kind.EVENT, event, by)
        audit.log("unblur", by=by, kind=Kind.EVENT, record=event, why=reason)
        return BlurLift.objects.create(event_id=event_id, reason=reason.strip(), by=by)


def end_lift(event_id: int, *, by: User) -> BlurLift:
    """Blur the place again, from the next publication on. Whoever publishes may: it tells readers less.

    Raises:
        NotPermitted: the role does not include it.
        TransitionNotAllowed: no lift stands.
    """
    require(by, Verb.PUBLISH)
    with transaction.atomic():
        event = lock(Kind.EVENT, event_id)
        standing = lift_on(event_id)
        if standing is None:
            raise TransitionNotAllowed("The blur of this event is not lifted.")
        standing.ended_by, standing.ended_at = by, timezone.now()
        standing.save(update_fields=["ended_by", "ended_at"])
        audit.log("blur_again", by=by, kind=Kind.EVENT, record=event)
    return standing


def publish_anew(event_id: int, *, by: User) -> Change:
    """Publish the live version of an event anew, because its place is to be shown otherwise now; nothing else changes.

    Raises:
        NotPermitted: the role does not include it.
        TransitionNotAllowed: the public copy shows the place as it is to be shown.
        Blocked: an embargo holds the event back, and the place would be shown more exactly.
    """
    require(by, Verb.PUBLISH)
    with transaction.atomic():
        lock_counter()
        event = lock(Kind.EVENT, event_id)
        if not needs_publishing(event):
            raise TransitionNotAllowed("The public page shows the place as it is to be shown: nothing to publish.")
        member = live_member(Kind.EVENT, event_id, _NOTE[lift_on(event_id) is not None])
        if member is None:
            raise TransitionNotAllowed("This event is not public.")
        if (standing := embargo_on(Kind.EVENT, event_id)) and not _shows_less(event):
            raise Blocked([f"{standing.by} set an embargo: the place is not shown more exactly before it is over."])
        changes = Press([member, *copied_along([member], by=by)]).run()
        audit.log("publish_anew", by=by, kind=Kind.EVENT, record=event, why=member.note, version=member.version)
        return next(change for change in changes if change.public_id == event.public_id)


def lift_on(event_id: int) -> BlurLift | None:
    """The lift that stands; None where none does."""
    return BlurLift.objects.filter(event_id=event_id, ended_by=None).select_related("by").first()


def policy_on(event: EditorialModel) -> Blur:
    """The policy that applies to the working version, whether or not it is lifted."""
    fields = snapshot_of(Kind.EVENT, event)["fields"]
    return policy_of(fields, fields["place_id"], Directory(planned=True))


def needs_publishing(event: EditorialModel) -> bool:
    """Whether the public copy shows the place otherwise than it would be shown now: more exactly, or less."""
    copy = PublishedEvent.objects.filter(public_id=event.public_id).first()
    if copy is None or not copy.is_live or event.live_revision is None:
        return False
    directory = Directory()
    fields = _live_fields(event, directory)
    if fields["place_id"] and directory.is_withdrawn(Kind.PLACE, fields["place_id"]):
        return False
    place = directory.ref(Kind.PLACE, fields["place_id"]) or {}
    public = copy.body["where"]
    shown = (public["place"] or {}).get("id"), public["latitude"], public["longitude"], public["geo_precision"]
    point = number(fields["public_latitude"]), number(fields["public_longitude"])
    return shown != (place.get("id"), *point, fields["geo_precision"])


def _live_fields(event: EditorialModel, directory: Directory) -> dict[str, Any]:
    """The columns of the live version, with the place as it would be shown now."""
    revision = at_version(Kind.EVENT, event.pk, event.live_revision or event.version)
    fields: dict[str, Any] = guarded(Kind.EVENT, resolve(Kind.EVENT, event.pk, revision.snapshot), directory)["fields"]
    return fields


def _shows_less(event: EditorialModel) -> bool:
    """Whether the place would be shown less exactly than the public copy shows it."""
    public = PublishedEvent.objects.get(public_id=event.public_id)
    return (_live_fields(event, Directory())["geo_precision"] or 0) > (public.geo_precision or 0)
