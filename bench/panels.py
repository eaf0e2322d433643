"""How soon the open panel follows the map, and where the time goes."""

from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Browser, Frame, Page

from bench.browser import MAP_FRAME, Visit, visit
from bench.report import Row, Section
from bench.sample import Sample
from geo.view.state import PANELS
from geo.words.catalogue import Words

RELEASES = 20
"""For each panel."""
STILL = 4
"""Releases after which a panel that has not changed counts as one that does not follow time."""
QUIET_MS = 400.0
"""Without news for so long, a release is over."""
LONGEST_MS = 3000.0
TARGET_MS = 150.0
PANEL = ".st-key-panels"
FOLLOWING = {
    "spread": ("places", "measures", "matrix"),
    "alliance": ("contingents",),
    "figures": ("detained", "others", "claims"),
}
"""Parts of panels that follow the time, besides the one that the panel opens with."""
WORDS = Words("en")
DAYS = ("2022-01-04T16:00Z", "2022-01-08T10:00Z", "2022-01-06T03:00Z", "2022-01-12T20:00Z")
"""Where the handle is let go, in turn: each changes list, table, counts and days."""


@dataclass(frozen=True, slots=True)
class Release:
    """What followed a release of the handle, ms after it; None where nothing followed."""

    sent: float | None
    """The page sent the state to the server."""
    answered: float | None
    """The server's last word arrived."""
    text: float | None
    """The frame in which the panel's text had changed for the last time."""
    chart: float | None
    """The frame in which a chart in the panel had changed for the last time."""

    @property
    def server(self) -> float | None:
        """Time from sending to the server's last word."""
        if self.sent is None or self.answered is None:
            return None
        return self.answered - self.sent


def measure_panels(browser: Browser, dashboard: str) -> list[Section]:
    """Let go of the time handle often, with each panel open in turn."""
    found: dict[str, list[Release]] = {}
    for panel in PANELS:
        with visit(browser) as one:
            frame = one.open(f"{dashboard}/?panel={panel}", until="drawn")
            one.page.wait_for_timeout(2500)
            one.page.evaluate("(panel) => bench.watchPanel(panel)", PANEL)
            found[panel] = _releases(one, frame)
            for part in FOLLOWING.get(panel, ()):
                name = WORDS(f"{panel}.title.{part}")
                one.page.get_by_role("radio", name=name, exact=True).click()
                one.page.wait_for_timeout(2500)
                found[f"{panel}: {part}"] = _releases(one, frame)
    return [_shown(found), _split(found)]


def _releases(one: Visit, frame: Frame) -> list[Release]:
    releases: list[Release] = []
    for turn in range(RELEASES):
        if turn == STILL and all(one.text is None and one.chart is None for one in releases):
            break
        releases.append(_release(one, frame, DAYS[turn % len(DAYS)]))
    return releases


def _release(one: Visit, frame: Frame, at: str) -> Release:
    """Drag the handle to a moment and let go at once."""
    page = one.page
    (x0, y), (x1, _) = _points(page, frame, at)
    page.mouse.move(x0, y)
    page.mouse.down()
    page.mouse.move(x1, y, steps=6)
    page.evaluate("bench.released = 0")
    page.mouse.move(x1 + 1, y)
    page.mouse.up()
    one.wait_for("released")
    page.wait_for_function(
        """([from, quiet, longest]) => {
            const last = Math.max(from, ...["texts", "charts"].flatMap((name) => bench[name]),
                ...["sent", "received"].flatMap((name) => bench[name].map(([at]) => at)));
            const seen = bench.received.some(([at]) => at > from);
            return bench.now() - from > longest || (seen && bench.now() - last > quiet);
        }""",
        arg=[one.note("released"), QUIET_MS, LONGEST_MS],
    )
    return _read(page, one.note("released"))


def _points(page: Page, frame: Frame, at: str) -> list[tuple[float, float]]:
    """Give where the handle is, and where it stands at `at` (ISO), on the page."""
    box = page.locator(MAP_FRAME).bounding_box() or {"x": 0.0, "y": 0.0}
    places = frame.evaluate(
        """(at) => {
            const timeMap = L.timemap.maps[0];
            const box = document.querySelector(".tm-track canvas").getBoundingClientRect();
            return [timeMap.current.t1, Date.parse(at)].map((ms) =>
                [box.left + timeMap.axis.scale.x(ms), box.top + box.height - 30]);
        }""",
        at,
    )
    return [(box["x"] + x, box["y"] + y) for x, y in places]


def _read(page: Page, released: float) -> Release:
    notes = page.evaluate(
        """(from) => {
            const after = (times) => times.filter((at) => at > from).map((at) => at - from);
            const times = (name) => after(bench[name].map(([at]) => at));
            return { sent: times("sent"), received: times("received"),
                texts: after(bench.texts), charts: after(bench.charts) };
        }""",
        released,
    )
    first = {name: min(values, default=None) for name, values in notes.items()}
    last = {name: max(values, default=None) for name, values in notes.items()}
    return Release(first["sent"], last["received"], last["texts"], last["charts"])


def _shown(found: dict[str, list[Release]]) -> Section:
    rows, still = [], []
    for panel, releases in found.items():
        text = _times(one.text for one in releases)
        chart = _times(one.chart for one in releases)
        if text.n:
            rows.append(Row(f"`{panel}`: its text has changed", text, "ms", TARGET_MS))
        else:
            still.append(f"The text of `{panel}` does not change with time.")
        if chart.n:
            rows.append(Row(f"`{panel}`: its chart has changed", chart, "ms", TARGET_MS))
    return Section(
        "From letting go of the time handle to the open panel",
        rows,
        "The handle is dragged with the mouse and let go while it moves; until the frame in "
        "which the panel's text has changed for the last time.",
        still,
    )


def _split(found: dict[str, list[Release]]) -> Section:
    rows = []
    for panel, releases in found.items():
        sent = _times(one.sent for one in releases)
        server = _times(one.server for one in releases)
        rows.append(Row(f"`{panel}`: until the state is sent", sent, "ms"))
        rows.append(Row(f"`{panel}`: from there to the server's last word", server, "ms"))
    return Section(
        "Where that time goes",
        rows,
        "By the page's own WebSocket. The server's part is one rerun of the fragment with its "
        "way there and back, seen from the browser; what is left of the numbers above is React.",
    )


def _times(values: Iterable[float | None]) -> Sample:
    return Sample.of(value for value in values if value is not None)
