"""Index the names that are there already."""

from django.db import migrations

from tracker.core.naming.keys import stored_keys
from tracker.core.naming.words import spoken

_BATCH = 500


def fill(apps, schema_editor):
    """Every name of every force and person."""
    for label in ("Force", "Person"):
        _fill(apps, apps.get_model("actors", label), label.lower())


def _fill(apps, model, kind):
    last = 0
    while pks := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_BATCH]):
        last = pks[-1]
        rows = model.objects.filter(pk__in=pks).order_by().values_list("pk", "name", "names__name")
        names = {(pk, name) for pk, *borne in rows for name in borne if name}
        _add(apps, kind, sorted(names))


def _add(apps, kind, names):
    indexed, keys = apps.get_model("actors", "IndexedName"), apps.get_model("actors", "NameKey")
    heard = [(owner, name, spoken(name)) for owner, name in names]
    rows = indexed.objects.bulk_create(
        [
            indexed(
                **{f"{kind}_id": owner},
                name=name,
                sound=" ".join(each.words),
                size=len(each.words),
                has_vowels=each.has_vowels,
            )
            for owner, name, each in heard
            if each.words
        ]
    )
    keys.objects.bulk_create(
        [
            keys(key=f"{kind[0]}:{key}", size=row.size, name=row)
            for row, each in zip(rows, [each for *_, each in heard if each.words])
            for key in stored_keys(each)
        ]
    )


def empty(apps, schema_editor):
    """The tables go with the migration before."""


class Migration(migrations.Migration):

    dependencies = [
        ("actors", "0003_name_index"),
    ]

    operations = [
        migrations.RunPython(fill, empty),
    ]
