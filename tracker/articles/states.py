"""The processing states of an article: the row's state is the queue."""

from django.db import models


class Processing(models.TextChoices):
    """What was done with an article so far. ``failed`` and ``ignored`` stop the clock."""

    FETCHED = "fetched", "Waiting to be cleaned"
    CLEANED = "cleaned", "Waiting to be read"
    EXTRACTED = "extracted", "Waiting for an editor"
    REVIEWED = "reviewed", "Reviewed"
    FAILED = "failed", "Failed"
    IGNORED = "ignored", "Set aside"
    OWN = "own", "The desk's own text"


MAX_ATTEMPTS = 3
