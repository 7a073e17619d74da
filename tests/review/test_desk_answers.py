"""What a decision costs: the bytes of its answer, its queries, the cards drawn anew; and two editors at once."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_article, make_editor, make_user
from tests.review.long_article import SPANS, make_long_article
from tests.review.seeded import seed_article, suggestion, suggestions
from tracker.accounts.models import AuditEntry
from tracker.accounts.policy import Role
from tracker.actors.models import Force, Person
from tracker.extraction.models import SuggestionState
from tracker.review.decisions import accept, reject

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Desk": "1"}


@pytest.fixture
def article():
    return seed_article()


def url(article):
    return reverse("admin:review_desk", args=[article.pk])


def at_desk(name):
    client = Client()
    client.force_login(make_editor(name))
    return client


def known(article):
    return ",".join(f"{each.pk}:{each.version}" for each in suggestions(article))


def decide(client, article, each, action, **fields):
    data = {"do": f"{action}:{each.pk}:{each.version}", "known": known(article), **fields}
    return client.post(url(article), data, headers=SCRIPT)


@pytest.mark.parametrize(
    ("kind", "action", "cards", "queries"),
    [("force", "accept", 1, 65), ("person", "accept", 1, 65), ("place", "reject", 1, 30), ("casualty", "reject", 1, 30),
     ("event", "accept", 12, 90)],
)  # fmt: skip
def test_a_decision_costs_little_among_three_hundred(django_assert_max_num_queries, kind, action, cards, queries):
    client, article = at_desk("ana"), make_long_article()
    client.get(url(article))
    each = suggestions(article).filter(kind=kind).first()

    with django_assert_max_num_queries(queries):
        answer = decide(client, article, each, action)

    found = answer.json()
    assert suggestions(article).count() == SPANS
    assert answer.status_code == 200
    assert 1 <= len(found["cards"]) <= cards
    assert len(answer.content) < 2_500 * cards
    assert found["lines"] == []


def test_the_page_of_three_hundred_holds_no_form_of_a_card():
    client, article = at_desk("ana"), make_long_article()

    page = client.get(url(article)).content.decode()

    assert page.count('<article class="card') == SPANS
    assert len(re.findall(r"<select|<textarea", page)) == 0
    assert page.count("<form") <= 3


def test_a_form_is_fetched_alone(article, django_assert_max_num_queries):
    client, each = at_desk("ana"), suggestion(article, "p1")
    client.get(url(article))

    with django_assert_max_num_queries(20):
        answer = client.get(f"{url(article)}?amend={each.pk}", headers=SCRIPT)

    page = answer.content.decode()
    assert page.count("<form") == 2
    assert f'name="s{each.pk}-role"' in page
    assert "<html" not in page


def test_two_editors_at_once_lose_nothing(article):
    ana, ben = at_desk("ana"), at_desk("ben")
    each, seen_by_both = suggestion(article, "f1"), known(article)

    first = ana.post(url(article), {"do": f"reject:{each.pk}:1", "known": seen_by_both}, headers=SCRIPT)
    second = ben.post(url(article), {"do": f"accept:{each.pk}:1", "known": seen_by_both}, headers=SCRIPT)

    (card,) = second.json()["cards"]
    assert (first.status_code, second.status_code) == (200, 409)
    assert "was rejected" in card["html"]
    assert "Rejected by ana" in card["html"]
    assert suggestion(article, "f1").state == SuggestionState.REJECTED
    assert not Force.objects.exists()


def test_what_somebody_else_decided_comes_with_the_next_answer(article):
    ana, seen = at_desk("ana"), known(article)
    reject(suggestion(article, "f2").pk, by=make_editor("ben"), version=1)
    each = suggestion(article, "f1")

    found = ana.post(url(article), {"do": f"accept:{each.pk}:1", "known": seen}, headers=SCRIPT).json()

    changed = {card["pk"]: card["html"] for card in found["cards"]}
    assert changed.keys() == {each.pk, suggestion(article, "f2").pk}
    assert "Rejected by ben" in changed[suggestion(article, "f2").pk]


def test_what_a_stale_editor_typed_comes_back_with_the_refusal(article):
    ana, each = at_desk("ana"), suggestion(article, "p1")
    reject(each.pk, by=make_editor("ben"), version=1)
    fields = {f"s{each.pk}-name": "Erik Kurilla", f"s{each.pk}-role": "typed at length"}

    answer = ana.post(url(article), {"action": "amend", "suggestion": each.pk, "version": 1, **fields}, headers=SCRIPT)

    (card,) = [card for card in answer.json()["cards"] if card["pk"] == each.pk]
    assert answer.status_code == 409
    assert "typed at length" in card["html"]
    assert not Person.objects.exists()


def test_every_decision_survives_a_reload(article):
    ana = at_desk("ana")
    for key, action in (("f1", "accept"), ("f2", "reject"), ("e1", "parts")):
        decide(ana, article, suggestion(article, key), action)

    page = ana.get(url(article)).content.decode()

    states = {each.key: each.state for each in suggestions(article)}
    assert (states["f1"], states["f2"], states["e1"]) == ("accepted", "rejected", "accepted")
    assert page.count("card--pending") == sum(state == "pending" for state in states.values())


def test_decisions_stand_in_the_audit_log(article):
    ana = at_desk("ana")
    decide(ana, article, suggestion(article, "f1"), "accept")
    decide(ana, article, suggestion(article, "f2"), "reject")
    decide(ana, article, suggestion(article, "f2"), "undo")
    accept(suggestion(article, "f3").pk, by=make_editor("ben"), version=1, amended={"country_code": "US"})

    entries = AuditEntry.objects.order_by("pk")

    assert [(each.action, each.by.username, each.details["what"]) for each in entries] == [
        ("accept", "ana", "US military"),
        ("reject", "ana", "US Central Command"),
        ("undo", "ana", "US Central Command"),
        ("amend", "ben", "Iraqi security forces"),
    ]


def test_characters_that_cannot_be_seen_are_named_and_keep_their_place():
    text = "Troops \u202efired\u202c at\u200b noon.\nA se\u00adcond line."
    article = make_article(text)
    run = article.texts.get().runs.create(extractor="rules", extractor_version="1", seconds=0)
    run.suggestions.create(kind="force", key="f1", payload={"name": "a\u202eb"}, spans=[[7, 14]])

    page = at_desk("ana").get(url(article)).content.decode()

    inside = page.split("data-text>")[1].split("</div>")[0]
    assert re.sub(r"</?(?:a|span)\b[^>]*>", "", inside) == text
    assert inside.count('class="odd"') == 4
    assert 'data-odd="RLO">\u202e</span>fired' in inside
    assert 'a<span class="odd" data-odd="RLO">\u202e</span>b</h3>' in page


@pytest.mark.parametrize("role", [Role.EDITOR, Role.REPORTER])
def test_a_sealed_note_is_not_there(role):
    note, client = seed_article(title="Zebra", kind="note", is_sealed=True), Client()
    client.force_login(make_user(role))
    each = suggestion(note, "f1")

    answers = [
        client.get(url(note)),
        client.get(f"{url(note)}?amend={each.pk}", headers=SCRIPT),
        decide(client, note, each, "accept"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert suggestion(note, "f1").state == SuggestionState.PENDING


def test_who_keeps_sources_reviews_a_sealed_note_and_the_log_keeps_no_word_of_it():
    note, client = seed_article(title="Zebra", kind="note", is_sealed=True), Client()
    client.force_login(make_user(Role.SOURCE_KEEPER))

    page = client.get(url(note)).content.decode()
    decide(client, note, suggestion(note, "f1"), "reject")

    assert "Zebra" in page
    assert "what" not in AuditEntry.objects.get().details
