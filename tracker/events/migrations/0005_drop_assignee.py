from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0004_external_ids"),
        ("review", "0003_move_assignees"),
    ]

    operations = [migrations.RemoveField(model_name="event", name="assignee")]
