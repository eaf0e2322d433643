"""A server, a browser, and pages that are watched."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from geo.publish.film.chromium import find_chromium
from geo.timemap import script
from tests.browser.mapview import MapView
from tests.browser.server import Server, run_dashboard
from tests.browser.watch import Watch

ROOT = Path(__file__).parents[2]
MAIN_JOB = (
    *("test_opening", "test_time", "test_play", "test_cards", "test_layers", "test_search"),
    *("test_filters", "test_plain_map", "test_worlds"),
)
"""Modules that hold the main job: open, drag, play, layers, search, cards, and a plain map."""
ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SLOW_MS = 60_000
"""Longest wait for anything on a page: no test may fail for a machine that is busy."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the main job: `make test` runs them, `make test-full` the others."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.stem in MAIN_JOB:
            item.add_marker(pytest.mark.main_job)


class Open(Protocol):
    """Opens a page in a browser window of its own."""

    def __call__(self, url: str, **options: Any) -> Page:  # noqa: ANN401
        """Open `url`; `options` are those of playwright's `new_context`."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the dashboard; what it wrote must not hold a stack trace."""
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with run_dashboard(ROOT, log) as running:
        yield running
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def server_under_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the dashboard under the path /q."""
    log = tmp_path_factory.mktemp("server_q") / "log.txt"
    with run_dashboard(ROOT, log, base="q") as running:
        yield running
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run a Chromium that can reach this machine only."""
    expect.set_options(timeout=SLOW_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGS)
        yield chromium
        chromium.close()


def watched(browser: Browser, host: str, **options: Any) -> tuple[BrowserContext, Watch]:  # noqa: ANN401
    """Make a window whose requests and errors are noted."""
    context = browser.new_context(**{"viewport": DESK, "locale": "en-GB", **options})
    context.set_default_timeout(SLOW_MS)
    watch = Watch(host)
    watch.over(context)
    return context, watch


@pytest.fixture
def watch() -> Watch:
    """Collect what all windows of this test note; to say which errors are expected."""
    return Watch("")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page that has the script."""
    page = browser.new_page()
    page.set_content("<!doctype html>")
    page.add_script_tag(content=script().body.decode())
    yield page
    page.close()


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Open]:
    """Give a way to open pages; afterwards no other host was asked and no error is left."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(url: str, *, before: Callable[[Page], None] | None = None, **options: Any) -> Page:  # noqa: ANN401
        context, own = watched(browser, urlsplit(url).netloc, **options)
        opened.append((context, own))
        page = context.new_page()
        if before:
            before(page)
        page.goto(url)
        return page

    yield open_one
    for context, own in opened:
        context.close()
        own.expected += watch.expected
        own.check()


@pytest.fixture
def fresh(open_page: Open, server: Server) -> MapView:
    """Open the dashboard as a new reader does."""
    return MapView.of(open_page(server.url))


@pytest.fixture(scope="session")
def _shared(browser: Browser, server: Server) -> Iterator[tuple[MapView, Watch]]:
    context, watch = watched(browser, urlsplit(server.url).netloc)
    page = context.new_page()
    page.goto(server.url)
    yield MapView.of(page), watch
    context.close()
    watch.check()


@pytest.fixture
def view(_shared: tuple[MapView, Watch]) -> Iterator[MapView]:
    """Give the dashboard's map as it opened: one page, put back before each test."""
    view, watch = _shared
    view.page.mouse.move(0, 0)
    yield view.reset()
    watch.check()
