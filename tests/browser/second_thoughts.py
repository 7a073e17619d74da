"""The later parts of the story: a late save, an old version restored with its rows, and a merge that is undone."""

import json

from playwright.sync_api import expect

from tests.browser.hands import Editor

LATE_TITLE = "US and Iraqi forces raid Islamic State group in Anbar"
THEIR_SUMMARY = "The US military says 14 members of the group were killed and seven of its soldiers wounded."
UPDATE = "The title names the province."
SECOND_NAME = "Desert Border Guard (second record)"


def save_late(one: Editor, two: Editor, desk) -> None:
    """Two write at once: what both typed stands in the end, and the public reads neither."""
    public = desk.get("/events/1/")[1]
    one.open("events/event", 1)
    two.open("events/event", 1)
    two.save(title="A title that loses", summary=THEIR_SUMMARY, reason="Wounded added")
    expect(two.panel).to_contain_text("Version")

    one.save(title=LATE_TITLE, reason="Say which province")
    expect(one.page.locator(".desk-panel--stale")).to_contain_text("Somebody else saved this record")
    expect(one.page.locator("#event_form [name=title]")).to_have_value(LATE_TITLE)
    one.page.get_by_role("checkbox", name="I have read what changed").check()
    one.page.get_by_role("button", name="Save and continue editing").click()
    expect(one.page.locator(".desk-panel--stale")).to_have_count(0)

    expect(one.page.locator("#event_form [name=title]")).to_have_value(LATE_TITLE)
    expect(one.page.locator("#event_form [name=summary]")).to_have_value(THEIR_SUMMARY)
    assert desk.get("/events/1/")[1] == public


def restore(one: Editor, desk) -> None:
    """Rows taken away by mistake come back with the version that had them."""
    one.open("events/event", 1)
    claims, citations = (one.page.locator(f"#{part}-data > .original") for part in ("claims", "citations"))
    had = (claims.count(), citations.count())
    assert min(had) > 0
    version = int(one.page.locator("[name=opened_version]").get_attribute("value") or 0)
    for part in ("claims", "citations"):
        one.page.locator(f"[name={part}-0-DELETE]").check(force=True)
    one.save(reason="Two rows too many")
    expect(claims).to_have_count(had[0] - 1)
    expect(citations).to_have_count(had[1] - 1)

    one.page.get_by_role("link", name="History").click()
    one.page.get_by_role("link", name=f"Restore version {version}", exact=True).click()
    expect(one.page.locator("body")).to_contain_text("This would change")
    one.page.get_by_role("button", name=f"Restore version {version}").click()
    expect(one.page.locator("body")).to_contain_text(f"Version {version} was restored")

    expect(claims).to_have_count(had[0])
    expect(citations).to_have_count(had[1])
    expect(one.page.locator("#event_form [name=title]")).to_have_value(LATE_TITLE)


def update(one: Editor, two: Editor, chief: Editor, desk) -> None:
    """Whoever saved one of the versions cannot approve the last of them; somebody else can."""
    one.press("Submit for review", says="A second person can now approve it")
    two.open("events/event", 1)
    two.press("Approve", says="A second person has to approve")
    chief.open("events/event", 1)
    expect(chief.panel).to_contain_text("What differs from the public version")
    chief.press("Approve", says="It can now be published")
    chief.press("Publish", says="Published as change", op="update", note=UPDATE)
    page = desk.get("/events/1/")[1]
    assert LATE_TITLE in page
    assert UPDATE in page


def merge_and_undo(one: Editor, two: Editor, chief: Editor, desk) -> None:
    """Two public forces become one, address and all, and are two again."""
    own, name = forces(desk)[0]
    one.page.goto(f"{desk.base}/desk/actors/force/add/")
    one.save(name=SECOND_NAME, reason="Seen in another report")
    at = one.page.url
    one.press("Submit for review", says="A second person can now approve it")
    two.page.goto(at)
    two.press("Approve", says="It can now be published")
    two.press("Publish", says="Published as change")
    number = next(number for number, found in forces(desk) if found == SECOND_NAME)

    one.page.goto(at)
    one.page.get_by_role("link", name="This is the same as").click()
    one.page.get_by_role("searchbox").last.fill(name)
    one.page.get_by_role("button", name="Find").click()
    one.page.get_by_role("link", name=name, exact=True).first.click()
    expect(one.page.get_by_role("region", name="Two records")).to_contain_text("This one would stand for both")
    pair = one.page.url
    one.page.fill("[name=reason]", "The same unit under a longer name")
    one.page.get_by_role("button", name="The same: merge").click()
    expect(one.page.locator("body")).to_contain_text("a second person has to carry it out")
    assert SECOND_NAME in desk.get(f"/forces/{number}/")[1]

    two.page.goto(pair)
    two.page.get_by_role("button", name="Carry out the merge").click()
    expect(two.page.locator("body")).to_contain_text("leads to the other")
    assert f"<h1>{name}" in desk.get(f"/forces/{number}/")[1].replace("\n", "")
    assert [found for _, found in forces(desk)].count(SECOND_NAME) == 0

    chief.page.goto(f"{desk.base}/desk/merges/")
    chief.page.get_by_label("Why undo it").first.fill("Two units after all")
    chief.page.get_by_role("button", name="Undo").first.click()
    expect(chief.page.locator("body")).to_contain_text("Both records stand for themselves again")
    assert SECOND_NAME in desk.get(f"/forces/{number}/")[1]
    assert {own, number} <= {found for found, _ in forces(desk)}


def forces(desk) -> list[tuple[int, str]]:
    """Number and name of every public force."""
    found = json.loads(desk.get("/api/v1/forces/")[1])["results"]
    return [(int(each["number"]), each["name"]) for each in found]
