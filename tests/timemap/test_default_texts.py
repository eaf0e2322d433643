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
        ("2031-03-03T00:00:00.5", "2031-03-04T00:00:00.5", ("2031-03-03T00:00", "between", 60)),
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


@pytest.mark.parametrize(
    ("zone", "begin", "end", "started"),
    [
        ("Asia/Beirut", "2022-03-26T00:00+02:00", "2022-03-27T00:00+02:00", "2022-03-26"),
        ("Asia/Beirut", "2022-03-27T00:00+02:00", "2022-03-28T00:00+03:00", "2022-03-27"),
        ("America/Havana", "2022-11-05T00:00-04:00", "2022-11-06T00:00-04:00", "2022-11-05"),
        ("America/Havana", "2022-11-06T00:00-04:00", "2022-11-07T00:00-05:00", "2022-11-06"),
        ("Pacific/Apia", "2011-12-29T00:00-10:00", "2011-12-30T00:00-10:00", "2011-12-29"),
    ],
)
def test_a_day_is_one_though_clocks_skip_its_midnight_or_show_it_twice(
    zone: str, begin: str, end: str, started: str
) -> None:
    time = wall_time(pd.Timestamp(begin).tz_convert(zone), pd.Timestamp(end).tz_convert(zone))
    assert (time["started"], time["precision"]) == (started, "day")


@pytest.mark.parametrize(
    ("utc", "started"),
    [
        ("9999-12-31T23:30", "10000-01-01T00:30"),
        ("10000-07-01T00:00", "10000-07-01T02:00"),
        ("200000-01-01T00:00", "200000-01-01T01:00"),
    ],
)
@pytest.mark.parametrize("unit", ["s", "us"])
def test_years_that_python_does_not_know_have_wall_times(utc: str, started: str, unit: str) -> None:
    at = pd.Series(np.array([utc], "M8[s]")).dt.as_unit(unit)  # type: ignore[arg-type]
    at = at.dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin")
    rows = pd.DataFrame({"earliest_at": at, "latest_at": at, "ended_at": at})
    assert wall_times(rows)[0]["started"] == started


@pytest.mark.parametrize("at", [pd.Timestamp.min, pd.Timestamp.max])
def test_nanoseconds_have_wall_times_up_to_their_ends(at: pd.Timestamp) -> None:
    ends = (
        pd.Series([at], dtype="datetime64[ns]").dt.tz_localize("UTC").dt.tz_convert("Asia/Almaty")
    )
    rows = pd.DataFrame({"earliest_at": ends, "latest_at": ends, "ended_at": ends})
    assert wall_times(rows)[0]["precision"] == "minute"
