"""The browser that paints a map's frames, one by one, at the instants it is told."""

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from geo.publish.film.chromium import find_chromium
from geo.publish.film.encode import AnimationError, Film

if TYPE_CHECKING:
    from playwright.sync_api import Page

_ARGS: Final = ("--disable-gpu", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND")
_READY: Final = "window.L?.timemap?.maps[0]?.ready && !window.L.timemap.maps[0].pending"
# Nobody looks at the page itself: lists, figures and the canvas on it need not follow each frame.
_OPEN: Final = """({ state, idle }) => {
    const map = L.timemap.maps[0];
    for (const name of idle) delete map.elements[name];
    map.stack.layer.redraw = () => {};
    map.apply(state, { fly: false });
}"""
_IDLE: Final = ("Card", "Feed", "Figures", "LayerControl", "Locator", "PlaceSearch", "TimeAxis")
_FRAME: Final = """async ({ at, type, ...size }) => {
    const map = L.timemap.maps[0];
    map.apply({ t1: at, t0: at }, { fly: false });
    const canvas = await new L.timemap.Picture(map, size).paint();
    return canvas.toDataURL(type, 0.97).split(",")[1];
}"""
LAID_OUT: Final = (640, 720)
"""Width and height that letters and marks are made for, px: in other sizes they grow and shrink."""
_LEAST_RATIO: Final = 0.6
"""Smaller letters could not be read."""
_WAIT_MS: Final = 60_000
"""Longest wait for the map to be there."""


class Camera:
    """Looks at a map that is open in a browser."""

    def __init__(self, page: "Page", film: Film, *, is_exact: bool) -> None:
        self.page = page
        self.film = film
        self.image_type = "image/png" if is_exact else "image/jpeg"

    def take(self, at_ms: int) -> bytes:
        """
        Take a frame, of the film's size; the same instant gives the same frame.

        Returns
        -------
        image
            JPEG where the film loses as much anyway (encoding PNG takes ten times as long).
        """
        width, height = self.film.size
        ratio = max(_LEAST_RATIO, min(width / LAID_OUT[0], height / LAID_OUT[1]))
        asked: dict[str, object] = {
            "width": width / ratio,
            "height": height / ratio,
            "ratio": ratio,
        }
        asked |= {"at": at_ms, "type": self.image_type}
        text: str = self.page.evaluate(_FRAME, asked)
        return base64.b64decode(text)


@contextmanager
def open_camera(page_file: Path, film: Film, *, is_exact: bool) -> Iterator[Camera]:
    """
    Open a saved map in a browser that can reach nothing else.

    Parameters
    ----------
    is_exact
        Frames lose nothing: for formats of few colours.

    Raises
    ------
    AnimationError
        Playwright is not installed, or the map cannot be shown.
    ChromiumMissingError
        There is no Chromium.
    """
    try:
        # A dependency of animations only.
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415
    except ImportError as error:
        message = (
            "playwright is not installed: animations need it, a Chromium, and for .mp4 and .webm"
            " ffmpeg (pip install -r requirements-animation.txt)"
        )
        raise AnimationError(message) from error
    sandbox = () if os.geteuid() else ("--no-sandbox",)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=[*_ARGS, *sandbox]
        )
        try:
            page = browser.new_page(
                # Small: the frames are painted apart from it.
                viewport={"width": 720, "height": 600},
                color_scheme="dark" if film.theme == "dark" else "light",
            )
            page.goto(page_file.as_uri())
            page.wait_for_function(_READY, timeout=_WAIT_MS)
            kinds = None if film.kinds is None else list(film.kinds)
            state = {"mode": "upto", "kinds": kinds, "lang": film.lang}
            page.evaluate(_OPEN, {"state": state, "idle": _IDLE})
            yield Camera(page, film, is_exact=is_exact)
        except Error as error:
            message = f"the browser failed: {error.message}"
            raise AnimationError(message) from error
        finally:
            browser.close()
