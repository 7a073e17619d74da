"""Nobody without a desk role reads or changes anything unpublished, whatever the address and the verb."""

import pytest
from django.urls import reverse

from tests.factories import make_administrator, make_editor, make_user
from tests.review.seeded import seed_article, suggestion
from tracker.events.models import Event
from tracker.extraction.models import Suggestion
from tracker.publishing.editing import save_version
from tracker.review.decisions import accept_event_with_parts
from tracker.revisions.models import Kind, Revision

pytestmark = pytest.mark.django_db
WORDS = "Zebra, not yet public"
STEPS = ("submit", "send_back", "approve", "publish", "break_glass", "second_check", "retract", "withdraw")


@pytest.fixture
def article():
    """An article reviewed into a draft; the secret words stand in its title and the event's."""
    editor = make_editor()
    found = seed_article(title=WORDS)
    made = accept_event_with_parts(suggestion(found, "e1").pk, by=editor, version=1)
    event = Event.objects.get(pk=made.pk)
    event.title = WORDS
    event.save()
    save_version(Kind.EVENT, event, by=editor)
    return found


def outsider(name):
    user = {"administrator": make_administrator, "editor not let in": make_editor}.get(name, make_user)()
    user.is_staff = name != "editor not let in"
    user.save()
    return user


def addresses(article):
    event = Event.objects.get()
    for name, pk in (("events_event", event.pk), ("articles_article", article.pk)):
        yield from (reverse(f"admin:{name}_{page}") for page in ("changelist", "add"))
        yield from (reverse(f"admin:{name}_{page}", args=[pk]) for page in ("change", "delete", "history"))
    fields = (("storylink", "event", "events"), ("citation", "passage", "events"), ("passage", "text", "articles"))
    for model, field, app in fields:
        yield reverse("admin:autocomplete") + f"?app_label={app}&model_name={model}&field_name={field}&term="
    yield reverse("admin:review_desk", args=[article.pk])
    yield reverse("admin:preview", kwargs={"kind": "event", "pk": event.pk})
    yield from (reverse("admin:workflow", kwargs={"kind": "event", "pk": event.pk, "step": step}) for step in STEPS)
    yield reverse("admin:index")
    yield reverse("admin:search") + "?s=Zebra"


@pytest.mark.parametrize("name", ["administrator", "no role", "editor not let in"])
def test_an_outsider_reads_and_changes_nothing(client, article, name):
    before = list(Event.objects.values()), list(Suggestion.objects.values()), Revision.objects.count()
    client.force_login(outsider(name))
    open_card = Suggestion.objects.pending().first()
    sent = {
        "action": "accept",
        "suggestion": open_card.pk,
        "version": "2",
        "reason": "r",
        "title": "Mine",
        "post": "yes",
    }

    for address in addresses(article):
        for answer in (client.get(address), client.post(address, sent)):
            assert WORDS not in answer.content.decode(), address

    assert before == (list(Event.objects.values()), list(Suggestion.objects.values()), Revision.objects.count())
