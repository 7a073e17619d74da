"""What was written, and where we keep it."""

from tracker.articles.models.article import Article, ArticleKind, ArticleText, Obtained
from tracker.articles.models.outlet import Outlet, OutletKind
from tracker.articles.models.passage import Passage

__all__ = ["Article", "ArticleKind", "ArticleText", "Obtained", "Outlet", "OutletKind", "Passage"]
