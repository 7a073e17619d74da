"""What the buttons beside a record do: give it to somebody, take it, give it back; note something, take a note back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_POST

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.articles.models import Article
from tracker.core.models import EditorialModel
from tracker.core.states import NotPermitted, TransitionNotAllowed
from tracker.publishing.kinds import AGGREGATES
from tracker.review import working
from tracker.review.admin.steps import words_in
from tracker.review.admin.workflow import record_url
from tracker.review.admin.working import assign_as_posted, day_in
from tracker.revisions.models import Kind


@require_POST
def working_step(request: HttpRequest, kind: str, pk: int, step: str) -> HttpResponse:
    """Assign, take, give back, note or delete a note, and go back to the record."""
    if kind not in Kind.values or step not in _STEPS or not isinstance(request.user, User):
        raise Http404("There is no such record or step.")
    if not may(request.user, Verb.EDIT):
        raise PermissionDenied("Your role does not include: edit.")
    record = _opened(Kind(kind), pk, request.user)
    try:
        messages.success(request, _STEPS[step](Kind(kind), pk, request.POST, request.user))
    except (TransitionNotAllowed, NotPermitted) as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(f"{record_url(record)}#working")


def _opened(kind: Kind, pk: int, user: User) -> EditorialModel:
    rows: Any = Article.objects.open_to(user) if kind == Kind.ARTICLE else AGGREGATES[kind].model._default_manager
    record: EditorialModel | None = rows.filter(pk=pk).first()
    if record is None:
        raise Http404("There is no such record.")
    return record


def _take(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    working.assign(kind, pk, to=by.pk, by=by, due_on=day_in(post))
    return "You work on this record now."


def _give_back(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    found = working.unassign(kind, pk, by=by)
    return f"{found.to} no longer works on this record."


def _note(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    working.add_note(kind, pk, by=by, text=words_in(post, "text"))
    return "Noted. Only the desk reads it."


def _forget(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    note = post.get("note", "")
    working.delete_note(int(note) if note.isascii() and note.isdecimal() and len(note) < 16 else 0, by=by)
    return "The note is gone."


_STEPS = {"assign": assign_as_posted, "take": _take, "give_back": _give_back, "note": _note, "delete_note": _forget}
