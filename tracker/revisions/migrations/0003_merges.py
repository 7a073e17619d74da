"""Merges come over from ``publishing`` with their rows, and say who carried them out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

KINDS = [
    ("event", "Event"), ("person", "Person"), ("force", "Force"), ("place", "Place"), ("article", "Article"),
    ("topic", "Topic"),
]  # fmt: skip
STATES = [
    ("draft", "Draft"), ("in_review", "In review"), ("approved", "Approved"), ("published", "Published"),
    ("retracted", "Retracted"),
]  # fmt: skip


def person(**options):
    """A key to somebody of the desk."""
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **options
    )


def fill(apps, schema_editor):
    """What was merged alone stays merged; what the public saw of it waits for a second person."""
    merges = apps.get_model("revisions", "Merge").objects
    merges.filter(live_before__isnull=False).update(is_public=True)
    merges.filter(live_before__isnull=True).update(carried_by=F("by"), carried_at=F("at"))
    merges.filter(undone_by__isnull=False).update(undone_why="Undone.")


class Migration(migrations.Migration):
    """Takes over the table, then adds the second person and the reasons."""

    dependencies = [
        ("revisions", "0002_topics"),
        ("publishing", "0003_merge_to_revisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Merge",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(choices=KINDS, max_length=8)),
                        ("record_id", models.BigIntegerField(help_text="The record that went.")),
                        ("into_id", models.BigIntegerField(help_text="The record that stands for it.")),
                        ("state_before", models.CharField(choices=STATES, max_length=12)),
                        ("live_before", models.PositiveIntegerField(blank=True, null=True)),
                        ("reason", models.CharField(max_length=500)),
                        ("by", person()),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("undone_by", person(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["-id"],
                        "db_table": "publishing_merge",
                        "indexes": [models.Index(fields=["kind", "into_id"], name="merge_into")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=Q(kind__in=[code for code, _ in KINDS]), name="merge_kind_known"
                            ),
                            models.CheckConstraint(
                                condition=Q(state_before__in=[code for code, _ in STATES]), name="merge_state_known"
                            ),
                            models.CheckConstraint(condition=~Q(record_id=F("into_id")), name="merge_of_two"),
                            models.CheckConstraint(condition=~Q(reason=""), name="merge_has_reason"),
                            models.CheckConstraint(
                                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                                | Q(undone_by__isnull=False, undone_at__isnull=False),
                                name="merge_undone_whole",
                            ),
                            models.UniqueConstraint(
                                fields=["kind", "record_id"],
                                name="merge_one_standing",
                                condition=Q(undone_by__isnull=True),
                            ),
                        ],
                    },
                )
            ]
        ),
        migrations.AlterModelTable(name="merge", table=None),
        migrations.AddField(
            "merge", "is_public", models.BooleanField(default=False, help_text="The public sees one of the two.")
        ),
        migrations.AddField("merge", "carried_by", person(blank=True, null=True)),
        migrations.AddField("merge", "carried_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("merge", "undone_why", models.CharField(blank=True, max_length=500)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
