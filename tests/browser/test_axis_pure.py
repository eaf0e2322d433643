"""The axis' scale, bins, ticks and typed times: known answers, no map."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from playwright.sync_api import Page

from tests.browser.pure import run

pytestmark = pytest.mark.browser

HOUR = 3_600_000
DAY = 24 * HOUR
ALMATY_MIN = 360
ALMATY = timezone(timedelta(minutes=ALMATY_MIN))


def ms(local: str) -> int:
    """Wall time of Almaty as milliseconds since 1970 UTC."""
    return round(datetime.fromisoformat(local).replace(tzinfo=ALMATY).timestamp() * 1000)


def wall(at: float) -> str:
    """Wall time of Almaty, down to the minute."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ALMATY).isoformat()[:16]


# Scale --------------------------------------------------------------------------------------------

SCALE = "const scale = new tm.TimeScale(arg.start, arg.end, arg);"


@pytest.mark.parametrize("fold", [{}, {"foldAt": 31 * DAY, "foldShare": 0.06}])
@pytest.mark.parametrize("part", [None, (10 * DAY, 12 * DAY), (30 * DAY, 300 * DAY)])
def test_a_time_on_the_axis_survives_the_way_to_pixels_and_back(
    page: Page, fold: dict[str, float], part: tuple[int, int] | None
) -> None:
    times = [0, 1, HOUR, 10 * DAY, 31 * DAY, 31 * DAY + 1, 300 * DAY, 700 * DAY]
    arg = {"start": 0, "end": 700 * DAY, "width": 856, "ms": times, "part": part, **fold}
    body = f"{SCALE} if (arg.part) scale.show(...arg.part);"
    back = run(page, f"{body} return arg.ms.map((ms) => scale.ms(scale.x(ms)));", arg)
    assert back == pytest.approx(times, abs=1)
    pixels = run(page, f"{body} return arg.ms.map((ms) => scale.x(ms));", arg)
    assert pixels == sorted(pixels)


def test_the_fold_takes_its_share_of_the_width(page: Page) -> None:
    arg = {"start": 0, "end": 700 * DAY, "width": 800, "foldAt": 31 * DAY, "foldShare": 0.25}
    body = f"{SCALE} return [0, 31, 700].map((day) => scale.x(day * tm.DAY));"
    assert run(page, body, arg) == pytest.approx([0, 600, 800])


def test_a_part_of_the_axis_fills_its_width_and_keeps_to_the_axis(page: Page) -> None:
    body = f"""{SCALE}
        const shown = (from, to) => (scale.show(from, to), [scale.from, scale.to]);
        return arg.parts.map((part) => [...shown(...part), scale.x(scale.from), scale.x(scale.to)]);
    """
    parts = [(3, 4), (-5, 2), (30, 99), (9, 9), (-9, 99)]
    days = [[from_ * DAY, to * DAY] for from_, to in parts]
    arg = {"start": 0, "end": 31 * DAY, "width": 800, "parts": days}
    found = run(page, body, arg)
    assert [[at / DAY for at in row[:2]] for row in found] == [
        *([3, 4], [0, 7], [0, 31], [8.75, 9.25], [0, 31])
    ]
    assert all(row[2:] == pytest.approx([0, 800]) for row in found)


def test_magnifying_keeps_the_instant_under_the_pointer(page: Page) -> None:
    body = f"""{SCALE}
        const at = 5 * tm.DAY;
        const out = [1, 2, 4, 0.5].map((factor) => (scale.zoom(factor, at), scale.x(at)));
        const length = scale.to - scale.from;
        scale.zoom(1e9, at);
        const shortest = scale.to - scale.from;
        scale.zoom(1e-9, at);
        return [out, length, shortest, scale.isWhole];
    """
    arg = {"start": 0, "end": 20 * DAY, "width": 1000}
    places, length, shortest, is_whole = run(page, body, arg)
    assert places == pytest.approx([250] * 4)
    assert length == pytest.approx(5 * DAY)
    assert shortest == DAY / 2
    assert is_whole


