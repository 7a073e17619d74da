"""What the desk runs on, to look at but not to touch; for administrators."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import action
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from tracker.accounts import audit
from tracker.accounts.logins import renew_login
from tracker.accounts.models import User
from tracker.accounts.policy import Role, Verb, may
from tracker.accounts.roles import change_roles
from tracker.articles.models import ArticleText
from tracker.events.models import EventType
from tracker.review.admin.theme import ModelAdmin, display


def tends(request: HttpRequest) -> bool:
    """Whether somebody tends the machinery."""
    return may(request.user, Verb.MACHINERY) or bool(getattr(request.user, "is_superuser", False))


class ReadOnlyAdmin(ModelAdmin):
    """To look at."""

    show_full_result_count = False
    list_per_page = 50
    actions: Any = None

    class Media:
        css = {"all": ["review/admin.css", "review/forms.css"]}
        js = ("review/forms.js",)

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
    """Who saved what, when and why. What was saved is read on the record's own page."""

    exclude = ("snapshot",)

    list_display = ("__str__", "kind", "record_id", "version", "by", "at", "reason")
    list_select_related = ("by",)
    list_filter = ("kind",)
    search_fields = ("=record_id", "reason", "by__username")


class RunAdmin(ReadOnlyAdmin):
    """Readings of texts."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those of sealed notes are for who keeps sources."""
        texts = ArticleText.objects.open_to(request.user).values("pk")
        return super().get_queryset(request).filter(text__in=texts)

    list_display = ("__str__", "extractor", "extractor_version", "seconds", "country_code", "at")
    list_select_related = ("text__article",)
    list_filter = ("extractor", "extractor_version")
    search_fields = ("=text__article__id", "text__article__title")


class SuggestionAdmin(ReadOnlyAdmin):
    """What the reader proposed, and what became of it."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those from sealed notes are for who keeps sources."""
        texts = ArticleText.objects.open_to(request.user).values("pk")
        return super().get_queryset(request).filter(run__text__in=texts)

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
    """The codebook. How exactly the public sees the places of a type is for a chief to say."""

    list_display = ("label", "code", "blur", "plover_class", "iptc_media_topic", "since", "until")
    list_filter = ("blur",)
    search_fields = ("label", "code", "definition")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators look; chiefs set the blur."""
        return tends(request) or may(request.user, Verb.UNBLUR)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators and chiefs."""
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Chiefs, and of the blur alone."""
        return may(request.user, Verb.UNBLUR)

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The rest of the codebook comes with the project."""
        return [field.name for field in EventType._meta.fields if field.name not in ("id", "blur")]

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """With a line in the audit log. What is public keeps its place until it is published anew."""
        super().save_model(request, obj, form, change)
        audit.log("blur_policy", by=_who(request), kind="event_type", record=obj, blur=obj.blur)


class NewUserForm(UserCreationForm):
    """Somebody new, with a first password."""

    class Meta(UserCreationForm.Meta):
        model = User
        fields = ("username", "first_name", "last_name", "email")


class UserAdmin(ModelAdmin):
    """The people of the desk: administrators add them and give them roles."""

    list_display = ("username", "first_name", "last_name", "roles", "is_active")
    list_filter = ("is_active", "groups")
    search_fields = ("username", "first_name", "last_name", "email")
    fields = (
        "username",
        ("first_name", "last_name"),
        ("email", "byline"),
        ("is_active", "is_staff"),
        "groups",
        "last_login",
    )
    add_fieldsets = ((None, {"fields": ("username", ("first_name", "last_name"), "email", "password1", "password2")}),)
    readonly_fields = ("last_login",)
    actions = ("new_password",)

    @action(description="Give a new password, shown once")
    def new_password(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For somebody who lost theirs, or whose login leaked: their sessions end."""
        for user in queryset:
            if self.has_change_permission(request, user):
                audit.log("new_password", by=_who(request), kind="user", record=user)
                self.message_user(request, f"Shown once: {renew_login(user)}", messages.SUCCESS)
            else:
                self.message_user(request, f"{user}: only a superuser may do this.", messages.ERROR)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """A new person gets a password; afterwards it is theirs to change."""
        return super().get_form(request, obj, change, **(kwargs if obj else {"form": NewUserForm, **kwargs}))

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Nothing of a new person has happened yet; nobody gives herself a role, or shuts herself out."""
        is_oneself = obj is not None and obj.pk == request.user.pk
        return (*self.readonly_fields, *(("groups", "is_active", "is_staff") if is_oneself else ())) if obj else ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """With their roles."""
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Roles are few: tick them."""
        if db_field.name == "groups":
            kwargs["widget"] = CheckboxSelectMultiple
            kwargs["queryset"] = Group.objects.filter(name__in=Role.values)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What was changed of somebody stands in the audit log; roles have lines of their own."""
        super().save_model(request, obj, form, change)
        changed = [name for name in form.changed_data if name not in ("groups", "password1", "password2")]
        action = "change_user" if change else "add_user"
        audit.log(action, by=_who(request), kind="user", record=obj, fields=changed)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Roles are given by the verb."""
        chosen = form.cleaned_data.pop("groups", None)
        super().save_related(request, form, formsets, change)
        by = _who(request)
        if chosen is not None and by is not None:
            change_roles(form.instance.pk, [Role(group.name) for group in chosen], by=by)

    @display(description="Roles")
    def roles(self, user: User) -> str:
        """The roles somebody has."""
        return ", ".join(group.name for group in user.groups.all()) or "—"

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return tends(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators only."""
        return tends(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return tends(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators only; a superuser only by another."""
        is_above = obj is not None and getattr(obj, "is_superuser", False)
        return tends(request) and (not is_above or bool(getattr(request.user, "is_superuser", False)))

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: what they did carries their name. Make them inactive."""
        return False


class GroupAdmin(ReadOnlyAdmin):
    """The roles; what they may do stands in the policy, not here."""

    list_display = ("name",)
    fields = ("name",)
    search_fields = ("name",)


def _who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
