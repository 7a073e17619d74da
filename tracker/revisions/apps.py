"""The room revisions."""

from django.apps import AppConfig


class RevisionsConfig(AppConfig):
    """What was saved: frozen versions of every aggregate."""

    name = "tracker.revisions"
    label = "revisions"
    default_auto_field = "django.db.models.BigAutoField"
