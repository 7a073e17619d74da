"""What each button of the workflow panel does: it reads the form, calls one verb, and says what came of it."""

from collections.abc import Callable
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from tracker.accounts.models import User
from tracker.core.states import TransitionNotAllowed
from tracker.published.models import Op
from tracker.publishing import earlier, embargoes, naming, scheduling, unblurring, workflow
from tracker.publishing.workflow import Companion
from tracker.review.together import approve_set, submit_set
from tracker.revisions.models import Kind

LONGEST_REASON = 1000  # as the field on the panel says
Step = Callable[[Kind, int, QueryDict, User], str]


def words_in(post: QueryDict, name: str) -> str:
    """What was typed, without the one character that PostgreSQL cannot keep."""
    return post.get(name, "").replace("\x00", "")


def time_in(post: QueryDict, name: str) -> datetime:
    """A day and a time in the desk's time zone.

    Raises:
        TransitionNotAllowed: it is none.
    """
    try:
        found = datetime.fromisoformat(words_in(post, name).strip())
        return timezone.make_aware(found, timezone.get_default_timezone()) if timezone.is_naive(found) else found
    except (ValueError, OverflowError) as error:
        raise TransitionNotAllowed("Give a day and a time, for example 2025-03-01 18:30.") from error


def in_words(at: datetime) -> str:
    """A time as the desk says it, with its zone."""
    here = timezone.localtime(at, timezone.get_default_timezone())
    return f"{date_format(here, 'j F Y, H:i')} {here.tzname()}"


def _version(post: QueryDict) -> int:
    value = post.get("version", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else 0


def _companions(post: QueryDict) -> list[Companion]:
    found = []
    for value in post.getlist("companion"):
        kind, _, rest = value.partition(":")
        pk, _, version = rest.partition(":")
        if kind in Kind.values and all(each.isdecimal() and len(each) < 16 for each in (pk, version)):
            found.append((Kind(kind), int(pk), int(version)))
    return found


def _op(post: QueryDict) -> Op | None:
    value = str(post.get("op", ""))
    return Op(value) if value in Op.values else None


def _submit(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    submit_set(kind, pk, version=_version(post), by=by, companions=_companions(post))
    return "Submitted. A second person can now approve it."


def _send_back(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.send_back(kind, pk, version=_version(post), by=by, reason=words_in(post, "reason"))
    return "Sent back to its makers."


def _approve(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    approve_set(kind, pk, version=_version(post), by=by, companions=_companions(post))
    return "Approved. It can now be published."


def _publish(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    change = workflow.publish(
        kind, pk, version=_version(post), by=by, op=_op(post), note=words_in(post, "note"), companions=_companions(post)
    )
    return f"Published as change {change.epoch}.{change.seq}."


def _schedule(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    found = scheduling.schedule(
        kind,
        pk,
        version=_version(post),
        due_at=time_in(post, "due_at"),
        by=by,
        op=_op(post),
        note=words_in(post, "note"),
        companions=_companions(post),
    )
    return f"Version {found.version} goes out on {in_words(found.due_at)}, unless it is edited or sent back before."


def _cancel(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    scheduling.cancel(kind, pk, by=by)
    return "Cancelled. The version is still approved."


def _embargo(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    found = embargoes.embargo(kind, pk, until=time_in(post, "until"), by=by, reason=words_in(post, "why"))
    return f"Nobody publishes this before {in_words(found.until)}."


def _lift_embargo(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    embargoes.lift(kind, pk, by=by, reason=words_in(post, "why"))
    return "The embargo is lifted."


def _break_glass(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    change = workflow.break_glass(
        kind,
        pk,
        version=_version(post),
        by=by,
        reason=words_in(post, "reason"),
        op=_op(post),
        note=words_in(post, "note"),
        companions=_companions(post),
    )
    return f"Published alone as change {change.epoch}.{change.seq}. A second check is pending."


def _second_check(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.second_check(kind, pk, by=by)
    return "Checked. The public page no longer says that a check is pending."


def _unblur(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    unblurring.lift_blur(_event(kind, pk), by=by, reason=words_in(post, "why"))
    return "The exact place is shown from the next publication on."


def _blur_again(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    unblurring.end_lift(_event(kind, pk), by=by)
    return "The place is blurred again from the next publication on."


def _publish_anew(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    change = unblurring.publish_anew(_event(kind, pk), by=by)
    return f"Published anew as change {change.epoch}.{change.seq}: {change.note}"


def _empty_earlier(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    count = earlier.empty(_event(kind, pk), by=by, reason=words_in(post, "emptying"))
    return f"{count} earlier document{'s were' if count > 1 else ' was'} emptied. Their digests stay in the change log."


def _retract(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.retract(kind, pk, by=by, reason=words_in(post, "reason"))
    return "Retracted. The public page says so, with your reason."


def _withdraw(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.withdraw(kind, pk, by=by, reason=words_in(post, "reason"))
    return "Withdrawn. Documents, titles and cited words were emptied wherever they were copied."


def _event(kind: Kind, pk: int) -> int:
    if kind != Kind.EVENT:
        raise TransitionNotAllowed("Only the place of an event is blurred.")
    return pk


def propose_name(pk: int, post: QueryDict, by: User) -> str:
    """Propose to name a person."""
    naming.propose(pk, by=by, reason=words_in(post, "reason")[:LONGEST_REASON])
    return "Proposed. A chief who did not propose it has to agree."


def agree_name(pk: int, post: QueryDict, by: User) -> str:
    """Agree to the name, for the reason that was seen."""
    naming.agree(pk, by=by, seen=post.get("seen"))
    return "Agreed. The person may now be published by name."


STEPS: dict[str, Step] = {
    "submit": _submit,
    "send_back": _send_back,
    "approve": _approve,
    "publish": _publish,
    "schedule": _schedule,
    "cancel": _cancel,
    "embargo": _embargo,
    "lift_embargo": _lift_embargo,
    "break_glass": _break_glass,
    "second_check": _second_check,
    "unblur": _unblur,
    "blur_again": _blur_again,
    "publish_anew": _publish_anew,
    "empty_earlier": _empty_earlier,
    "retract": _retract,
    "withdraw": _withdraw,
}
NAMING_STEPS = {"propose": propose_name, "agree": agree_name}
