"""The map of a form in a browser: a click sets the point, typing moves the pin, another country comes by itself."""

import os

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_editor, make_place
from tracker.core.coordinates import parse
from tracker.places.models import Place
from tracker.places.whereabouts import km_outside

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(live_server, client, chromium_path, monkeypatch):
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(make_editor("ana"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
        )
        context = browser.new_context()
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        opened = context.new_page()
        opened.set_default_timeout(10_000)
        opened.base = live_server.url
        yield opened
        browser.close()


def open_place(page, **fields):
    place = make_place("Camp", "site", **fields)
    page.goto(page.base + reverse("admin:places_place_change", args=[place.pk]))
    page.wait_for_selector(".desk-point.is-live")
    return place


def point(page):
    return parse(page.input_value("input[name=point]"))


def click(page, across, down):
    box = page.locator("svg.desk-plate").bounding_box()
    page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


def test_a_click_sets_the_point_and_saving_keeps_it(page):
    place = open_place(page)
    page.locator("svg.desk-plate").scroll_into_view_if_needed()

    click(page, 0.5, 0.5)
    latitude, longitude = point(page)
    page.click("input[name=_save], button[name=_save]")
    page.wait_for_url("**/places/place/")

    kept = Place.objects.get(pk=place.pk)
    assert km_outside("IQ", float(longitude), float(latitude)) == 0.0
    assert (kept.latitude, kept.longitude) == (latitude, longitude)


def test_typing_moves_the_pin_and_zooming_clicks_more_exactly(page):
    open_place(page)
    page.locator("svg.desk-plate").scroll_into_view_if_needed()

    page.fill("input[name=point]", "34.37, 41.92")
    before = page.locator(".desk-plate__pin").get_attribute("cx")
    page.fill("input[name=point]", "30.5, 47.8")
    assert float(page.locator(".desk-plate__pin").get_attribute("cx")) > float(before)
    click(page, 0.5, 0.5)
    coarse = page.input_value("input[name=point]")
    for _ in range(5):
        page.click("button[data-do=in]")
    page.locator("svg.desk-plate").scroll_into_view_if_needed()
    click(page, 0.5, 0.5)

    fine = page.input_value("input[name=point]")
    assert len(fine) > len(coarse)
    assert all(abs(a - b) < 1 for a, b in zip(parse(fine), parse(coarse), strict=True))


def test_the_world_leads_to_another_country(page):
    open_place(page)

    page.click("button[data-do=world]")
    page.wait_for_selector("svg.desk-plate[data-code='']")
    page.locator("path[data-code='BR']").click()
    page.wait_for_selector("svg.desk-plate[data-code='BR']")

    assert page.inner_text(".desk-point__name") == "Brazil"


def test_without_script_the_line_and_the_map_are_there(page):
    place = make_place("Rawa", "town", latitude="34.36", longitude="41.91")
    context = page.context.browser.new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()

    plain.goto(page.base + reverse("admin:places_place_change", args=[place.pk]))

    assert plain.input_value("input[name=point]") == "34.36, 41.91"
    assert plain.locator(".desk-plate__pin").count() == 1
    assert not plain.locator(".desk-point__tools").is_visible()
