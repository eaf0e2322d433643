"""Frames of any library and dtype: what is taken, as what, and what is refused with which words."""
# ruff: noqa: ANN401 - columns of any type are what is tested

import datetime as dt
import decimal
import re
from collections.abc import Callable
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from geo.timemap import WireError, encode_points
from geo.timemap.frames import read_frame

DAYS = pd.to_datetime(["2022-01-02T06:00Z", "2022-01-03T06:00Z", "2022-01-04T06:00Z"])


def three(**columns: Any) -> pd.DataFrame:
    """Three events, with further or other columns."""
    frame = pd.DataFrame({"lat": [43.0, 49.0, 55.0], "lon": [20.0, 48.0, 76.0]})
    return frame.assign(earliest_at=DAYS, title=["a", "b", "c"]).assign(**columns)


def taken(name: str, values: Any) -> list[Any]:
    return list(read_frame(three(**{name: values}))[name])


# What is missing is as if the column were not there.

BROKEN = pd.Series(["a", "b\ud800", "c"], dtype=object)
MISSING = [None, np.nan, pd.NA, pd.NaT]


@pytest.mark.parametrize("missing", MISSING)
@pytest.mark.parametrize(
    ("column", "value", "default"),
    [
        ("kind", "riot", "event"),
        ("precision", "venue", ""),
        ("confidence", "high", ""),
        ("title", "a", ""),
        ("place", "West", ""),
        ("on_map", False, True),
        ("place_id", "west", "49.0,48.0"),
        ("event_id", "first", "1"),
    ],
)
def test_a_missing_value_is_as_if_its_column_were_not_there(
    column: str, value: object, default: object, missing: object
) -> None:
    values = pd.Series([value, missing, value if column != "event_id" else "last"], dtype=object)

    assert taken(column, values)[:2] == [value, default]


@pytest.mark.parametrize("dtype", ["str", "string", "category", "string[pyarrow]", object])
def test_a_missing_word_is_missing_in_every_dtype(dtype: Any) -> None:
    assert taken("kind", pd.Series(["riot", None, ""], dtype=dtype)) == ["riot", "event", "event"]


@pytest.mark.parametrize("dtype", ["boolean", "bool[pyarrow]", object])
def test_a_missing_flag_is_missing_in_every_dtype(dtype: Any) -> None:
    assert taken("on_map", pd.Series([False, None, True], dtype=dtype)) == [False, True, True]


@pytest.mark.parametrize(
    "nothing", [[None] * 3, [np.nan] * 3, pd.Series([pd.NaT] * 3), pd.array([pd.NA] * 3)]
)
def test_ends_may_all_be_missing(nothing: Any) -> None:
    assert read_frame(three(ended_at=nothing))["ended_at"].isna().all()
    assert list(read_frame(three(latest_at=nothing))["latest_at"]) == list(DAYS)


def test_a_number_for_an_event_is_not_an_id_that_is_there() -> None:
    assert taken("event_id", pd.Series(["1", None, 2], dtype=object)) == ["1", "row-1", "2"]


# What is of another type.


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([14, 17, 14], ["14", "17", "14"]),
        ([14.0, np.nan, 15.5], ["14", "event", "15.5"]),
        (pd.array([1, None, 2], dtype="Int64"), ["1", "event", "2"]),
        (pd.Series([14, "riot", 14], dtype=object), ["14", "riot", "14"]),
        ([True, False, True], ["True", "False", "True"]),
        (pd.Categorical(["x", "y", "x"], categories=["x", "y", "z"]), ["x", "y", "x"]),
        (pd.Categorical([1, 2, 1]), ["1", "2", "1"]),
    ],
)
def test_numbers_as_words_become_text(values: Any, words: list[str]) -> None:
    assert taken("kind", values) == words


