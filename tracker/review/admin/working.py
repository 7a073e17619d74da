"""Assignments and desk notes in the admin: beside a record, as a filter of its list, and for many at once."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.admin import SimpleListFilter, action
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.core.models import EditorialModel
from tracker.core.states import NotPermitted, TransitionNotAllowed
from tracker.publishing.kinds import kind_of
from tracker.review import working
from tracker.review.admin.steps import words_in
from tracker.review.admin.theme import ModelAdmin
from tracker.review.waiting import NARROWED
from tracker.revisions.models import Kind

_REFUSALS = (TransitionNotAllowed, NotPermitted)
_ASSIGN = "Assign…"


class WorkFilter(SimpleListFilter):
    """What there is to do: the lists that the first page counts."""

    title = "work"
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """What this kind of record can wait for."""
        return [
            (code, label) for code, (label, _, only) in NARROWED.items() if only is None or only is model_admin.model
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that the first page counts under this name."""
        value = self.value()
        if value is None:
            return queryset
        if value not in dict(self.lookup_choices):
            return queryset.none()
        return NARROWED[value][1](kind_of(queryset.model()), queryset, request.user, timezone.localdate())


class WorkingPages(ModelAdmin):
    """An admin whose records are given to people, and have notes beside them."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form, with who works on the record, and the notes beside it."""
        record = self.get_object(request, object_id) if object_id and request.method == "GET" else None
        context = {**(extra_context or {}), "working": working_of(record, request) if record is not None else None}
        response: HttpResponse = super().changeform_view(request, object_id, form_url, context)
        return response

    def get_list_filter(self, request: HttpRequest) -> Any:
        """What there is to do comes first."""
        return (WorkFilter, *super().get_list_filter(request))

    def get_actions(self, request: HttpRequest) -> Any:
        """Who gives work gives it to many records at once, too."""
        found = super().get_actions(request)
        if may(request.user, Verb.ASSIGN):
            found["assign_selected"] = (assign_selected, "assign_selected", _ASSIGN)
        return found


def working_of(record: EditorialModel, request: HttpRequest) -> dict[str, Any]:
    """What stands beside a record: its kind and row, who has it, who could, and the notes. Five queries at most."""
    kind, now = kind_of(record), timezone.now()
    found = working.assignment_of(kind, record.pk)
    is_own = found is not None and found.to_id == request.user.pk
    may_assign = may(request.user, Verb.ASSIGN)
    notes = working.notes_beside(kind, record.pk)
    return {
        "kind": kind.value,
        "pk": record.pk,
        "assignment": found,
        "is_overdue": bool(found and found.due_on and found.due_on < timezone.localdate()),
        "may_assign": may_assign,
        "may_take": not may_assign and found is None and working.may_work_on(request.user, record),
        "may_give_back": is_own or may_assign,
        "people": working.able() if may_assign else [],
        "notes": [(note, note.by_id == request.user.pk and working.is_fresh(note, now)) for note in notes],
        "may_note": may(request.user, Verb.EDIT),
        "longest": working.LONGEST_NOTE,
    }


@action(description=_ASSIGN)
def assign_selected(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
    """Ask to whom and until when, then give each of the records to that person and say what came of each."""
    if "apply" not in request.POST or not isinstance(request.user, User):
        return render(request, "admin/review/assign.html", _choosing(model_admin, request, queryset))
    count = 0
    for record in queryset:
        try:
            assign_as_posted(kind_of(record), record.pk, request.POST, request.user)
            count += 1
        except _REFUSALS as refusal:
            messages.warning(request, f"{record}: {refusal}")
    if count:
        messages.success(request, f"{count} record{'s' if count > 1 else ''} assigned.")
    return None


def _choosing(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "title": "Assign",
        "records": queryset,
        "people": working.able(),
    }


def assign_as_posted(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    """Give a record to whom the form names, until the day it gives.

    Raises:
        NotPermitted, TransitionNotAllowed: as for ``assign``; also where the form names nobody, or no day.
    """
    to = post.get("to", "")
    if not (to.isascii() and to.isdecimal() and len(to) < 16):
        raise TransitionNotAllowed("Choose somebody.")
    found = working.assign(kind, pk, to=int(to), by=by, due_on=day_in(post))
    return f"{found.to} works on this record{f', until {found.due_on:%d %B %Y}' if found.due_on else ''}."


def day_in(post: QueryDict) -> date | None:
    """The day that a form gives; None where it gives none.

    Raises:
        TransitionNotAllowed: it is no day.
    """
    value = words_in(post, "due_on").strip()
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise TransitionNotAllowed("Give the day as 2025-03-01, or none.") from error
