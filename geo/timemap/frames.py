"""
Frames of any library and any dtype, as the wire wants them.

A value that is missing is as if its column were not there for that row. A value that cannot be
meant is refused, with its row, its column, and the way to mend it.
"""

import decimal
from collections.abc import Callable, Mapping
from datetime import date, datetime
from numbers import Number
from types import MappingProxyType
from typing import Any, Final

import narwhals.stable.v2 as nw
import pandas as pd
from narwhals.exceptions import DuplicateError
from pandas.api import types as dtypes

from .times import said_at
from .values import as_word, is_aware_or_none, is_broken, is_flag, is_number_or_none

REQUIRED: Final = ("lat", "lon", "earliest_at")
ENDS: Final = ("latest_at", "ended_at")
WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"kind": "event", "precision": "", "confidence": "", "title": "", "summary": "", "place": ""}
)
"""Columns of text, each with what stands for a missing one."""
LONGEST: Final = 60
"""Characters of a value that an error shows."""
UTC: Final = "datetime64[us, UTC]"
"""Reaches from 290,000 years before to 290,000 years after today, unlike nanoseconds."""


class WireError(ValueError):
    """What was given does not keep its contract; the message says what is expected."""


def read_frame(events: object) -> pd.DataFrame:
    """
    Take events from a frame of pandas, GeoPandas, polars or pyarrow.

    Parameters
    ----------
    events
        One row per event; the columns of `wire.sorted_events` and the texts `title`, `summary` and
        `place`. Others stay as they are. A GeoDataFrame without `lat` and `lon` gives its points.

    Returns
    -------
    frame
        A new pandas frame with a plain range index, rows in their order. `lat`, `lon` float64
        (degrees), instants with a time zone, words and ids text, `on_map` bool. No value is
        missing but those of `ended_at` and, for an event without one, `place_id` is absent only
        when no row has one.

    Raises
    ------
    WireError
        A needed column or value is missing, a column is there twice, a value is of another type
        than its column has, an id is there twice, or an event ends before it begins.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {
    ...         "lat": [43.3],
    ...         "lon": [52.9],
    ...         "earliest_at": pd.to_datetime(["2022-01-02T06:00Z"]),
    ...         "kind": [14],
    ...     }
    ... )
    >>> read_frame(frame).loc[0, "kind"]
    '14'
    >>> read_frame(frame.assign(lat="43,3"))
    Traceback (most recent call last):
    ...
    WireError: events.lat, row 0: got '43,3', expected degrees as a number, not text: ...
    """
    frame = _to_pandas(events)
    labels = frame.index if frame.index.is_unique else pd.RangeIndex(len(frame))
    frame = frame.reset_index(drop=True)
    readers: Mapping[str, Callable[[_Column], pd.Series[Any]]] = {
        **dict.fromkeys(("lat", "lon"), _degrees),
        **dict.fromkeys(("earliest_at", *ENDS), _instants),
        **dict.fromkeys(WORDS, _words),
        "on_map": _flags,
    }
    read = {
        name: readers[name](_Column(name, frame[name], labels)) for name in readers if name in frame
    }
    frame = frame.assign(**read)
    _check_order(frame, labels)
    return frame.assign(**_ids(frame, labels))


class _Column:
    """A column of the given frame, with what is needed to name a row of it."""

    def __init__(self, name: str, series: "pd.Series[Any]", labels: "pd.Index[Any]") -> None:
        self.name = name
        self.series = series
        self.labels = labels

    @property
    def objects(self) -> "pd.Series[Any]":
        """Python objects, None where missing."""
        plain = self.series.astype(object)
        with decimal.localcontext() as context:
            context.traps[decimal.InvalidOperation] = False  # a Decimal sNaN is missing, too
            return plain.where(plain.notna(), None)

    def refuse(self, wrong: "pd.Series[bool]", expected: str) -> None:
        """Refuse the first row that is `wrong`, if there is one."""
        if wrong.any():
            place = int(wrong.to_numpy().argmax())
            told = self._told(place)
            message = f"events.{self.name}, row {self.labels[place]}: got {told}, {expected}"
            raise WireError(message)

    def _told(self, place: int) -> str:
        one = self.series.iloc[place : place + 1]
        if isinstance(one.dtype, pd.DatetimeTZDtype) and not one.isna().any():
            return said_at(one, 0)
        got = self.objects.iloc[place]
        return "nothing" if got is None else _told(got)