def test_pages_are_turned_until_the_moment_is_shown(page: Page) -> None:
    body = f"""{SCALE}
        scale.show(5 * tm.DAY, 6 * tm.DAY);
        const parts = arg.days.map((day) => [scale.reveal(day * tm.DAY), scale.from / tm.DAY]);
        scale.pan(500);
        return [parts, scale.from / tm.DAY];
    """
    arg = {"start": 0, "end": 20 * DAY, "width": 1000, "days": [5.5, 6.1, 9.5, 2.5, 0, 20]}
    parts, panned = run(page, body, arg)
    assert [moved for moved, _ in parts] == [False, True, True, True, True, True]
    assert [first for _, first in parts] == pytest.approx([5, 6, 9, 2, 0, 19])
    assert panned == pytest.approx(19)


@pytest.mark.parametrize(("days", "step_min"), [(31, 30), (7, 10), (2, 1), (0.5, 1)], ids=str)
def test_a_hand_finds_times_that_suit_the_zoom(page: Page, days: float, step_min: int) -> None:
    body = f"{SCALE} return scale.snap(12345678);"
    snapped = run(page, body, {"start": 0, "end": days * DAY, "width": 1000})
    assert snapped % (step_min * 60_000) == 0
    assert abs(snapped - 12_345_678) <= step_min * 30_000


def test_play_keeps_its_pace_in_pixels_through_the_fold(page: Page) -> None:
    body = f"""{SCALE}
        const steps = [0];
        while (steps.at(-1) < scale.end && steps.length < 99) {{
            steps.push(scale.onward(steps.at(-1), 6 * tm.HOUR));
        }}
        return [steps, steps.map((ms) => scale.x(ms))];
    """
    arg = {"start": 0, "end": 30 * DAY, "width": 1000, "foldAt": 10 * DAY, "foldShare": 0.2}
    steps, pixels = run(page, body, arg)
    assert steps[1] == pytest.approx(6 * HOUR)
    assert steps[-1] == 30 * DAY
    widths = [after - before for before, after in pairwise(pixels)]
    assert widths == pytest.approx([20] * 50)


# Bins ---------------------------------------------------------------------------------------------

EVENTS = """
    const { rows } = arg;
    const events = {
        length: rows.length,
        families: [{}, {}],
        earliest: Float64Array.from(rows, (row) => row[0]),
        latest: Float64Array.from(rows, (row) => row[1]),
        family: Int8Array.from(rows, (row) => row[2]),
        kept: Uint8Array.from(rows, (row) => row[3] ?? 1),
    };
"""
ROWS = (
    (0, 0, 0),
    (HOUR * 5, HOUR * 6, 1),
    (0, DAY, 0),
    (HOUR * 18, HOUR * 18 + DAY, 1),
    (HOUR * 7, HOUR * 7 + 3 * DAY, 0),
    (HOUR * 95, HOUR * 95, 1),
    (DAY, DAY, 1),
)


def bins(page: Page, rows: object, *, start: float, width: float, count: int) -> list[list[float]]:
    """Bin rows of earliest, latest, family, kept; sharp and soft of both families."""
    body = f"""{EVENTS}
        const {{ start, width, count }} = arg;
        const edges = Array.from({{ length: count + 1 }}, (_, k) => start + k * width);
        const {{ sharp, soft }} = tm.bin(events, edges);
        const cut = (bins) => [0, 1].map((g) => [...bins.slice(g * count, (g + 1) * count)]);
        return [...cut(sharp), ...cut(soft)];
    """
    arg = {"rows": rows, "start": start, "width": width, "count": count}
    found: list[list[float]] = run(page, body, arg)
    return found


def test_the_bins_of_a_histogram_sum_to_the_number_of_events(page: Page) -> None:
    sharp_0, sharp_1, soft_0, soft_1 = bins(page, ROWS, start=0, width=6 * HOUR, count=16)
    assert sum(sharp_0) + sum(soft_0) == pytest.approx(3)
    assert sum(sharp_1) + sum(soft_1) == pytest.approx(4)
    assert sharp_0[0] == 1
    assert sharp_1[4] == 1
    assert soft_0[0] == pytest.approx(0.25)
    assert all(part >= 0 for part in [*sharp_0, *soft_0, *sharp_1, *soft_1])


