"""A sealed note: its title, text, words and publisher are unreachable for whoever does not keep sources."""

import pytest
from django.urls import reverse

from tests.factories import make_event, make_outlet, make_passage, make_user
from tests.review.forms import filled
from tests.review.seeded import seed_article
from tracker.accounts.models import AuditEntry, User
from tracker.accounts.policy import Role
from tracker.articles.models import Article, ArticleText, Passage
from tracker.events.models import Citation, Claim
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db
SECRETS = ("Zebra", "Quagga", "Okapi")
OPEN_TO = {Role.CHIEF, Role.SOURCE_KEEPER}
CLOSED_TO = [role for role in Role if role not in OPEN_TO]


@pytest.fixture
def note():
    """A sealed note that the machine has read, and an event that rests on it."""
    found = seed_article(title="Zebra called at night", kind="note", is_sealed=True, outlet=make_outlet("Okapi"))
    editor = make_user(Role.EDITOR)
    text = found.texts.get()
    text.text = f"{text.text} The Quagga is the source."
    text.save()
    event = make_event(title="Raid")
    passage = make_passage(found, "The Quagga is the source.")
    Citation.objects.create(event=event, passage=passage)
    Claim.objects.create(event=event, speaker_code="a caller", passage=passage, paraphrase="Says that it happened.")
    save_version(Kind.EVENT, event, by=editor)
    save_version(Kind.ARTICLE, found, by=make_user(Role.CHIEF))
    return found


def addresses(note):
    event = Citation.objects.get().event
    for name, pk in (
        ("articles_article", note.pk),
        ("articles_passage", Passage.objects.get(start__gt=0, text__article=note, citations__isnull=False).pk),
    ):
        yield reverse(f"admin:{name}_changelist") + "?q=zebr"
        yield from (reverse(f"admin:{name}_{page}", args=[pk]) for page in ("change", "delete", "history"))
    yield reverse("admin:articles_articletext_changelist") + "?q=zebr"
    yield from (reverse(f"admin:events_event_{page}", args=[event.pk]) for page in ("change", "delete", "history"))
    yield reverse("admin:events_claim_changelist") + "?q=happened"
    for model, field, app in (
        ("citation", "passage", "events"),
        ("passage", "text", "articles"),
        ("claim", "passage", "events"),
    ):
        yield reverse("admin:autocomplete") + f"?app_label={app}&model_name={model}&field_name={field}&term="
        yield reverse("admin:autocomplete") + f"?app_label={app}&model_name={model}&field_name={field}&term=quagg"
    yield reverse("admin:review_desk", args=[note.pk])
    yield reverse("admin:preview", kwargs={"kind": "article", "pk": note.pk})
    yield reverse("admin:preview", kwargs={"kind": "event", "pk": event.pk})
    for name in ("extraction_run", "extraction_suggestion", "revisions_revision", "publishing_approval"):
        yield reverse(f"admin:{name}_changelist")
    yield reverse("admin:index")
    yield reverse("admin:search") + "?s=zebr"


@pytest.mark.parametrize("role", CLOSED_TO)
def test_nothing_of_a_sealed_note_is_shown_to_who_does_not_keep_sources(client, note, role):
    client.force_login(make_user(role))

    for address in addresses(note):
        page = client.get(address, follow=True).content.decode()
        assert not [secret for secret in SECRETS if secret in page], address


@pytest.mark.parametrize("role", sorted(OPEN_TO))
def test_who_keeps_sources_opens_and_finds_it(client, note, role):
    client.force_login(make_user(role))

    assert "Zebra called at night" in client.get(reverse("admin:articles_article_changelist")).content.decode()
    assert "Quagga" in client.get(reverse("admin:articles_article_change", args=[note.pk])).content.decode()
    assert "Quagga" in client.get(reverse("admin:review_desk", args=[note.pk])).content.decode()


@pytest.mark.parametrize("step", ["submit", "send_back", "approve", "publish", "break_glass", "retract", "withdraw"])
def test_no_step_is_taken_with_a_note_that_one_may_not_open(client, note, step):
    client.force_login(make_user(Role.EDITOR))
    url = reverse("admin:workflow", kwargs={"kind": "article", "pk": note.pk, "step": step})

    assert client.post(url, {"version": "1", "reason": "x"}).status_code == 404


def test_the_words_open_to_start_from_hold_for_texts_and_passages(note):
    for model in (Article, ArticleText, Passage):
        everything = model.objects.count()
        assert model.objects.open_to(make_user(Role.SOURCE_KEEPER)).count() == everything
        assert model.objects.open_to(make_user(Role.EDITOR)).count() < everything
        assert model.objects.open_to(User.objects.create_superuser(f"root{model.__name__}")).count() < everything


def test_a_reporter_seals_what_she_pastes_and_does_not_open_it_again(client):
    client.force_login(make_user(Role.REPORTER))
    sent = {"title": "A call", "kind": "note", "text": "The Quagga says so.", "is_sealed": "on"}

    page = client.post(reverse("admin:articles_article_add"), sent, follow=True).content.decode()

    found = Article.objects.get()
    assert found.is_sealed
    assert "Kept and sealed" in page
    assert client.get(reverse("admin:articles_article_change", args=[found.pk])).status_code != 200
    assert AuditEntry.objects.get(action="seal").record_id == found.pk


def test_only_notes_are_sealed(client):
    client.force_login(make_user(Role.EDITOR))
    sent = {"title": "A report", "kind": "report", "text": "The army says so.", "is_sealed": "on"}

    page = client.post(reverse("admin:articles_article_add"), sent).content.decode()

    assert "Only an internal note can be sealed" in page
    assert not Article.objects.exists()


def test_a_source_keeper_unseals_and_the_log_says_so(client, note):
    client.force_login(make_user(Role.SOURCE_KEEPER))
    url = reverse("admin:articles_article_change", args=[note.pk])
    sent = filled(client.get(url))
    sent.pop("is_sealed")

    client.post(url, sent)

    note.refresh_from_db()
    assert not note.is_sealed
    assert AuditEntry.objects.get(action="unseal").record_id == note.pk
