"""The room pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "tracker.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
