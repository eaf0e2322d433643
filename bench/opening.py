"""From a click on a link to the first events, and what had to be carried for it."""

from dataclasses import dataclass
from types import MappingProxyType

from playwright.sync_api import Browser

from bench.browser import Visit, visit
from bench.report import Row, Section
from bench.sample import Sample

ROUNDS = 7
CALM_MS = 2500
"""A new window of the browser loads what its own bars and menus need: not the page's work."""
TIMES_TARGET = 1.3
MORE_KB_TARGET = 500.0
_BYTES_PER_KB = 1000
MILESTONES = MappingProxyType(
    {
        "first": "the server's first word over the WebSocket",
        "frame": "the map's frame begins",
        "mounted": "the map is there (Leaflet)",
        "drawn": "first events drawn",
    }
)


@dataclass(frozen=True, slots=True)
class Opening:
    """One visit with an empty cache."""

    at_ms: dict[str, float]
    """Milestone -> ms since the navigation began."""
    http_kb: float
    """Bytes of all answers over the wire, with their heads, KB of 1000 bytes."""
    socket_kb: float
    """Bytes that came over the WebSocket, which is not compressed here."""
    requests: int
    asked_others: tuple[str, ...]

    @property
    def total_kb(self) -> float:
        """All bytes that came."""
        return self.http_kb + self.socket_kb


def measure_opening(browser: Browser, dashboard: str, empty: str) -> list[Section]:
    """Open both pages in turn; the servers are warm, the browser has seen neither."""
    for url, until in ((dashboard, "drawn"), (empty, "mounted")):
        _open(browser, url, until)
    ours, least = [], []
    for _ in range(ROUNDS):
        ours.append(_open(browser, dashboard, "drawn"))
        least.append(_open(browser, empty, "mounted"))
    return [_times(ours, least), _bytes(ours, least)]


def _open(browser: Browser, url: str, until: str) -> Opening:
    with visit(browser) as one:
        one.page.wait_for_timeout(CALM_MS)
        one.open(url, until=until)
        began = one.page.evaluate("performance.timeOrigin")
        at = {
            "first": one.note("received[0][0]"),
            "frame": one.note("framed"),
            "mounted": one.note("mounted"),
            "drawn": one.note("drawn"),
        }
        # What comes after the first events counts as carried, too: panel, fonts, charts.
        one.page.wait_for_timeout(1500)
        return _opening({name: ms - began for name, ms in at.items() if ms}, one)


def _opening(at_ms: dict[str, float], one: Visit) -> Opening:
    return Opening(
        at_ms,
        http_kb=sum(one.bytes_of.values()) / _BYTES_PER_KB,
        socket_kb=sum(size for _, size in one.note("received")) / _BYTES_PER_KB,
        requests=len(one.bytes_of),
        asked_others=tuple(one.asked_others),
    )


def _times(ours: list[Opening], least: list[Opening]) -> Section:
    drawn = Sample.of(one.at_ms["drawn"] for one in ours)
    mounted = Sample.of(one.at_ms["mounted"] for one in least)
    ratios = Sample.of([drawn.median / mounted.median])
    rows = [
        Row("Qantar: first events drawn", drawn, "ms"),
        Row("empty st_folium page: its map is there", mounted, "ms"),
        Row("ratio of the medians", ratios, "times", TIMES_TARGET),
    ]
    rows += [
        Row(f"{name}: {what}", _milestone(openings, key), "ms")
        for name, openings in (("Qantar", ours), ("empty", least))
        for key, what in MILESTONES.items()
        if any(key in one.at_ms for one in openings)
    ]
    return Section(
        "From navigation to the first events",
        rows,
        "Warm server, empty browser cache, a window at rest, the two pages in turn. Leaflet is "
        "given to the empty page at once, in place of the other hosts that folium names, and the "
        "scripts and styles it does not need are empty: the most favourable case for it.",
        [_others("Qantar", ours), _others("The empty page", least)],
    )


def _milestone(openings: list[Opening], key: str) -> Sample:
    return Sample.of(one.at_ms[key] for one in openings if key in one.at_ms)


def _others(name: str, openings: list[Opening]) -> str:
    most = max(len(one.asked_others) for one in openings)
    return f"{name} asked other hosts for {most} files."


def _bytes(ours: list[Opening], least: list[Opening]) -> Section:
    own = Sample.of(one.total_kb for one in ours)
    other = Sample.of(one.total_kb for one in least)
    rows = [Row("more than the empty page", _more(own, other), "KB", MORE_KB_TARGET)]
    for name, openings in (("Qantar", ours), ("empty page", least)):
        rows.append(Row(f"{name}: all", Sample.of(one.total_kb for one in openings), "KB"))
        http = Sample.of(one.http_kb for one in openings)
        rows.append(Row(f"{name}: files over HTTP", http, "KB"))
        socket = Sample.of(one.socket_kb for one in openings)
        rows.append(
            Row(
                f"{name}: messages over the WebSocket (Streamlit does not compress them)",
                socket,
                "KB",
            )
        )
    return Section(
        "Bytes over the wire",
        rows,
        "As the browser counts them (`encodedDataLength`, heads included), KB of 1000 bytes, "
        "first visit until 1.5 s after the map is there. Files from other hosts, which only the "
        "empty page asks for (Leaflet, jQuery, Bootstrap, icons), are not counted.",
        [f"Files: Qantar {ours[-1].requests}, empty page {least[-1].requests}."],
    )


def _more(own: Sample, other: Sample) -> Sample:
    return Sample.of([own.median - other.median])
