"""The room articles."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """What was written, and where we keep it."""

    name = "tracker.articles"
    label = "articles"
    default_auto_field = "django.db.models.BigAutoField"
