"""The buttons of the workflow panel: each a post that calls one verb and says what came of it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.articles.models import ArticleKind
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.published.models import Op
from tracker.publishing import naming, workflow
from tracker.publishing.kinds import AGGREGATES
from tracker.publishing.previews import preview
from tracker.publishing.workflow import Companion
from tracker.review.admin.base import change_url
from tracker.review.models import Story
from tracker.review.outline import outline
from tracker.review.together import approve_set, submit_set
from tracker.revisions.models import Kind

_LONGEST_REASON = 1000  # as the field on the panel says
Step = Callable[[Kind, int, QueryDict, User], str]


@require_POST
def workflow_step(request: HttpRequest, kind: str, pk: int, step: str) -> HttpResponse:
    """Carry out one step for one record, and go back to its page."""
    if kind not in Kind.values or step not in _STEPS or not isinstance(request.user, User):
        raise Http404("There is no such record or step.")
    record = AGGREGATES[Kind(kind)].model._default_manager.filter(pk=pk).first()
    if record is None:
        raise Http404("There is no such record.")
    try:
        messages.success(request, _STEPS[step](Kind(kind), pk, request.POST, request.user))
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
    person = AGGREGATES[Kind.PERSON].model._default_manager.filter(pk=pk).first()
    if person is None or step not in {"propose", "agree"} or not isinstance(request.user, User):
        raise Http404("There is no such person or step.")
    try:
        if step == "propose":
            naming.propose(pk, by=request.user, reason=_words(request.POST, "reason")[:_LONGEST_REASON])
            messages.success(request, "Proposed. A second person has to agree.")
        else:
            naming.agree(pk, by=request.user, seen=request.POST.get("seen"))
            messages.success(request, "Agreed. The person may now be published by name.")
    except (TransitionNotAllowed, NotPermitted) as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(record_url(person))


@require_GET
def preview_page(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """The record as it would go out; a story as the public would see it."""
    if not may(request.user, Verb.REVIEW):
        raise PermissionDenied("Your role does not include: review.")
    found = AGGREGATES[Kind(kind)].model._default_manager.filter(pk=pk).first() if kind in Kind.values else None
    if found is None:
        raise Http404("There is no such record.")
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
    body = document.get("body") or ""
    context["paragraphs"] = body if isinstance(body, list) else [each for each in body.split("\n\n") if each.strip()]
    return render(request, "admin/review/preview_story.html" if is_story else "admin/review/preview.html", context)


def record_url(record: EditorialModel) -> str:
    """The page of a record; a story has its own."""
    if getattr(record, "kind", "") == ArticleKind.STORY:
        return change_url(Story(pk=record.pk))
    return change_url(record)


def _version(post: QueryDict) -> int:
    value = post.get("version", "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 9 else 0


def _words(post: QueryDict, name: str) -> str:
    """What was typed, without the one character that PostgreSQL cannot keep."""
    return post.get(name, "").replace("\x00", "")


def _companions(post: QueryDict) -> list[Companion]:
    found = []
    for value in post.getlist("companion"):
        kind, _, rest = value.partition(":")
        pk, _, version = rest.partition(":")
        if kind in Kind.values and all(each.isdecimal() and len(each) < 16 for each in (pk, version)):
            found.append((Kind(kind), int(pk), int(version)))
    return found


def _op(post: QueryDict) -> Op | None:
    value = str(post.get("op", ""))
    return Op(value) if value in Op.values else None


def _submit(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    submit_set(kind, pk, version=_version(post), by=by, companions=_companions(post))
    return "Submitted. A second person can now approve it."


def _send_back(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.send_back(kind, pk, version=_version(post), by=by, reason=_words(post, "reason"))
    return "Sent back to its makers."


def _approve(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    approve_set(kind, pk, version=_version(post), by=by, companions=_companions(post))
    return "Approved. It can now be published."


def _publish(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    change = workflow.publish(
        kind, pk, version=_version(post), by=by, op=_op(post), note=_words(post, "note"), companions=_companions(post)
    )
    return f"Published as change {change.epoch}.{change.seq}."


def _break_glass(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    change = workflow.break_glass(
        kind,
        pk,
        version=_version(post),
        by=by,
        reason=_words(post, "reason"),
        op=_op(post),
        note=_words(post, "note"),
        companions=_companions(post),
    )
    return f"Published alone as change {change.epoch}.{change.seq}. A second check is pending."


def _second_check(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.second_check(kind, pk, by=by)
    return "Checked. The public page no longer says that a check is pending."


def _retract(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.retract(kind, pk, by=by, reason=_words(post, "reason"))
    return "Retracted. The public page says so, with your reason."


def _withdraw(kind: Kind, pk: int, post: QueryDict, by: User) -> str:
    workflow.withdraw(kind, pk, by=by, reason=_words(post, "reason"))
    return "Withdrawn. Documents, titles and cited words were emptied wherever they were copied."


_STEPS: dict[str, Step] = {
    "submit": _submit,
    "send_back": _send_back,
    "approve": _approve,
    "publish": _publish,
    "break_glass": _break_glass,
    "second_check": _second_check,
    "retract": _retract,
    "withdraw": _withdraw,
}
