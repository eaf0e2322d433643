"""Instants as the elements take them."""

from datetime import datetime, timedelta
from typing import Final

import pandas as pd
from pandas.api.typing import NaTType

_HOUR: Final = pd.Timedelta(hours=1)
_DAY: Final = pd.DateOffset(days=1)
_APPROX: Final = pd.Timedelta(days=1)
"""The longest interval that is said with its hour."""
_DATE: Final = "%Y-%m-%d"
_MINUTE: Final = "%Y-%m-%dT%H:%M"


def to_ms(instant: str | datetime) -> int:
    """
    Give an instant as the elements take it: milliseconds since 1970 UTC.

    Parameters
    ----------
    instant
        With a zone: ISO 8601 text that ends in `Z` or an offset, a `datetime`, a
        `pandas.Timestamp`. Parts of a millisecond are cut off.

    Raises
    ------
    ValueError
        It is no instant, or has no zone.

    Examples
    --------
    >>> to_ms("1970-01-02T06:00+06:00")
    86400000
    >>> to_ms("2022-01-05")
    Traceback (most recent call last):
    ...
    ValueError: instant: got 2022-01-05, expected one with a time zone
    """
    at = pd.Timestamp(instant)
    if pd.isna(at) or at.tzinfo is None:
        message = f"instant: got {instant}, expected one with a time zone"
        raise ValueError(message)
    return int(at.as_unit("ms").asm8.astype("int64"))


def wall_time(
    earliest_at: pd.Timestamp, latest_at: pd.Timestamp, ended_at: pd.Timestamp | NaTType
) -> dict[str, object]:
    """
    Say when an event happened as list and card write it.

    Parameters
    ----------
    earliest_at, latest_at
        Its interval. A day from midnight to midnight is known to the day, up to an hour to the
        minute or hour; any other is "around" its middle.
    ended_at
        Its end, or `NaT`.

    Returns
    -------
    time
        `started` and `ended` are wall times in the zone of `earliest_at`, `offset_min` minutes
        ahead of UTC; `precision` is one of "minute", "hour", "day", "approx".
    """
    at, form, precision = _said(earliest_at, latest_at)
    ended = "" if isinstance(ended_at, NaTType) else ended_at.tz_convert(at.tz).strftime(_MINUTE)
    return {
        "started": at.strftime(form),
        "precision": precision,
        "ended": ended,
        "offset_min": (at.utcoffset() or timedelta()) // timedelta(minutes=1),
    }


def _said(earliest_at: pd.Timestamp, latest_at: pd.Timestamp) -> tuple[pd.Timestamp, str, str]:
    """Which instant of an interval is said, how it is written, and how precisely it is known."""
    length = latest_at - earliest_at
    if earliest_at == earliest_at.normalize() and latest_at == earliest_at + _DAY:
        return earliest_at, _DATE, "day"
    if length <= _HOUR:
        return earliest_at, _MINUTE, "hour" if length else "minute"
    return earliest_at + length / 2, _MINUTE if length <= _APPROX else _DATE, "approx"
