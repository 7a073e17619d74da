"""The room places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Wires the room into Django."""

    name = "tracker.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
