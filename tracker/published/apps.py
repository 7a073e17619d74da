"""The room published."""

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    name = "tracker.published"
    label = "published"
    default_auto_field = "django.db.models.BigAutoField"
