"""A second face of an article; no table of its own."""

from tracker.articles.models import Article


class Story(Article):
    """An article that the desk wrote itself."""

    class Meta:
        proxy = True
        verbose_name_plural = "stories"
