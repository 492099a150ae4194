"""What a person does with the chat on a page; Playwright looks into open shadow roots by itself."""

import json

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Locator, Page

from tests.web.partner import Partner

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


class Visit:
    """A person on a partner's page."""

    def __init__(self, page: Page, partner: Partner) -> None:
        self.page, self.partner = page, partner
        self.problems: list[str] = []
        page.on("console", lambda line: self._note(line.type, line.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "favicon" not in text:
            self.problems.append(text)

    def come(self, path: str = "/") -> "Visit":
        self.page.goto(self.partner.address + path)
        return self

    @property
    def opener(self) -> Locator:
        return self.page.locator("amparo-chat .opener")

    @property
    def field(self) -> Locator:
        return self.page.locator("amparo-chat textarea")

    @property
    def status(self) -> Locator:
        return self.page.locator("amparo-chat [role=status]")

    @property
    def replies(self) -> Locator:
        return self.page.locator("amparo-chat .reply")

    def open(self) -> "Visit":
        self.opener.click()
        self.field.wait_for()
        return self

    def say(self, text: str) -> "Visit":
        self.field.fill(text)
        self.field.press("Enter")
        return self

    def answered(self, count: int = 1) -> "Visit":
        """Wait until so many replies are whole."""
        self.page.locator("amparo-chat .actions").nth(count - 1).wait_for()
        return self

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def leave_and_look(self) -> dict[str, object]:
        """Leave, and return what is there before the neutral page has come."""
        found: dict[str, object] = self.page.evaluate(
            """() => {
                const root = document.querySelector("amparo-chat").shadowRoot;
                root.querySelector(".leave").click();
                const cover = root.querySelector("dialog.cover").getBoundingClientRect();
                return {
                    cover: [cover.width, cover.height],
                    messages: root.querySelectorAll(".own").length,
                    title: document.title,
                    kept: sessionStorage.length,
                };
            }"""
        )
        return found

    def said(self) -> list[str]:
        """What the person sees of their own messages, without states."""
        found = self.page.locator("amparo-chat .own .said").all_inner_texts()
        return [text.split(":", 1)[-1].strip() for text in found]

    def focused(self) -> str:
        """The class or tag of what has the focus, inside shadow roots too."""
        found: str = self.page.evaluate(
            """() => {
                let e = document.activeElement;
                while (e && e.shadowRoot && e.shadowRoot.activeElement) {
                    e = e.shadowRoot.activeElement;
                }
                return e ? (e.className || e.localName) : "";
            }"""
        )
        return found


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, a line each."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{v['id']}: {json.dumps([n['html'][:160] for n in v['nodes']])}" for v in found]
