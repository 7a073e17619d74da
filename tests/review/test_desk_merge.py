"""A suggestion beside a record on file, and the end of a review."""

import pytest
from django.urls import reverse

from tests.factories import make_editor, make_event, make_force, make_person, make_place
from tests.review.seeded import seed_article, suggestion, suggestions
from tracker.core.states import EditorialState
from tracker.events.models import Event
from tracker.review.decisions import NotReady, accept, accept_event_with_parts, reject
from tracker.review.desk.lookup import records_like

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Desk": "1"}


@pytest.fixture
def article():
    return seed_article()


@pytest.fixture
def desk(client):
    client.force_login(make_editor("ana"))
    return client


def url(article):
    return reverse("admin:review_desk", args=[article.pk])


def panel(desk, article, key, **query):
    each = suggestion(article, key)
    return desk.get(url(article), {"merge": each.pk, **query}, headers=SCRIPT).content.decode()


@pytest.mark.parametrize(
    ("key", "make", "says"),
    [
        ("f1", lambda: make_force("Armed Forces", "Union Army", country_code="US"), "Union Army"),
        ("p1", lambda: make_person("Eric Kurila", "The General"), "Described, never named"),
        ("l2", lambda: make_place("Shamland", country_code="SY"), "version 0"),
        ("e1", lambda: make_event(title="The night raid", means="helicopters"), "helicopters"),
    ],
    ids=["force", "person", "place", "event"],
)
def test_a_record_is_found_by_name_and_stands_beside_the_suggestion(desk, article, key, make, says):
    record = make()

    found = panel(desk, article, key, q=getattr(record, "name", "") or record.title)
    beside = panel(desk, article, key, record=record.pk)

    each = suggestion(article, key)
    assert f'name="record" value="{record.pk}"' in found
    assert says in beside
    assert f'value="accept:{each.pk}:1:{record.pk}"' in beside


@pytest.mark.parametrize(
    ("key", "make"),
    [
        ("f1", lambda: make_force("Armed Forces")),
        ("p1", lambda: make_person("Somebody Else")),
        ("l2", lambda: make_place("Shamland", country_code="SY")),
        ("e1", lambda: make_event(title="The night raid")),
    ],
    ids=["force", "person", "place", "event"],
)
def test_a_suggestion_is_accepted_as_the_record_beside_it(desk, article, key, make):
    record, each = make(), suggestion(article, key)

    answer = desk.post(url(article), {"do": f"accept:{each.pk}:1:{record.pk}"})

    assert answer.status_code == 303
    assert suggestion(article, key).became_id == record.pk


def test_what_differs_is_marked(desk, article):
    record = make_force("US military", country_code="FR")

    assert "<small>(differs)</small>" in panel(desk, article, "f1", record=record.pk)


def test_a_retracted_record_is_neither_found_nor_accepted(desk, article):
    record = make_force("Armed Forces", state=EditorialState.RETRACTED)

    assert records_like("force", "Armed Forces") == []
    assert "No record on file" in panel(desk, article, "f1", q="Armed Forces")
    with pytest.raises(NotReady, match="was retracted"):
        accept(suggestion(article, "f1").pk, by=make_editor(), version=1, choice=record.pk)


def test_a_record_is_found_by_a_beginning_and_by_its_number():
    record = make_force("Unionist Army")

    assert records_like("force", "unionis") == [record]
    assert records_like("force", str(record.pk)) == [record]
    assert records_like("event", str(record.pk)) == []
    assert records_like("person", "u") == []


@pytest.mark.parametrize("query", ["\x00", "'", "%", "_", "9" * 30, "🙂", "x" * 5000])
def test_nonsense_finds_nothing_and_breaks_nothing(desk, article, query):
    assert "merge__found" in panel(desk, article, "f1", q=query)
    assert "merge__found" in panel(desk, article, "e1", q=query)


def test_figures_are_not_merged(desk, article):
    each = suggestion(article, "c1")

    assert "<form" not in desk.get(url(article), {"merge": each.pk}, headers=SCRIPT).content.decode()


def test_every_panel_works_without_script(desk, article):
    force = make_force("Armed Forces")
    each = suggestion(article, "f1")

    amend = desk.get(url(article), {"amend": each.pk}).content.decode()
    merge = desk.get(url(article), {"merge": each.pk, "record": force.pk}).content.decode()
    adding = desk.get(url(article), {"add": "force"}).content.decode()

    assert f'name="s{each.pk}-name"' in amend
    assert f'value="accept:{each.pk}:1:{force.pk}"' in merge
    assert 'name="add-force-name"' in adding


def test_a_panel_of_another_article_is_not_there(desk, article):
    assert desk.get(url(article), {"amend": 10**9}, headers=SCRIPT).status_code == 404


def test_after_the_last_decision_the_event_is_submitted_with_what_it_names(desk, article):
    editor = make_editor()
    accept_event_with_parts(suggestion(article, "e1").pk, by=editor, version=1)
    open_now = [each for each in suggestions(article) if each.state == "pending"]
    before = desk.get(url(article)).content.decode()
    for each in open_now:
        reject(each.pk, by=editor, version=each.version)

    page = desk.get(url(article)).content.decode()

    event = Event.objects.get()
    assert "Everything is decided" not in before
    assert "Submit the event and the" in page
    assert f'name="version" value="{event.version}"' in page
    assert page.count('name="companion"') > 2


def test_an_event_submitted_already_is_not_offered_again(desk, article):
    for each in suggestions(article):
        reject(each.pk, by=make_editor(), version=1)

    assert "Everything is decided" not in desk.get(url(article)).content.decode()
