"""The room publishing."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "tracker.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
