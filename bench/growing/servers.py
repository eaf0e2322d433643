"""Pages of which each step is a rerun in Python: `st.slider` with one map or another."""

import json
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from bench.browser import Visit
from bench.growing.driver import BYTES_PER_KB, driven, wait
from bench.growing.outcome import LIMIT_S, TIMES, Outcome
from bench.made import counts_at, make_events
from bench.memory import page_memory_mb
from bench.sample import Sample
from bench.server import PEERS, serve

STEPS: Final = 8
SLIDER: Final = "[data-testid=stSlider] input"
COLD_LIMIT_S: Final = 40.0
"""A server that has just begun may take longer."""
_SETTLE_MS: Final = 1500
_PAUSE_MS: Final = 300
_MS: Final = 1000


def measure_server(way: str, count: int) -> Outcome:
    """
    Open the page of a warm server and press the arrow key.

    Raises
    ------
    NotFinishedError
        It does not open, or a step takes longer than may be.
    """
    counts = counts_at(make_events(count), STEPS)
    with tempfile.TemporaryDirectory() as folder:
        times = Path(folder) / "times"
        with serve(PEERS / "growing.py", {TIMES: str(times)}) as server:
            url = f"{server.url}/?way={way}&count={count}&steps={STEPS}"
            _warm(url, count)
            times.unlink(missing_ok=True)
            return _measure(url, counts, times)


def _warm(url: str, count: int) -> None:
    with driven() as (_, one):
        _open(one, url, count, limit_s=COLD_LIMIT_S)


def _measure(url: str, counts: list[int], times: Path) -> Outcome:
    with driven() as (browser, one):
        opening = _open(one, url, counts[-1])
        carried = sum(one.bytes_of.values()) + one.given_bytes + sum(_received(one.page))
        found = _sweep(one.page, counts)
        memory = page_memory_mb(browser, one.page)
    reruns = [json.loads(line) * _MS for line in times.read_text(encoding="utf-8").splitlines()]
    return Outcome(
        steps=Sample.of(ms for ms, _ in found),
        opening=Sample.of([opening]),
        memory=Sample.of([memory]),
        page_kb=Sample.of([carried / BYTES_PER_KB]),
        step_kb=Sample.of(size / BYTES_PER_KB for _, size in found),
        python=Sample.of(reruns[-len(found) :]),
    )


def _open(one: Visit, url: str, count: int, *, limit_s: float = LIMIT_S) -> float:
    one.page.goto(url, wait_until="commit")
    one.page.evaluate("(count) => bench.expectEvents(count)", count)
    wait(one.page, "bench.arrived", limit_s)
    ms: float = one.page.evaluate("bench.arrived - performance.timeOrigin")
    return ms


def _sweep(page: Page, counts: list[int]) -> list[tuple[float, float]]:
    """From the first step to the last: ms from the key press to the drawn frame, and bytes."""
    page.wait_for_timeout(_SETTLE_MS)
    page.locator(SLIDER).focus()
    _press(page, "Home", counts[0])
    return [_press(page, "ArrowRight", count) for count in counts[1:]]


def _press(page: Page, key: str, count: int) -> tuple[float, float]:
    page.wait_for_timeout(_PAUSE_MS)
    page.evaluate("(count) => { bench.expectEvents(count); bench.received.length = 0; }", count)
    page.keyboard.press(key)
    wait(page, "bench.arrived")
    ms: float = page.evaluate("bench.arrived - bench.pressed")
    return ms, sum(_received(page))


def _received(page: Page) -> list[float]:
    return [size for _, size in page.evaluate("bench.received")]