def test_an_interval_gives_each_bin_what_of_it_lies_there(page: Page) -> None:
    rows = [(HOUR * 9, HOUR * 9 + DAY, 0), (HOUR * -12, HOUR * 12, 1), (HOUR * 20, HOUR * 99, 1)]
    _, _, soft_0, soft_1 = bins(page, rows, start=0, width=6 * HOUR, count=6)
    assert soft_0 == pytest.approx([0, 3 / 24, 6 / 24, 6 / 24, 6 / 24, 3 / 24])
    share = 6 / 79
    assert soft_1 == pytest.approx([0.25, 0.25, 0, share * 4 / 6, share, share])


def test_what_the_filters_leave_out_or_has_no_family_does_not_count(page: Page) -> None:
    rows = [(0, 0, 0, 0), (0, 0, -1, 1), (0, 0, 1, 1), (0, DAY, 0, 0)]
    found = bins(page, rows, start=0, width=HOUR, count=2)
    assert found == [[0, 0], [1, 0], [0, 0], [0, 0]]


HISTOGRAM = f"""{EVENTS}
    const scale = new tm.TimeScale(arg.start, arg.end, {{ width: arg.width }});
    const found = tm.histogram(events, scale, new tm.Zone(arg.zone));
    const totals = Array.from({{ length: found.count }}, (_, bin) => tm.binTotal(found, bin));
    return [found.edges, totals, found.top];
"""


@pytest.mark.parametrize(
    ("days", "width", "first", "second"),
    [
        (1, 1000, "2022-01-05T00:00", "2022-01-05T01:00"),
        (4, 400, "2022-01-05T00:00", "2022-01-05T03:00"),
        (31, 1000, "2022-01-05T00:00", "2022-01-05T06:00"),
        (31, 360, "2022-01-05T00:00", "2022-01-05T12:00"),
        (150, 1000, "2022-01-05T00:00", "2022-01-06T00:00"),
        (700, 800, "2022-01-03T00:00", "2022-01-10T00:00"),
        (3000, 1000, "2022-01-01T00:00", "2022-02-01T00:00"),
        (12000, 1000, "2022-01-01T00:00", "2022-04-01T00:00"),
    ],
)
def test_bins_suit_the_zoom_and_begin_with_hours_days_weeks_and_months(
    page: Page, days: int, width: int, first: str, second: str
) -> None:
    start = ms("2022-01-05T00:00")
    rows = [(start + HOUR * hours, start + HOUR * hours, 0) for hours in range(24)]
    end = start + days * DAY
    arg = {"rows": rows, "start": start, "end": end, "width": width, "zone": ALMATY_MIN}
    edges, totals, top = run(page, HISTOGRAM, arg)
    assert (wall(edges[0]), wall(edges[1])) == (first, second)
    assert edges == sorted(edges)
    assert edges[-2] < end <= edges[-1]
    assert sum(totals) == pytest.approx(24)
    assert top == max(totals)


def test_a_million_events_are_all_counted(page: Page) -> None:
    body = """
        const n = 1e6;
        let seed = 1;
        const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
        const events = { length: n, families: [{}, {}, {}, {}, {}] };
        events.earliest = Float64Array.from({ length: n }, () => random() * 31 * tm.DAY);
        events.latest = events.earliest.map((ms) => ms + (random() < 0.5 ? tm.HOUR : tm.DAY));
        events.family = Int8Array.from({ length: n }, () => random() * 5);
        events.kept = new Uint8Array(n).fill(1);
        const scale = new tm.TimeScale(0, 31 * tm.DAY, { width: 1000 });
        const count = () => tm.histogram(events, scale, new tm.Zone("Europe/Berlin"));
        const bins = count();
        let total = 0;
        for (let bin = 0; bin < bins.count; bin++) total += tm.binTotal(bins, bin);
        return total;
    """
    total = run(page, body)
    # What an event of the last day may still bring lies after the axis' end.
    assert 0.98e6 < total <= 1e6 + 1


