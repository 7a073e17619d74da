"""Which model is shown by which admin, and what stands in the sidebar."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from tracker.accounts.models import AuditEntry, User
from tracker.accounts.policy import Verb, may
from tracker.actors.models import Force, Person
from tracker.articles.models import Article, ArticleText, Outlet, Passage
from tracker.events.models import Claim, Event, EventType, Topic
from tracker.extraction.models import Run, Suggestion
from tracker.places.models import Place
from tracker.published.models import Change
from tracker.publishing.models import Approval
from tracker.review.admin import machinery as tended
from tracker.review.admin.actors import ForceAdmin, PersonAdmin
from tracker.review.admin.articles import ArticleAdmin
from tracker.review.admin.audit import AuditEntryAdmin
from tracker.review.admin.claims import ClaimAdmin
from tracker.review.admin.events import EventAdmin
from tracker.review.admin.passages import ArticleTextAdmin, OutletAdmin, PassageAdmin
from tracker.review.admin.places import PlaceAdmin
from tracker.review.admin.stories import StoryAdmin
from tracker.review.admin.theme import ModelAdmin
from tracker.review.admin.topics import TopicAdmin
from tracker.review.models import Story
from tracker.revisions.models import Revision

EDITED: dict[type[Model], tuple[type[ModelAdmin], str]] = {
    Article: (ArticleAdmin, "inbox"),
    Story: (StoryAdmin, "edit_note"),
    Event: (EventAdmin, "bolt"),
    Topic: (TopicAdmin, "topic"),
    Person: (PersonAdmin, "person"),
    Force: (ForceAdmin, "shield"),
    Place: (PlaceAdmin, "location_on"),
    Outlet: (OutletAdmin, "newspaper"),
}
CHOSEN: dict[type[Model], type[ModelAdmin]] = {Passage: PassageAdmin, ArticleText: ArticleTextAdmin, Claim: ClaimAdmin}
TENDED: dict[type[Model], tuple[type[ModelAdmin], str]] = {
    Revision: (tended.RevisionAdmin, "history"),
    Run: (tended.RunAdmin, "smart_toy"),
    Suggestion: (tended.SuggestionAdmin, "rule"),
    Approval: (tended.ApprovalAdmin, "verified"),
    Change: (tended.ChangeAdmin, "campaign"),
    User: (tended.UserAdmin, "group"),
    Group: (tended.GroupAdmin, "badge"),
    EventType: (tended.EventTypeAdmin, "menu_book"),
}
READ: dict[type[Model], tuple[type[ModelAdmin], str]] = {AuditEntry: (AuditEntryAdmin, "fact_check")}


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    """What somebody sees: nine entries for who edits, the machinery for who tends it."""
    groups: list[dict[str, Any]] = []
    pairs = {"title": "One or two?", "icon": "join_inner", "link": reverse("admin:duplicates", args=["event"])}
    if may(request.user, Verb.EDIT):
        groups.append(
            {"title": "Desk", "items": [*(_entry(model, icon) for model, (_, icon) in EDITED.items()), pairs]}
        )
    if may(request.user, Verb.IMPORT):
        files = {"title": "Import from a file", "icon": "upload_file", "link": reverse("admin:imports")}
        groups.append({"title": "Files", "items": [files]})
    if may(request.user, Verb.AUDIT):
        groups.append({"title": "Record", "items": [_entry(model, icon) for model, (_, icon) in READ.items()]})
    if tended.tends(request):
        groups.append({"title": "Machinery", "items": [_entry(model, icon) for model, (_, icon) in TENDED.items()]})
    return groups


def _entry(model: type[Model], icon: str) -> dict[str, Any]:
    meta = model._meta
    link = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    return {"title": str(meta.verbose_name_plural).capitalize(), "icon": icon, "link": link}
