"""`python -m tools.timemap_picture`: draw the picture of docs/TIMEMAP.md from its own code."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from geo.publish.film.chromium import find_chromium
from geo.storage.files import write_whole
from tests.timemap.walk import PAGE, run_walk

PICTURE = PAGE.parent / "timemap.png"
SIZE: ViewportSize = {"width": 1200, "height": 720}
SETTLED = "(map => map?.ready && !map.pending && !map.frame)(window.L?.timemap?.maps[0])"
ARGS = ("--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND")


def take_picture(address: str) -> bytes:
    """Open a saved map and give what a reader sees, as PNG with all its colours."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        page = browser.new_page(viewport=SIZE, locale="en-GB", color_scheme="light")
        page.goto(address)
        page.wait_for_function(SETTLED)
        png = page.screenshot()
        browser.close()
    sink = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(sink, "PNG", optimize=True)
    return sink.getvalue()


def main() -> None:
    """Run the page and write its picture."""
    with tempfile.TemporaryDirectory() as name:
        run_walk(Path(name))
        write_whole(PICTURE, take_picture((Path(name) / "storm.html").as_uri()))
    sys.stdout.write(f"{PICTURE}: {PICTURE.stat().st_size / 1000:.0f} KB\n")


if __name__ == "__main__":
    main()
