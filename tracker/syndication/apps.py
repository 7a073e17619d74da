"""The room syndication."""

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    """Label and name; the label never changes."""

    name = "tracker.syndication"
    label = "syndication"
    default_auto_field = "django.db.models.BigAutoField"
