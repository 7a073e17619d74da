"""The table of merges moves to ``revisions``, where every room can ask which record stands for which."""

from django.db import migrations


class Migration(migrations.Migration):
    """The table itself is taken over by ``revisions``."""

    dependencies = [("publishing", "0002_timing_and_sameness")]

    operations = [migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Merge")])]
