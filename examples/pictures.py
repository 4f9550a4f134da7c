"""Make the pictures of the README: `python examples/pictures.py`, after `make story`.

They show `output/story.html` as a reader with a wide screen sees it, and on a phone at night.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser import find_browser, launch_arguments  # noqa: E402 - needs the path above

PAGE = ROOT / "output/story.html"
#: Name, width and height in pixels, theme, and what is chosen on the page.
PICTURES = (
    ("story.png", 1280, 860, "light", ".event-row"),
    ("story-phone.png", 390, 780, "dark", None),
)


def main() -> None:
    """Write each picture into `docs/`."""
    if not PAGE.exists():
        sys.exit(f"{PAGE}: not built yet; run `make story` first")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=launch_arguments()
        )
        for name, width, height, theme, chosen in PICTURES:
            tab = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if theme == "dark" else "light",
            )
            tab.goto(PAGE.as_uri())
            if chosen:
                tab.locator(chosen).first.click()
                tab.mouse.move(0, 0)
            tab.wait_for_timeout(800)  # Leaflet eases into place
            tab.screenshot(path=ROOT / "docs" / name)
            print(ROOT / "docs" / name)
        browser.close()


if __name__ == "__main__":
    main()
