"""A file from upload to drafts by keyboard, and no serious barrier on any of its pages, in light and dark."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_force, make_user
from tests.review.pressing import SWITCHES
from tracker.accounts.policy import Role
from tracker.actors.models import Force
from tracker.publishing.editing import save_version
from tracker.review.models import BulkImport
from tracker.revisions.models import Kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"light": {"width": 1400, "height": 900}, "dark": {"width": 390, "height": 844}}
ROWS = "name,kind\n" + "".join(f"The Band {number},rebel\n" for number in range(60)) + "The Odd,unheard-of\n"


@contextmanager
def opened(live_server, client, chromium_path, monkeypatch, user, **context):
    """A page of the admin with ``user`` logged in."""
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        page = browser.new_context(**context).new_page()
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.set_default_timeout(30_000)
        yield page
        browser.close()


def barriers(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    found = axe.Axe().run(page, context="main, .desk-panel").response["violations"]
    return [
        f"{page.url} {each['id']}: {[node['html'][:200] for node in each['nodes']][:3]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_goes_in_by_keyboard_and_no_page_has_a_serious_barrier(
    live_server, client, chromium_path, monkeypatch, scheme, tmp_path
):
    path = tmp_path / "bands.csv"
    path.write_text(ROWS)
    manager = make_user(Role.DATA_MANAGER, Role.EDITOR)
    look = {"color_scheme": scheme, "viewport": SIZES[scheme]}
    with opened(live_server, client, chromium_path, monkeypatch, manager, **look) as page:
        page.goto(live_server.url + reverse("admin:imports") + "?model=force")
        found = barriers(page)
        page.locator("input[type=file]").set_input_files(path)
        page.get_by_role("button", name="Take in").press("Enter")
        page.get_by_role("button", name="Try, without writing").wait_for()
        found += barriers(page)
        page.get_by_role("button", name="Try, without writing").press("Enter")
        page.get_by_role("button", name="Write these rows as drafts").wait_for()
        found += barriers(page)
        assert Force.objects.count() == 0
        page.get_by_role("button", name="Write these rows as drafts").press("Enter")
        page.get_by_text("Written: 60 new, 1 refused.").wait_for()
        found += barriers(page)

        assert BulkImport.objects.get().state == "written"
        assert Force.objects.count() == 60
        assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_taking_a_list_along_and_steps_for_many_have_no_serious_barrier(
    live_server, client, chromium_path, monkeypatch, scheme
):
    editor = make_user(Role.CHIEF)
    for number in range(3):
        save_version(Kind.FORCE, make_force(f"The Band {number}"), by=editor)
    look = {"color_scheme": scheme, "viewport": SIZES[scheme]}
    with opened(live_server, client, chromium_path, monkeypatch, editor, **look) as page:
        page.goto(live_server.url + reverse("admin:export", args=["force"]))
        found = barriers(page)
        page.goto(live_server.url + reverse("admin:actors_force_changelist"))
        page.locator("input[name=_selected_action]").first.check()
        page.locator("select[name=action]").first.select_option("submit_selected")
        page.evaluate("document.querySelector('select[name=action]').form.requestSubmit()")
        page.locator("input[name=seen]").first.wait_for(state="attached")
        found += barriers(page)
        page.get_by_role("button", name="Submit for review").press("Enter")
        page.get_by_text("1 of 1 done.").wait_for()
        found += barriers(page)

        assert not found, "\n".join(found)
