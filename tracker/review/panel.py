"""The workflow of one record at a glance: where it stands, who made it, what is in its way, what may be done."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tracker.accounts.policy import Someone, Verb, may
from tracker.actors.models import Person
from tracker.core.models import EditorialModel
from tracker.core.states import MOVES, EditorialState, Move
from tracker.published.models import Op, PublicStatus
from tracker.publishing.kinds import AGGREGATES, kind_of
from tracker.publishing.models import Approval, Basis, NamingDecision
from tracker.publishing.naming import agreed_reason
from tracker.publishing.readiness import blockers, companions
from tracker.publishing.withheld import is_withdrawn
from tracker.review.diff import Difference, differences
from tracker.review.timing import Timing, Whereabouts, timing_moves, timing_of, whereabouts_moves, whereabouts_of
from tracker.revisions.models import Kind, Revision

_MOST_REVISIONS = 12
_VERBS = {
    Move.SUBMIT: Verb.SUBMIT,
    Move.SEND_BACK: Verb.SEND_BACK,
    Move.APPROVE: Verb.APPROVE,
    Move.PUBLISH: Verb.PUBLISH,
    Move.RETRACT: Verb.RETRACT,
    Move.WITHDRAW: Verb.WITHDRAW,
}


_STEPS = (
    ("submit", "Submit for review", "main"),
    ("approve", "Approve", "main"),
    ("publish", "Publish", "main"),
    ("second_check", "Second check", "main"),
    ("send_back", "Send back", "plain"),
    ("break_glass", "Publish alone", "plain"),
    ("retract", "Retract", "grave"),
    ("withdraw", "Withdraw", "grave"),
)


class Step(NamedTuple):
    """A button: its address, its words, and its weight (main, plain, grave)."""

    code: str
    label: str
    weight: str


@dataclass
class Companion:
    """A record that is not public yet and would go out along. ``value`` names it in a form."""

    kind: Kind
    record: EditorialModel

    @property
    def value(self) -> str:
        """Kind, row and version, as the form sends them back."""
        return f"{self.kind}:{self.record.pk}:{self.record.version}"


@dataclass
class Naming:
    """Whether a person is named, the open proposal, and whether this editor may say something to it."""

    is_named: bool
    reason: str
    open: NamingDecision | None
    may_propose: bool
    may_agree: bool


@dataclass
class Panel:
    """What the template shows; ``moves`` are the moves that state and role allow."""

    kind: Kind
    record: EditorialModel
    moves: set[str]
    revisions: list[Revision]
    approvals: list[Approval]
    companions: list[Companion]
    blockers: list[str]
    differences: list[Difference]
    live: Any = None
    is_second_check_pending: bool = False
    is_maker: bool = False
    later_ops: list[tuple[str, str]] = field(default_factory=list)
    naming: Naming | None = None
    returned: list[Approval] = field(default_factory=list)
    timing: Timing | None = None
    whereabouts: Whereabouts | None = None
    reads_audit: bool = False

    @property
    def steps(self) -> list[Step]:
        """The buttons, in the order of the work."""
        return [Step(*each) for each in _STEPS if each[0] in self.moves]

    @property
    def asks_note(self) -> bool:
        """Whether a step publishes over a live version, and so needs a public note."""
        return bool(self.later_ops) and bool(self.moves & {"publish", "break_glass", "schedule"})

    @property
    def asks_reason(self) -> bool:
        """Whether a step needs a reason."""
        return bool(self.moves & {"send_back", "retract", "withdraw", "break_glass"})

    @property
    def state(self) -> str:
        """The state of the working version, as the desk says it."""
        return EditorialState(self.record.state).label


def panel_of(record: EditorialModel, user: Someone) -> Panel:
    """The panel of a record for a user. A fixed number of queries but for companions and differences."""
    kind = kind_of(record)
    revisions = list(Revision.objects.filter(kind=kind, record_id=record.pk).select_related("by")[:_MOST_REVISIONS])
    newest = revisions[0] if revisions else None
    along = [Companion(of_kind, other) for of_kind, other in companions(kind, record)]
    live = AGGREGATES[kind].copy._default_manager.filter(public_id=record.public_id).first()
    live_snapshot = _snapshot(kind, record, record.live_revision)
    since = [each for each in revisions if not record.live_revision or each.version > record.live_revision]
    pending = bool(live and live.is_second_check_pending)
    timing = timing_of(kind, record)
    whereabouts = whereabouts_of(record, newest.snapshot) if kind == Kind.EVENT and newest else None
    return Panel(
        kind=kind,
        record=record,
        moves=_moves(kind, record, user, is_second_check_pending=pending)
        | timing_moves(record, user, timing)
        | whereabouts_moves(record, user, whereabouts),
        revisions=revisions,
        approvals=list(Approval.objects.filter(revision=newest).select_related("by")) if newest else [],
        companions=along,
        blockers=blockers(kind, record, [(each.kind, each.record.pk) for each in along]) if record.version else [],
        differences=differences(kind, live_snapshot, newest.snapshot, by=user) if newest and record.is_pending else [],
        live=live if live and live.status == PublicStatus.LIVE else None,
        is_second_check_pending=pending,
        is_maker=any(each.by_id == user.pk for each in since),
        returned=_returned(kind, record),
        timing=timing,
        whereabouts=whereabouts,
        reads_audit=may(user, Verb.AUDIT),
        naming=_naming(record, user) if isinstance(record, Person) else None,
        later_ops=[(op.value, str(op.label)) for op in (Op.UPDATE, Op.CLARIFY, Op.CORRECT)] if record.is_live else [],
    )


def _snapshot(kind: Kind, record: EditorialModel, version: int | None) -> dict[str, Any] | None:
    found = Revision.objects.filter(kind=kind, record_id=record.pk, version=version).first() if version else None
    return found.snapshot if found else None


def _returned(kind: Kind, record: EditorialModel) -> list[Approval]:
    """Who sent the record back last, and why: for its makers, until they submit it again."""
    if record.state != EditorialState.DRAFT:
        return []
    said = Approval.objects.filter(revision__kind=kind, revision__record_id=record.pk).select_related("by").first()
    return [said] if said is not None and said.basis == Basis.RETURNED else []


def _moves(kind: Kind, record: EditorialModel, user: Someone, *, is_second_check_pending: bool) -> set[str]:
    found = {
        move.value
        for move, verb in _VERBS.items()
        if record.state in MOVES[move][0] and may(user, verb) and record.version
    }
    if not record.is_live:
        found.discard(Move.RETRACT.value)
    if record.number is None or (not record.is_live and is_withdrawn(kind, record.pk)):
        found.discard(Move.WITHDRAW.value)
    is_waiting = record.state in (EditorialState.DRAFT, EditorialState.IN_REVIEW)
    if is_waiting and record.version and may(user, Verb.BREAK_GLASS):
        found.add("break_glass")
    if is_second_check_pending and may(user, Verb.APPROVE):
        found.add("second_check")
    return found


def _naming(person: Person, user: Someone) -> Naming:
    proposal = NamingDecision.objects.filter(person=person, agreed_by=None).select_related("proposed_by").first()
    is_own = proposal is not None and proposal.proposed_by_id == user.pk
    return Naming(
        is_named=not person.is_private,
        reason=agreed_reason(person.pk),
        open=proposal,
        may_propose=may(user, Verb.PROPOSE_NAME),
        may_agree=proposal is not None and not is_own and may(user, Verb.NAME),
    )
