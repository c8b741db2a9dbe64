"""One person's browser in a story: in one language, at one width, with our server and nobody else."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import translation
from playwright.sync_api import ConsoleMessage, Locator, Page, Request, expect

PHONE, DESK = 320, 1200
"""Widths in CSS pixels: the narrowest phone, and a desk."""

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
FAULTS = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  const places = each => each.nodes.map(node => node.target.join(" ")).join(", ");
  return found.violations.map(each => `${each.id}: ${places(each)}`);
}"""


@dataclass
class Visit:
    """A page and the words that a reader of its language looks for. ``msgid`` is the English source."""

    page: Page
    base: str
    language: str
    elsewhere: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and not request.url.startswith(self.base):
            self.elsewhere.add(address.netloc)

    def _note_console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def words(self, msgid: str) -> str:
        """What the reader sees where the source says ``msgid``."""
        with translation.override(self.language):
            return translation.gettext(msgid)

    def open(self, path: str) -> None:
        """Go to a path, in the reader's language."""
        mark = "&" if "?" in path else "?"
        self.page.goto(f"{self.base}{path}{mark}lang={self.language}")

    def button(self, msgid: str) -> Locator:
        """The first button with these words."""
        return self.page.get_by_role("button", name=self.words(msgid)).first

    def link(self, msgid: str) -> Locator:
        """The first link of the page's main part with these words."""
        return self.page.locator("main").get_by_role("link", name=self.words(msgid)).first

    def press(self, msgid: str) -> None:
        """Press a button."""
        self.button(msgid).click()

    def follow(self, msgid: str) -> None:
        """Follow a link."""
        self.link(msgid).click()

    def write(self, **fields: str) -> None:
        """Fill in fields by their names."""
        for name, value in fields.items():
            self.page.locator(f"[name='{name}']").fill(value)

    def sees(self, *texts: str) -> None:
        """The main part of the page shows each of these texts."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def sign_in_as(self, name: str) -> None:
        """Look around as somebody of the cast, by one click."""
        self.open("/account/login/")
        self.page.get_by_role("button", name=re.compile(rf"\b{name}\b")).click()
        expect(self.page.locator("h1")).to_contain_text(name)

    def is_fit_for_all(self, *widths: int) -> None:
        """At each width nothing runs out of the page, and axe-core finds nothing to complain about."""
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 800})
            across = self.page.evaluate("document.documentElement.scrollWidth")
            assert across <= width, f"{self.page.url} is {across} px wide on a screen of {width} px"
            if not self.page.evaluate("typeof axe === 'object'"):
                self.page.evaluate(AXE.read_text(encoding="utf-8"))
            complaints = self.page.evaluate(FAULTS)
            assert complaints == [], f"{self.page.url} at {width} px: {complaints}"
