"""Wall time of zones, and dates of any year: the same as Python has them, no map."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from playwright.sync_api import Page

from tests.browser.pure import run

pytestmark = pytest.mark.browser

ZONES = (
    *("Asia/Almaty", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"),
    *("Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "UTC"),
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOUR = 3_600_000


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970 UTC, exact in any year."""
    return (at - EPOCH) // timedelta(milliseconds=1)


def ahead_ms(ms: int, zone: str) -> int:
    """How far the clocks of a zone are ahead of UTC, as Python has it."""
    offset = (EPOCH + timedelta(milliseconds=ms)).astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset // timedelta(milliseconds=1)


def moments() -> list[int]:
    """Instants all over the years, more of them where zones change often."""
    chance = np.random.default_rng(3)
    years = np.concatenate([chance.integers(2, 9998, 40), chance.integers(1890, 2035, 200)])
    return [
        to_ms(datetime(int(year), 1, 1, tzinfo=UTC)) + int(chance.integers(0, 365 * 24 * HOUR))
        for year in years
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_clocks_show_what_python_shows(page: Page, zone: str) -> None:
    times = moments()
    body = """
        const zone = new tm.Zone(arg.zone);
        return arg.times.map((ms) => [zone.ahead(ms), zone.instant(zone.wall(ms))]);
    """
    found = run(page, body, {"zone": zone, "times": times})
    assert [ahead for ahead, _ in found] == [ahead_ms(ms, zone) for ms in times]
    # One of two instants that the clocks show alike, else the same one.
    walls = [back + ahead_ms(back, zone) for _, back in found]
    assert walls == [ms + ahead for ms, (ahead, _) in zip(times, found, strict=True)]


def test_clocks_change_at_the_second(page: Page) -> None:
    change = to_ms(datetime(2022, 3, 27, 1, tzinfo=UTC))
    body = "const zone = new tm.Zone('Europe/Berlin'); return arg.map((ms) => zone.ahead(ms));"
    assert run(page, body, [change - 1, change]) == [HOUR, 2 * HOUR]


def test_a_wall_that_clocks_skip_or_show_twice_has_one_instant(page: Page) -> None:
    body = """
        const zone = new tm.Zone("Europe/Berlin");
        return arg.map((text) => zone.instant(tm.readWall(text)));
    """
    skipped, twice = run(page, body, ["2022-03-27T02:30", "2022-10-30T02:30"])
    assert skipped == to_ms(datetime(2022, 3, 27, 1, 30, tzinfo=UTC))
    assert twice == to_ms(datetime(2022, 10, 30, 0, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2022-03-26T12:00", 24, "2022-03-27T12:00"),
        ("2022-10-30T12:00", -24, "2022-10-29T12:00"),
        ("2022-03-27T01:00", 1, "2022-03-27T03:00"),
        ("2022-06-01T12:00", 365 * 24, "2023-06-01T12:00"),
        ("2020-01-01T12:00", 10 * 365 * 24, "2030-01-01T12:00"),
    ],
)
def test_days_and_years_are_those_of_the_calendar(
    page: Page, start: str, hours: int, end: str
) -> None:
    body = """
        const zone = new tm.Zone("Europe/Berlin");
        return tm.toWall(zone.plus(zone.instant(tm.readWall(arg.start)), arg.hours), zone);
    """
    assert run(page, body, {"start": start, "hours": hours}) == end


def test_a_zone_that_no_browser_knows_is_reported_and_is_utc(page: Page) -> None:
    body = """
        const said = [];
        const report = window.reportError;
        window.reportError = (error) => said.push(String(error));
        const zone = tm.zoneOf("Mars/Olympus");
        window.reportError = report;
        return [zone.ahead(0), said.length];
    """
    assert run(page, body) == [0, 1]


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("2022-01-05T17:00", "2022-01-05T17:00"),
        ("2022-01-05", "2022-01-05T00:00"),
        ("0044-03-15T12:30", "0044-03-15T12:30"),
        ("-043-03-15T12:30", "-000043-03-15T12:30"),
        ("-0043-03-15", "-000043-03-15T00:00"),
        ("9999-12-31T23:59", "9999-12-31T23:59"),
        ("+012022-01-05", "+012022-01-05T00:00"),
    ],
)
def test_wall_times_of_any_year_are_read(page: Page, text: str, back: str) -> None:
    assert run(page, "return tm.wallText(tm.readWall(arg));", text) == back


@pytest.mark.parametrize(
    ("wall", "lang", "said"),
    [
        ("2022-06-01", "en", "1 June 2022"),
        ("0476-06-01", "en", "1 June 476"),
        ("0044-06-01", "en", "1 June 44 AD"),
        ("-043-06-01", "en", "1 June 44 BC"),
        ("-043-06-01", "de", "1. Juni 44 v. Chr."),
    ],
)
def test_years_below_100_are_said_with_their_era(
    page: Page, wall: str, lang: str, said: str
) -> None:
    body = "return new tm.Words(arg.lang).date(tm.readWall(arg.wall), 'calendar');"
    assert run(page, body, {"wall": wall, "lang": lang}) == said


DETAIL = """
    const ms = (text) => tm.readWall(text);
    const events = arg.events && {
        length: arg.events.length,
        earliest: arg.events.map(ms),
        last: (i) => ms(arg.events[i]),
    };
    const span = { start: ms(arg.span[0]), end: ms(arg.span[1]) };
    return tm.detailOf(span, events, new tm.Zone("UTC"));
"""


@pytest.mark.parametrize(
    ("span", "events", "years", "seconds"),
    [
        (("2022-01-01", "2022-02-01"), None, False, False),
        (("2022-01-01", "2023-01-01"), None, False, False),
        (("2021-12-31", "2022-02-01"), None, True, False),
        (("2022-01-01", "2022-02-01"), ("2022-01-02", "2023-05-01"), True, False),
        (("2022-01-02T06:00", "2022-01-02T06:01"), None, False, True),
        (("2022-01-02T06:00", "2022-01-02T16:01"), ("2022-01-02T06:00",), False, False),
        (("2022-01-02T06:00", "2022-01-02T16:01"), ("2022-01-02T06:00:17",), False, True),
    ],
)
def test_years_and_seconds_are_said_where_there_are_several(
    page: Page,
    span: tuple[str, str],
    events: tuple[str, ...] | None,
    years: bool,  # noqa: FBT001
    seconds: bool,  # noqa: FBT001
) -> None:
    found = run(page, DETAIL, {"span": span, "events": events})
    assert found == {"years": years, "seconds": seconds}
