"""`python -m bench.screenshot`: take the README's pictures from the running page."""

import io
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser

from bench.browser import DESKTOP, open_browser, visit
from bench.server import DASHBOARD, ROOT, serve
from geo.storage.files import write_whole

DOCS = ROOT / "docs"
SETTLE_MS = 3500
"""The map's own arrival, its words and fonts, and the panel that follows."""
PHONE: dict[str, Any] = {
    "size": (390, 844),
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 1,
    "color_scheme": "light",
}
PICTURES: dict[str, dict[str, Any]] = {
    "dashboard-light.png": {"size": DESKTOP, "color_scheme": "light"},
    "dashboard-dark.png": {"size": DESKTOP, "color_scheme": "dark"},
    "phone.png": PHONE,
}
"""File -> how the page is opened."""


def take_picture(browser: Browser, url: str, path: Path, options: dict[str, Any]) -> None:
    """Open the page, wait until its map stands still, and write what a reader sees."""
    with visit(browser, locale="en-GB", **options) as one:
        one.open(url, until="drawn")
        one.page.wait_for_timeout(SETTLE_MS)
        write_whole(path, shrink(one.page.screenshot()))


def shrink(png: bytes) -> bytes:
    """Write a picture again as small as it gets with all its colours: they carry the meaning."""
    sink = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(sink, "PNG", optimize=True)
    return sink.getvalue()


def main() -> None:
    """Take all pictures."""
    DOCS.mkdir(exist_ok=True)
    with serve(DASHBOARD) as server, open_browser() as browser:
        for name, options in PICTURES.items():
            path = DOCS / name
            take_picture(browser, server.url, path, options)
            sys.stdout.write(f"docs/{name}: {path.stat().st_size / 1000:.0f} KB\n")


if __name__ == "__main__":
    main()
