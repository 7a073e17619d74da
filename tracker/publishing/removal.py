"""Taking a record out of the public record: retract leaves a tombstone, withdraw also empties what was copied."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.actors.models import Person
from tracker.articles.models import ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, Move, TransitionNotAllowed, next_state
from tracker.published.models import Change, Op, PublicStatus
from tracker.publishing.editing import lock, require
from tracker.publishing.kinds import Snapshot
from tracker.publishing.models import Withdrawal
from tracker.publishing.press import Press
from tracker.publishing.redaction import Redaction
from tracker.publishing.scrubbing import cited_in, emptied, live_member, live_with, quotes_elsewhere, scrub_tombstones
from tracker.publishing.tombstones import lay_tombstone
from tracker.revisions.models import Kind
from tracker.revisions.verbs import at_version

_WITHHELD_NOTE = "A part was withheld."


def retract(kind: Kind, record_id: int, *, by: User, reason: str) -> Change:
    """Say in public that the record no longer stands. The earlier versions stay replayable.

    Raises:
        NotPermitted: the role does not include it.
        TransitionNotAllowed: the record is not live, or there is no reason.
        Blocked: live events still name the force, the place or the source.
    """
    require(by, Verb.RETRACT)
    with transaction.atomic():
        record = _live(kind, record_id, Move.RETRACT, reason)
        naming = live_with(record.public_id, Redaction([]))
        if kind not in {Kind.EVENT, Kind.PERSON} and any(other == Kind.EVENT for other, _ in naming):
            raise Blocked([f"“{record}” stands in published events: correct or retract those first."])
        _close(record, Move.RETRACT)
        change = lay_tombstone(kind, record, op=Op.RETRACT, status=PublicStatus.RETRACTED, reason=reason.strip())
        _reissue(naming, withheld=(kind, record_id), note="A linked record was retracted.")
    return change


def withdraw(kind: Kind, record_id: int, *, by: User, reason: str) -> Change:
    """Take the record, and its names wherever they were copied, out of every public byte, for safety or law.

    Old documents are emptied, the rows and hashes of the change log stay. What
    else showed the record goes out anew without it. A withdrawn name is blacked
    out of every later publication as well.

    Raises:
        NotPermitted: only a chief withdraws.
        TransitionNotAllowed: the record was never public, or there is no reason.
    """
    require(by, Verb.WITHDRAW)
    if not reason.strip():
        raise TransitionNotAllowed("Write the reason; it is public, so name nobody in it.")
    with transaction.atomic():
        record = lock(kind, record_id)
        if record.number is None:
            raise TransitionNotAllowed("This record was never public: there is nothing to withdraw.")
        if Withdrawal.objects.filter(kind=kind, record_id=record_id).exists():
            raise TransitionNotAllowed("This record was already withdrawn.")
        names = _names(kind, record)
        redaction = Redaction(names)
        last = at_version(kind, record_id, record.live_revision or record.version).snapshot
        Withdrawal.objects.create(kind=kind, record_id=record_id, names=names, reason=reason.strip(), by=by)
        _close(record, Move.WITHDRAW)
        naming = live_with(record.public_id, redaction)
        change = lay_tombstone(
            kind, record, op=Op.WITHDRAW, status=PublicStatus.WITHDRAWN, reason=redaction.apply(reason.strip())
        )
        emptied(record.public_id, redaction, spare=change)
        scrub_tombstones(redaction, spare=record.public_id)
        _reissue(naming, withheld=(kind, record_id), note=_WITHHELD_NOTE)
        if kind == Kind.EVENT:
            _drop_quotes(last, record, by)
    return change


def _live(kind: Kind, record_id: int, move: Move, reason: str) -> EditorialModel:
    if not reason.strip():
        raise TransitionNotAllowed("Write the reason; readers will see it.")
    record = lock(kind, record_id)
    next_state(record.state, move)
    if not record.is_live:
        raise TransitionNotAllowed("This record is not public: there is nothing to retract.")
    return record


def _close(record: EditorialModel, move: Move) -> None:
    record.state = next_state(record.state, move)
    record.live_revision = None
    columns = ["state", "live_revision", "changed_at"]
    if isinstance(record, Person):
        record.is_private = True
        columns.append("is_private")
    record.save(update_fields=columns)


def _names(kind: Kind, record: EditorialModel) -> list[str]:
    """The words to black out: every spelling of a person, force or place. Events and articles go by their id."""
    if kind not in {Kind.PERSON, Kind.FORCE, Kind.PLACE}:
        return []
    spellings = record.names.values_list("name", flat=True)  # type: ignore[attr-defined]
    return list(dict.fromkeys([str(record), *spellings]))


def _reissue(naming: list[tuple[Kind, int]], *, withheld: tuple[Kind, int], note: str) -> None:
    """Publish anew, from their live revisions, the records that showed the one that went."""
    members = [member for kind, record_id in naming if (member := live_member(kind, record_id, note))]
    if members:
        Press(members, withheld=[withheld]).run()


def _drop_quotes(snapshot: Snapshot, event: EditorialModel, by: User) -> None:
    """Words quoted for a withdrawn event leave its articles' pages; an article that no live event cites goes too."""
    for article_id in cited_in(snapshot):
        member = live_member(Kind.ARTICLE, article_id, _WITHHELD_NOTE)
        if member is None or getattr(member.record, "kind", "") == ArticleKind.STORY:
            continue
        quotes = quotes_elsewhere(member.record.public_id)
        if quotes is None:
            withdraw(Kind.ARTICLE, article_id, by=by, reason="The event it was cited for was withdrawn.")
        else:
            emptied(member.record.public_id, Redaction([]), spare=None)
            member.quotes = quotes
            Press([member]).run()
