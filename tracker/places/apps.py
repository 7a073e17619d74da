"""The room places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "tracker.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
