"""People and forces by any spelling: how lists and fields find them, and the question before a second one is made."""

from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, QuerySet, When, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from tracker.actors.completing import search
from tracker.actors.finding import Mode
from tracker.publishing.kinds import kind_of
from tracker.review.admin.base import RecordAdmin, change_url
from tracker.review.admin.versioned import VersionedForm
from tracker.review.sounding import Sounding, label, mixed, sounding
from tracker.revisions.models import Kind
from tracker.revisions.standing import stand_ins

_MOST_FOUND = 100
_MOST_NAMES = 8
_LONGEST_NAME = 300
_TICK = "is_meant"


class NamedForm(VersionedForm):
    """Asks about names with letters that only look alike. Put "is_meant" into the fieldsets."""

    is_meant = forms.BooleanField(label="Save all the same", required=False, widget=forms.HiddenInput)

    @cached_property
    def changed_data(self) -> list[str]:
        """The tick is an answer, not a change."""
        return [name for name in super().changed_data if name != _TICK]

    def clean(self) -> dict[str, Any]:
        """Refuse once, with what is odd; a tick saves all the same."""
        found = super().clean()
        doubts = self.doubts() if _TICK in self.fields else []
        if doubts:
            self.fields[_TICK].widget = forms.CheckboxInput()
            if not found.get(_TICK):
                for doubt in doubts:
                    self.add_error(_TICK, ValidationError(doubt, code="doubt"))
        return found

    def doubts(self) -> list[str | SafeString]:
        """A sentence for each new name of mixed scripts."""
        known = set() if not self.instance.pk else set(self.instance.names.values_list("name", flat=True))
        return [*mixed(name for name in self.typed() if name not in known | {self.initial.get("name")})]

    def typed(self) -> list[str]:
        """The name, and those in the rows below that are not struck out."""
        rows = [name for name in self.data if name.startswith("names-") and name.endswith("-name")]
        kept = [name for name in rows if not self.data.get(f"{name.removesuffix('name')}DELETE")]
        said = [self.cleaned_data.get("name") or "", *(str(self.data.get(name) or "").strip() for name in kept)]
        return [name[:_LONGEST_NAME] for name in said if name]


class ActorForm(NamedForm):
    """Asks before a second record of one person or force is made, too."""

    def doubts(self) -> list[str | SafeString]:
        """A sentence for each new name of mixed scripts, and each record that may be the same."""
        found = super().doubts()
        if not self.instance.pk:
            alike = sounding(kind_of(self.instance), self.typed()[:_MOST_NAMES], mode=Mode.EVERY_TOKEN)
            found += [_in_words(each) for each in alike]
        return found


class NamedAdmin(RecordAdmin):
    """An admin for records that are found by sound."""

    form = ActorForm
    beside: tuple[str, ...] = ()

    class Media:
        js = ("review/alike.js",)

    def get_urls(self) -> list[URLPattern]:
        """What the notice on the page of a new record asks."""
        view = self.admin_site.admin_view(require_GET(self.alike_view))
        return [path("add/alike/", view, name=f"actors_{self.opts.model_name}_alike"), *super().get_urls()]

    def alike_view(self, request: HttpRequest) -> HttpResponse:
        """Who may be there already under ``name``, which may stand several times, as a piece of the page."""
        if not self.has_add_permission(request):
            raise PermissionDenied("Your role does not add records.")
        names = [name.replace("\x00", "").strip()[:_LONGEST_NAME] for name in request.GET.getlist("name")][:_MOST_NAMES]
        found = sounding(Kind(str(self.opts.model_name)), names)
        prefetch_related_objects([each.record for each in found], "names", *self.beside)
        alike = [(change_url(each.record), label(each.record), each.reason) for each in found]
        return render(request, "admin/review/_alike_names.html", {"alike": alike, "mixed": mixed(names)})

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form of a new record says while one types who may be there already."""
        url = "" if object_id else reverse(f"admin:actors_{self.opts.model_name}_alike")
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), "alike_url": url})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Whom the words may mean, in any spelling and script, by number or identifier; the likeliest first.

        Fields leave out what was retracted; lists show it. Of a merged one both find the record that stands for it.
        """
        is_field = request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"
        if is_field:
            queryset = queryset.prefetch_related("names", *self.beside)
        if not search_term.strip():
            return queryset, False
        kind = Kind(str(self.opts.model_name))
        found = search(kind, search_term, limit=_MOST_FOUND, with_retracted=not is_field)
        into = stand_ins(kind, found)
        stand = list(dict.fromkeys(into[pk] for pk in found))
        order = Case(*(When(pk=pk, then=at) for at, pk in enumerate(stand)), default=len(stand))
        return queryset.filter(pk__in=stand).order_by(order), False

    def choice_label(self, record: Any) -> str:
        """What tells it from others of the name."""
        return label(record)


def _in_words(each: Sounding) -> SafeString:
    return format_html_join(
        "",
        'This may be there already: <a class="desk-link" href="{}">{}</a> – {}. '
        "Open it, or tick “Save all the same” if this is another one.",
        [(change_url(each.record), each.record, each.reason)],
    )
