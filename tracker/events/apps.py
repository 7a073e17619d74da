"""The room events."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What the desk asserts."""

    name = "tracker.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"