def _told(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def _to_pandas(events: Any) -> pd.DataFrame:  # noqa: ANN401 - anything may come
    if not isinstance(events, pd.DataFrame):
        try:
            events = nw.from_native(events, eager_only=True).to_pandas()
        except DuplicateError as error:
            message = f"events: got a column twice, expected each once: {error}"
            raise WireError(message) from None
        except TypeError:
            message = (
                f"events: got {type(events).__name__}, expected a frame of pandas, polars or "
                "pyarrow: pandas.DataFrame(...) makes one"
            )
            raise WireError(message) from None
    if events.columns.nlevels > 1:
        message = (
            f"events: got columns of several levels, such as {events.columns[0]}, expected one:"
            " frame.columns = frame.columns.map('_'.join)"
        )
        raise WireError(message)
    twice = [str(name) for name in events.columns[events.columns.duplicated()]]
    if twice:
        message = f"events: got the columns {twice} twice, expected each once"
        raise WireError(message)
    events = _with_points(events)
    missing = [name for name in REQUIRED if name not in events]
    if missing:
        names = [str(name) for name in events.index.names if name in missing]
        mend = f": {names} is the index, reset_index() makes it a column" if names else ""
        message = f"events: got columns {list(events.columns)}, expected also {missing}{mend}"
        raise WireError(message)
    return pd.DataFrame(events)


def _with_points(events: pd.DataFrame) -> pd.DataFrame:
    """Give a GeoDataFrame the coordinates of its points, in degrees."""
    if {"lat", "lon"} <= set(events.columns) or not hasattr(events, "to_crs"):
        return events
    try:
        geometry: Any = events.geometry
    except AttributeError:
        message = (
            "events: got a GeoDataFrame that does not say which column is its geometry, expected"
            " points, frame.set_geometry(...), or the columns 'lat' and 'lon'"
        )
        raise WireError(message) from None
    wrong = geometry.geom_type != "Point"
    column = _Column(str(geometry.name), geometry.geom_type, events.index)
    column.refuse(wrong, "expected a point: geometry.representative_point() gives one")
    if geometry.crs is not None:
        geometry = geometry.to_crs(4326)
    return pd.DataFrame(events.drop(columns=geometry.name)).assign(lat=geometry.y, lon=geometry.x)


def _degrees(column: _Column) -> "pd.Series[float]":
    values, limits = column.series, (-90, 90) if column.name == "lat" else (-180, 360)
    is_plain = dtypes.is_integer_dtype(values) or dtypes.is_float_dtype(values)
    if not is_plain:
        column.refuse(
            ~column.objects.map(is_number_or_none).astype(bool),
            f"expected degrees as a number, not text: pandas.to_numeric(frame[{column.name!r}])",
        )
    degrees = pd.to_numeric(column.objects.astype("float64"))
    low, high = limits
    column.refuse(~degrees.between(low, high), f"expected degrees from {low} to {high}")
    return degrees


def _instants(column: _Column) -> "pd.Series[pd.Timestamp]":
    values = column.series
    if not isinstance(values.dtype, pd.DatetimeTZDtype):
        objects = column.objects
        column.refuse(~objects.map(is_aware_or_none).astype(bool), _how_to_time(column))
        values = pd.to_datetime(objects, utc=True).astype(UTC)
    if column.name == "earliest_at":
        column.refuse(values.isna(), "expected an instant: every event begins")
    return values


def _how_to_time(column: _Column) -> str:
    """Say how a column of another type becomes one of instants, judged by its first value."""
    name = f"frame[{column.name!r}]"
    first = next((value for value in column.objects if not is_aware_or_none(value)), None)
    ways = {
        str: f"pandas.to_datetime({name}, utc=True)",
        datetime: f"pandas.to_datetime({name}).dt.tz_localize('Europe/Berlin')",
        date: f"pandas.to_datetime({name}).dt.tz_localize('Europe/Berlin')",
        Number: f"pandas.to_datetime({name}, unit='s', utc=True)",
        pd.Period: f"{name}.dt.to_timestamp().dt.tz_localize('Europe/Berlin')",
    }
    way = next((way for kind, way in ways.items() if isinstance(first, kind)), ways[str])
    return f"expected an instant with a time zone: {way}"


def _words(column: _Column) -> "pd.Series[str]":
    missing = WORDS[column.name]
    text = _text(column)
    return text.where(text.notna() & (text != ""), missing)


def _text(column: _Column) -> "pd.Series[str]":
    """Take text as it is and numbers as text; what is missing stays missing."""
    values = column.series
    if isinstance(values.dtype, pd.CategoricalDtype):
        words = values.cat.categories.dtype
        values = values.astype(words if isinstance(words, pd.StringDtype) else object)
    if isinstance(values.dtype, pd.StringDtype) and values.dtype.storage == "pyarrow":
        return values.astype("str")
    objects = column.objects
    column.refuse(
        ~objects.map(lambda value: isinstance(value, str | Number | date | None)).astype(bool),
        "expected text or a number",
    )
    column.refuse(
        objects.map(is_broken).astype(bool),
        "expected text without halves of characters: text.encode(errors='replace').decode()",
    )
    return objects.map(as_word, na_action="ignore").astype("str")


def _flags(column: _Column) -> "pd.Series[bool]":
    objects = column.objects
    column.refuse(
        ~objects.map(lambda value: value is None or is_flag(value)).astype(bool),
        "expected True or False",
    )
    return objects.map(lambda value: value is None or bool(value)).astype(bool)


def _check_order(frame: pd.DataFrame, labels: "pd.Index[Any]") -> None:
    for name in ENDS:
        if name in frame:
            early = frame[name] < frame["earliest_at"]
            _Column(name, frame[name], labels).refuse(
                early, "expected no time before its earliest_at"
            )


def _ids(frame: pd.DataFrame, labels: "pd.Index[Any]") -> dict[str, "pd.Series[str]"]:
    """Write ids as text; where one is missing, as if nobody had given any."""
    found = {}
    if "place_id" in frame:
        text = _text(_Column("place_id", frame["place_id"], labels))
        found["place_id"] = text.where(text.notna(), _coordinate(frame))
    if "event_id" in frame:
        column = _Column("event_id", frame["event_id"], labels)
        text = _text(column)
        column.refuse(text.duplicated() & text.notna(), "expected an id that no other row has")
        found["event_id"] = text.where(text.notna(), _numbers(text))
    if "latest_at" in frame:
        found["latest_at"] = frame["latest_at"].fillna(frame["earliest_at"])
    return found


def _coordinate(frame: pd.DataFrame) -> "pd.Series[str]":
    return frame["lat"].astype(str) + "," + frame["lon"].astype(str)


def _numbers(ids: "pd.Series[str]") -> "pd.Series[str]":
    """Give each row its number, passing over numbers that are an id already."""
    numbers = ids.index.to_series().astype("str")
    return numbers.where(~numbers.isin(set(ids.dropna())), "row-" + numbers)
