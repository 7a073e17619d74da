"""The room pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The public pages: read copies only."""

    name = "tracker.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
