"""What an editor's hands do in the admin."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.running import PASSWORD, RunningDesk


class Editor:
    """Somebody logged in, with a window of their own."""

    def __init__(self, browser: Browser, desk: RunningDesk, name: str) -> None:
        self.desk = desk
        self.page: Page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        self.page.set_default_timeout(20_000)
        self.page.goto(f"{desk.base}/desk/")
        self.page.fill("input[name=username]", name)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.get_by_role("button", name="Log in").click()
        expect(self.page.get_by_role("link", name="Events", exact=False).first).to_be_visible(timeout=20_000)

    def paste(self, *, title: str, text: str, published_on: str = "") -> None:
        """Paste an article into the admin."""
        self.page.goto(f"{self.desk.base}/desk/articles/article/add/")
        self.page.fill("[name=title]", title)
        self.page.fill("[name=text]", text)
        self.page.fill("[name=published_on]", published_on)
        self.page.get_by_role("button", name="Save", exact=True).click()
        expect(self.page.locator("body")).to_contain_text(title)

    def open_review(self) -> None:
        """Wait until the worker has read the only article, and open it."""
        for _ in range(120):
            self.page.goto(f"{self.desk.base}/desk/review/1/")
            if self.page.locator(".card").count():
                return
            self.page.wait_for_timeout(500)
        raise AssertionError("the worker did not read the article")

    def accept_everything(self) -> None:
        """The event with its parts, then card by card what is still open."""
        self.page.locator(".card--event").first.get_by_role("button", name="with its").click()
        expect(self.page.locator(".card--event").first).to_contain_text("Accepted")
        for _ in range(80):
            pending = self.page.locator(".card--pending")
            if not pending.count():
                return
            left = pending.count()
            pending.first.get_by_role("button", name=re.compile("^Accept")).first.click()
            expect(self.page.locator(".card--pending")).to_have_count(left - 1)
        raise AssertionError("cards are left over")

    def open(self, kind: str, pk: int) -> None:
        """A record's page."""
        self.page.goto(f"{self.desk.base}/desk/{kind}/{pk}/change/")

    @property
    def panel(self) -> Locator:
        """The workflow panel of the open record."""
        return self.page.get_by_role("region", name="Workflow")

    def press(self, button: str, *, says: str, **fields: str) -> None:
        """Press a button of the workflow panel, after filling its fields; expect what it says."""
        panel = self.panel
        for name, value in fields.items():
            target = panel.locator(f"[name={name}]").first
            if target.evaluate("field => field.tagName") == "SELECT":
                target.select_option(value)
            else:
                target.fill(value)
        panel.get_by_role("button", name=button, exact=True).click()
        expect(self.page.locator("body")).to_contain_text(says)

    def save(self, *, reason: str = "", **fields: str) -> None:
        """Fill the form and save it, staying on the page."""
        for name, value in {**fields, "reason": reason}.items():
            self.page.locator(f"#content-main [name={name}], form [name={name}]").last.fill(value)
        self.page.get_by_role("button", name="Save and continue editing").click()
