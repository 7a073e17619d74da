"""A desk with everybody on it, the ways to every situation of an event, and what comes of a post."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.factories import make_event, make_passage, make_place, make_user
from tests.review.policy_table import ROLES
from tracker.accounts.models import AuditEntry, User
from tracker.accounts.policy import Role
from tracker.accounts.roles import seed_roles
from tracker.actors.models import Force, Person
from tracker.articles.models import Article
from tracker.events.models import Citation, Event
from tracker.published.models import Change, PublicStatus, PublishedEvent
from tracker.publishing import earlier, embargoes, merging, scheduling, unblurring, workflow
from tracker.publishing.editing import save_version
from tracker.publishing.models import (
    Approval,
    BlurLift,
    Embargo,
    NamingDecision,
    Schedule,
    ScheduleState,
    Withdrawal,
)
from tracker.revisions.models import Kind, Revision

FAR = datetime(2099, 1, 1, tzinfo=UTC)
NOBODY = ("anonymous", "no role", "superuser")
EVERYBODY = (*ROLES, *NOBODY)
LOGGED = (AuditEntry, Approval, Change, Embargo, Schedule, BlurLift, NamingDecision, Withdrawal, Revision)


class Desk:
    """The makers of what is acted on, one person of every role beside them, and an event with a blurred place."""

    def __init__(self):
        self.maker, self.second, self.chief = (make_user(role) for role in (Role.REPORTER, Role.EDITOR, Role.CHIEF))
        seed_roles()
        self.people = {role: make_user(Role(role)) for role in ROLES}
        self.people["no role"] = make_user()
        self.people["superuser"] = User.objects.create_superuser("root")
        self.clients = {name: Client() for name in EVERYBODY}
        for name, user in self.people.items():
            self.clients[name].force_login(user)
        self.event = self.make_event("Raid")

    def make_event(self, title):
        iraq = make_place("Iraq", state="approved")
        anbar = make_place("Anbar", kind="admin1", parent=iraq, state="approved")
        rawa = make_place("Rawa", kind="town", parent=anbar, state="approved")
        point = {"latitude": Decimal("34.5"), "longitude": Decimal("41.9")}
        event = make_event(title=title, place=rawa, geo_precision=1, **point)
        event.event_type.blur = "province"
        event.event_type.save()
        Citation.objects.create(event=event, passage=make_passage())
        save_version(Kind.EVENT, event, by=self.maker)
        return event

    def do(self, verb, *, by=None, **fields):
        self.event.refresh_from_db()
        getattr(workflow, verb)(Kind.EVENT, self.event.pk, version=self.event.version, by=by or self.second, **fields)
        self.event.refresh_from_db()

    def bring_to(self, situation):
        """Take the event there by the verbs."""
        for step in PATHS[situation]:
            step(self)
        self.event.refresh_from_db()


def edit(desk):
    desk.event.refresh_from_db()
    save_version(Kind.EVENT, desk.event, by=desk.maker)


def submit(desk):
    desk.do("submit", by=desk.maker)


def approve(desk):
    desk.do("approve")


def publish(desk):
    desk.do("publish")


def alone(desk):
    desk.do("break_glass", by=desk.chief, reason="It cannot wait.")


def set_time(desk):
    scheduling.schedule(Kind.EVENT, desk.event.pk, version=desk.event.version, due_at=FAR, by=desk.second)


def hold_back(desk):
    until = timezone.now() + timedelta(days=1)
    embargoes.embargo(Kind.EVENT, desk.event.pk, until=until, by=desk.second, reason="Agreed.")


def lift_blur(desk):
    unblurring.lift_blur(desk.event.pk, by=desk.chief, reason="Agreed.")


def publish_anew(desk):
    unblurring.publish_anew(desk.event.pk, by=desk.second)


def blur_again(desk):
    unblurring.end_lift(desk.event.pk, by=desk.second)


def retract(desk):
    workflow.retract(Kind.EVENT, desk.event.pk, by=desk.chief, reason="It did not happen.")


def withdraw(desk):
    workflow.withdraw(Kind.EVENT, desk.event.pk, by=desk.chief, reason="For safety.")


def merge(desk):
    other = make_event(title="The same raid")
    Citation.objects.create(event=other, passage=make_passage())
    save_version(Kind.EVENT, other, by=desk.maker)
    seen = (desk.event.version, other.version)
    merging.merge(Kind.EVENT, desk.event.pk, other.pk, by=desk.second, reason="Entered twice.", seen=seen)


LIVE = (submit, approve, publish)
PATHS = {
    "draft": (),
    "in review": (submit,),
    "approved": (submit, approve),
    "scheduled": (submit, approve, set_time),
    "embargoed": (submit, approve, hold_back),
    "published": LIVE,
    "unchecked": (alone,),
    "blur lifted": (*LIVE, lift_blur),
    "blurred again": (*LIVE, lift_blur, publish_anew, blur_again, publish_anew),
    "live draft": (*LIVE, edit),
    "live in review": (*LIVE, edit, submit),
    "live approved": (*LIVE, edit, submit, approve),
    "retracted": (*LIVE, retract),
    "withdrawn": (*LIVE, withdraw),
    "merged": (merge,),
}
LIVE_ONLY = {"live draft", "live in review", "live approved"}


def fingerprint():
    """Everything that a step could change, but for what a log-in writes."""
    rows = [
        list(model.objects.order_by("pk").values())
        for model in (Event, Person, Embargo, Schedule, BlurLift, NamingDecision)
    ]
    emptied = Change.objects.filter(document=None).count()
    return [*rows, emptied, *(model.objects.count() for model in (*LOGGED, Force, Article))]


def waiting(event):
    return Schedule.objects.filter(record_id=event.pk, state=ScheduleState.WAITING).exists()


def held(event):
    return Embargo.objects.filter(record_id=event.pk, lifted_by=None).exists()


def status(event):
    return PublishedEvent.objects.get(public_id=event.public_id).status


def shown_at(event):
    return PublishedEvent.objects.get(public_id=event.public_id).body["where"]["place"]["name"]


DONE = {
    "submit": lambda event: event.state == "in_review",
    "send_back": lambda event: event.state == "draft",
    "approve": lambda event: event.state == "approved",
    "publish": lambda event: event.state == "published" and event.live_revision == event.version,
    "schedule": lambda event: waiting(event) and event.state == "approved",
    "cancel": lambda event: not waiting(event) and event.state == "approved",
    "embargo": held,
    "lift_embargo": lambda event: not held(event),
    "break_glass": lambda event: PublishedEvent.objects.get().is_second_check_pending,
    "second_check": lambda event: not PublishedEvent.objects.get().is_second_check_pending,
    "unblur": lambda event: BlurLift.objects.filter(event=event, ended_by=None).exists(),
    "blur_again": lambda event: not BlurLift.objects.filter(event=event, ended_by=None).exists(),
    "publish_anew": lambda event: shown_at(event) == "Rawa",
    "empty_earlier": lambda event: earlier.telling_more(event) == [],
    "retract": lambda event: status(event) == PublicStatus.RETRACTED,
    "withdraw": lambda event: status(event) == PublicStatus.WITHDRAWN,
}
ASKED = {
    "due_at": "2098-01-01T12:00",
    "until": "2097-01-01T12:00",
    "reason": "A reason.",
    "why": "A reason.",
    "emptying": "A reason.",
    "confirmed": "yes",
}


def outcome(post, address, fields, is_done, before=None):
    """What came of a post, undone at once: "done", "refused" with nothing changed, or what was half done.

    ``before`` is the fingerprint from which all the posts of a situation start; taken now where none is given.
    """
    before = before or fingerprint()
    with transaction.atomic():
        response = post(address, fields)
        changed = fingerprint() != before
        found = "done" if changed and is_done() else "half done" if changed else "refused"
        transaction.set_rollback(True)
    if found == "refused" and response.status_code not in (302, 403, 404):
        return f"answered {response.status_code}"
    return found
