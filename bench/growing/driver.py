"""How a page that may be busy for long is driven."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as LateError

from bench.browser import Visit, open_browser, visit
from bench.growing.outcome import LIMIT_S, NotFinishedError

DRIVE: Final = Path(__file__).parents[1] / "drive.js"
UNBOUND: Final = "--disable-frame-rate-limit"
"""Frames follow each other as fast as they are drawn: a display's rate rounds nothing up."""
BYTES_PER_KB: Final = 1000


@contextmanager
def driven(*options: str) -> Iterator[tuple[Browser, Visit]]:
    """Open an empty page in a browser of its own, which shows nothing else."""
    with open_browser(*options) as browser, visit(browser) as one:
        one.page.add_init_script(path=DRIVE)
        yield browser, one


def ask(page: Page, name: str, *words: object, limit_s: float = LIMIT_S) -> Any:  # noqa: ANN401 - whatever the script found
    """
    Begin something of `drive.js` and wait for what it found.

    Raises
    ------
    NotFinishedError
        It took longer than `limit_s`.
    """
    page.evaluate(f"(words) => bench.{name}(...words)", list(words))
    wait(page, "bench.result", limit_s)
    found = page.evaluate("bench.result")
    if "error" in found:
        message = f"{name}: {found['error']}"
        raise RuntimeError(message)
    return found["value"]


def wait(page: Page, condition: str, limit_s: float = LIMIT_S) -> None:
    """
    Wait until an expression holds in the page.

    Raises
    ------
    NotFinishedError
        It took longer than `limit_s`.
    """
    try:
        page.wait_for_function(condition, timeout=limit_s * 1000)
    except LateError as error:
        raise NotFinishedError(limit_s) from error
