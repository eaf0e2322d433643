"""Instants as the elements take them."""

from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest

from geo.timemap import to_ms
from geo.timemap.times import wall_time

NOON_MS = 1_641_384_000_000
"""5 January 2022, 12:00 UTC, as `date -u -d 2022-01-05T12:00 +%s` has it in seconds."""


@pytest.mark.parametrize(
    "instant",
    [
        "2022-01-05T12:00Z",
        "2022-01-05T18:00+06:00",
        datetime(2022, 1, 5, 12, tzinfo=UTC),
        datetime(2022, 1, 5, 18, tzinfo=timezone(timedelta(hours=6))),
        pd.Timestamp("2022-01-05T18:00", tz="Asia/Almaty"),
        pd.Timestamp("2022-01-05T12:00:00.0009Z"),
    ],
)
def test_an_instant_is_the_same_however_it_is_said(instant: str | datetime) -> None:
    assert to_ms(instant) == NOON_MS


def test_instants_before_1970_and_after_2262_have_a_place() -> None:
    assert to_ms("1969-12-31T23:59:59Z") == -1000
    assert to_ms("2300-01-01T00:00Z") == 10_413_792_000_000


@pytest.mark.parametrize("instant", ["2022-01-05", datetime(2022, 1, 5), "NaT"])  # noqa: DTZ001
def test_an_instant_without_a_zone_is_refused(instant: str | datetime) -> None:
    with pytest.raises(ValueError, match=r"instant: got .*, expected one with a time zone"):
        to_ms(instant)


def test_what_is_no_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="yesterday evening"):
        to_ms("yesterday evening")


def said(earliest: str, latest: str, zone: str = "Europe/Berlin") -> tuple[object, ...]:
    """Give how the interval between two wall times of a zone is said."""
    time = wall_time(pd.Timestamp(earliest, tz=zone), pd.Timestamp(latest, tz=zone), pd.NaT)
    return time["started"], time["precision"], time["offset_min"]


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        ("2031-03-04T07:30", "2031-03-04T07:30", ("2031-03-04T07:30", "minute", 60)),
        ("2031-03-04T07:00", "2031-03-04T08:00", ("2031-03-04T07:00", "hour", 60)),
        ("2031-03-04", "2031-03-05", ("2031-03-04", "day", 60)),
        ("2031-03-30", "2031-03-31", ("2031-03-30", "day", 60)),  # 23 hours: clocks go forward
        ("2031-07-04", "2031-07-05", ("2031-07-04", "day", 120)),
        ("2031-03-03T20:00", "2031-03-04T20:00", ("2031-03-03T20:00", "between", 60)),
        ("2031-03-03", "2031-03-06", ("2031-03-03T00:00", "between", 60)),
    ],
)
def test_an_interval_is_said_in_its_own_zone(
    earliest: str, latest: str, expected: tuple[object, ...]
) -> None:
    assert said(earliest, latest) == expected


def test_an_end_is_said_in_the_zone_of_the_begin() -> None:
    start = pd.Timestamp("2031-03-04T07:30", tz="Asia/Almaty")
    time = wall_time(start, start, pd.Timestamp("2031-03-04T05:00Z"))
    assert (time["ended"], time["offset_min"]) == ("2031-03-04T10:00", 300)


def test_what_lies_between_two_instants_names_both() -> None:
    time = wall_time(
        pd.Timestamp("2031-03-03T20:00", tz="Asia/Almaty"),
        pd.Timestamp("2031-03-04T05:00Z"),
        pd.NaT,
    )
    assert (time["started"], time["until"]) == ("2031-03-03T20:00", "2031-03-04T10:00")
