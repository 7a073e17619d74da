"""The main job, played in Chromium: article in, machine proposes, editor decides, second person publishes."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.hands import Editor
from tests.browser.second_thoughts import merge_and_undo, restore, save_late, update

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared/data/extraction/seed_article.txt"
OWN = ROOT / "tracker/review/demo/report.txt"
LEADER = "Shakir Abud Ahmad al-Issawi"
TITLE = "US and Iraqi forces raid Islamic State group"
CORRECTED = "US and Iraqi forces raid Islamic State group in the west of Iraq"
NOTE = "The title did not say where the raid was."

pytestmark = pytest.mark.browser


def test_the_whole_story(desk, browser):
    text, day = (SEED.read_text("utf-8"), "") if SEED.exists() else (OWN.read_text("utf-8"), "2024-09-14")
    one = Editor(browser, desk, "one")
    two = Editor(browser, desk, "two")
    chief = Editor(browser, desk, "chief")

    decide(one, text, day)
    publish(one, two, chief)
    check_public(desk, browser)
    correct(one, two, desk)
    save_late(one, two, desk)
    restore(one, desk)
    update(one, two, chief, desk)
    merge_and_undo(one, two, chief, desk)
    withdraw(chief, desk)
    retract(chief, desk)


def decide(one: Editor, text: str, day: str) -> None:
    one.paste(title="Raid in Iraq", text=text, published_on=day)
    one.open_review()
    one.accept_everything()
    one.open("events/event", 1)
    one.save(title=TITLE, summary="The US military says 14 members of the group were killed.", reason="Title")
    for number in people(one):
        one.open("actors/person", number)
        one.press("Propose to name", says="has to agree", reason="Named by the US military as a commander")


def people(editor: Editor) -> list[int]:
    editor.page.goto(f"{editor.desk.base}/desk/actors/person/?all=")
    found = re.findall(r"/desk/actors/person/(\d+)/change/", editor.page.content())
    numbers = sorted({int(number) for number in found})
    assert len(numbers) == 5
    return numbers


def publish(one: Editor, two: Editor, chief: Editor) -> None:
    one.open("events/event", 1)
    one.press("Submit for review", says="A second person can now approve it")
    one.press("Approve", says="A second person has to approve")
    for number in people(chief):
        chief.open("actors/person", number)
        chief.press("Agree", says="may now be published by name")
    two.open("events/event", 1)
    two.press("Approve", says="It can now be published")
    two.press("Publish", says="Published as change")


def check_public(desk, browser) -> None:
    page = browser.new_page()
    page.goto(f"{desk.base}/events/1/")
    expect(page.locator("h1")).to_have_text(TITLE)
    main = page.locator("main")
    for words in ("29 August 2024", "western Iraq", LEADER, "Reported killed, by US Central Command only"):
        expect(main).to_contain_text(words)
    body = the_event(desk)
    figures = {(tally["outcome"]["code"], tally["who"]["code"], tally["best"]) for tally in body["tallies"]}
    assert figures == {("killed", "all", 14), ("killed", "leaders", 4), ("wounded", "all", 7)}
    assert (body["when"]["earliest"], body["when"]["is_inferred"]) == ("2024-08-29", True)
    assert {person["name"] for person in body["persons"]} >= {LEADER}
    status, feed = desk.get("/feeds/events.atom")
    assert status == 200
    assert TITLE in feed
    for scheme in ("light", "dark"):
        for path in ("/", "/events/", "/events/1/", "/persons/1/", "/forces/1/", "/methodology/", "/api/v1/docs/"):
            assert barriers(browser, f"{desk.base}{path}", scheme) == []


def barriers(browser, url: str, scheme: str) -> list[str]:
    """What axe finds serious or critical on a page, on a phone's width."""
    page = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844}).new_page()
    page.goto(url)
    found = Axe().run(page).response["violations"]
    page.close()
    return [f"{each['id']}: {each['help']}" for each in found if each["impact"] in {"serious", "critical"}]


def correct(one: Editor, two: Editor, desk) -> None:
    one.open("events/event", 1)
    one.save(title=CORRECTED, reason="Say where")
    assert TITLE in desk.get("/events/1/")[1]
    assert CORRECTED not in desk.get("/events/1/")[1]
    one.press("Submit for review", says="A second person can now approve it")
    two.open("events/event", 1)
    expect(two.panel).to_contain_text("What differs from the public version")
    two.press("Approve", says="It can now be published")
    two.press("Publish", says="Published as change", op="correct", note=NOTE)
    page, feed = desk.get("/events/1/")[1], desk.get("/feeds/events.atom")[1]
    assert CORRECTED in page
    assert NOTE in page
    assert NOTE in feed
    body = the_event(desk)
    assert (body["title"], body["changes"][0]["note"], body["version"]) == (CORRECTED, NOTE, 2)
    assert NOTE in desk.get("/corrections/")[1]


def withdraw(chief: Editor, desk) -> None:
    assert LEADER in desk.every_public_page()
    chief.page.goto(f"{desk.base}/desk/actors/person/?q=Issawi")
    chief.page.get_by_role("link", name=LEADER).first.click()
    chief.press("Withdraw", says="These words are blacked out", reason="For safety")
    chief.page.get_by_role("button", name="Withdraw for good").click()
    expect(chief.page.locator("body")).to_contain_text("Withdrawn")
    everything = desk.every_public_page()
    assert "Issawi" not in everything
    assert "Abu Hammam" in everything


def retract(chief: Editor, desk) -> None:
    number = the_event(desk)["id"]
    chief.open("events/event", 1)
    chief.press("Retract", says="Retracted", reason="A later check found doubts.")
    page_status, page = desk.get("/events/1/")
    api_status, tombstone = desk.get(f"/api/v1/events/{number}/")
    feed = desk.get("/feeds/events.atom")[1]
    assert (page_status, api_status) == (410, 410)
    assert "A later check found doubts." in page
    assert json.loads(tombstone)["reason"] == "A later check found doubts."
    assert "deleted-entry" in feed
    assert number in feed
    assert json.loads(desk.get("/api/v1/events/")[1])["results"] == []


def the_event(desk) -> dict:
    results = json.loads(desk.get("/api/v1/events/")[1])["results"]
    assert len(results) == 1
    return results[0]
