"""Whose task an event is was a column of the event; now it is an assignment, as for every other kind."""

from django.db import migrations


def to_assignments(apps, schema_editor):
    Event, Assignment = apps.get_model("events", "Event"), apps.get_model("review", "Assignment")
    known = set(Assignment.objects.filter(kind="event").values_list("record_id", flat=True))
    assigned = Event.objects.exclude(assignee=None).order_by("pk").values_list("pk", "assignee_id")
    rows = [
        Assignment(kind="event", record_id=pk, to_id=user, by_id=user) for pk, user in list(assigned) if pk not in known
    ]
    Assignment.objects.bulk_create(rows, batch_size=500)


def to_columns(apps, schema_editor):
    Event, Assignment = apps.get_model("events", "Event"), apps.get_model("review", "Assignment")
    for record_id, user in list(Assignment.objects.filter(kind="event").values_list("record_id", "to_id")):
        Event.objects.filter(pk=record_id).update(assignee_id=user)


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0002_desk_work"),
        ("events", "0004_external_ids"),
    ]

    operations = [migrations.RunPython(to_assignments, to_columns)]
