"""What merges mean for a record's admin: who was merged is shown where it went, and offered no more."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from tracker.accounts.policy import Verb, may
from tracker.core.models import EditorialModel
from tracker.core.states import EditorialState
from tracker.publishing.kinds import AGGREGATES, kind_of
from tracker.publishing.merging import MERGED_KINDS
from tracker.review.admin.theme import ModelAdmin
from tracker.review.duplicates.alike import alike
from tracker.revisions.models import Kind, Merge
from tracker.revisions.standing import stand_ins, standing_merge

_MOST_MERGED = 200


class MergePages(ModelAdmin):
    """An admin whose records can be merged."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, with the way to merge, or to the record that stands for this one."""
        record = self.get_object(request, object_id) if object_id and request.method == "GET" else None
        context = {**(extra_context or {}), "sameness": sameness(record, request) if record is not None else None}
        response: HttpResponse = super().changeform_view(request, object_id, form_url, context)
        return response

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """A merged record is read only: its words are worked on where it went."""
        return bool(super().has_change_permission(request, obj)) and _merge_of(obj) is None

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """A merged record is not offered; its names find the record that stands for it. Three queries more."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        kind = kind_of(queryset.model())
        merged = Merge.objects.standing().filter(kind=kind)
        if not merged.exists():
            return found, may_repeat
        gone = merged.values("record_id")
        if not search_term:
            return found.exclude(pk__in=gone), may_repeat
        met = self.model._default_manager.filter(pk__in=gone)
        met, _ = super().get_search_results(request, met, search_term)
        into = stand_ins(kind, met.values_list("pk", flat=True)[:_MOST_MERGED])
        named = queryset.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk__in=set(into.values())))
        return named.exclude(pk__in=gone), False

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Ask at once whether the new record is one of those there are."""
        response: HttpResponse = super().response_add(request, obj, post_url_continue)
        kind = _kind_of(obj)
        if kind is not None and IS_POPUP_VAR not in request.POST and alike(kind, obj, limit=1):
            return HttpResponseRedirect(reverse("admin:alike", args=[kind.value, obj.pk]))
        return response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Point to records that may be the same, of which nobody said anything yet."""
        kind = _kind_of(obj)
        found = [each for each in alike(kind, obj) if not each.verdict] if kind is not None else []
        if found:
            words = "This may already be on the desk, as “{}”. <a href='{}'>Compare and decide</a>."
            address = reverse("admin:alike", args=[kind, obj.pk])
            messages.warning(request, format_html(words, str(found[0].record), address))
        response: HttpResponse = super().response_change(request, obj)
        return response


def sameness(record: EditorialModel, request: HttpRequest) -> dict[str, Any] | None:
    """What the page of a record says of merges: its kind, where it went, what went into it, what is asked for."""
    kind = _kind_of(record)
    if kind is None:
        return None
    concerned = Merge.objects.filter(kind=kind, undone_by=None).select_related("by", "carried_by")
    merges = list(concerned.filter(Q(record_id=record.pk) | Q(into_id=record.pk)).order_by("pk")[:_MOST_MERGED])
    model = AGGREGATES[kind].model
    rows = model._default_manager.in_bulk({pk for each in merges for pk in (each.record_id, each.into_id)})
    return {
        "kind": kind.value,
        "record": record,
        "may": may(request.user, Verb.MERGE),
        "lines": [(each, rows.get(each.record_id), rows.get(each.into_id)) for each in merges],
        "is_merged": any(each.record_id == record.pk and each.carried_by_id for each in merges),
    }


def _kind_of(record: Any) -> Kind | None:
    kind = kind_of(record)
    return kind if kind in MERGED_KINDS else None


def _merge_of(record: Any) -> Merge | None:
    if record is None or getattr(record, "state", "") != EditorialState.RETRACTED:
        return None
    return standing_merge(kind_of(record), record.pk)
