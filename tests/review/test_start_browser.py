"""The first page, a story's form and its preview in a browser: no serious barrier, light and dark, wide and narrow."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_article, make_editor, make_event, make_passage
from tests.review.pressing import SWITCHES
from tracker.articles.models import Article
from tracker.events.models import PullQuote
from tracker.publishing.editing import save_version
from tracker.review.working import add_note, assign
from tracker.revisions.models import Kind

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"light": {"width": 1400, "height": 900}, "dark": {"width": 390, "height": 844}}
SAID = "“We heard two blasts before dawn,”"


@contextmanager
def opened(live_server, client, chromium_path, monkeypatch, user, **context):
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        page = browser.new_context(**context).new_page()
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.set_default_timeout(15_000)
        yield page
        browser.close()


def desk_at_work(editor):
    event = make_event(title="Raid at the river")
    save_version(Kind.EVENT, event, by=editor)
    assign(Kind.EVENT, event.pk, to=editor.pk, by=editor)
    add_note(Kind.EVENT, event.pk, by=editor, text="Call back.")
    make_article("A text nobody could read.", processing="failed")
    story = Article.objects.create(kind="story", processing="own", title="What we know", body="One.\n\n[quote 1]")
    report = make_article(f"{SAID} a doctor said. " + "Nothing more is known. " * 20)
    PullQuote.objects.create(story=story, position=1, passage=make_passage(report, SAID))
    save_version(Kind.ARTICLE, story, by=editor)
    return event, story


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier(live_server, client, chromium_path, monkeypatch, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    editor = make_editor("ana")
    event, story = desk_at_work(editor)
    preview = reverse("admin:preview", kwargs={"kind": "article", "pk": story.pk})
    pages = {
        reverse("admin:index"): None,
        reverse("admin:waiting", args=["mine"]): None,
        reverse("admin:events_event_change", args=[event.pk]): ".desk-working",
        reverse("admin:review_story_change", args=[story.pk]): ".field-body",
        preview: None,
        f"{preview}?as=phone": None,
    }
    found = {}
    reading = {"color_scheme": scheme, "viewport": SIZES[scheme]}
    with opened(live_server, client, chromium_path, monkeypatch, editor, **reading) as page:
        for address, part in pages.items():
            page.goto(live_server.url + address)
            page.evaluate("document.querySelectorAll('.desk-working details').forEach((each) => { each.open = true; })")
            grave = [each for each in axe.Axe().run(page, context=part).response["violations"] if is_grave(each)]
            assert part is None or page.locator(part).count() == 1
            found[address] = [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in grave]
            if os.environ.get("DESK_SHOTS"):
                name = address.strip("/").replace("/", "-").replace("?", "-")
                page.screenshot(path=f"{os.environ['DESK_SHOTS']}/{scheme}-{name}.png", full_page=True)

    assert {address: grave for address, grave in found.items() if grave} == {}


def test_a_record_is_linked_by_keyboard_and_words_are_counted(live_server, client, chromium_path, monkeypatch):
    editor = make_editor("ana")
    event, story = desk_at_work(editor)
    with opened(live_server, client, chromium_path, monkeypatch, editor) as page:
        page.goto(live_server.url + reverse("admin:review_story_change", args=[story.pk]))
        area = page.locator("#id_body")
        area.focus()
        page.keyboard.press("Control+End")
        page.keyboard.type("\n\nSee ")
        page.locator("#story-records").focus()
        page.keyboard.type("river")
        page.wait_for_selector(".story-bar__found button")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        written = area.input_value()
        counted = page.locator(".story-bar__count").inner_text()

    assert written.endswith(f"See [Raid at the river](event:{event.pk})")
    assert counted.startswith("8 words")


def is_grave(violation):
    return violation["impact"] in {"serious", "critical"}
