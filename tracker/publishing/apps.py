"""The room publishing."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The act of publishing: the one door from the inside to the public record."""

    name = "tracker.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"
