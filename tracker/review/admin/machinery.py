"""What the desk runs on, to look at but not to touch; for administrators."""

from typing import Any

from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.db.models import Model
from django.http import HttpRequest

from tracker.accounts.policy import Verb, may
from tracker.review.admin.theme import ModelAdmin


def tends(request: HttpRequest) -> bool:
    """Whether somebody tends the machinery."""
    return may(request.user, Verb.MACHINERY) or bool(getattr(request.user, "is_superuser", False))


class ReadOnlyAdmin(ModelAdmin):
    """To look at."""

    show_full_result_count = False
    list_per_page = 50
    actions: Any = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return tends(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators only."""
        return tends(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False


class RevisionAdmin(ReadOnlyAdmin):
    """Who saved what, when and why."""

    list_display = ("__str__", "kind", "record_id", "version", "by", "at", "reason")
    list_select_related = ("by",)
    list_filter = ("kind",)
    search_fields = ("=record_id", "reason", "by__username")


class RunAdmin(ReadOnlyAdmin):
    """Readings of texts."""

    list_display = ("__str__", "extractor", "extractor_version", "seconds", "country_code", "at")
    list_select_related = ("text__article",)
    list_filter = ("extractor", "extractor_version")
    search_fields = ("=text__article__id", "text__article__title")


class SuggestionAdmin(ReadOnlyAdmin):
    """What the reader proposed, and what became of it."""

    list_display = ("__str__", "kind", "run", "score", "state", "decided_by", "decided_at")
    list_select_related = ("run__text", "decided_by")
    list_filter = ("kind", "state")
    search_fields = ("=run__id", "=key")


class ApprovalAdmin(ReadOnlyAdmin):
    """Who approved which revision."""

    list_display = ("revision", "by", "basis", "reason", "at")
    list_select_related = ("revision", "by")
    list_filter = ("basis",)
    search_fields = ("by__username", "reason")


class ChangeAdmin(ReadOnlyAdmin):
    """The numbered publications."""

    list_display = ("__str__", "epoch", "seq", "op", "kind", "number", "at", "note")
    list_filter = ("op", "kind")
    search_fields = ("=seq", "=number", "note")
    fields = (
        "epoch", "seq", "kind", "public_id", "number", "version", "op", "note", "successor", "at", "digest", "chain",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the documents themselves."""
        return super().get_queryset(request).defer("document", "nonce")


class EventTypeAdmin(ReadOnlyAdmin):
    """The codebook."""

    list_display = ("label", "code", "plover_class", "iptc_media_topic", "since", "until")
    search_fields = ("label", "code", "definition")


class UserAdmin(PlainUserAdmin, ModelAdmin):
    """The people of the desk."""

    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "first_name", "last_name", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("username", "first_name", "last_name", "email")
    filter_horizontal = ()
    autocomplete_fields = ("groups",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "byline")}),
        ("Role", {"fields": ("is_active", "is_staff", "groups")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    readonly_fields = ("last_login", "date_joined")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return tends(request)


class GroupAdmin(PlainGroupAdmin, ModelAdmin):
    """The roles; what they may do stands in the policy, not here."""

    fields = ("name",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return tends(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Roles are seeded."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Roles are seeded."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Roles are seeded."""
        return False
