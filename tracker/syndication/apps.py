"""The room syndication."""

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "tracker.syndication"
    label = "syndication"
    default_auto_field = "django.db.models.BigAutoField"
