"""Published articles: stories in full, reports by title, outlet, date and link."""

from django.db import models

from tracker.published.models.record import PublishedRecord, RecordKind


class PublishedArticle(PublishedRecord):
    """An article as the public sees it."""

    kind = RecordKind.ARTICLE
    article_kind = models.CharField(max_length=10, blank=True, db_index=True)
    outlet = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)

    class Meta(PublishedRecord.Meta):
        ordering = ["-seq"]
        indexes = [models.Index(fields=["status", "article_kind", "-seq"], name="publishedarticle_latest")]