# Calendar -----------------------------------------------------------------------------------------

TICKS = """
    const { from, to, px, zone } = arg;
    const said = ({ ms, unit, isLabelled }) => [ms, unit, isLabelled];
    return tm.ticks(from, to, px / (to - from), new tm.Zone(zone)).map(said);
"""


def ticks(page: Page, start: str, end: str, px: int) -> list[tuple[str, str, bool]]:
    """Give the ticks of an axis in Almaty's time: wall time, unit, labelled."""
    arg = {"from": ms(start), "to": ms(end), "px": px, "zone": ALMATY_MIN}
    return [(wall(at), unit, label) for at, unit, label in run(page, TICKS, arg)]


def labelled(found: list[tuple[str, str, bool]]) -> list[str]:
    """Pick the times that have a label."""
    return [at for at, _, label in found if label]


def test_a_day_is_marked_by_the_hour_and_a_month_by_the_day(page: Page) -> None:
    day = ticks(page, "2022-01-05T00:00", "2022-01-06T00:00", 1000)
    assert len(day) == 25
    assert labelled(day)[:3] == ["2022-01-05T00:00", "2022-01-05T03:00", "2022-01-05T06:00"]
    assert [unit for _, unit, _ in (day[0], day[1], day[-1])] == ["day", "hour", "day"]
    month = ticks(page, "2022-01-01T00:00", "2022-02-01T00:00", 1000)
    assert labelled(month) == [at for at, _, _ in month]
    assert (len(month), month[0][1], month[-1][1]) == (32, "year", "month")
    narrow = ticks(page, "2022-01-01T00:00", "2022-02-01T00:00", 330)
    assert [int(at[8:10]) for at in labelled(narrow)] == [1, 5, 10, 15, 20, 25, 1]
    assert len(narrow) == 32


def test_years_are_marked_by_the_month_and_decades_by_the_year(page: Page) -> None:
    years = ticks(page, "2022-01-01T00:00", "2024-01-01T00:00", 800)
    assert [at[:7] for at in labelled(years)][:3] == ["2022-01", "2022-04", "2022-07"]
    assert len(years) == 25
    decades = ticks(page, "1992-06-01T00:00", "2024-01-01T00:00", 500)
    assert [at[:4] for at in labelled(decades)] == ["1995", "2000", "2005", "2010", "2015", "2020"]
    assert {unit for _, unit, _ in decades} == {"year"}


@pytest.mark.parametrize("px", [60, 300, 1000, 3000])
@pytest.mark.parametrize("end", ["2022-01-02T00:00", "2022-02-03T10:00", "2029-03-04T05:00"])
def test_ticks_go_forward_and_stay_on_the_axis(page: Page, px: int, end: str) -> None:
    found = ticks(page, "2022-01-01T05:30", end, px)
    times = [at for at, _, _ in found]
    assert times == sorted(set(times))
    assert all("2022-01-01T05:30" <= at <= end for at in times)
    assert len(found) <= px / 3


AUTUMN = [
    ("Europe/Berlin", "2022-10-30T01:00"),
    ("America/Havana", "2022-11-06T05:00"),
    ("Australia/Lord_Howe", "2022-04-02T15:00"),
    ("Asia/Almaty", "2022-01-05T00:00"),
]
"""Zones and the instant, in UTC, at which their clocks are put back, if they are at all."""
WALL = "new tm.Zone(arg.zone).wall(ms)"
CHANGED = "const zone = new tm.Zone(arg.zone); return zone.ahead(arg.at - 1) - zone.ahead(arg.at);"
EDGES = "return tm.evenEdges(arg.from, arg.to, arg.width, new tm.Zone(arg.zone));"


