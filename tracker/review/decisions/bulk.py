"""Accept many at once: what needs no judgement, counted before it is taken, and taken back in one go."""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction

from tracker.accounts import audit
from tracker.accounts.models import User
from tracker.accounts.policy import Verb
from tracker.actors.finding import Mode
from tracker.articles.models import Article, ArticleText
from tracker.core.names import fold
from tracker.core.states import StaleVersion
from tracker.events.models import ClaimMode
from tracker.extraction.matching import match_force, match_person
from tracker.extraction.models import Suggestion, SuggestionKind, SuggestionState
from tracker.publishing.editing import require
from tracker.review.decisions.actors import fate_of, is_name
from tracker.review.decisions.errors import Ambiguous, NotReady
from tracker.review.decisions.fates import event_of_fate
from tracker.review.decisions.guard import events_alike
from tracker.review.decisions.places import candidates, country_code, region_of
from tracker.review.decisions.resembling import resembling
from tracker.review.decisions.roles import names_in_role
from tracker.review.decisions.sitting import DECIDED, Sitting, called, effective, names_of, spans_of
from tracker.review.decisions.speakers import suggested_speaker, variants
from tracker.review.decisions.verbs import MAKERS, finish
from tracker.review.decisions.worded import span_of
from tracker.review.sounding import sounding
from tracker.revisions.models import Kind

ORDER = (SuggestionKind.PLACE, SuggestionKind.FORCE, SuggestionKind.EVENT, SuggestionKind.CLAIM)
_ACTING = ("attacker", "partner", "victim", "target")


@transaction.atomic
def count_batch(text_id: int, *, by: User, percent: int) -> list[Suggestion]:
    """What ``accept_batch`` would take at ``percent``, in the order in which it takes it. Changes nothing."""
    return _plan(_sit(text_id, by=by), percent)


@transaction.atomic
def accept_batch(text_id: int, *, by: User, percent: int, seen: list[int]) -> list[Suggestion]:
    """Accept every open suggestion scored ``percent`` or more that needs no judgement; all of them or none.

    Never a person, a fate, a figure, a claim that stands against another, nor a
    name that several records or suggestions bear. ``seen`` are the ids that were
    counted before. Taking the same twice takes it once.

    Raises:
        StaleVersion: it would not be what was counted.
        NotReady: one of them could not be accepted.
        NotPermitted.
    """
    sitting = _sit(text_id, by=by)
    if seen and all(each.state in DECIDED for each in sitting.suggestions if each.pk in set(seen)):
        return []
    planned = _plan(sitting, percent)
    if {each.pk for each in planned} != set(seen):
        raise StaleVersion("The suggestions were changed since they were counted. Look at the new count.")
    number = max((each.decision.get("batch") or 0 for each in sitting.suggestions), default=0) + 1
    sitting.only = frozenset(seen)
    for suggestion in planned:
        try:
            sitting.take(suggestion)
        except (NotReady, Ambiguous) as refusal:
            raise NotReady(f"Nothing was accepted. Decide “{called(suggestion)}” by itself: {refusal}") from refusal
        suggestion.decision["batch"] = number
        suggestion.save(update_fields=["decision", "changed_at"])
    audit.log("bulk_accept", by=by, kind="article", record=sitting.article, percent=percent, suggestions=seen)
    finish(sitting)
    return planned


def _sit(text_id: int, *, by: User) -> Sitting:
    require(by, Verb.REVIEW)
    text = ArticleText.objects.select_related("article__outlet").get(pk=text_id)
    Article.objects.select_for_update().values_list("pk").get(pk=text.article_id)
    run = text.runs.select_related("text__article__outlet").order_by("-pk").first()
    if run is None:
        raise NotReady("Nothing was proposed for this text.")
    return Sitting(run, by=by, makers=MAKERS)


def _plan(sitting: Sitting, percent: int) -> list[Suggestion]:
    """Those that need no judgement, without those that would take along one that does."""
    shared = _shared_names(sitting)
    wanted = [
        each
        for kind in ORDER
        for each in sitting.of_kind(kind)
        if each.state == SuggestionState.PENDING
        and each.score is not None
        and round(each.score * 100) >= percent
        and _CHECKS[kind](sitting, each, shared)
    ]
    planned = {each.pk for each in wanted}
    while True:
        kept = [each for each in wanted if all(_is_sure(other, planned) for other in _along(sitting, each))]
        if len(kept) == len(wanted):
            return kept
        wanted, planned = kept, {each.pk for each in kept}


