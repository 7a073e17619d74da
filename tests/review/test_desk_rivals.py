"""A figure stands beside what others claim about the same people."""

import pytest
from django.urls import reverse

from tests.factories import make_editor
from tests.review.seeded import seed_article, suggestion
from tracker.review.decisions import accept
from tracker.review.desk.cards import open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article, editor = seed_article(), make_editor("ana")
    for key in ("e1", "c2"):
        accept(suggestion(article, key).pk, by=editor, version=suggestion(article, key).version)
    return article


def rival_figure(article, **changes):
    """Another figure for the same event, as a second report would bring it."""
    first = suggestion(article, "c2")
    return first.run.suggestions.create(
        kind="casualty", key="c9", event_key="e1", payload={**first.payload, **changes}, spans=first.spans
    )


def test_another_figure_is_shown_beside_the_accepted_one(client, article):
    rival = rival_figure(article, min=15, max=15, attributed_to="medics")

    card = open_desk(article).card(rival.pk)

    assert card.rivals == [
        ("US Central Command", "2024-09-13", "14 members of the Islamic State group", False),
    ]
    client.force_login(make_editor())
    page = client.get(reverse("admin:review_desk", args=[article.pk])).content.decode()
    assert "Already claimed for this event" in page


def test_the_same_figure_is_marked_as_such(article):
    rival = rival_figure(article)

    assert open_desk(article).card(rival.pk).rivals[0][3]


@pytest.mark.parametrize("changes", [{"kind": "wounded"}, {"group": "leaders"}, {"event": "e7"}])
def test_figures_about_other_people_are_no_rivals(article, changes):
    rival = rival_figure(article, **changes)

    assert open_desk(article).card(rival.pk).rivals == []
