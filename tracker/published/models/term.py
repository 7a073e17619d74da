"""The codebook as published."""

from django.db import models
from django.db.models import Q


class PublishedTerm(models.Model):
    """One word of a controlled vocabulary: ``scheme`` says which, ``code`` is the value used in documents."""

    scheme = models.SlugField(max_length=40)
    code = models.SlugField(max_length=40)
    label = models.CharField(max_length=120)
    definition = models.TextField(blank=True)
    parent = models.SlugField(max_length=40, blank=True, help_text="Code of the wider word in the same scheme.")
    since = models.DateField(null=True, help_text="First day on which it may be used; null from the beginning.")
    until = models.DateField(null=True, help_text="Last day on which it may be used; null where it still is.")
    plover_class = models.CharField(max_length=20, blank=True)
    iptc_media_topic = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["scheme", "id"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="publishedterm_once"),
            models.CheckConstraint(name="publishedterm_labelled", condition=~Q(label="")),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}: {self.label}"
