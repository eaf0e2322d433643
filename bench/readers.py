"""Many readers at once: how soon pages open and panels follow, and what the server needs for it."""

import asyncio
import math
import random
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from bench.reader import PATIENCE_S, Reader
from bench.report import Grid
from bench.sample import Sample
from bench.server import DASHBOARD, Server, serve
from geo.timemap import to_ms

READERS = (10, 25, 50, 100)
DRAG_FOR_S = 30.0
EVERY_S = (3.0, 7.0)
"""A reader lets go of the handle after a time between these, seconds."""
BUSY_SHARE = 0.05
"""Of a processor: who needs less has done the work that was put off (spread, compression)."""
LOOK_S = 5.0
"""Longer than that work waits for quiet."""
LOOKS = 24
GONE_S = 130.0
"""Streamlit forgets a reader who left after 120 s (`server.disconnectedSessionTTL`)."""
BEGIN_MS, END_MS = to_ms("2022-01-02T06:00Z"), to_ms("2022-01-12T20:00Z")


@dataclass
class Load:
    """What came of so many readers."""

    count: int
    openings: list[float] = field(default_factory=list)
    """Seconds, all opened at once."""
    drags: list[float] = field(default_factory=list)
    lost: int = 0
    """Openings and drags that took longer than a reader waits, or failed."""
    opening_cpu_s: float = 0.0
    drag_cpu_s: float = 0.0
    """Of the server's process."""
    memory_mb: dict[str, float] = field(default_factory=dict)
    """`before`, `open`, and for the largest number `after`."""


def measure_readers(counts: Sequence[int] = READERS) -> Iterator[Grid]:
    """Measure on a fresh server for each number of readers."""
    loads = []
    for count in counts:
        with serve(DASHBOARD) as server:
            loads.append(asyncio.run(_load(server, count, is_last=count == counts[-1])))
    yield _shown(loads)


async def _load(server: Server, count: int, *, is_last: bool) -> Load:
    load = Load(count)
    # The first page of a server is drawn for all others.
    async with Reader(server.url) as first:
        await first.open()
    await _until_idle(server)
    load.memory_mb["before"] = server.memory_mb()
    async with AsyncExitStack() as pages:
        began = server.cpu_s()
        readers = await asyncio.gather(*(_open(pages, server.url, load) for _ in range(count)))
        opened = server.cpu_s()
        dice = random.Random(count)  # noqa: S311 - the same drags each time
        await asyncio.gather(*(_use(one, load, dice) for one in readers if one is not None))
        load.opening_cpu_s, load.drag_cpu_s = opened - began, server.cpu_s() - opened
        load.memory_mb["open"] = server.memory_mb()
    if is_last:
        await asyncio.sleep(GONE_S)
        load.memory_mb["after"] = server.memory_mb()
    return load


async def _until_idle(server: Server) -> None:
    for _ in range(LOOKS):
        before = server.cpu_s()
        await asyncio.sleep(LOOK_S)
        if server.cpu_s() - before < BUSY_SHARE * LOOK_S:
            return


async def _open(pages: AsyncExitStack, url: str, load: Load) -> Reader | None:
    try:
        reader = await pages.enter_async_context(Reader(url))
        load.openings.append(await reader.open())
    except (OSError, TimeoutError):
        load.lost += 1
        return None
    return reader


async def _use(reader: Reader, load: Load, dice: random.Random) -> None:
    """Drag, look, drag again."""
    loop = asyncio.get_running_loop()
    ends_at = loop.time() + DRAG_FOR_S
    while loop.time() < ends_at:
        await asyncio.sleep(dice.uniform(*EVERY_S))
        try:
            load.drags.append(await reader.drag(dice.randrange(BEGIN_MS, END_MS, 60_000)))
        except (OSError, TimeoutError):
            load.lost += 1
            return


def _shown(loads: Sequence[Load]) -> Grid:
    columns = [_column(load) for load in loads]
    low, high = EVERY_S
    return Grid(
        "Many readers at once",
        [f"{load.count} readers" for load in loads],
        [(what, [column[what] for column in columns]) for what in columns[0]],
        "Readers without a browser, over Streamlit's WebSocket, on the same machine; a fresh "
        "server with the shipped configuration for each number. All open the page at once; then "
        f"each lets go of the time handle every {low:.0f} to {high:.0f} s, for {DRAG_FOR_S:.0f} s. "
        "Times are until the server's last word. Memory is the resident set of its process; after "
        f"all left: {GONE_S:.0f} s later, when Streamlit has forgotten them.",
    )


def _column(load: Load) -> dict[str, str]:
    openings, drags, memory = Sample.of(load.openings), Sample.of(load.drags), load.memory_mb
    return {
        "a page opens: median, ms": _ms(openings.median),
        "a page opens: p95, ms": _ms(openings.p95),
        "the panel follows a drag: median, ms": _ms(drags.median),
        "the panel follows a drag: p95, ms": _ms(drags.p95),
        "drags": str(drags.n),
        f"not answered within {PATIENCE_S:.0f} s": str(load.lost),
        "processor per opening, ms": _ms(load.opening_cpu_s / max(openings.n, 1)),
        "processor per drag, ms": _ms(load.drag_cpu_s / max(drags.n, 1)),
        "memory before, MB": _mb(memory["before"]),
        "memory per reader, MB": _mb((memory["open"] - memory["before"]) / load.count),
        "memory after all left, MB": _mb(memory.get("after", math.nan)),
    }


def _ms(seconds: float) -> str:
    return "-" if math.isnan(seconds) else f"{seconds * 1000:,.0f}"


def _mb(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:,.1f}"
