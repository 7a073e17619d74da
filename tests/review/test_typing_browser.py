"""A record's form in a browser: typing that outlives the page, company, and late saves and versions anybody can read."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.factories import make_editor, make_event
from tests.review.forms import filled
from tracker.events.models import Event, EventTarget
from tracker.publishing.editing import save_version
from tracker.review.models import Presence, UnsavedForm
from tracker.revisions.models import Kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def event():
    event = make_event(title="Raid", summary="Five men were killed in the night.")
    EventTarget.objects.create(event=event, kind="a bridge")
    save_version(Kind.EVENT, event, by=make_editor("olga"))
    return event


@pytest.fixture
def page(live_server, client, chromium_path, monkeypatch, event):
    """A browser in which Ana is logged in."""
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(make_editor("ana"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
        )
        context = browser.new_context(base_url=live_server.url)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.set_default_timeout(20_000)
        yield page
        browser.close()


def address(event, name="change", *args):
    return reverse(f"admin:events_event_{name}", args=[event.pk, *args])


def boris_saves(event, **changes):
    boris = Client()
    boris.force_login(make_editor("boris"))
    boris.post(address(event), {**filled(boris.get(address(event))), **changes})


def serious(page, part="body"):
    found = Axe().run(page, context=part).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in {"serious", "critical"}]


def test_what_is_typed_is_kept_offered_taken_up_and_saved(page, event):
    page.goto(address(event))
    page.fill("[name=title]", "A title that was never saved")
    page.wait_for_selector(".desk-typing__said:text('Kept at')")
    page.goto(address(event))
    assert page.input_value("[name=title]") == "Raid"

    page.get_by_role("button", name="Take it up").click()
    page.wait_for_selector("text=Nothing is saved yet")
    assert page.input_value("[name=title]") == "A title that was never saved"
    page.fill("[name=summary]", "And a summary, typed just before saving.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/events/event/")

    event.refresh_from_db()
    assert (event.title, event.summary) == (
        "A title that was never saved",
        "And a summary, typed just before saving.",
    )
    assert not UnsavedForm.objects.exists()


def test_who_is_on_the_page_is_noticed(page, event):
    page.goto(address(event))
    with page.expect_response("**/presence/"):
        page.reload()

    assert Presence.objects.get().by.username == "ana"


def test_a_late_save_is_settled_in_the_browser(page, event):
    page.goto(address(event))
    boris_saves(event, title="His title", **{"targets-0-damage": "destroyed"})
    page.fill("[name=title]", "Her title")
    page.fill("[name=summary]", "Six men were killed in the night.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".desk-panel--stale")
    assert page.input_value("[name=title]") == "Her title"
    assert serious(page, ".desk-panel--stale") == []

    page.get_by_role("checkbox", name="Take theirs").check()
    page.get_by_role("checkbox", name="I have read what changed").check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/events/event/")

    event.refresh_from_db()
    assert (event.title, event.summary) == ("His title", "Six men were killed in the night.")
    assert event.targets.get().damage == "destroyed"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_old_version_is_compared_and_restored_with_its_rows(page, event, scheme):
    page.emulate_media(color_scheme=scheme)
    Event.objects.filter(pk=event.pk).update(title="Strike", summary="Six men were killed in the night.")
    event.targets.all().delete()
    save_version(Kind.EVENT, Event.objects.get(), by=make_editor("boris"))
    page.goto(address(event))
    page.get_by_role("link", name="History").click()
    assert serious(page) == []

    page.get_by_role("button", name="Compare the two").click()
    page.wait_for_selector("ins:text('Six')")
    assert serious(page) == []
    page.get_by_role("link", name="All versions").click()
    page.get_by_role("link", name="Restore version 1").click()
    page.wait_for_selector("text=This would change")
    assert serious(page) == []
    page.get_by_role("button", name="Restore version 1").click()
    page.wait_for_selector("text=Version 1 was restored")

    event.refresh_from_db()
    assert (event.title, event.version, event.targets.get().kind) == ("Raid", 3, "a bridge")
