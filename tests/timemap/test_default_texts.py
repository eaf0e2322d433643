"""Texts of a frame: when an event is said to have happened."""

import numpy as np
import pandas as pd
import pytest

from geo.timemap.default_texts import wall_times


def wall_time(
    earliest_at: pd.Timestamp, latest_at: pd.Timestamp, ended_at: pd.Timestamp | None = None
) -> dict[str, object]:
    """Say when one event happened, beside another one in summer."""
    summer = pd.Timestamp("2031-07-01", tz=earliest_at.tz)
    rows = pd.DataFrame(
        {
            "earliest_at": [summer, earliest_at],
            "latest_at": [summer, latest_at.tz_convert(summer.tz)],
        }
    )
    ended = pd.Series([pd.NaT, ended_at], dtype="datetime64[us, UTC]")
    return wall_times(rows.assign(ended_at=ended))[1]


def said(earliest: str, latest: str, zone: str = "Europe/Berlin") -> tuple[object, ...]:
    """Give how the interval between two wall times of a zone is said."""
    time = wall_time(pd.Timestamp(earliest, tz=zone), pd.Timestamp(latest, tz=zone))
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
    )
    assert (time["started"], time["until"]) == ("2031-03-03T20:00", "2031-03-04T10:00")


@pytest.mark.parametrize(
    ("at", "started"),
    [
        ("2031-03-04T07:30:17", "2031-03-04T07:30:17"),
        ("2031-03-04T07:30:17.9", "2031-03-04T07:30:17"),
        ("0044-03-15T12:00", "0044-03-15T12:00"),
    ],
)
def test_a_time_is_said_to_the_second_where_it_has_one(at: str, started: str) -> None:
    assert said(at, at, "UTC")[0] == started


def test_no_events_have_no_times() -> None:
    none = pd.Series(pd.to_datetime([], utc=True))
    rows = pd.DataFrame({"earliest_at": none, "latest_at": none, "ended_at": none})
    assert wall_times(rows) == []


def test_a_day_before_the_era_is_a_date_alone() -> None:
    day = pd.Series(np.array(["-0043-03-15"], "datetime64[s]")).dt.tz_localize("UTC")
    rows = pd.DataFrame({"earliest_at": day, "latest_at": day + pd.Timedelta(days=1)})
    time = wall_times(rows.assign(ended_at=pd.Series([pd.NaT], dtype=day.dtype)))[0]
    assert (time["started"], time["precision"]) == ("-043-03-15", "day")
