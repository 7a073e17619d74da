"""What people say of two records: the same, not the same, unsure. Kept, so that nobody is asked again."""

from django.db import transaction

from tracker.accounts.audit import log
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.core.states import TransitionNotAllowed
from tracker.publishing.editing import LONGEST_SENTENCE, require
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.models import Judgement, Verdict
from tracker.revisions.models import Kind


def judge(kind: Kind, one_id: int, other_id: int, *, verdict: Verdict, by: User, reason: str = "") -> Judgement:
    """Keep what somebody says of two records; a later word replaces the earlier one, which the audit log keeps.

    Raises:
        NotPermitted: the role does not review.
        TransitionNotAllowed: one of the records is gone, or both are one row.
    """
    require(by, Verb.REVIEW)
    if len(reason.strip()) > LONGEST_SENTENCE:
        raise TransitionNotAllowed(f"Shorten your reason to {LONGEST_SENTENCE} characters.")
    with transaction.atomic():
        rows = AGGREGATES[kind].model._default_manager.filter(pk__in=[one_id, other_id])
        if one_id == other_id or rows.count() != 2:
            raise TransitionNotAllowed("One of the two records is not there any more. Look at the list again.")
        return keep(kind, one_id, other_id, verdict=verdict, by=by, reason=reason)


def keep(kind: Kind, one_id: int, other_id: int, *, verdict: Verdict, by: User, reason: str = "") -> Judgement:
    """Write the judgement and its line in the audit log. Called inside a transaction, by verbs that checked."""
    first, second = sorted((one_id, other_id))
    before = Judgement.objects.filter(kind=kind, first=first, second=second).first()
    kept, _ = Judgement.objects.update_or_create(
        kind=kind,
        first=first,
        second=second,
        defaults={"verdict": verdict, "by": by, "reason": reason.strip()[:LONGEST_SENTENCE]},
    )
    was = before.verdict if before else ""
    log("judge", by=by, kind=kind, why=reason, first=first, second=second, verdict=verdict.value, before=was)
    return kept
