"""All ways at all sizes, side by side, and how ours compares."""

import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench import memory
from bench.growing import closer
from bench.growing.closer import look_closer
from bench.growing.outcome import LIMIT_S, SERVED, WAYS, NotFinishedError, Outcome
from bench.growing.pages import measure_page
from bench.growing.servers import COLD_LIMIT_S, measure_server
from bench.made import SIZES
from bench.npm import NpmError, describe_libraries, fetch_libraries
from bench.report import Grid, Row, Section
from bench.sample import Sample

OWN: Final = "own"
SMALLEST: Final = min(SIZES)
LARGEST: Final = max(SIZES)
MORE_MB_TARGET: Final = 80.0
RATIOS: Final[tuple[tuple[int, str | None, float], ...]] = (
    (30_000, None, 10.0),
    (3_000, "objects", 20.0),
)
"""At this size ours is to be so many times faster than this way (None: the best of all)."""
HOPELESS_S: Final = 2 * LIMIT_S
"""A larger set that would take so long, if time grew as the set does, is not tried."""
SMALLER: Final = "not tried: a smaller set was not finished"

Outcomes = Mapping[str, Mapping[int, Outcome]]


def measure_growing(
    sizes: Sequence[int] = SIZES, ways: Sequence[str] = tuple(WAYS)
) -> Iterator[Section | Grid]:
    """Measure `ways` at `sizes`; ours more closely at the large ones."""
    try:
        fetch_libraries()
    except NpmError as error:
        sys.stdout.write(f"{error}: folium's plug-ins are left out\n")
        ways = [way for way in ways if way in {OWN, *SERVED}]
    outcomes = {way: dict(_by_size(way, sizes)) for way in ways}
    yield compare(outcomes)
    yield from grids(outcomes, sizes)
    if OWN in ways:
        yield from map(_closer, sorted(set(sizes) & set(closer.SIZES)))


def _closer(count: int) -> Section:
    try:
        return look_closer(count)
    except NotFinishedError as error:
        return Section(f"{count:,} events", [], f"Ours: {error}.")


def _by_size(way: str, sizes: Sequence[int]) -> Iterator[tuple[int, Outcome]]:
    """Measure one size after the other; those that cannot finish in time are left."""
    last: tuple[int, Outcome] | None = None
    for count in sizes:
        began = time.monotonic()
        trouble = foresee(count, *last) if last else ""
        outcome = Outcome(trouble=trouble) if trouble else _measure(way, count)
        last = count, outcome
        sys.stdout.write(
            f"  {way} {count:,}: {outcome.trouble or _cell(outcome.steps, 'ms')}, "
            f"{time.monotonic() - began:.0f} s\n"
        )
        sys.stdout.flush()
        yield count, outcome


def foresee(count: int, smaller: int, found: Outcome) -> str:
    """Say why a size need not be tried after what was found at a smaller one; else nothing."""
    if found.trouble:
        return SMALLER
    longest_s = max(found.steps.p95, found.opening.median) / 1000
    expected_s = longest_s * count / smaller
    return f"not tried: some {expected_s:.0f} s expected" if expected_s > HOPELESS_S else ""


def _measure(way: str, count: int) -> Outcome:
    try:
        return (measure_server if way in SERVED else measure_page)(way, count)
    except NotFinishedError as error:
        return Outcome(trouble=str(error))


def compare(outcomes: Outcomes) -> Section:
    """Set our numbers against the peers', and the largest set against the smallest."""
    rows = []
    for count, way, target in RATIOS:
        others = [way] if way else [name for name in outcomes if name != OWN]
        ratio = _ratio(outcomes, count, others)
        name = WAYS[way] if way else "the best peer"
        rows.append(
            Row(f"{count:,} events: faster than {name}", ratio, "times", target, at_least=True)
        )
    own = outcomes.get(OWN, {})
    if {SMALLEST, LARGEST} <= set(own):
        more = own[LARGEST].memory.median - own[SMALLEST].memory.median
        what = f"memory of the page: {LARGEST:,} events more than {SMALLEST}"
        rows.append(Row(what, Sample.of([more]), "MB", MORE_MB_TARGET))
    return Section(
        "Growing sets: ours and its peers",
        [row for row in rows if row.sample.n],
        "Medians of the tables below; a peer that did not finish counts as long as it may take.",
    )


def _ratio(outcomes: Outcomes, count: int, others: Sequence[str]) -> Sample:
    """Divide the shortest step of `others` by ours; empty where one of them was not measured."""
    own = outcomes.get(OWN, {}).get(count, Outcome()).steps.median
    found = [outcomes[way][count] for way in others if count in outcomes.get(way, {})]
    times = [LIMIT_S * 1000 if one.trouble else one.steps.median for one in found]
    known = [ms for ms in times if not math.isnan(ms)]
    return Sample.of([min(known) / own] if known and not math.isnan(own) else [])


def grids(outcomes: Outcomes, sizes: Sequence[int]) -> Iterator[Grid]:
    """Show each number of all ways by size."""
    for title, name, unit, method in TABLES:
        lines = [
            (WAYS[way], [_text(found[count], name, unit) for count in sizes])
            for way, found in outcomes.items()
        ]
        yield Grid(title, [f"{count:,}" for count in sizes], lines, method)


def _text(outcome: Outcome, name: str, unit: str) -> str:
    sample: Sample = getattr(outcome, name)
    return outcome.trouble or _cell(sample, unit)


def _cell(sample: Sample, unit: str) -> str:
    """Give the median and, of several values, the p95 in brackets."""
    if not sample.n:
        return "-"
    digits = 1 if unit == "ms" else 0
    tail = f" ({sample.p95:,.{digits}f})" if sample.n > 1 else ""
    return f"{sample.median:,.{digits}f}{tail}"


TABLES: Final = (
    (
        "Growing sets: from a step to the drawn frame, ms",
        "steps",
        "ms",
        "Median (p95) of a sweep over January in even steps, all that has begun by then; 1440 x "
        "900, symbols of radius 4 (2 at 1,000,000). Ours has base map, time axis and pointing; the "
        "peers have none of it. Where time runs in the browser, a step is one frame of a browser "
        "that draws as fast as it can; with `st.slider` it is from the key press to the frame that "
        "has all its events, deck.gl's WebGL in software as there is no GPU. Leaflet's peers draw "
        "on one canvas (`prefer_canvas`). Scripts of other hosts are answered at once, from their "
        f"packages: {describe_libraries()}; deck.gl is Streamlit's own. A step that takes longer "
        f"than {LIMIT_S:g} s (a server's first answer: {COLD_LIMIT_S:g} s) is not finished; "
        f"larger sets are then not tried, nor is one of which {HOPELESS_S:g} s are to be expected.",
    ),
    (
        "Growing sets: first drawing, ms",
        "opening",
        "ms",
        "From navigation to the first frame with all events; empty cache, warm server.",
    ),
    ("Growing sets: memory of the page, MB", "memory", "MB", f"{memory.METHOD.capitalize()}."),
    (
        "Growing sets: bytes until the first drawing, KB",
        "page_kb",
        "KB",
        "Page, scripts, data and messages, nothing compressed but what Streamlit compresses; KB of "
        "1000 bytes.",
    ),
    (
        "Growing sets: bytes of a step, KB",
        "step_kb",
        "KB",
        "What comes over the WebSocket between a key press and the drawn frame.",
    ),
    (
        "Growing sets: Python time, ms",
        "python",
        "ms",
        "Of each rerun where a step is a rerun; else of writing the page once, after which Python "
        "has nothing to do (ours: events are encoded before, once per set).",
    ),
)
