"""The room actors."""

from django.apps import AppConfig


class ActorsConfig(AppConfig):
    """Who: forces and persons."""

    name = "tracker.actors"
    label = "actors"
    default_auto_field = "django.db.models.BigAutoField"
