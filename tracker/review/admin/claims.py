"""Claims, only to be chosen as the whole that another claim is a part of."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from tracker.accounts.policy import Verb, may
from tracker.review.admin.base import DeskAdmin


class ClaimAdmin(DeskAdmin):
    """Claims are edited with their event."""

    list_display = ("__str__", "topic", "event")
    list_select_related = ("event", "speaker_force", "speaker_person", "speaker_outlet")
    search_fields = ("paraphrase", "event__title", "group_words", "=id")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what one line of a claim names."""
        return super().get_queryset(request).select_related(*self.list_select_related)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Not in the list."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Who edits chooses."""
        return may(request.user, Verb.EDIT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """With their event."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """With their event."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """With their event."""
        return False
