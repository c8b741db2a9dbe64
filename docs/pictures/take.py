"""Takes the picture in the README anew, for whoever changed how a thread looks.

Serve the example with ``make demo``, then: ``.venv/bin/python docs/pictures/take.py [ADDRESS]``.
The left half is Ana's own page in Spanish, as her phone shows it; the right half is what everybody
reads about the same thread in English.
"""

import base64
import re
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

PICTURE = Path(__file__).with_name("thread.png")
LARGEST = 150 * 1024
PHONE = {"width": 400, "height": 1060}
SCALE = 0.75
"""Of the screen's points: small enough for a README, and whole points, so that letters stay sharp."""
SIDE_BY_SIDE = """
<style>
  body {{ margin: 0; padding: 16px; display: flex; gap: 16px; background: #e9e2d3 }}
  img {{ display: block; border-radius: 10px }}
</style>
<img src="data:image/png;base64,{left}"><img src="data:image/png;base64,{right}">
"""


def main() -> None:
    """Write ``thread.png``, or end with 1 when it is too heavy for a README."""
    address = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
            args=["--no-sandbox", "--no-proxy-server"],
        )
        left = screenshot(browser, address + anas_path(browser, address), "es")
        right = screenshot(browser, f"{address}/you-said-we-did/1/", "en")
        width, height = (int(side * SCALE) for side in PHONE.values())
        page = browser.new_page(viewport={"width": 2 * width + 48, "height": height + 32})
        page.set_content(SIDE_BY_SIDE.format(left=left, right=right))
        page.screenshot(path=PICTURE)
        browser.close()
    weight = PICTURE.stat().st_size
    sys.stdout.write(f"{PICTURE.name}: {weight // 1024} KB\n")
    if weight > LARGEST:
        sys.exit(f"That is more than {LARGEST // 1024} KB. Make SCALE smaller.")


def anas_path(browser: Browser, address: str) -> str:
    """Path of the tracking link that the example sent to Ana's phone."""
    page = browser.new_page()
    page.goto(f"{address}/demo/inbox/")
    found = re.search(r"/track/[\w-]{16,}/", page.content())
    page.close()
    if found is None:
        sys.exit("No tracking link in the example's inbox: is this the address of make demo?")
    return found.group()


def screenshot(browser: Browser, address: str, language: str) -> str:
    """The first screen of a page, from its heading on, as base64."""
    page = browser.new_page(viewport=PHONE, device_scale_factor=SCALE, locale=language)
    page.goto(f"{address}?lang={language}")
    page.locator("h1").first.evaluate("element => window.scrollTo(0, element.offsetTop - 24)")
    page.evaluate("document.fonts.ready")
    picture = base64.b64encode(page.screenshot()).decode()
    page.close()
    return picture


if __name__ == "__main__":
    main()
