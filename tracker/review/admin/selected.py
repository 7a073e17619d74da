"""Steps of the workflow for many records of a list: shown first with their versions, then taken one by one."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tracker.accounts.models import User
from tracker.accounts.policy import Verb, may
from tracker.articles.models import Article
from tracker.core.models import EditorialModel
from tracker.core.states import Blocked, NotPermitted, StaleVersion, TransitionNotAllowed
from tracker.published.models import Op
from tracker.publishing.kinds import AGGREGATES, kind_of
from tracker.review.admin.steps import STEPS, words_in
from tracker.review.admin.theme import ModelAdmin
from tracker.review.models import Story
from tracker.revisions.models import Kind

MOST_AT_ONCE = 200


class Manner(NamedTuple):
    """A step for many: its words, the verb of the policy, and what it asks for."""

    label: str
    verb: Verb
    asks_reason: bool = False
    asks_note: bool = False


MANNERS = {
    "submit": Manner("Submit for review", Verb.SUBMIT),
    "approve": Manner("Approve", Verb.APPROVE),
    "publish": Manner("Publish", Verb.PUBLISH, asks_note=True),
    "send_back": Manner("Send back", Verb.SEND_BACK, asks_reason=True),
    "retract": Manner("Retract", Verb.RETRACT, asks_reason=True),
}


class Outcome(NamedTuple):
    """What came of one record, a sentence each."""

    record: EditorialModel
    url: str
    is_done: bool
    words: list[str]


class SelectedPages(ModelAdmin):
    """An admin whose list takes steps of the workflow for many records at once."""

    def get_actions(self, request: HttpRequest) -> Any:
        """The steps that the role includes; in the window that chooses a record there are none."""
        found = super().get_actions(request)
        if "_popup" in request.GET:
            return found
        steps = {step: manner for step, manner in MANNERS.items() if may(request.user, manner.verb)}
        return found | {f"{step}_selected": _as_action(step, manner) for step, manner in steps.items()}


def _as_action(step: str, manner: Manner) -> tuple[Callable[..., Any], str, str]:
    return partial(_ask, step=step), f"{step}_selected", f"{manner.label}…"


def _ask(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any], *, step: str) -> HttpResponse | None:
    """Show what was selected, in the versions that would be acted on."""
    records = list(queryset[: MOST_AT_ONCE + 1])
    if len(records) > MOST_AT_ONCE:
        messages.error(request, f"Select at most {MOST_AT_ONCE} at once. Nothing was done.")
        return None
    manner = MANNERS[step]
    context = {
        **admin.site.each_context(request),
        "title": f"{manner.label}: {len(records)} selected",
        "manner": manner,
        "records": records,
        "ops": [(op.value, op.label) for op in (Op.UPDATE, Op.CLARIFY, Op.CORRECT)],
        "is_any_live": manner.asks_note and any(record.is_live for record in records),
        "action": reverse("admin:selected", args=[kind_of(records[0]), step]),
        "back": reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist"),
    }
    return render(request, "admin/review/bulk/selected.html", context)


@require_POST
def take_selected(request: HttpRequest, kind: str, step: str) -> HttpResponse:
    """Take one step for each record in the version that was seen, and say what came of each."""
    if kind not in Kind.values or step not in MANNERS or not isinstance(request.user, User):
        raise Http404("There are no such records, or no such step.")
    wanted = _versions(request.POST)
    rows: QuerySet[Any] = AGGREGATES[Kind(kind)].model._default_manager.filter(pk__in=wanted)
    if kind == Kind.ARTICLE:
        rows = Article.objects.open_to(request.user).filter(pk__in=wanted)
    outcomes = [_taken(Kind(kind), row, wanted[row.pk], step, request) for row in rows.order_by("pk")]
    missing = len(wanted) - len(outcomes)
    context = {
        **admin.site.each_context(request),
        "title": MANNERS[step].label,
        "outcomes": outcomes,
        "done": sum(outcome.is_done for outcome in outcomes),
        "missing": missing,
        "back": _list_of(outcomes, Kind(kind)),
    }
    return render(request, "admin/review/bulk/outcome.html", context)


def _taken(kind: Kind, record: EditorialModel, version: int, step: str, request: HttpRequest) -> Outcome:
    post, by = _as_panel(request.POST, version, is_live=record.is_live), request.user
    assert isinstance(by, User)
    try:
        is_done, words = True, [STEPS[step](kind, record.pk, post, by)]
    except Blocked as blocked:
        is_done, words = False, blocked.reasons
    except (TransitionNotAllowed, StaleVersion, NotPermitted) as refusal:
        is_done, words = False, [str(refusal)]
    except ObjectDoesNotExist:
        is_done, words = False, ["It is not there any more, or has no saved version yet. Open it and look."]
    return Outcome(record, _url_of(record), is_done, words)


def _as_panel(post: QueryDict, version: int, *, is_live: bool) -> QueryDict:
    """What the panel of one record would have sent. A first publication has no op and no note."""
    one = QueryDict(mutable=True)
    one["version"], one["reason"] = str(version), words_in(post, "reason")
    if is_live:
        one["op"], one["note"] = words_in(post, "op"), words_in(post, "note")
    return one


def _versions(post: QueryDict) -> dict[int, int]:
    """The records that were shown, each with the version that was."""
    found = {}
    for value in post.getlist("seen")[:MOST_AT_ONCE]:
        pk, _, version = value.partition(":")
        if all(each.isascii() and each.isdecimal() and len(each) < 10 for each in (pk, version)):
            found[int(pk)] = int(version)
    return found


def _url_of(record: EditorialModel) -> str:
    model = Story if getattr(record, "kind", "") == "story" else type(record)
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[record.pk])


def _list_of(outcomes: list[Outcome], kind: Kind) -> str:
    is_story = bool(outcomes) and getattr(outcomes[0].record, "kind", "") == "story"
    meta = Story._meta if is_story else AGGREGATES[kind].model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
