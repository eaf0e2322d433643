"""The browser that is driven, and the pages in it."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Frame, Page, sync_playwright

from bench.npm import read_library
from geo.publish.film.chromium import find_chromium

WATCH = Path(__file__).with_name("watch.js")
DESKTOP = (1440, 900)
PATIENCE_MS = 30_000.0
MAP_FRAME = "iframe[title*='folium']"
_LEAFLET = files("xstatic.pkg.leaflet") / "data"
_TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json"}
_EMPTY_STYLE = b'{"version": 8, "sources": {}, "layers": []}'
"""In place of the ground that Streamlit's chart of deck.gl asks for."""


@contextmanager
def open_browser(*options: str) -> Iterator[Browser]:
    """
    Start Chromium without GPU and without a window.

    Parameters
    ----------
    options
        More for its command line.
    """
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=find_chromium(), args=["--disable-gpu", "--no-sandbox", *options]
        )
        try:
            yield browser
        finally:
            browser.close()


@dataclass(eq=False)
class Visit:
    """A page in a browser of its own memory: cold cache, no cookies."""

    page: Page
    _wire: CDPSession
    bytes_of: dict[str, float] = field(default_factory=dict)
    """Request's address -> bytes over the wire, of answers of our own servers."""
    given_bytes: int = 0
    """Bytes of what was given in place of other hosts."""
    asked_others: list[str] = field(default_factory=list)
    """Addresses of other hosts that the page asked for, in order."""
    _addresses: dict[str, str] = field(default_factory=dict)

    def open(self, url: str, *, until: str) -> Frame:
        """Go to `url` and give the map's frame once `until` (a note of `watch.js`) is made."""
        self.page.goto(url, wait_until="commit")
        self.wait_for(until)
        return self.map_frame()

    def wait_for(self, name: str) -> None:
        """Wait until the page has noted when `name` happened."""
        self.page.wait_for_function(f"window.bench && bench.{name} > 0")

    def map_frame(self) -> Frame:
        """Give the map's frame once it is there."""
        handle = self.page.wait_for_selector(MAP_FRAME, state="attached")
        frame = handle.content_frame() if handle else None
        if frame is None:
            message = "the page shows no map"
            raise LookupError(message)
        return frame

    def note(self, name: str) -> Any:  # noqa: ANN401 - whatever the script noted
        """Read a note of the page itself (see `watch.js`)."""
        return self.page.evaluate(f"bench.{name}")

    def _listen(self) -> None:
        """Count answers; in place of other hosts give scripts from their packages, else nothing."""
        self._wire.on("Network.requestWillBeSent", self._sent)
        self._wire.on("Network.loadingFinished", self._finished)
        self._wire.on("Fetch.requestPaused", self._answer)
        self._wire.send("Network.enable")
        # Only these addresses pass through here; our own servers' answers are not slowed down.
        self._wire.send("Fetch.enable", {"patterns": [{"urlPattern": "https://*"}]})

    def _sent(self, event: dict[str, Any]) -> None:
        self._addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        url = self._addresses.get(event["requestId"], "")
        if url.startswith("http://"):
            self.bytes_of[url] = self.bytes_of.get(url, 0) + event["encodedDataLength"]

    def _answer(self, event: dict[str, Any]) -> None:
        url = event["request"]["url"].partition("?")[0]
        self.asked_others.append(url)
        body = _stand_in(url)
        self.given_bytes += len(body)
        answer = {
            "requestId": event["requestId"],
            "responseCode": 200,
            "responseHeaders": [
                {"name": "Content-Type", "value": _media_type(url)},
                {"name": "Access-Control-Allow-Origin", "value": "*"},
            ],
            "body": base64.b64encode(body).decode(),
        }
        self._wire.send("Fetch.fulfillRequest", answer)


@contextmanager
def visit(
    browser: Browser,
    *,
    size: tuple[int, int] = DESKTOP,
    **options: Any,  # noqa: ANN401 - they are playwright's
) -> Iterator[Visit]:
    """
    Open an empty page.

    Parameters
    ----------
    size
        Width and height of the window, CSS pixels.
    options
        More of playwright's options of a context, such as `color_scheme`.
    """
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(path=WATCH)
    page = context.new_page()
    one = Visit(page, context.new_cdp_session(page))
    one._listen()  # noqa: SLF001 - its maker
    try:
        yield one
    finally:
        context.close()


def _media_type(url: str) -> str:
    return _TYPES.get(url.rpartition(".")[2], "text/plain")


def _stand_in(url: str) -> bytes:
    name = url.rpartition("/")[2]
    if name in {"leaflet.js", "leaflet.css"}:
        return (_LEAFLET / name).read_bytes()
    if name == "style.json":
        return _EMPTY_STYLE
    return read_library(name) or b""
