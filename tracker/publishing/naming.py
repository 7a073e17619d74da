"""Naming a person in public: one proposes with a reason, a second agrees."""

from django.db import transaction
from django.utils import timezone

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.actors.models import Person
from tracker.core.states import TransitionNotAllowed
from tracker.publishing.editing import require
from tracker.publishing.models import NamingDecision, Withdrawal
from tracker.publishing.withheld import require_nameless
from tracker.revisions.models import Kind


def propose(person_id: int, *, by: User, reason: str) -> NamingDecision:
    """Record why the public should read this name. A second proposal replaces the reason of the open one.

    Raises:
        NotPermitted: the role does not include proposing a name.
        TransitionNotAllowed: no reason, the name was withdrawn, or the person is named already.
        Blocked: the reason, which readers will see, names somebody else whose name is withheld.
    """
    require(by, Verb.PROPOSE_NAME)
    if not reason.strip():
        raise TransitionNotAllowed("Write the reason why the public needs this name.")
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        if Withdrawal.objects.filter(kind=Kind.PERSON, record_id=person_id).exists():
            raise TransitionNotAllowed("This name was withdrawn from the public record and stays withheld.")
        if not person.is_private:
            raise TransitionNotAllowed("This person is already named in public.")
        require_nameless(reason, except_for=[person_id])
        decision, _ = NamingDecision.objects.update_or_create(
            person=person, agreed_by=None, defaults={"reason": reason.strip(), "proposed_by": by}
        )
        audit.log("propose_name", by=by, kind=Kind.PERSON, record=person, why=reason)
    return decision


def agree(person_id: int, *, by: User, seen: str | None = None) -> NamingDecision:
    """Agree, as a chief and second person, to the open proposal; the person may then be published by name.

    ``seen`` is the reason that stood on the page when the button was pressed.

    Raises:
        NotPermitted: the role does not include naming.
        TransitionNotAllowed: there is no open proposal, or it is one's own.
        Blocked: the reason names somebody else whose name is withheld.
    """
    require(by, Verb.NAME)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=person_id)
        decision = NamingDecision.objects.select_for_update().filter(person=person, agreed_by=None).first()
        if decision is None:
            raise TransitionNotAllowed("There is no open proposal to name this person.")
        if decision.proposed_by_id == by.pk:
            raise TransitionNotAllowed("A second person has to agree: the proposal is your own.")
        if seen is not None and seen.strip() != decision.reason.strip():
            raise TransitionNotAllowed("The reason was changed since you opened the page: read it again.")
        require_nameless(decision.reason, except_for=[person_id])
        decision.agreed_by, decision.agreed_at = by, timezone.now()
        decision.save(update_fields=["agreed_by", "agreed_at"])
        person.is_private = False
        person.save(update_fields=["is_private", "changed_at"])
        audit.log("agree_name", by=by, kind=Kind.PERSON, record=person, why=decision.reason)
    return decision


def agreed_reason(person_id: int) -> str:
    """The reason of the last agreed decision; empty when there is none."""
    decision = NamingDecision.objects.filter(person_id=person_id, agreed_by__isnull=False).first()
    return decision.reason if decision else ""
