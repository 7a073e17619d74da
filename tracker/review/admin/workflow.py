"""The pages behind the workflow panel: each step a post that calls one verb, and the preview."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from tracker.accounts.models import User
from tracker.accounts.policy import Someone, Verb, may
from tracker.articles.models import Article, ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.previews import preview
from tracker.publishing.removal import names_of
from tracker.publishing.respelled import respelled
from tracker.publishing.scrubbing import mentioning
from tracker.review.admin.base import change_url
from tracker.review.admin.steps import NAMING_STEPS, STEPS, words_in
from tracker.review.models import Story
from tracker.review.outline import outline
from tracker.revisions.models import Kind


@require_POST
def workflow_step(request: HttpRequest, kind: str, pk: int, step: str) -> HttpResponse:
    """Carry out one step for one record, and go back to its page. A withdrawal shows first what it takes away."""
    if kind not in Kind.values or step not in STEPS or not isinstance(request.user, User):
        raise Http404("There is no such record or step.")
    record = _found(Kind(kind), pk, request.user)
    if step == "withdraw" and "confirmed" not in request.POST and may(request.user, Verb.WITHDRAW):
        return _withdrawal(request, Kind(kind), record)
    try:
        messages.success(request, STEPS[step](Kind(kind), pk, request.POST, request.user))
    except Blocked as blocked:
        for reason in blocked.reasons:
            messages.error(request, reason)
    except (TransitionNotAllowed, StaleVersion, NotPermitted) as refusal:
        messages.error(request, str(refusal))
    except ObjectDoesNotExist:  # the record itself was found above
        messages.error(request, "A record that was to go along is not there any more. Nothing was done: look again.")
    return HttpResponseRedirect(record_url(record))


@require_POST
def naming_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Propose to name a person in public, or agree to it."""
    if step not in NAMING_STEPS or not isinstance(request.user, User):
        raise Http404("There is no such step.")
    person = _found(Kind.PERSON, pk, request.user)
    try:
        messages.success(request, NAMING_STEPS[step](pk, request.POST, request.user))
    except (Blocked, TransitionNotAllowed, NotPermitted) as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(record_url(person))


@require_GET
def preview_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The record as it would go out; a story as the public would see it."""
    if not may(request.user, Verb.REVIEW):
        raise PermissionDenied("Your role does not include: review.")
    if kind not in Kind.values:
        raise Http404("There is no such record.")
    found = _found(Kind(kind), pk, request.user)
    document = preview(Kind(kind), pk)
    context: dict[str, Any] = {
        "record": document,
        "working": found,
        "back": record_url(found),
        "desk_name": settings.DESK_NAME,
        "desk_licence": settings.DESK_LICENCE,
        "base_url": settings.DESK_BASE_URL,
        "outline": outline(document),
        "heading": document.get("title") or document.get("name") or str(found),
    }
    is_story = document.get("article_kind", {}).get("code") == ArticleKind.STORY
    seen_as = request.GET.get("as", "")
    if is_story and seen_as == "phone":
        return render(request, "admin/review/preview_phone.html", context)
    context["is_bare"] = seen_as == "bare"
    answer = render(request, "admin/review/preview_story.html" if is_story else "admin/review/preview.html", context)
    if is_story and seen_as == "bare":
        answer["X-Frame-Options"] = "SAMEORIGIN"  # the phone on the preview's own page
    return answer


def record_url(record: EditorialModel) -> str:
    """The page of a record; a story has its own."""
    if getattr(record, "kind", "") == ArticleKind.STORY:
        return change_url(Story(pk=record.pk))
    return change_url(record)


def _found(kind: Kind, pk: int, user: Someone) -> EditorialModel:
    """The record, where there is one that the person may open."""
    if kind == Kind.ARTICLE:
        record: EditorialModel | None = Article.objects.open_to(user).filter(pk=pk).first()
    else:
        record = AGGREGATES[kind].model._default_manager.filter(pk=pk).first()
    if record is None:
        raise Http404("There is no such record.")
    return record


def _withdrawal(request: HttpRequest, kind: Kind, record: EditorialModel) -> HttpResponse:
    """The words that will be blacked out, and what goes out anew without them, to be read before it is confirmed."""
    names = names_of(kind, record)
    context = {
        **admin.site.each_context(request),
        "title": f"Withdraw: {record}",
        "record": record,
        "kind": kind,
        "back": record_url(record),
        "reason": words_in(request.POST, "reason").strip(),
        "names": names,
        "respelled": respelled(names),
        "anew": _rows(mentioning(record.public_id)),
    }
    return render(request, "admin/review/withdraw.html", context)


def _rows(keys: list[tuple[Kind, int]]) -> list[tuple[str, str]]:
    """The kind and the name of each record; one query a kind."""
    found = []
    for kind in sorted({kind for kind, _ in keys}):
        rows = AGGREGATES[kind].model._default_manager.in_bulk([pk for of_kind, pk in keys if of_kind == kind])
        found += [(str(kind.label), str(row)) for _, row in sorted(rows.items())]
    return found
