"""The desk's figures in the event's form: rules to choose, figures set by hand, and how they come about, live."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from tracker.accounts.policy import Verb, may
from tracker.actors.models import Force, Person
from tracker.articles.models import Outlet, Passage
from tracker.events.models import Claim, Event, Grade, Tally, TallyRule
from tracker.review.admin.base import Part
from tracker.review.admin.theme import Select
from tracker.review.admin.versioned import PartForm
from tracker.review.figures import Reckoning, reckon

_MOST_ROWS = 1000
_LARGEST = 2_000_000_000
_CHOICES = [
    ("", "By the first rule that fits"),
    *[
        (rule.value, rule.label)
        for rule in (
            TallyRule.RANGE_OF_CREDIBLE,
            TallyRule.MOST_CONSERVATIVE,
            TallyRule.LATEST_FROM_SAME_SPEAKER,
            TallyRule.OVERRIDE,
        )
    ],
]
_KEYS = {
    "speaker_force": Force, "speaks_for": Force, "speaker_person": Person, "speaker_outlet": Outlet,
    "passage": Passage,
}  # fmt: skip


class TallyForm(PartForm):
    """A figure counted by the first rule that fits, by a rule that the editor chooses, or set by hand."""

    rule = forms.ChoiceField(choices=_CHOICES, required=False, label="Rule", widget=Select)

    class Meta:
        model = Tally
        fields = ("outcome", "standing", "who", "side", "rule", "low", "best", "high", "is_at_least", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["rule"] = self.instance.rule if self.instance.reason else ""

    def clean(self) -> dict[str, Any]:
        """A rule of one's own has a reason, a figure of one's own that rule, and nothing typed is dropped unseen."""
        found = super().clean() or {}
        rule, reason = found.get("rule") or "", (found.get("reason") or "").strip()
        typed = {"low", "best", "high", "is_at_least"} & set(self.changed_data)
        if rule and not reason:
            self.add_error("reason", "Write why: the public reads the reason beside the figure.")
        if not rule and "rule" not in self.changed_data and reason:
            self.add_error("rule", "Choose the rule that the reason is for, or empty the reason.")
        elif not rule:
            found["reason"] = ""
        if typed and rule != TallyRule.OVERRIDE:
            self.add_error(
                "rule", f"Figures come from the claims. To set one by hand choose “{TallyRule.OVERRIDE.label}”."
            )
        elif not rule and self.instance.pk is None and self.has_changed():
            self.add_error("rule", "A figure that no claim gives needs a rule and a reason. Otherwise add the claim.")
        found["rule"] = rule or TallyRule.SINGLE_CLAIM
        return found


class TallyInline(Part):
    """The desk's figures: counted by rules, or set by hand with a reason."""

    model = Tally
    form = TallyForm
    fields = TallyForm.Meta.fields
    verbose_name_plural = "Tallies: the desk's figures"


def saved_reckoning(event: Event) -> Reckoning:
    """How the figures of the saved event come about."""
    claims = event.claims.select_related("speaker_force", "speaker_person", "speaks_for", "speaker_outlet")
    passages = claims.select_related("passage__text__article__outlet").order_by("pk")
    return reckon(event, passages, event.tallies.all(), grade=event.grade)


@require_POST
def figures_page(request: HttpRequest, pk: int) -> HttpResponse:
    """How the figures would come about were the posted form saved. Nothing is written.

    The page's script asks with the header ``X-Desk`` and gets the part alone.
    """
    if not may(request.user, Verb.EDIT):
        raise PermissionDenied("Your role does not include: edit.")
    event = get_object_or_404(Event, pk=pk)
    grade = request.POST.get("grade", "")
    found = reckon(
        event,
        _posted_claims(request.POST),
        _posted_tallies(request.POST),
        grade=grade if grade in Grade.values else event.grade,
    )
    is_part = request.headers.get("X-Desk")
    name = "admin/review/_reckoning.html" if is_part else "admin/review/figures.html"
    return render(request, name, {"reckoning": found, "event": event})


def _posted_claims(post: QueryDict) -> list[Claim]:
    """The claims as they stand in the form, without rows; what is no number counts as not given."""
    rows = [prefix for prefix in _rows(post, "claims") if not post.get(f"{prefix}-DELETE")]
    known = {
        name: model._default_manager.in_bulk({key for row in rows if (key := _key(post, f"{row}-{name}"))})
        for name, model in _KEYS.items()
    }
    found = []
    for row in rows:
        claim = Claim(
            pk=_key(post, f"{row}-id"),
            part_of_id=_key(post, f"{row}-part_of"),
            said_on=_day(post.get(f"{row}-said_on", "")),
            is_approximate=bool(post.get(f"{row}-is_approximate")),
            is_negated=bool(post.get(f"{row}-is_negated")),
            **{name: post.get(f"{row}-{name}", "") for name in ("topic", "mode", "outcome", "standing", "who", "side")},
            **{name: _count(post.get(f"{row}-{name}", "")) for name in ("low", "best", "high")},
            speaker_code=post.get(f"{row}-speaker_code", ""),
        )
        for name, rows_by_pk in known.items():
            setattr(claim, name, rows_by_pk.get(_key(post, f"{row}-{name}") or 0))
        found.append(claim)
    return found


def _posted_tallies(post: QueryDict) -> list[Tally]:
    """The rules chosen in the form."""
    return [
        Tally(
            rule=post.get(f"{row}-rule", ""),
            reason=post.get(f"{row}-reason", "").strip() or "(no reason yet)",
            is_at_least=bool(post.get(f"{row}-is_at_least")),
            **{name: post.get(f"{row}-{name}", "") for name in ("outcome", "standing", "who", "side")},
            **{name: _count(post.get(f"{row}-{name}", "")) for name in ("low", "best", "high")},
        )
        for row in _rows(post, "tallies")
        if post.get(f"{row}-rule", "") in {code for code, _ in _CHOICES if code} and not post.get(f"{row}-DELETE")
    ]


def _rows(post: QueryDict, name: str) -> list[str]:
    total = _count(post.get(f"{name}-TOTAL_FORMS", "")) or 0
    return [f"{name}-{number}" for number in range(min(total, _MOST_ROWS))]


def _key(post: QueryDict, name: str) -> int | None:
    return _count(post.get(name, "")) or None


def _count(value: str) -> int | None:
    value = value.strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 11 and int(value) < _LARGEST else None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
