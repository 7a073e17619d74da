"""The room extraction."""

from django.apps import AppConfig


class ExtractionConfig(AppConfig):
    name = "tracker.extraction"
    label = "extraction"
    default_auto_field = "django.db.models.BigAutoField"
