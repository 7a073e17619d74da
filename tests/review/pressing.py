"""A browser at the review desk, and hands that press its keys and count them."""

import os
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.urls import reverse

SWITCHES = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
SETTLED = """async () => { let last; do { last = desk.turn; await last; } while (last !== desk.turn); }"""


@contextmanager
def at_the_desk(live_server, client, chromium_path, monkeypatch, article, user, **context):
    """A page of the article's desk, ready, with ``user`` logged in."""
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path, args=SWITCHES)
        page = browser.new_context(**context).new_page()
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page.set_default_timeout(15_000)
        page.goto(live_server.url + reverse("admin:review_desk", args=[article.pk]))
        page.wait_for_selector("body[data-ready]")
        yield page
        browser.close()


class Hands:
    """Presses one key after another; ``actions`` counts them: a key, or a typed word, is one."""

    def __init__(self, page):
        self.page = page
        self.actions = 0

    def press(self, *keys):
        """Each key, once the desk has answered the one before."""
        for key in keys:
            self.actions += 1
            self.page.keyboard.press(key)
            self.page.evaluate(SETTLED)

    def leave_by(self, key, address):
        """A key that leads to another page."""
        self.actions += 1
        self.page.keyboard.press(key)
        self.page.wait_for_url(address)

    def type(self, word):
        """One word."""
        self.actions += 1
        self.page.keyboard.type(word)
        self.page.evaluate(SETTLED)

    def card(self):
        """The chosen card's id."""
        return int(self.page.locator(".card.is-current").get_attribute("data-card"))
