"""The rows of a form in a browser: opened, named, taken away and removed by key, without harm to their neighbours."""

import os

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_editor, make_event, make_force
from tests.review.pressing import SWITCHES
from tracker.events.models import EventTarget, Involvement
from tracker.publishing.editing import save_version
from tracker.revisions.models import Kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event():
    event = make_event(title="Raid")
    Involvement.objects.create(event=event, force=make_force("Desert Guard"), role="initiator")
    EventTarget.objects.create(event=event, kind="a bridge")
    save_version(Kind.EVENT, event, by=make_editor("olga"))
    return event


@pytest.fixture
def page(live_server, client, chromium_path, monkeypatch, event):
    """The event's form in a browser."""
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(make_editor("ana"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        page = browser.new_context(base_url=live_server.url).new_page()
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.set_default_timeout(20_000)
        page.goto(reverse("admin:events_event_change", args=[event.pk]))
        page.wait_for_load_state("load")
        yield page
        browser.close()


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/events/event/")


def test_a_new_row_taken_away_leaves_what_was_typed_below_it(page, event):
    for _ in range(2):
        page.get_by_text("Add another Target").click()
    page.fill("[name=targets-1-kind]", "a mistake")
    page.fill("[name=targets-2-kind]", "a mill")
    page.locator("#targets-data .template:not(.empty-form) .delete-template").first.click()
    save(page)

    assert sorted(event.targets.values_list("kind", flat=True)) == ["a bridge", "a mill"]


def test_a_folded_row_opens_and_a_row_is_removed_by_key(page, event):
    page.locator("#involvements-data summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("[name=involvements-0-role]").is_visible()
    page.locator("[name=targets-0-DELETE]").focus()
    page.keyboard.press("Space")
    save(page)

    assert not event.targets.exists()
    assert event.involvements.count() == 1


def test_a_box_that_completes_while_typing_has_the_name_of_its_field(page, event):
    page.locator("#involvements-data summary").first.click()

    assert page.get_by_role("combobox", name="Force").first.is_visible()
    assert page.get_by_role("combobox", name="Place").first.is_visible()


def test_an_added_row_is_open_with_its_first_field_in_focus(page, event):
    page.get_by_text("Add another Involvement").click()
    page.wait_for_function("document.activeElement.closest('.desk-part') !== null")

    assert page.locator("[name=involvements-1-role]").is_visible()
