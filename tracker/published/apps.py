"""The room published."""

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    """The public record: copies with no key back into the inside."""

    name = "tracker.published"
    label = "published"
    default_auto_field = "django.db.models.BigAutoField"
