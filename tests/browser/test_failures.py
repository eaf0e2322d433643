"""A part that does not arrive, or arrives as something else, leaves a message and no blank."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.mapview import frame_of
from tests.browser.server import Server
from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><title>Log in</title><p>Please log in</p>"
Answer = Callable[[Route], None]


def lost(route: Route) -> None:
    """Lose the request on its way."""
    route.abort()


def html(route: Route) -> None:
    """Answer with a page and status 200, as some proxies do."""
    route.fulfill(status=200, content_type="text/html", body=PAGE)


def html_nosniff(route: Route) -> None:
    """Answer with a page that the browser must not take for anything else."""
    headers = {"content-type": "text/html", "x-content-type-options": "nosniff"}
    route.fulfill(status=200, headers=headers, body=PAGE)


def missing(route: Route) -> None:
    """Answer that there is no such file."""
    route.fulfill(status=404, content_type="text/plain", body="Not found")


def expect_message(open_page: Open, url: str, name: str, answer: Answer, selector: str) -> str:
    """Open the page with one part answered so; give the message in the map's place."""

    def before(page: Page) -> None:
        page.route(f"**/{name}", answer)

    page = open_page(url, before=before)
    frame = frame_of(page).content_frame()
    assert frame is not None
    message = frame.locator(selector)
    expect(message).to_be_visible()
    box = message.bounding_box()
    assert box is not None
    assert box["height"] > 100
    return message.inner_text()


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (lost, "timemap.js"),
        (missing, "timemap.js"),
        (html, "Unexpected token"),
        (html_nosniff, "timemap.js"),
    ],
)
def test_a_script_that_fails_leaves_a_message(
    open_page: Open, server: Server, watch: Watch, answer: Answer, names: str
) -> None:
    # "Event" is what Chromium says of the promise that waits for the script.
    watch.expected = [
        "Failed to load",
        "Unexpected token",
        "MIME type",
        "Event",
        "undefined",
        "not defined",
    ]
    said = expect_message(open_page, server.url, "timemap.js", answer, "#timemap-failed")
    assert "The map cannot be shown" in said
    assert names in said


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("events.bin", lost),
        ("events.bin", html),
        ("texts.json", html),
        ("countries.json", missing),
        ("regions.json", lost),
    ],
)
def test_data_that_fail_leave_a_message(
    open_page: Open, server: Server, watch: Watch, name: str, answer: Answer
) -> None:
    watch.expected = ["Failed to load resource"]
    said = expect_message(open_page, server.url, name, answer, ".tm-failed")
    assert "The map cannot be shown" in said


def test_data_that_are_no_json_leave_a_message(
    open_page: Open, server: Server, watch: Watch
) -> None:
    def cut_short(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body='{"events": [')

    said = expect_message(open_page, server.url, "texts.json", cut_short, ".tm-failed")
    assert "The map cannot be shown" in said
    assert watch.expected == []


def test_the_message_is_in_the_language_of_the_page(
    open_page: Open, server: Server, watch: Watch
) -> None:
    watch.expected = ["Failed to load resource"]
    url = f"{server.url}?lang=de"
    said = expect_message(open_page, url, "events.bin", lost, ".tm-failed")
    assert "Die Karte" in said
