"""The review desk's page, and what its script asks for."""

from tracker.review.views.desk import review_desk

__all__ = ["review_desk"]
