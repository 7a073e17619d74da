"""Outlets, and the words that everything cites."""

from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.articles.models import ArticleText, Outlet, Passage
from tracker.review.admin.base import DeskAdmin
from tracker.review.admin.exports import ExportPages
from tracker.review.admin.theme import Textarea, TextInput, display
from tracker.review.desk.marks import occurrence


class OutletAdmin(ExportPages, DeskAdmin):
    """Publishers."""

    list_display = ("name", "kind", "country_code", "owner_group")
    list_filter = ("kind",)
    search_fields = ("name", "owner_group")
    fields = ("name", ("kind", "country_code"), "owner_group", "reliability")

    def save_model(self, request: HttpRequest, obj: Outlet, form: Any, change: bool) -> None:
        """An outlet has no versions, so the audit log says who changed what of it."""
        super().save_model(request, obj, form, change)
        by = request.user if isinstance(request.user, User) else None
        action = "change_outlet" if change else "add_outlet"
        audit.log(action, by=by, kind="outlet", record=obj, fields=list(form.changed_data))


class PassageForm(forms.ModelForm):
    """Words of an article, given as such: the offsets are found."""

    words = forms.CharField(
        widget=Textarea(attrs={"rows": 4}), strip=False, help_text="Exactly as they stand in the text."
    )
    nth = forms.IntegerField(label="Occurrence", min_value=1, max_value=999, initial=1, widget=TextInput)

    class Meta:
        model = Passage
        fields = ("text", "translation", "translator")

    def clean(self) -> dict[str, Any]:
        """Find the words in the text."""
        found = super().clean() or {}
        text, words = found.get("text"), found.get("words")
        if isinstance(text, ArticleText) and words:
            span = occurrence(text.text, words, found.get("nth") or 1)
            if span is None:
                self.add_error("words", "These words do not stand in the text so often. Copy them exactly.")
            else:
                self.instance.start, self.instance.end = span
        return found


class PassageAdmin(DeskAdmin):
    """The exact words; chosen in other forms, added here."""

    form = PassageForm
    list_display = ("__str__", "text")
    list_select_related = ("text__article",)
    search_fields = ("text__article__title", "=text__article__id")
    ordering = ("-pk",)
    autocomplete_fields = ("text",)
    fields = ("text", "words", "nth", "translation", "translator")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Passages are named by their words; those of a sealed note are for few."""
        return super().get_queryset(request).open_to(request.user).with_words()

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """What is cited does not move; only its translation can change."""
        return ("quoted", "translation", "translator") if obj else super().get_fields(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The words are given once."""
        return super().get_form(request, obj, change, **({"form": forms.ModelForm, **kwargs} if obj else kwargs))

    readonly_fields = ("quoted",)

    @display(description="Words")
    def quoted(self, passage: Passage) -> str:
        """All of them."""
        return passage.words

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Not in the list: passages are reached from what cites them."""
        return False


class ArticleTextAdmin(DeskAdmin):
    """Only for choosing the text of a passage."""

    list_display = ("__str__", "article")
    list_select_related = ("article",)
    ordering = ("-pk",)
    search_fields = ("article__title", "=article__id")

    def get_queryset(self, request: HttpRequest) -> Any:
        """The texts of sealed notes are for few."""
        return super().get_queryset(request).open_to(request.user)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Not in the list."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Who edits chooses."""
        return may(request.user, Verb.EDIT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The cleaner makes them."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never changed."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Never deleted."""
        return False
