"""Merges that the public sees are carried out by a second person."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """The constraints, in a transaction of their own: the rows were filled before."""

    dependencies = [("revisions", "0003_merges")]

    operations = [
        migrations.RemoveConstraint("merge", "merge_undone_whole"),
        migrations.AddConstraint(
            "merge",
            models.CheckConstraint(
                name="merge_carried_whole",
                condition=Q(carried_by__isnull=True, carried_at__isnull=True)
                | Q(carried_by__isnull=False, carried_at__isnull=False),
            ),
        ),
        migrations.AddConstraint(
            "merge",
            models.CheckConstraint(
                name="merge_public_by_two",
                condition=Q(is_public=False)
                | Q(is_public=True, carried_by__isnull=True)
                | Q(is_public=True, carried_by__isnull=False) & ~Q(carried_by=F("by")),
            ),
        ),
        migrations.AddConstraint(
            "merge",
            models.CheckConstraint(
                name="merge_live_is_public", condition=Q(live_before__isnull=True) | Q(is_public=True)
            ),
        ),
        migrations.AddConstraint(
            "merge",
            models.CheckConstraint(
                name="merge_undone_whole",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True, undone_why="")
                | Q(undone_by__isnull=False, undone_at__isnull=False) & ~Q(undone_why=""),
            ),
        ),
    ]
