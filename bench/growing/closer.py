"""Our own map more closely: each mode, the display's rate, pointing, moving."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from bench.browser import Visit
from bench.growing.driver import UNBOUND, ask, driven
from bench.growing.outcome import LIMIT_S
from bench.growing.pages import Patch, growing, open_page, own_page, sweep
from bench.made import make_events, sweep_ms
from bench.own import CENTRE, ZOOM, radius_px
from bench.report import Row, Section
from bench.sample import Sample
from bench.site import open_site
from geo.timemap import sorted_events

SIZES: Final = (100_000, 1_000_000)
POINTS: Final = 40
MOVES: Final = tuple(
    {"lat": CENTRE[0] + lat, "lon": CENTRE[1] + lon, "zoom": ZOOM + zoom}
    for lat, lon, zoom in (
        *((0, 4, 0), (2, -6, 0), (-2, 8, 0), (0, -12, 0), (0, 0, 1), (1, 1, 2), (0, 0, 0)),
        *((0, 0, -1), (0, 14, 0), (0, 0, 3), (0, 0, 0), (3, -3, 1)),
    )
)
"""Where the map is moved to in turn: degrees, zoom."""
WINDOW_MS: Final = 86_400_000
_MINUTE_MS: Final = 60_000
_WORLD_PX: Final = 256
_REACH: Final = 1.3
"""The farthest point of any symbol lies so many radii from its middle."""
_ROUNDING_PX: Final = 2


@dataclass(frozen=True, slots=True)
class Targets:
    """What is to be reached at a size, ms; None where nothing was set."""

    growing: float | None = None
    growing_p95: float | None = None
    everything: float | None = None
    window: float | None = None
    at_display: float | None = None
    at_display_p95: float | None = None
    move: float | None = None
    pick: float | None = None


TARGETS: Final = {
    100_000: Targets(growing=17, growing_p95=25, everything=25, at_display=17, at_display_p95=25),
    1_000_000: Targets(growing=35, window=20, move=200, pick=5),
}
METHOD: Final = (
    "1440 x 900, device ratio 1. A sweep sets up to 120 moments over January, one a frame; the "
    "first of its rows is of a browser that draws as fast as it can (a display's rate rounds "
    "nothing up), as is all that follows but the row that says otherwise. All drawn: the last two "
    "hours of the axis. Pointing: the first question after a frame. Moving: at once, without "
    "animation, until the last frame that follows in which anything was painted."
)


def look_closer(count: int) -> Section:
    """Measure our map with so many events."""
    events = make_events(count)
    aims = TARGETS.get(count, Targets())
    with open_site() as site:
        url = own_page(site, events)()
        with driven(UNBOUND) as (_, one):
            open_page(one, "own", url)
            found = _sweeps(one)
            picks = _pick(one)
            moves = ask(one.page, "move", MOVES, limit_s=3 * LIMIT_S)
        with driven() as (_, one):
            open_page(one, "own", url)
            shown = sweep(one, "own")
    name = f"{count:,}"
    rows = [
        Row(f"{name}: growing sweep", _steps(found[0]), "ms", aims.growing, aims.growing_p95),
        Row(f"{name}: of it our script", Sample.of(found[0]["scripts"]), "ms"),
        Row(f"{name}: all drawn", _steps(found[1]), "ms", aims.everything),
        Row(f"{name}: a window of 24 h", _steps(found[2]), "ms", aims.window),
        Row(
            f"{name}: growing sweep on a display of 60 Hz",
            _steps(shown),
            "ms",
            aims.at_display,
            aims.at_display_p95,
        ),
        Row(f"{name}: which event is under the pointer", _of(picks, "first"), "ms", aims.pick),
        Row(f"{name}: the same, asked again", _of(picks, "again"), "ms"),
        Row(f"{name}: pan or zoom", _of(moves, "last"), "ms", aims.move),
        Row(f"{name}: until the first frame of it", _of(moves, "first"), "ms"),
    ]
    notes = [
        f"At the end of the sweep {found[0]['drawn']:,} of {count:,} events are drawn.",
        _exactness(picks, events),
    ]
    title = f"{name} events, symbols of radius {radius_px(count)} px"
    return Section(title, rows, METHOD, notes)


def _sweeps(one: Visit) -> list[dict[str, Any]]:
    """Growing, all drawn, a window of a day: each once the script has run warm."""
    return [sweep(one, "own", patches_of) for patches_of in (growing, everything, window)]


def everything(steps: int) -> Sequence[Patch]:
    """Give the last minutes of the axis, when all has begun."""
    return [{"mode": "upto", "t1": sweep_ms(1)[-1] - at * _MINUTE_MS} for at in range(steps, 0, -1)]


def window(steps: int) -> Sequence[Patch]:
    """Give windows of a day over the whole axis."""
    return [{"mode": "window", "t0": at - WINDOW_MS, "t1": at} for at in sweep_ms(steps)]


def _pick(one: Visit) -> list[dict[str, float]]:
    """Point at places of the map, each after another moment has been drawn."""
    ask(one.page, "sweep", "own", growing(1), limit_s=2 * LIMIT_S)
    box = one.page.locator(".leaflet-container").bounding_box()
    width, height = (box["width"], box["height"]) if box else (1440.0, 600.0)
    random = np.random.default_rng(1)
    points = [[x * width, y * height] for x, y in random.uniform(0.25, 0.75, (POINTS, 2)).tolist()]
    end = sweep_ms(1)[-1]
    times = [end - at * _MINUTE_MS for at in range(POINTS)]
    found: list[dict[str, float]] = ask(one.page, "pick", points, times, limit_s=3 * LIMIT_S)
    return found


def _exactness(picks: Sequence[dict[str, float]], events: pd.DataFrame) -> str:
    """Say how many answers name an event whose symbol covers the point."""
    rows = sorted_events(events)
    reach_px = _REACH * radius_px(len(events)) + _ROUNDING_PX
    named = [pick for pick in picks if pick["event"] >= 0]
    near = sum(_distance_px(pick, rows.iloc[int(pick["event"])]) <= reach_px for pick in named)
    return (
        f"Of {len(picks)} points {len(named)} have an event; of these {near} lie within its symbol."
    )


def _distance_px(pick: dict[str, float], event: "pd.Series[Any]") -> float:
    here, there = (_position_px(one["lat"], one["lon"]) for one in (pick, event))
    return math.dist(here, there)


def _position_px(lat: float, lon: float) -> tuple[float, float]:
    """Give a point's place in Web Mercator at the zoom of the map."""
    size = _WORLD_PX * 2**ZOOM
    northing = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return size * (lon / 360), size * (-northing / (2 * math.pi))


def _steps(found: dict[str, Any]) -> Sample:
    return Sample.of(found["steps"])


def _of(found: Sequence[dict[str, float]], name: str) -> Sample:
    return Sample.of(one[name] for one in found)