@pytest.mark.parametrize(
    "values",
    [
        list(DAYS.to_pydatetime()),
        pd.Series(list(DAYS), dtype=object),
        DAYS.tz_convert("Asia/Almaty"),
        DAYS.astype("datetime64[ns, UTC]"),
        pd.Series(DAYS).astype(pd.ArrowDtype(pa.timestamp("us", tz="UTC"))),
        [moment.tz_convert(f"Etc/GMT-{n}") for n, moment in enumerate(DAYS)],
    ],
)
def test_instants_of_every_kind_are_taken(values: Any) -> None:
    assert taken("earliest_at", values) == list(DAYS)


def test_instants_outside_of_nanoseconds_are_taken() -> None:
    early = dt.datetime(79, 8, 24, tzinfo=dt.UTC)

    assert taken("earliest_at", [early] * 3)[0].year == 79


@pytest.mark.parametrize(
    "values",
    [
        [43, 44, 45],
        [decimal.Decimal("43.5")] * 3,
        pd.array([43.0, 44, 45], dtype="float64[pyarrow]"),
    ],
)
def test_numbers_of_every_kind_are_degrees(values: Any) -> None:
    assert read_frame(three(lat=values))["lat"].dtype == "float64"


def points() -> gpd.GeoDataFrame:
    bare = three().drop(columns=["lat", "lon"])
    return gpd.GeoDataFrame(bare, geometry=gpd.points_from_xy([20, 48, 76], [43, 49, 55]), crs=4326)


@pytest.mark.parametrize(
    "make",
    [
        lambda: pl.from_pandas(three()),
        lambda: pl.from_pandas(three()).to_arrow(),
        lambda: three().convert_dtypes(dtype_backend="pyarrow"),
        points,
        lambda: points().to_crs(3857),
        lambda: three().set_axis([7, 7, 7]),
        lambda: three().set_axis(pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)])),
    ],
)
def test_frames_of_other_libraries_give_the_same_events(make: Callable[[], Any]) -> None:
    expected = encode_points(three(lat=[43.0, 49.0, 55.0], lon=[20.0, 48.0, 76.0]))
    given = encode_points(make())

    assert given.events.body == expected.events.body


def test_no_rows_are_no_events() -> None:
    assert read_frame(pd.DataFrame(columns=["lat", "lon", "earliest_at"])).empty
    assert encode_points(three().iloc[:0]).events.body


