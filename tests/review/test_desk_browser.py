"""The review desk in a browser: keys, marking words, and typing that survives a decision."""

import os

import pytest
from django.conf import settings
from django.urls import reverse

from tests.factories import make_editor
from tests.review.seeded import TEXT, seed_article, suggestion
from tracker.actors.models import Force
from tracker.events.models import Event
from tracker.extraction.models import Suggestion, SuggestionState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(live_server, client, chromium_path, monkeypatch):
    """A page of the desk, logged in, and the article it shows."""
    playwright = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    article = seed_article()
    client.force_login(make_editor("ana"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
        )
        context = browser.new_context()
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(live_server.url + reverse("admin:review_desk", args=[article.pk]))
        page.wait_for_selector("body[data-ready]")
        yield page, article
        browser.close()


def press(page, key):
    """Press a key and wait until the desk has answered."""
    page.keyboard.press(key)
    page.wait_for_selector("body:not(.is-busy)")


def current(page):
    return page.locator(".card.is-current").get_attribute("data-card")


def state(article, key):
    return suggestion(article, key).state


def test_an_article_is_reviewed_by_keyboard(desk):
    page, article = desk
    assert current(page) == str(suggestion(article, "e1").pk)

    press(page, "p")
    page.wait_for_selector("#progress strong:text-is('4')")
    assert Event.objects.get().claims.filter(topic="casualties").count() == 3
    chosen = Suggestion.objects.get(pk=current(page))
    press(page, "r")
    page.wait_for_selector(f"#s{chosen.pk}[data-state=rejected]")
    press(page, "k")
    assert current(page) != str(chosen.pk)


def test_undo_and_the_switch_that_turns_keys_off(desk):
    page, article = desk
    press(page, "r")
    page.wait_for_selector("#progress strong:text-is('23')")
    page.locator("#undo-last").click()
    page.wait_for_selector("#progress strong:text-is('24')")
    assert state(article, "e1") == SuggestionState.PENDING

    page.locator("#keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("r")
    page.wait_for_timeout(300)

    assert state(article, "e1") == SuggestionState.PENDING


def test_typing_in_one_card_survives_a_decision_on_another(desk):
    page, article = desk
    force, person = suggestion(article, "f4"), suggestion(article, "p1")
    page.locator(f"#s{person.pk} a[data-panel=amend]").click()
    page.locator(f"#s{person.pk} [name=s{person.pk}-role]").fill("typed and not yet sent")

    page.locator(f"#s{force.pk} button[value^='accept:']").click()
    page.wait_for_selector(f"#s{force.pk}[data-state=accepted]")

    assert page.locator(f"#s{person.pk} [name=s{person.pk}-role]").input_value() == "typed and not yet sent"


def test_words_marked_in_the_text_are_what_is_added(desk):
    page, _ = desk
    page.evaluate(
        """words => {
            const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at); range.setEnd(node, at + words.length);
                getSelection().removeAllRanges(); getSelection().addRange(range);
            }
            document.dispatchEvent(new MouseEvent("mouseup"));
        }""",
        "Medics",
    )
    page.locator("#add a[data-add=force]").click()
    page.locator("[name=add-force-name]").fill("Medics of the desert")
    page.locator("#adding button[value=add]").click()
    page.wait_for_selector(".card:has-text('Medics of the desert')")

    ((start, end),) = Suggestion.objects.get(key="x1").spans
    assert TEXT[start:end] == "Medics"


def test_the_buttons_of_a_card_stand_in_one_row(desk):
    page, article = desk
    page.set_viewport_size({"width": 1280, "height": 900})

    for key in ("e1", "c1", "p1"):
        card = page.locator(f"#s{suggestion(article, key).pk}")
        buttons = card.locator(".card__buttons > *").all()
        assert len(buttons) == {"e1": 5, "c1": 3, "p1": 4}[key]
        assert len({round(button.bounding_box()["y"]) for button in buttons}) == 1


def test_what_was_typed_outlives_the_log_in(desk):
    page, article = desk
    force = suggestion(article, "f1")
    page.locator(f"#s{force.pk} a[data-panel=amend]").click()
    page.locator(f"[name=s{force.pk}-name]").fill("typed before the session ended")
    page.context.clear_cookies()

    page.locator(f"#s{force.pk} button[value=amend]").click()

    page.wait_for_selector("#said:has-text('Copy what you typed')")
    assert page.locator(f"[name=s{force.pk}-name]").input_value() == "typed before the session ended"


def test_save_pressed_twice_adds_one_record(desk, live_server):
    page, _ = desk
    page.goto(live_server.url + reverse("admin:actors_force_add"))
    page.locator("[name=name]").fill("Red Guard")

    page.get_by_role("button", name="Save", exact=True).dblclick()

    page.wait_for_url("**/actors/force/")
    assert Force.objects.filter(name="Red Guard").count() == 1
