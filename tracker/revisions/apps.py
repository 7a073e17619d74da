"""The room revisions."""

from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    name = "tracker.revisions"
    label = "revisions"
    default_auto_field = "django.db.models.BigAutoField"