# What is refused says row, column and the way to mend it.


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"lat": ["43,1", "44", "45"]}, "events.lat, row 0: got '43,1', expected degrees"),
        ({"lat": ["43.1", "44", "45"]}, "pandas.to_numeric(frame['lat'])"),
        ({"lat": [43, np.nan, 45]}, "events.lat, row 1: got nothing, expected degrees"),
        ({"lat": [43, np.inf, 45]}, "events.lat, row 1: got inf, expected degrees from -90 to 90"),
        ({"lat": [True, False, True]}, "events.lat, row 0: got True, expected degrees"),
        ({"lon": [0, 0, 361]}, "events.lon, row 2: got 361, expected degrees from -180 to 360"),
        ({"earliest_at": ["2022-01-02"] * 3}, "pandas.to_datetime(frame['earliest_at'], utc=True)"),
        ({"earliest_at": DAYS.tz_localize(None)}, ".dt.tz_localize('Europe/Berlin')"),
        ({"earliest_at": [dt.date(2022, 1, 2)] * 3}, ".dt.tz_localize('Europe/Berlin')"),
        ({"earliest_at": [1641100000] * 3}, "unit='s', utc=True"),
        ({"earliest_at": pd.period_range("2022-01-01", periods=3)}, ".dt.to_timestamp()"),
        ({"earliest_at": [DAYS[0], pd.NaT, DAYS[2]]}, "row 1: got nothing, expected an instant"),
        ({"latest_at": DAYS[0] - pd.Timedelta("1D")}, "row 0: got 2022-01-01"),
        ({"ended_at": [pd.NaT, DAYS[0], pd.NaT]}, "row 1: got 2022-01-02 06:00:00+00:00, expected"),
        ({"event_id": ["x", "y", "x"]}, "events.event_id, row 2: got 'x', expected an id that no"),
        ({"on_map": ["True"] * 3}, "events.on_map, row 0: got 'True', expected True or False"),
        ({"kind": [["a"], ["b"], ["c"]]}, "events.kind, row 0: got ['a'], expected text or a"),
        ({"kind": BROKEN}, "events.kind, row 1: got 'b\\ud800', expected text"),
        ({"event_id": BROKEN}, "events.event_id, row 1: got 'b\\ud800', expected"),
        ({"place": BROKEN}, "events.place, row 1: got 'b\\ud800', expected text"),
        ({"on_map": [[1], True, True]}, "events.on_map, row 0: got [1], expected True or False"),
        ({"on_map": [True, {}, True]}, "events.on_map, row 1: got {}, expected True or False"),
        ({"on_map": [True, np.ones(2), True]}, "events.on_map, row 1: got [1. 1.], expected True"),
        ({"lat": [1 + 2j, 2, 3]}, "events.lat, row 0: got (1+2j), expected degrees"),
        ({"lat": [10**400, 2, 3]}, "events.lat, row 0: got 1000"),
        ({"lat": [1, decimal.Decimal("sNaN"), 3]}, "events.lat, row 1: got nothing, expected"),
        ({"title": ["a", "b", {"c": 1}]}, "events.title, row 2: got {'c': 1}, expected text"),
    ],
)
def test_what_cannot_be_meant_is_refused(columns: dict[str, Any], told: str) -> None:
    with pytest.raises(WireError, match=re.escape(told)):
        encode_points(three(**columns))


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: three().to_dict("list"), "got dict, expected a frame"),
        (lambda: three().to_dict("records"), "got list, expected a frame"),
        (lambda: three().set_index("earliest_at"), "reset_index() makes it a column"),
        (lambda: three().rename(columns={"lat": "Lat"}), "expected also ['lat']"),
        (lambda: pd.concat([three(), three()[["lat"]]], axis=1), "['lat'] twice"),
        (lambda: pa.table([[1.0], [2.0]], names=["lat", "lat"]), "got a column twice"),
        (lambda: pd.concat({"a": three()}, axis=1), "got columns of several levels"),
        (lambda: gpd.GeoDataFrame({"a": [1]}), "does not say which column is its geometry"),
        (
            lambda: points().set_geometry(points().to_crs(3857).buffer(1)),
            "got 'Polygon', expected a point",
        ),
    ],
)
def test_a_frame_that_cannot_be_meant_is_refused(make: Callable[[], Any], told: str) -> None:
    with pytest.raises(WireError, match=re.escape(told)):
        encode_points(make())


def test_a_row_is_named_by_its_index() -> None:
    with pytest.raises(WireError, match=r"events.lat, row b: got nothing"):
        read_frame(three(lat=[43, None, 45]).set_axis(["a", "b", "c"]))


def test_a_category_may_be_missing_whatever_the_others_are() -> None:
    assert taken("kind", pd.Categorical([1, 2, None])) == ["1", "2", "event"]
    assert taken("kind", pd.Categorical(["a", "b", None])) == ["a", "b", "event"]


@pytest.mark.parametrize(
    ("earliest", "ended", "said"),
    [
        ("10000-03-01", "10000-02-01", "ended_at, row 0: got 10000-02-01T00:00:00Z"),
        ("280000-03-01", "280000-03-01", "earliest_at, row 0: got 280000-03-01T00:00:00Z"),
    ],
)
def test_a_refusal_names_years_that_python_does_not_know(
    earliest: str, ended: str, said: str
) -> None:
    begin, end = (
        pd.Series(np.array([at], "M8[s]")).dt.tz_localize("UTC").dt.tz_convert("Europe/Berlin")
        for at in (earliest, ended)
    )
    frame = pd.DataFrame({"lat": [1.0], "lon": [2.0], "earliest_at": begin, "ended_at": end})
    with pytest.raises(WireError, match=said):
        encode_points(frame)
