"""Pages whose time runs in the browser: ours, and those of folium's plug-ins."""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from bench.browser import Visit
from bench.growing.driver import BYTES_PER_KB, UNBOUND, ask, driven
from bench.growing.outcome import LIMIT_S, Outcome
from bench.made import make_events, sweep_ms
from bench.memory import page_memory_mb
from bench.own import draw, encode, radius_px
from bench.peers.plugins import timeline_slider, timestamped_geojson
from bench.sample import Sample
from bench.site import Site, open_site

ROUNDS: Final = 3
PROBES: Final = 4
"""Steps with all events drawn, which tell how many steps the sweep may have."""
MAX_STEPS: Final = 120
MIN_STEPS: Final = 6
SWEEP_S: Final = 8.0
"""About how long a sweep of fewer than `MAX_STEPS` steps takes."""
_MS: Final = 1000

Patch = Mapping[str, object]
Patches = Callable[[int], Sequence[Patch]]


def growing(steps: int) -> Sequence[Patch]:
    """Moments over the whole axis, with all that has begun."""
    return [{"mode": "upto", "t1": at} for at in sweep_ms(steps)]


def measure_page(kind: str, count: int) -> Outcome:
    """
    Open a page and sweep over its axis.

    Raises
    ------
    NotFinishedError
        It does not open, or a step takes longer than may be.
    """
    with open_site() as site:
        events = make_events(count)
        add = own_page(site, events) if kind == "own" else _plugin_page(site, kind, events)
        # Ours is quick to write: its first time would say more about files than about pages.
        python = Sample.of(_timed(add) for _ in range(ROUNDS if kind == "own" else 1))
        return _measure(kind, f"{site.url}/{kind}", python)


def _timed(add: Callable[[], str]) -> float:
    began = time.perf_counter()
    add()
    return (time.perf_counter() - began) * _MS


def own_page(site: Site, events: pd.DataFrame) -> Callable[[], str]:
    """Encode the events; give what writes our page, as often as it is asked."""
    points = encode(events)
    radius = radius_px(len(events))
    return lambda: site.add("own", draw(points, site.store, radius=radius))


def _plugin_page(site: Site, kind: str, events: pd.DataFrame) -> Callable[[], str]:
    write = {"timeline": timeline_slider, "timestamped": timestamped_geojson}[kind]
    return lambda: site.add(kind, write(events, radius=radius_px(len(events))))


def _measure(kind: str, url: str, python: Sample) -> Outcome:
    openings = [_opening(kind, url) for _ in range(ROUNDS - 1)]
    with driven(UNBOUND) as (browser, one):
        openings.append(open_page(one, kind, url))
        steps = sweep(one, kind)["steps"]
        memory = page_memory_mb(browser, one.page)
        carried = sum(one.bytes_of.values()) + one.given_bytes
    return Outcome(
        steps=Sample.of(steps),
        opening=Sample.of(openings),
        memory=Sample.of([memory]),
        page_kb=Sample.of([carried / BYTES_PER_KB]),
        step_kb=Sample.of([0]),
        python=python,
    )


def _opening(kind: str, url: str) -> float:
    with driven(UNBOUND) as (_, one):
        return open_page(one, kind, url)


def open_page(one: Visit, kind: str, url: str) -> float:
    """Go there and have all events shown; give ms since the navigation."""
    one.page.goto(url, wait_until="commit")
    ms: float = ask(one.page, "openWith", kind, sweep_ms(1)[-1])
    return ms


def sweep(one: Visit, kind: str, patches_of: Patches = growing) -> dict[str, Any]:
    """
    Sweep in as many steps as there is time for; see `drive.js`.

    Parameters
    ----------
    patches_of
        Gives what to set at each of so many steps.
    """
    last = patches_of(MAX_STEPS)[-PROBES:]
    probe = Sample.of(ask(one.page, "sweep", kind, last, limit_s=PROBES * LIMIT_S)["steps"])
    steps = round(min(MAX_STEPS, max(MIN_STEPS, SWEEP_S * _MS / max(1, probe.median))))
    patches = patches_of(steps)
    found: dict[str, Any] = ask(one.page, "sweep", kind, patches, limit_s=steps * LIMIT_S)
    return found
