"""Index the public names of the copies that are there already."""

import json

from django.db import migrations

from tracker.core.naming.keys import stored_keys
from tracker.core.naming.words import spoken

_BATCH = 200


def fill(apps, schema_editor):
    """Every name in the document of every force, person and place that stands."""
    for label in ("Force", "Person", "Place"):
        model, last = apps.get_model("published", f"Published{label}"), 0
        live = model.objects.filter(status="live").order_by("pk")
        while rows := list(live.filter(pk__gt=last).values_list("pk", "document")[:_BATCH]):
            last = rows[-1][0]
            _add(apps, label.lower(), [(pk, name) for pk, document in rows for name in _names(document)])


def _names(document):
    body = json.loads(bytes(document))
    names = (body.get("name"), *(row["name"] for row in body.get("names", [])))
    return sorted({name[:300] for name in names if name})


def _add(apps, kind, names):
    indexed, keys = apps.get_model("published", "PublishedName"), apps.get_model("published", "PublishedNameKey")
    heard = [(owner, name, spoken(name)) for owner, name in names]
    heard = [each for each in heard if each[2].words]
    rows = indexed.objects.bulk_create(
        indexed(
            **{f"{kind}_id": owner},
            name=name,
            sound=" ".join(each.words),
            size=len(each.words),
            has_vowels=each.has_vowels,
        )
        for owner, name, each in heard
    )
    keys.objects.bulk_create(
        keys(key=f"{kind[:2]}:{key}", size=row.size, name=row)
        for row, (_, _, each) in zip(rows, heard, strict=True)
        for key in stored_keys(each)
    )


def empty(apps, schema_editor):
    """The tables go with the migration before."""


class Migration(migrations.Migration):

    dependencies = [
        ("published", "0006_public_names"),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
