"""What editors do again and again: publish a change, cite in another event, withdraw."""

from tests.factories import make_event, make_passage
from tests.publishing.cases import edit_and_approve
from tracker.events.models import Citation
from tracker.published.models import Op
from tracker.publishing import workflow
from tracker.revisions.models import Kind


def again(raid, kind, record, note="Changed", op=Op.UPDATE):
    edit_and_approve(raid, record, kind)
    return workflow.publish(kind, record.pk, version=record.version, by=raid.two, op=op, note=note)


def another_event(raid, article, **fields):
    fields.setdefault("place", raid.event.place)
    event = make_event(title="Another", **fields)
    Citation.objects.create(event=event, passage=make_passage(article))
    edit_and_approve(raid, event, Kind.EVENT)
    return event


def publish(raid, event):
    return workflow.publish(Kind.EVENT, event.pk, version=event.version, by=raid.two)


def withdraw(raid, kind, record):
    return workflow.withdraw(kind, record.pk, by=raid.chief, reason="For safety")
