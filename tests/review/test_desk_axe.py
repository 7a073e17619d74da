"""No serious barrier on the review desk, with every panel opened, in light and dark, wide and narrow."""

import pytest

from tests.factories import make_editor, make_force
from tests.review.pressing import Hands, at_the_desk
from tests.review.seeded import seed_article, suggestion
from tracker.review.decisions import accept, accept_event_with_parts, reject

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"light": {"width": 1400, "height": 900}, "dark": {"width": 390, "height": 844}}


def contested_article():
    """An event with its figures, a rival figure open, several records of a name, and a bit of everything else."""
    article, editor = seed_article(), make_editor()
    accept_event_with_parts(suggestion(article, "e1").pk, by=editor, version=1)
    reject(suggestion(article, "s1").pk, by=editor, version=1)
    first = suggestion(article, "c2")
    payload = {**first.payload, "min": 15, "max": 15, "attributed_to": "medics"}
    first.run.suggestions.create(
        kind="casualty", key="c9", event_key="e1", payload=payload, spans=first.spans, score=0.7
    )
    for _ in range(2):
        make_force("Red \u202eGuard\u202c")
    guard = {"name": "Red \u202eGuard\u202c", "kind": "non-state"}
    first.run.suggestions.create(kind="force", key="f9", payload=guard, spans=[[0, 9]], score=0.9)
    return article


def open_everything(hands, article):
    """Every panel there is, one beside the other."""
    page = hands.page
    page.evaluate("history.replaceState(null, '', location.pathname)")
    hands.press("?", "b")
    for key, panel in (("f9", "merge"), ("l2", "amend"), ("c2", "figures"), ("c9", "amend")):
        page.evaluate("pk => select(document.getElementById(`s${pk}`))", suggestion(article, key).pk)
        page.evaluate("name => inTurn(() => openPanel(name))", panel)
    page.evaluate("inTurn(() => openAdding(document.querySelector('[data-add=event]')))")
    page.evaluate("() => desk.turn")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    page.locator(".merge [data-found] button").first.click()
    page.wait_for_selector(".sides")
    draw_all(page)


def draw_all(page):
    """Cards and lines that nobody sees are not drawn otherwise, and not looked at."""
    page.evaluate(
        "document.querySelectorAll('.card, .line').forEach((each) => { each.style.contentVisibility = 'visible'; })"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_with_every_panel_open(live_server, client, chromium_path, monkeypatch, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    article = contested_article()
    reading = {"color_scheme": scheme, "viewport": SIZES[scheme]}
    with at_the_desk(live_server, client, chromium_path, monkeypatch, article, make_editor("ana"), **reading) as page:
        open_everything(Hands(page), article)
        found = axe.Axe().run(page).response["violations"]
        panels = page.locator(".panel, #adding form").count()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert panels == 6
    assert wide <= 0
    assert [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found if grave(each)] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_barrier_at_the_end(live_server, client, chromium_path, monkeypatch, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    article, editor = seed_article(), make_editor()
    accept(suggestion(article, "e1").pk, by=editor, version=1)
    for each in suggestion(article, "e1").run.suggestions.filter(state="pending"):
        reject(each.pk, by=editor, version=each.version)
    reading = {"color_scheme": scheme, "viewport": SIZES[scheme]}
    with at_the_desk(live_server, client, chromium_path, monkeypatch, article, make_editor("ana"), **reading) as page:
        assert page.evaluate("document.activeElement.closest('[data-ending]') !== null")
        draw_all(page)
        found = axe.Axe().run(page).response["violations"]

    assert [each["id"] for each in found if grave(each)] == []


def grave(violation):
    return violation["impact"] in {"serious", "critical"}
