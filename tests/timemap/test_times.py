"""Instants as the elements take them, as bytes, and the axis that they lie on."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import folium
import numpy as np
import pandas as pd
import pytest

from geo.timemap import TimeAxis, WireError, encode_points, to_ms
from geo.timemap.times import LAST_MS, pack, zone_name
from tests.timemap.frames import decode

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


@pytest.mark.parametrize(
    ("instant", "ms"),
    [
        (np.int64(NOON_MS), NOON_MS),
        (np.float64(NOON_MS), NOON_MS),
        (NOON_MS + 0.9, NOON_MS),
        ("-0043-03-15T12:00Z", -63_517_780_800_000),
        ("0001-01-01T00:00Z", -62_135_596_800_000),
        (datetime(1, 1, 1, tzinfo=UTC), -62_135_596_800_000),
        ("1300-06-01T00:00Z", -21_130_070_400_000),
        ("9999-12-31T23:59Z", 253_402_300_740_000),
        ("1969-12-31T23:59:59.9999Z", -1),
    ],
)
def test_instants_of_any_kind_and_year_are_taken(instant: Any, ms: int) -> None:  # noqa: ANN401
    assert to_ms(instant) == ms


@pytest.mark.parametrize(
    "instant", [True, float("nan"), float("inf"), np.nan, LAST_MS + 1, "+12000-01-01T00:00Z"]
)
def test_what_no_browser_can_hold_is_refused(instant: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=r"instant: got .*, expected"):
        to_ms(instant)


@pytest.mark.parametrize(
    "instant",
    ["2022-01-05", date(2022, 1, 5), np.datetime64("2022-01-05"), pd.Timestamp("2022-01-05")],
)
def test_a_refusal_of_a_naive_time_says_how_to_give_it_a_zone(instant: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=r'with a time zone.*tz="Europe/Berlin"'):
        to_ms(instant)
    naive = pd.DataFrame({"lat": [1.0], "lon": [2.0], "earliest_at": [pd.Timestamp("2022-01-05")]})
    with pytest.raises(WireError, match=r"tz_localize\(.Europe/Berlin.\)"):
        encode_points(naive)


# As bytes -----------------------------------------------------------------------------------------


def instants(*texts: str) -> "pd.Series[pd.Timestamp]":
    """Read instants of any year."""
    naive = np.array([text.removesuffix("Z") for text in texts], "datetime64[us]")
    return pd.Series(naive).dt.tz_localize("UTC")


def unpacked(times: "pd.Series[pd.Timestamp]") -> list[float]:
    """Write and read instants, ms; NaN where there is none."""
    packed = pack(times)
    numbers = packed.numbers.astype("f8")
    numbers[packed.numbers == -(2**31)] = np.nan
    return list(packed.origin_ms + numbers * packed.unit_ms)


@pytest.mark.parametrize(
    ("times", "dtype", "unit"),
    [
        (("2022-01-01T00:00", "2022-01-31T12:30"), "int32", 60_000),
        (("1300-05-01T00:00", "1850-01-01T00:00"), "int32", 60_000),
        (("-0043-03-15T00:00", "2022-01-01T00:00"), "int32", 60_000),
        (("1950-01-01T00:00:01", "2020-01-01T00:00"), "int32", 1000),
        (("2022-01-01T00:00:00.001", "2022-01-31T00:00"), "int32", 1),
        (("2022-01-01T00:00:00.001", "2022-05-31T00:00"), "float64", 1),
        (("1800-01-01T00:00:01", "2020-01-01T00:00"), "float64", 1),
        (("2022-01-01T00:00:01", "9999-12-31T00:00"), "float64", 1),
    ],
)
def test_instants_are_exact_whatever_their_span_and_small_where_they_can_be(
    times: tuple[str, ...], dtype: str, unit: int
) -> None:
    column = instants(*times, "NaT")
    packed = pack(column)
    assert (packed.numbers.dtype.name, packed.unit_ms) == (dtype, unit)
    expected = [to_ms(at) for at in column[:-1]]
    assert unpacked(column)[:-1] == expected
    assert np.isnan(unpacked(column)[-1])


def test_no_instant_is_written_later_than_it_is() -> None:
    times = instants("2022-01-01T00:00:00.0009", "1969-12-31T23:59:59.9999")
    assert unpacked(times) == [to_ms("2022-01-01T00:00Z"), -1]


def test_an_end_far_off_leaves_the_begins_as_small_as_they_are() -> None:
    frame = pd.DataFrame(
        {
            "lat": [1.0, 2.0],
            "lon": [1.0, 2.0],
            "earliest_at": instants("2022-01-01T00:00:01", "2022-01-02T00:00"),
            "ended_at": instants("9999-12-31T00:00:01", "NaT"),
        }
    )
    wire = decode(encode_points(frame).events.body)
    assert wire.columns["earliest"].dtype == np.int32
    assert wire.instants_ms("ended") == [to_ms("9999-12-31T00:00:01Z"), None]


def test_an_instant_that_no_browser_holds_is_refused_with_its_row() -> None:
    frame = pd.DataFrame({"lat": [1.0], "lon": [1.0], "earliest_at": instants("2022-01-01")})
    far = pd.Series(np.array(["300000-01-01"], "datetime64[s]")).dt.tz_localize("UTC")
    with pytest.raises(WireError, match=r"events.latest_at, row 0: .*expected one of the years"):
        encode_points(frame.assign(latest_at=far))


# The axis -----------------------------------------------------------------------------------------


def axis(start: Any, end: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    """Give what the script is told of an axis."""
    return TimeAxis(start=start, end=end, **options).options


def test_an_axis_takes_times_as_they_come() -> None:
    start, end = pd.Timestamp("2022-01-01", tz="UTC"), datetime(2022, 2, 1, tzinfo=UTC)
    opening = {"t1": pd.Timestamp("2022-01-05", tz="UTC"), "pin": np.int64(NOON_MS)}
    found = axis(start, end, opening=opening, fold_at="2022-01-16T00:00Z")
    assert found["start"] == found["opening"]["t0"] == to_ms(start)
    assert found["end"] == to_ms(end)
    assert found["opening"]["t1"] == to_ms("2022-01-05T00:00Z")
    assert found["opening"]["pin"] == NOON_MS
    assert found["fold_at"] == to_ms("2022-01-16T00:00Z")


def test_an_axis_of_no_length_is_widened_to_both_sides() -> None:
    found = axis(NOON_MS, NOON_MS)
    assert found["start"] < NOON_MS < found["end"]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (NOON_MS, NOON_MS - 1, "end .* before its start"),
        (float("nan"), NOON_MS, "TimeAxis.start, instant: got nan"),
        (NOON_MS, pd.NaT, "TimeAxis.end, instant: got NaT"),
        ("2022-01-01", NOON_MS, "TimeAxis.start, .*with a time zone"),
    ],
)
def test_an_axis_that_cannot_be_is_refused(start: Any, end: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=said):
        axis(start, end)


def test_an_axis_has_the_zone_of_a_name() -> None:
    assert axis(0, 1)["zone"] == "UTC"
    assert axis(0, 1, zone=ZoneInfo("Europe/Berlin"))["zone"] == zone_name("Europe/Berlin")
    with pytest.raises(ValueError, match="zone: got 'CET5', expected an IANA name"):
        axis(0, 1, zone="CET5")


def test_an_offset_alone_is_taken_with_a_warning() -> None:
    with pytest.warns(DeprecationWarning, match=r'TimeAxis\(zone="Europe/Berlin"\)'):
        found = axis(0, 1, offset_min=330)
    assert found["zone"] == 330


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory", "posix/Europe/Berlin"])
def test_a_zone_that_no_browser_knows_is_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="expected an IANA name"):
        axis(0, 1, zone=zone)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"fold_share": 1.5}, "fold_share: got 1.5, expected a number from 0 to 1"),
        ({"fold_share": -0.1}, "fold_share: got -0.1"),
        ({"fold_at": -1}, "fold_at: got -1, expected none before the start"),
        ({"zone": "UTC", "offset_min": 0}, "both zone and offset_min"),
        ({"offset_min": 10**9}, "offset_min: got 1000000000"),
        ({"opening": {"fade": -1}}, "fade: got -1, expected a number above 0"),
        ({"opening": {"mode": "window", "t0": 8, "t1": 3}}, "'t1' not less than 't0'"),
    ],
)
def test_what_an_axis_cannot_do_is_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        axis(0, 9, **options)


def test_a_map_has_one_axis() -> None:
    m = folium.Map(tiles=None)
    first = TimeAxis(start=0, end=9).add_to(m)
    first.add_to(m)
    with pytest.raises(WireError, match="a second axis on one map"):
        TimeAxis(start=0, end=9).add_to(m)


@pytest.mark.parametrize("speed", [0, -1, float("nan"), float("inf")])
def test_a_speed_that_gets_nowhere_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match=r"TimeAxis.speed: got .*, expected"):
        axis(0, 1, speed=speed)
