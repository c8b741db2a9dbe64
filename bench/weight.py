"""What a browser loads: bytes over the wire and requests of a first visit and of the page after it."""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from bench.place import place
from bench.report import Table
from conftest import CHROMIUM_FLAGS
from tests.outside import CHROMIUM

VISITS = (("first visit", "/", 100 * 1024), ("second page", "/c/your-health/", 20 * 1024))
"""What, which path, and how many bytes it may move."""

MAP = ("places, with its map", "/places/", 100 * 1024)


@dataclass
class Wire:
    """Everything that one page fetched."""

    bytes: int = 0
    requests: int = 0
    kinds: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    hosts: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)


def measure() -> Table:
    """Open the pages of a demo in Chromium. Ends the bench when a budget is passed or a request leaves."""
    chromium = CHROMIUM.find()
    if chromium is None:
        sys.exit(CHROMIUM.sentence)
    table = Table(
        "Weight of a page, as Chromium loads it on a phone",
        ["", "requests", "bytes", "may be", "of these page, styles, fonts, scripts"],
    )
    with place("sqlite") as here:
        here.run("longtable", "demo", "--no-serve")
        with here.served("demo") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
            for language in ("en-US", "es-US"):
                context = browser.new_context(viewport={"width": 320, "height": 640}, locale=language)
                for what, path, budget in (*VISITS, MAP):
                    wire = _visit(context, f"{address}{path}")
                    _add(table, f"{what}, {language[:2]}", wire, budget, urlsplit(address).netloc)
                context.close()
            browser.close()
    return table


def _visit(context: BrowserContext, address: str) -> Wire:
    page: Page = context.new_page()
    session: CDPSession = context.new_cdp_session(page)
    session.send("Network.enable")
    wire = Wire()

    def begun(event: dict) -> None:
        if event["request"]["url"].startswith("http"):
            wire.hosts.add(urlsplit(event["request"]["url"]).netloc)
            wire.names[event["requestId"]] = event.get("type", "Other")

    def from_memory(event: dict) -> None:
        wire.names.pop(event["requestId"], None)

    def done(event: dict) -> None:
        kind = wire.names.get(event["requestId"])
        if kind and event["encodedDataLength"]:
            wire.requests += 1
            wire.bytes += event["encodedDataLength"]
            wire.kinds[kind] += event["encodedDataLength"]

    session.on("Network.requestWillBeSent", begun)
    session.on("Network.requestServedFromCache", from_memory)
    session.on("Network.loadingFinished", done)
    page.goto(address, wait_until="networkidle")
    page.close()
    return wire


def _add(table: Table, what: str, wire: Wire, budget: int, host: str) -> None:
    kinds = ", ".join(f"{wire.kinds.get(kind, 0):,}" for kind in ("Document", "Stylesheet", "Font", "Script"))
    table.add(what, str(wire.requests), f"{int(wire.bytes):,}", f"{budget:,}", kinds)
    if wire.bytes > budget:
        sys.exit(f"{table}\n{what} moves {wire.bytes:,} bytes and may move {budget:,}")
    if wire.hosts - {host}:
        sys.exit(f"{what}: a request left the site, for {', '.join(wire.hosts - {host})}")