def utc_ms(at: str) -> int:
    """Give an instant of UTC as milliseconds since 1970."""
    return round(datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize("width", [HOUR // 60, HOUR // 4, HOUR // 2, HOUR])
@pytest.mark.parametrize(("zone", "change"), AUTUMN)
def test_bins_up_to_an_hour_are_as_long_where_clocks_show_an_hour_twice(
    page: Page, zone: str, change: str, width: int
) -> None:
    at = utc_ms(change)
    arg = {"from": at - 3 * HOUR + 1, "to": at + 4 * HOUR, "width": width, "zone": zone}
    edges = run(page, EDGES, arg)
    assert edges[0] <= arg["from"]
    assert edges[-2] < arg["to"] <= edges[-1]
    full = run(page, f"return arg.edges.map((ms) => {WALL} % arg.width);", arg | {"edges": edges})
    assert set(full) == {0}
    # Lord Howe puts its clocks by half an hour: a bin of an hour then reaches to the next full one.
    put_by = run(page, CHANGED, arg | {"at": at}) % width
    lengths = {after - before for before, after in pairwise(edges)}
    assert lengths <= {width, width + put_by}


@pytest.mark.parametrize(("zone", "change"), AUTUMN)
def test_each_hour_that_clocks_show_twice_has_its_ticks(page: Page, zone: str, change: str) -> None:
    at = utc_ms(change)
    arg = {"from": at - 3 * HOUR, "to": at + 3 * HOUR, "px": 1200, "zone": zone}
    found = run(page, TICKS, arg)
    gaps = {after - before for (before, *_), (after, *_) in pairwise(found)}
    assert len(gaps) == 1
    # A day begins once, also where midnight comes twice.
    assert [unit for _, unit, _ in found].count("day") <= 1


FAR_YEARS = [(2000, 275_700), (-271_700, 2000), (-271_700, 275_700), (275_759, 275_760)]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", ALMATY_MIN])
@pytest.mark.parametrize(("start", "end"), FAR_YEARS)
def test_an_axis_that_goes_to_the_end_of_all_dates_has_bins_and_ticks(
    page: Page, start: int, end: int, zone: str | int
) -> None:
    body = """
        const [from, to] = arg.years.map((year) => tm.wallOf(year, 1));
        const zone = new tm.Zone(arg.zone);
        const none = { length: 0, families: [], family: [], kept: [], earliest: [], latest: [] };
        const scale = new tm.TimeScale(from, to, { width: 900 });
        const edges = [tm.histogram(none, scale, zone).edges];
        const widths = to - from > 1000 * 366 * tm.DAY ? [12000] : [1, 12, 12000];
        for (const months of widths) edges.push(tm.monthEdges(from, to, months, zone));
        return [from, to, edges, tm.ticks(from, to, 900 / (to - from), zone).length];
    """
    from_, to, found, ticks_count = run(page, body, {"years": [start, end], "zone": zone})
    for edges in found:
        assert edges[0] <= from_
        assert edges[-1] >= to
        assert edges == sorted(set(edges))
    assert ticks_count > 1


def test_wall_time_is_written_and_read_back(page: Page) -> None:
    body = """
        const zone = new tm.Zone(360);
        return [tm.toWall(arg, zone), tm.fromWall('2022-01-05T17:00', zone)];
    """
    assert run(page, body, ms("2022-01-05T17:00")) == ["2022-01-05T17:00", ms("2022-01-05T17:00")]
    unread = "return arg.map((text) => Number.isNaN(tm.fromWall(text, new tm.Zone(0))));"
    assert all(run(page, unread, ["", "2022-01-05", "17:00", "2022-13-45T99:99", "soon"]))


@pytest.mark.parametrize(
    ("times", "wrong"),
    [
        ([5], ""),
        ([2, 5], ""),
        ([None], "incomplete"),
        ([None, 5], "incomplete"),
        ([11], "outside"),
        ([-1, 5], "outside"),
        ([5, 5], "order"),
        ([6, 5], "order"),
    ],
)
def test_what_is_wrong_with_typed_times_is_named(
    page: Page, times: list[int | None], wrong: str
) -> None:
    body = "return tm.wrongTimes(arg.map((ms) => ms ?? NaN), { start: 0, end: 10 });"
    assert run(page, body, times) == wrong
