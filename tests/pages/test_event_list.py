from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.factories import make_event_type
from tests.published_factories import build_change, build_event, build_force, build_person, build_place, build_term
from tracker.published.models import Op
from tracker.publishing.codebook import publish_codebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def types():
    return [build_term("event_type", code, code.capitalize()) for code in ("raid", "clash")]


def titles(client, query):
    page = client.get(f"/events/{query}")
    assert page.status_code == 200, page.content
    return {title for title in ("One", "Two", "Three") if f">{title}</a>" in page.content.decode()}


def test_the_list_shows_live_events_grouped_by_day_with_their_count(client):
    build_event(title="One")
    gone = build_event(title="Two")
    build_change(gone, op=Op.RETRACT)

    page = client.get("/events/").content.decode()

    assert "Thu 29 Aug 2024" in page
    assert ">1 event, latest first" in page
    assert ">Two</a>" not in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?country=SY", {"Two"}),
        ("?country=sy", {"Two"}),
        ("?type=clash", {"Two"}),
        ("?from=2024-08-15", {"One"}),
        ("?to=2024-07-31", {"Three"}),
        ("?from=2024-08-09&to=2024-08-09", {"Two"}),
        ("?force=1", {"Three"}),
        ("?person=1", {"Three"}),
        ("?place=2", {"Two"}),
        ("?q=TWÓ", {"Two"}),
        ("?country=MM", set()),
        ("?q=three&country=SY", set()),
        ("?utm_source=letter&type=raid", {"One", "Three"}),
    ],
)
def test_each_filter_keeps_what_it_names(client, types, query, expected):
    force, person = build_force(), build_person()
    iraq, syria = build_place(), build_place(country_code="SY", country="Syria")
    build_event(title="One", place=iraq)
    build_event(title="Two", place=syria, event_type="clash", earliest=date(2024, 8, 5), latest=date(2024, 8, 10))
    links = {"forces": ((force, "initiator", "A"), (force, "target", "B")), "persons": ((person, "target", "B"),)}
    build_event(title="Three", earliest=date(2024, 7, 1), **links)

    assert titles(client, query) == expected


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("?country=Iraq", "is not a country code"),
        ("?country=ZZ", "is not a country code"),
        ("?type=picnic", "is not a type of event"),
        ("?from=yesterday", "is not a day"),
        ("?from=2024-02-30", "is not a day"),
        ("?from=20240229", "is not a day"),
        ("?to=2024-01-01&from=2024-02-01", "lies after the last day"),
        ("?force=99", "There is no force"),
        ("?force=99999999999999999999999", "There is no force"),
        ("?person=-1", "There is no person"),
        ("?place=x", "There is no place"),
        ("?q=%E2%80%94%21", "no letters or digits"),
        ("?q=a%00b", "cannot be searched for"),
        ("?q=" + "a" * 201, "longer than 200"),
        ("?contry=IQ", "is not a filter"),
        ("?country=IQ&country=SY", "more than once"),
        ("?after=nonsense", "cannot be read"),
        ("?before=2024-01-01~not-a-uuid", "cannot be read"),
        ("?after=~", "cannot be read"),
    ],
)
def test_a_wrong_filter_is_named_and_never_answered_with_everything(client, types, query, message):
    build_event(title="One")

    page = client.get(f"/events/{query}")

    assert page.status_code == 400
    assert message in page.content.decode()
    assert ">One</a>" not in page.content.decode()


def walk(client, rel, start="/events/"):
    """The numbers of events on every page from ``start`` on."""
    pages, address = [], start
    while address:
        page = client.get(address).content.decode()
        pages.append([int(part.split("/")[0]) for part in page.split('card__title"><a href="/events/')[1:]])
        link = page.partition(f'<a rel="{rel}" href="')[2].partition('"')[0].replace("&amp;", "&")
        address = f"/events/{link}" if link else ""
        last = address or None
        if last:
            start = last
    return pages, start


def test_paging_shows_every_event_once_forward_and_back_also_on_a_crowded_day(client):
    for step in range(60):
        build_event(earliest=date(2024, 8, 1) - timedelta(days=step))
    for _ in range(60):
        build_event(earliest=date(2024, 7, 15))

    forward, last = walk(client, "next")
    back, _ = walk(client, "prev", last)

    assert [len(page) for page in forward] == [50, 50, 20]
    assert sorted(number for page in forward for number in page) == list(range(1, 121))
    assert back[::-1] == forward


def test_page_links_keep_the_filters(client, types):
    for _ in range(51):
        build_event(place=None)

    page = client.get("/events/?type=raid&q=raid").content.decode()

    link = page.partition('<a rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert {"type": ["raid"], "q": ["raid"]}.items() <= parse_qs(urlsplit(link).query).items()


def test_the_filter_knows_the_types_that_publishing_writes(client):
    make_event_type("raid")
    publish_codebook()
    build_event(title="One")

    assert titles(client, "?type=raid") == {"One"}
    assert client.get("/events/?type=killed").status_code == 400


def test_event_list_queries_do_not_grow(client, types, django_assert_max_num_queries):
    force, person = build_force(), build_person()
    for _ in range(30):
        build_event(place=build_place(), forces=((force, "initiator", "A"),), persons=((person, "target", "B"),))

    with django_assert_max_num_queries(8):
        page = client.get("/events/?force=1&person=1&q=raid&country=IQ&type=raid&from=2024-01-01")

    assert page.status_code == 200
    assert page.content.decode().count('class="card"') == 30
