from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tests.published_factories import build_article, build_change, build_event, build_place, build_term
from tracker.pages import front
from tracker.pages.maps import world_map
from tracker.published.models import Op

pytestmark = pytest.mark.django_db


def test_an_empty_desk_says_so_decently(client):
    page = client.get("/")

    assert page.status_code == 200
    assert "Nothing is published yet" in page.content.decode()


def test_the_window_ends_at_the_newest_event_of_the_record(client):
    build_event(earliest=date(2019, 3, 1), killed=(1, 2, 4))
    build_event(earliest=date(2019, 2, 10), killed=(1, 1, 1))
    build_event(earliest=date(2019, 1, 1), killed=(100, 100, 100))

    page = client.get("/").content.decode()

    assert "31 Jan – 1 Mar 2019" in page
    assert "lowest 2, highest 5" in page


def test_key_figures_tell_no_report_from_zero_and_count_what_is_unconfirmed():
    iraq, syria = build_place(), build_place(country_code="SY", country="Syria")
    build_event(place=iraq, killed=(0, 0, 0), grade="several")
    build_event(place=syria, killed=None, grade="contested")
    build_event(place=syria, killed=(3, 3, None), grade="one_party")

    figures = front.key_figures(date(2024, 8, 29))

    assert (figures.low, figures.best, figures.high, figures.is_open) == (3, 3, 3, True)
    assert (figures.events, figures.countries, figures.without_count) == (3, 2, 1)
    assert figures.unconfirmed_share == 67


def test_key_figures_without_any_count_are_unknown(client):
    build_event(killed=None)

    page = client.get("/").content.decode()

    assert front.key_figures(date(2024, 8, 29)).best is None
    assert "<dt>Reported killed</dt><dd>?<small>no event has a count" in page


def test_the_lead_is_the_latest_story_else_the_event_with_most_sources(client):
    build_event(title="Much reported", source_count=5)
    build_event(title="Hardly reported", source_count=1)
    assert '<h1><a href="/events/1/">Much reported' in client.get("/").content.decode()

    build_article(article_kind="story", title="What we know")
    assert '<h1><a href="/articles/1/">What we know' in client.get("/").content.decode()


def test_the_lead_holds_back_the_account_of_a_sensitive_event(client):
    build_event(is_sensitive=True, summary="Graphic words.")

    page = client.get("/").content.decode()

    assert "Graphic words" not in page
    assert "graphic or distressing" in page


def test_corrections_of_this_week_are_told_from_older_ones(client):
    event = build_event(title="Raid")
    build_change(event, note="Old note.", at=timezone.now() - timedelta(days=30))
    assert "Latest corrections" in client.get("/").content.decode()

    build_change(event, note="Fresh note.", at=timezone.now())
    page = client.get("/").content.decode()
    assert "Corrected this week" in page
    assert "Fresh note." in page
    assert "Old note." not in page


def test_a_withdrawn_event_leaves_no_title_on_the_front_page(client):
    secret = build_event(title="Secret title", summary="Secret words")
    build_event(title="Other")
    build_change(secret, op=Op.WITHDRAW, note="Secret reason", at=timezone.now())

    page = client.get("/").content.decode()

    assert "Secret" not in page
    assert 'href="/events/1/">Event 1</a>' in page


def test_map_and_table_give_the_same_numbers(client):
    for _ in range(3):
        build_event(place=build_place())
    build_event(place=build_place(country_code="SY", country="Syria", latitude=35, longitude=38))

    page = client.get("/").content.decode()

    assert "<title>Iraq: 3</title>" in page
    assert '?country=IQ">Iraq</a></th><td class="num">3</td>' in page


@pytest.mark.parametrize("latitude", [-90, -89, -80, -75, -58, 80, 85, 90])
def test_events_near_a_pole_come_into_view(client, latitude):
    build_event(place=build_place(latitude=latitude, longitude=20))

    page = client.get("/")

    assert page.status_code == 200
    (circle,) = world_map(front.events_by_country(front.period_until(date(2024, 8, 29)))).circles
    assert 0 <= circle.x <= 760
    assert 0 <= circle.y <= 380


@pytest.mark.parametrize("earliest", [date(1, 1, 1), date(1, 12, 31), date(9999, 12, 31)])
def test_events_at_either_end_of_the_calendar_are_shown(client, earliest):
    build_event(earliest=earliest, place=build_place(), title="At the end of time")

    for address in ("/", "/events/", "/events/1/", "/sitemap.xml"):
        assert client.get(address).status_code == 200
    assert front.key_figures(earliest).events == 1
    assert front.period_until(earliest).months[-1] == earliest.replace(day=1)


def test_points_on_both_sides_of_the_date_line_meet_on_it():
    for longitude in ("179.5", "-179.5"):
        build_event(place=build_place(country_code="FJ", country="Fiji", latitude="-17", longitude=longitude))

    (fiji,) = front.events_by_country(front.period_until(date(2024, 8, 29)))

    assert abs(fiji.longitude) == pytest.approx(180, abs=0.01)
    assert fiji.latitude == pytest.approx(-17)


def test_months_are_charted_by_type_with_their_table(client):
    build_term("event_type", "raid", "Raid")
    for day in range(1, 25):
        build_event(earliest=date(2024, 8, day))
    build_event(earliest=date(2024, 7, 2), event_type="clash")

    page = client.get("/").content.decode()

    assert "Events per month, by type" in page
    assert (
        '<tr><th scope="row">Aug 2024</th><td class="num">24</td><td class="num">0</td><td class="num">24</td></tr>'
        in page
    )


def test_a_thin_last_year_is_charted_by_the_months_that_had_events(client):
    build_event(earliest=date(2024, 8, 29))
    build_event(earliest=date(2017, 5, 1))
    build_event(earliest=date(2017, 4, 1))

    page = client.get("/").content.decode()

    assert [part[:8] for part in page.split('<tr><th scope="row">')[1:]] == ["Apr 2017", "May 2017", "Aug 2024"]
    assert page.count('class="chart__break"') == 1
    assert "Only months with events" in page


def test_twelve_months_are_charted_with_their_empty_ones(client):
    for day in range(1, 25):
        build_event(earliest=date(2024, 8, day))
    build_event(earliest=date(2017, 5, 1))

    page = client.get("/").content.decode()

    assert '<th scope="row">Sep 2023</th><td class="num">0</td>' in page
    assert "2017" not in page


def test_front_page_queries_do_not_grow_with_the_record(client, django_assert_max_num_queries):
    at = datetime(2024, 9, 1, tzinfo=UTC)
    for day in range(1, 28):
        event = build_event(earliest=date(2024, 8, day), place=build_place())
        build_change(event, note="Mended.", at=at)

    with django_assert_max_num_queries(14):
        assert client.get("/").status_code == 200
