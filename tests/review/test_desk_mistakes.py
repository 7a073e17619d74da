"""What a hurried or careless editor does at the review desk: nothing breaks, nothing is dropped in silence."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_event, make_person
from tests.review.seeded import seed_article, spans, suggestion
from tracker.actors.models import Force
from tracker.extraction.models import Suggestion, SuggestionKind
from tracker.publishing.editing import save_version
from tracker.publishing.models import NamingDecision
from tracker.review.decisions import accept, add
from tracker.revisions.models import Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def desk(client):
    client.force_login(make_editor("ana"))
    return client


def url(article):
    return reverse("admin:review_desk", args=[article.pk])


def step(desk, record, name, **fields):
    page = reverse("admin:workflow", kwargs={"kind": "event", "pk": record.pk, "step": name})
    response = desk.post(page, {"version": record.version, **fields}, follow=True)
    return " ".join(str(message) for message in response.context["messages"])


def test_half_a_point_is_refused(desk, article):
    data = {
        "action": "add",
        "kind": "place",
        "words": "desert",
        "add-place-name": "Western Desert",
        "add-place-lat": "33",
    }

    response = desk.post(url(article), data)

    assert response.status_code == 422
    assert "both latitude and longitude" in response.content.decode()
    assert not Suggestion.objects.filter(key="x1").exists()


def test_half_a_point_kept_before_does_not_close_the_desk(desk, article):
    payload = {"name": "Western Desert", "kind": "town", "lat": 33.0, "lon": None}
    add(article.texts.get().pk, kind=SuggestionKind.PLACE, payload=payload, spans=spans("desert"), by=make_editor())

    assert desk.get(url(article)).status_code == 200


def test_changes_are_not_dropped_when_another_tab_accepted_first(desk, article):
    force = suggestion(article, "f1")
    accept(force.pk, by=make_editor(), version=1)
    typed = {"name": "My careful name", "aliases": "", "force_kind": "state_military", "country_code": "US"}
    data = {f"s{force.pk}-{name}": value for name, value in typed.items()}

    response = desk.post(url(article), {"action": "amend", "suggestion": force.pk, "version": 1, **data})

    assert response.status_code == 409
    assert "without your changes" in response.content.decode()
    assert not Force.objects.filter(name="My careful name").exists()


def test_save_and_accept_pressed_twice_is_pressed_once(desk, article):
    force = suggestion(article, "f1")
    typed = {"name": "My careful name", "aliases": "", "force_kind": "state_military", "country_code": "US"}
    data = {f"s{force.pk}-{name}": value for name, value in typed.items()}

    answers = [
        desk.post(url(article), {"action": "amend", "suggestion": force.pk, "version": 1, **data}) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert Force.objects.filter(name="My careful name").count() == 1


@pytest.mark.parametrize("name", ["submit", "approve"])
def test_a_companion_deleted_meanwhile_stops_the_step(desk, name):
    event = make_event()
    save_version(Kind.EVENT, event, by=make_editor())
    if name == "approve":
        step(desk, event, "submit")

    said = step(desk, event, name, companion="person:99999:1")

    event.refresh_from_db()
    assert "not there any more" in said
    assert event.state == ("draft" if name == "submit" else "in_review")


def test_a_reason_is_kept_without_what_the_database_cannot_hold(desk):
    person = make_person("Somebody")
    page = reverse("admin:naming", kwargs={"pk": person.pk, "step": "propose"})

    desk.post(page, {"reason": "A\x00nnounced. " + "x" * 200_000})

    kept = NamingDecision.objects.get().reason
    assert kept.startswith("Announced.")
    assert len(kept) <= 1000


def test_a_figure_without_a_standing_is_not_made_civilian_by_amending_it(desk, article):
    each = suggestion(article, "c3")
    del each.payload["standing"]
    each.save()
    panel = desk.get(url(article), {"amend": each.pk}).content.decode()

    assert '<option value="unknown" selected>' in panel
    assert '<option value="civilian" selected>' not in panel


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(desk, article, method):
    assert getattr(desk, method)(url(article)).status_code == 405
