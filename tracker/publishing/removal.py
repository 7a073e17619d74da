"""Taking a record out of the public record: retract leaves a tombstone, withdraw also empties what was copied."""

from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.actors.models import Person
from tracker.articles.models import ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, EditorialState, Move, TransitionNotAllowed, next_state
from tracker.published.models import Change, Op, PublicStatus
from tracker.publishing.agenda import call_off
from tracker.publishing.editing import lock, require, require_sentence, require_unmerged
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Withdrawal
from tracker.publishing.press import Press
from tracker.publishing.redaction import Redaction
from tracker.publishing.scrubbing import (
    emptied,
    ever_cited,
    live_member,
    mentioning,
    naming,
    quotes_elsewhere,
    scrub_tombstones,
)
from tracker.publishing.sequence import lock_counter
from tracker.publishing.tombstones import lay_tombstone
from tracker.publishing.withheld import every_spelling, is_withdrawn, require_nameless
from tracker.revisions.models import Kind
from tracker.revisions.standing import merged_into

_GONE_TOO = "What it was cited for was withdrawn."
_WITHHELD_NOTE = "A part was withheld."


def retract(kind: Kind, record_id: int, *, by: User, reason: str) -> Change:
    """Say in public that the record no longer stands. The earlier versions stay replayable.

    Raises:
        NotPermitted: the role does not include it.
        TransitionNotAllowed: the record is not live, or there is no reason.
        Blocked: live events still name the force, the place or the source, or the reason names somebody withheld.
    """
    require(by, Verb.RETRACT)
    require_sentence(reason, "Write the reason; readers will see it.")
    with transaction.atomic():
        lock_counter()
        require_nameless(reason)
        record = lock(kind, record_id)
        next_state(record.state, Move.RETRACT)
        if not record.is_live:
            raise TransitionNotAllowed("This record is not public: there is nothing to retract.")
        tied = mentioning(record.public_id)
        if kind not in {Kind.EVENT, Kind.PERSON, Kind.TOPIC} and any(other == Kind.EVENT for other, _ in tied):
            raise Blocked([f"“{record}” stands in published events: correct or retract those first."])
        _close(record, Move.RETRACT)
        call_off(kind, record, by=by, why="The record was retracted.")
        audit.log("retract", by=by, kind=kind, record=record, why=reason)
        change = lay_tombstone(kind, record, op=Op.RETRACT, status=PublicStatus.RETRACTED, reason=reason.strip())
        _reissue(tied, withheld=(kind, record_id), note="A linked record was retracted.")
    return change


def withdraw(kind: Kind, record_id: int, *, by: User, reason: str) -> Change:
    """Take the record, and its names wherever they were copied, out of every public byte, for safety or law.

    Old documents are emptied, the rows and hashes of the change log stay. What
    else showed the record goes out anew without it. A withdrawn name is blacked
    out of every later publication, and a withdrawn record is never published again.

    Raises:
        NotPermitted: only a chief withdraws.
        TransitionNotAllowed: the record was never public, was withdrawn before, or there is no reason.
    """
    require(by, Verb.WITHDRAW)
    require_sentence(reason, "Write the reason; it is public, so name nobody in it.")
    with transaction.atomic():
        lock_counter()
        record = lock(kind, record_id)
        if record.number is None:
            raise TransitionNotAllowed("This record was never public: there is nothing to withdraw.")
        if is_withdrawn(kind, record_id):
            raise TransitionNotAllowed("This record was already withdrawn.")
        require_unmerged(kind, record)
        gone = [lock(kind, pk) for pk in merged_into(kind, [record_id])[record_id]]
        names = names_of(kind, record)
        for each in (record, *gone):
            Withdrawal.objects.create(kind=kind, record_id=each.pk, names=names, reason=reason.strip(), by=by)
        require_nameless(reason)
        call_off(kind, record, by=by, why="The record was withdrawn.")
        audit.log("withdraw", by=by, kind=kind, record=record, why=reason)
        change = _take_down(kind, record, Redaction(names), reason=reason.strip())
        for each in gone:
            if each.number is not None:
                _take_down(kind, each, Redaction(names), reason=reason.strip())
        if kind in {Kind.EVENT, Kind.ARTICLE}:
            _drop_quotes(kind, [each.pk for each in (record, *gone)])
    return change


def _take_down(kind: Kind, record: EditorialModel, redaction: Redaction, *, reason: str) -> Change:
    """Empty what the public record holds of the record, and publish anew what showed it."""
    _close(record, Move.WITHDRAW)
    tied = sorted({*mentioning(record.public_id), *(naming(redaction) if redaction else [])})
    tied = [key for key in tied if key != (kind, record.pk)]
    change = lay_tombstone(kind, record, op=Op.WITHDRAW, status=PublicStatus.WITHDRAWN, reason=reason)
    emptied(record.public_id, redaction, spare=change)
    scrub_tombstones(redaction, spare=record.public_id)
    _reissue(tied, withheld=(kind, record.pk), note=_WITHHELD_NOTE)
    return change


def _close(record: EditorialModel, move: Move) -> None:
    record.state = next_state(record.state, move)
    record.live_revision = None
    columns = ["state", "live_revision", "changed_at"]
    if isinstance(record, Person):
        record.is_private = True
        columns.append("is_private")
    record.save(update_fields=columns)


def names_of(kind: Kind, record: EditorialModel) -> list[str]:
    """The words that a withdrawal blacks out: every spelling a person, force or place ever had, or what it stands for.

    Of events, articles and topics there are none: those go by their id.
    """
    if kind not in {Kind.PERSON, Kind.FORCE, Kind.PLACE}:
        return []
    own = AGGREGATES[kind].model._default_manager.in_bulk([record.pk, *merged_into(kind, [record.pk])[record.pk]])
    found = [str(record)]
    for pk, each in own.items():
        working = each.names.values_list("name", flat=True)  # type: ignore[attr-defined]
        found += [str(each), *working, *every_spelling(kind, pk)]
    return list(dict.fromkeys(found))


def _reissue(tied: list[tuple[Kind, int]], *, withheld: tuple[Kind, int], note: str) -> None:
    """Publish anew, from their live revisions, the records that showed the one that went."""
    members = [member for kind, record_id in tied if (member := live_member(kind, record_id, note))]
    if members:
        Press(members, withheld=[withheld]).run()


def _drop_quotes(kind: Kind, record_ids: list[int]) -> None:
    """Words quoted for what was withdrawn leave their articles' pages; an article that nothing live cites goes too.

    Such an article may come back when it is cited again.
    """
    for article_id in ever_cited(kind, record_ids):
        member = live_member(Kind.ARTICLE, article_id, _WITHHELD_NOTE)
        if member is None or getattr(member.record, "kind", "") == ArticleKind.STORY:
            continue
        quotes = quotes_elsewhere(member.record.public_id)
        if quotes is None:
            _take_down(Kind.ARTICLE, member.record, Redaction([]), reason=_GONE_TOO)
            member.record.state = EditorialState.DRAFT
            member.record.save(update_fields=["state", "changed_at"])
        else:
            emptied(member.record.public_id, Redaction([]), spare=None)
            member.quotes = quotes
            Press([member]).run()
