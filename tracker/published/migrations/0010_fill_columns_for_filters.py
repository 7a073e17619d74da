"""Fill the columns for filters from the documents that are there already."""

import json

from django.db import migrations

from tracker.core.names import fold

_BATCH = 200


def fill(apps, schema_editor):
    """The area of every place and the outlets of every event that stand."""
    _fill(apps.get_model("published", "PublishedPlace"), "admin1", _area)
    _fill(apps.get_model("published", "PublishedEvent"), "outlets", _outlets)


def _fill(model, column, read):
    last, live = 0, model.objects.filter(status="live").order_by("pk")
    while rows := list(live.filter(pk__gt=last).only("pk", "document")[:_BATCH]):
        last = rows[-1].pk
        for row in rows:
            setattr(row, column, read(json.loads(bytes(row.document))))
        model.objects.bulk_update(rows, [column])


def _area(document):
    return (document.get("admin1") or "")[:200]


def _outlets(document):
    folded = dict.fromkeys(fold(source.get("outlet") or "") for source in document.get("sources", []))
    named = [name for name in folded if name]
    return "\n{}\n".format("\n".join(named)) if named else ""


def empty(apps, schema_editor):
    """The columns go with the migration before."""


class Migration(migrations.Migration):

    dependencies = [
        ("published", "0009_columns_for_filters"),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