def _is_sure(other: Suggestion, planned: set[int]) -> bool:
    return other.state in DECIDED or other.pk in planned


def _shared_names(sitting: Sitting) -> set[str]:
    """Names that two suggestions of a kind bear: which of them is meant is for an editor."""
    counted = Counter(
        (each.kind, name)
        for each in sitting.of_kind(SuggestionKind.FORCE, SuggestionKind.PLACE)
        if each.state != SuggestionState.REJECTED
        for name in names_of(effective(each))
    )
    return {name for (_, name), count in counted.items() if count > 1}


def _sure_force(sitting: Sitting, suggestion: Suggestion, shared: set[str]) -> bool:
    """One force on record bears the name itself, or none bears any of its names or one that sounds like it."""
    payload = effective(suggestion)
    if not is_name(payload.get("name") or "") or names_of(payload) & shared:
        return False
    found = match_force(payload["name"])
    names = [payload["name"], *(payload.get("aliases") or [])]
    is_new = not match_force(payload["name"], names[1:]) and not sounding(Kind.FORCE, names, mode=Mode.EVERY_TOKEN)
    return len(found) == 1 or is_new


def _sure_place(sitting: Sitting, suggestion: Suggestion, shared: set[str]) -> bool:
    """A place that the gazetteer knows without doubt, or a part of a country."""
    payload = effective(suggestion)
    if region_of(payload) is not None:
        return bool(country_code(region_of(payload) or {}))
    return not names_of(payload) & shared and len(candidates(payload)) == 1


def _sure_event(sitting: Sitting, suggestion: Suggestion, shared: set[str]) -> bool:
    """An event with a day, in which nobody meets a fate."""
    payload = effective(suggestion)
    fated = (each for each in sitting.of_kind(SuggestionKind.PERSON) if each.state != SuggestionState.REJECTED)
    if any(fate_of(effective(each)) and event_of_fate(sitting, each) is suggestion for each in fated):
        return False
    try:
        is_dated = span_of(payload.get("date")) is not None
        return is_dated and not resembling(payload) and not events_alike(sitting, suggestion, payload)
    except NotReady:
        return False


def _sure_claim(sitting: Sitting, suggestion: Suggestion, shared: set[str]) -> bool:
    """A statement that denies nothing, holds no figure and no fate, and whose speaker is not in doubt."""
    payload = effective(suggestion)
    if payload.get("kind") == ClaimMode.DENIAL or payload.get("negated"):
        return False
    for start, end in spans_of(suggestion)[:1]:
        for other in sitting.of_kind(SuggestionKind.CASUALTY, SuggestionKind.PERSON):
            is_grave = other.kind == SuggestionKind.CASUALTY or fate_of(effective(other))
            if is_grave and any(start <= inner[0] and inner[1] <= end for inner in other.spans):
                return False
    names = [name for name in variants(payload.get("speaker") or "") if fold(name)]
    if suggested_speaker(sitting, payload.get("speaker")) is not None:
        return not {fold(name) for name in names} & shared
    return all(len(match_force(name)) < 2 and len(match_person(name)) < 2 for name in names)


def _along(sitting: Sitting, suggestion: Suggestion) -> Iterator[Suggestion]:
    """The suggestions that accepting this one would accept, too, or that it needs."""
    payload = effective(suggestion)
    found: list[Suggestion | None] = []
    if suggestion.kind == SuggestionKind.EVENT:
        roles = payload.get("roles") or {}
        fillers = [names_in_role(item) for role in _ACTING for item in roles.get(role) or []]
        found = [sitting.called(names, SuggestionKind.PERSON, SuggestionKind.FORCE) for names in fillers]
        where = [payload.get("place") or "", payload.get("place_as_worded") or ""]
        found.append(sitting.called(where, SuggestionKind.PLACE))
    if suggestion.kind == SuggestionKind.CLAIM:
        found = [suggested_speaker(sitting, payload.get("speaker")), sitting.by_key(payload.get("event") or "")]
    yield from (each for each in found if each is not None)


_CHECKS = {
    SuggestionKind.FORCE: _sure_force,
    SuggestionKind.PLACE: _sure_place,
    SuggestionKind.EVENT: _sure_event,
    SuggestionKind.CLAIM: _sure_claim,
}
