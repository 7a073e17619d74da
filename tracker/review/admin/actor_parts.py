"""The parts of people and forces in their forms: names, posts, ties both ways, and what is claimed."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html

from tracker.actors.models import ForceId, ForceLink, ForceName, PersonId, PersonName, Posting, Voice
from tracker.core.days import DatePrecision
from tracker.events.models import Claim
from tracker.review.admin.base import LargePart, Part, change_url
from tracker.review.admin.identifiers import IdInline
from tracker.review.admin.theme import display
from tracker.review.admin.versioned import PartForm

_DAYS = (("starts_on", "starts_precision"), ("ends_on", "ends_precision"))
_SPEAKERS = ("speaker_force", "speaker_person", "speaks_for", "speaker_outlet")


def link_to(record: Model | None) -> str:
    """The record's name as a link to its page in the admin."""
    return format_html('<a class="desk-link" href="{}">{}</a>', change_url(record), record) if record else "—"


class DatedForm(PartForm):
    """Takes a day without a precision as exact, and says at its first field what is wrong with the row as a whole.

    A folded row shows no other place for it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._precisions():
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Where no precision is chosen, the day is exact."""
        found = super().clean() or self.cleaned_data
        return {**found, **{name: found.get(name) or DatePrecision.DAY for name in self._precisions()}}

    def _precisions(self) -> list[str]:
        return [name for name in self.fields if name.endswith("_precision")]

    def full_clean(self) -> None:
        """Move the errors of the whole row."""
        super().full_clean()
        of_row = self.errors.pop(NON_FIELD_ERRORS, None)
        if of_row:
            self.add_error(next(iter(self.fields)), of_row.as_data())


class FoldedPart(LargePart):
    """A part that is folded, and opens at what is wrong with it."""

    form = DatedForm


class OfOthers(Part):
    """Rows that belong to other records: shown here, changed there."""

    can_delete = False
    max_num = 0
    template_after = "admin/review/_none.html"

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Not from this side."""
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """All of them."""
        return self.fields

    @display(description="From, until")
    def days(self, row: Any) -> str:
        """The days, as exactly as they are known."""
        return row.period_words or "not dated"

    @display(description="Words")
    def cited(self, row: Any) -> str:
        """The words that show it."""
        return str(row.passage) if row.passage else "—"


class NameInline(FoldedPart):
    """What somebody or something is called, since when, and which words show it."""

    autocomplete_fields = ("passage",)
    readonly_fields = ("script",)
    verbose_name = "name"
    verbose_name_plural = "Names"
    fields = (("name", "kind"), ("language", "script"), *_DAYS, "passage")


class PersonNameInline(NameInline):
    """What the person is called."""

    model = PersonName


class ForceNameInline(NameInline):
    """What the force is called, or was before it was renamed."""

    model = ForceName


class PersonIdInline(IdInline):
    """What others call the person."""

    model = PersonId


class ForceIdInline(IdInline):
    """What others call the force."""

    model = ForceId


class PostingInline(FoldedPart):
    """Which posts the person holds; titles are long, so not in a line of a table."""

    model = Posting
    autocomplete_fields = ("force", "area", "passage")
    fields = (
        "title", ("rank", "certainty"), ("force", "command"), "area", ("first_cited", "last_cited"), *_DAYS, "passage",
    )  # fmt: skip


class FateInline(OfOthers):
    """What the claims say of the person, each with who says it."""

    model = Claim
    fk_name = "about_person"
    fields = ("words", "says", "said_on", "about", "cited")
    verbose_name_plural = "Claims about this person, decided at the review desk and in events"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what one line of a claim names."""
        found = super().get_queryset(request)
        return found.select_related(*_SPEAKERS, "event", "passage__text__article").order_by("said_on", "pk")

    @display(description="Claim")
    def words(self, claim: Claim) -> str:
        """The fate, or what else it is about."""
        if not claim.fate:
            return claim.paraphrase[:200] or claim.get_topic_display()
        is_denied = claim.mode == "denial" or claim.is_negated
        return f"{'Not ' if is_denied else ''}{claim.get_fate_display().lower()}".capitalize()

    @display(description="Says who")
    def says(self, claim: Claim) -> str:
        """The speaker."""
        return claim.speaker_label

    @display(description="Event")
    def about(self, claim: Claim) -> str:
        """The event that it is about."""
        return link_to(claim.event)


class LinkUpInline(FoldedPart):
    """What the force is a part of, a member of, allied with, opposed to, or split from."""

    model = ForceLink
    fk_name = "child"
    autocomplete_fields = ("parent", "passage")
    fetched = ("child",)
    fields = (("kind", "parent"), *_DAYS, "passage")
    verbose_name = "tie"
    verbose_name_plural = "This force is … another force"


class LinkDownInline(OfOthers):
    """The ties that other forces have to this one."""

    model = ForceLink
    fk_name = "parent"
    fields = ("other", "kind", "days", "cited")
    verbose_name_plural = "Other forces that are … this force, changed on their own pages"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the other force and the words."""
        found = super().get_queryset(request).select_related("child", "parent", "passage__text__article")
        return found.order_by("child__name", "starts_on")

    @display(description="Force")
    def other(self, link: ForceLink) -> str:
        """The force at the other end."""
        return link_to(link.child)


class PostInForceInline(OfOthers):
    """Who holds a post in the force."""

    model = Posting
    fk_name = "force"
    fields = ("holder", "title", "command", "certainty", "days", "cited")
    verbose_name_plural = "People in posts of this force, changed on their own pages"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the person and the words."""
        found = super().get_queryset(request).select_related("person", "force", "passage__text__article")
        return found.order_by("person__name", "starts_on")

    @display(description="Person")
    def holder(self, posting: Posting) -> str:
        """Who holds it."""
        return link_to(posting.person)


class VoiceInline(Part):
    """Which outlets speak for it."""

    model = Voice
    autocomplete_fields = ("outlet", "passage")
    fields = ("outlet", "starts_on", "ends_on", "passage")


class StrengthInline(OfOthers):
    """What is claimed about its strength, at which place and on which day; decided at the review desk."""

    model = Claim
    fk_name = "about_force"
    fields = ("figure", "about_place", "said_on", "says", "cited")
    verbose_name_plural = "Claims about this force, over time"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what one line of a claim names."""
        found = super().get_queryset(request)
        return found.select_related(*_SPEAKERS, "about_place", "event", "passage__text__article").order_by(
            "said_on", "pk"
        )

    @display(description="Claim")
    def figure(self, claim: Claim) -> str:
        """The figure, or what else is claimed."""
        if claim.topic != "strength":
            return claim.paraphrase[:200] or claim.get_topic_display()
        ends = {f"{end:,}" for end in (claim.low, claim.high) if end is not None}
        words = "–".join(sorted(ends, key=lambda end: int(end.replace(",", ""))))
        bound = "at least " if claim.high is None else "up to " if claim.low is None else ""
        return f"{'about ' if claim.is_approximate else ''}{bound}{words}"

    @display(description="Says who")
    def says(self, claim: Claim) -> str:
        """The speaker."""
        return claim.speaker_label
