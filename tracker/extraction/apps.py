"""The room extraction."""

from django.apps import AppConfig

from tracker.articles.nudges import answered_by
from tracker.articles.states import Processing


class ExtractionConfig(AppConfig):
    """Machine reading."""

    name = "tracker.extraction"
    label = "extraction"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A cleaned article is for the reader."""
        answered_by(Processing.CLEANED, "tracker.extraction.tasks.extract_one")
