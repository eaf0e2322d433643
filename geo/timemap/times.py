"""Instants as the elements take them."""

from datetime import datetime, timedelta, tzinfo
from typing import Final

import pandas as pd
from pandas.api.typing import NaTType

_HOUR: Final = pd.Timedelta(hours=1)
_DAY: Final = pd.DateOffset(days=1)
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
        Its interval. From midnight to midnight it is known to the day, up to an hour to the
        minute or hour; any other is "between" its ends.
    ended_at
        Its end, or `NaT`.

    Returns
    -------
    time
        `started`, `until` and `ended` are wall times in the zone of `earliest_at`, `offset_min`
        minutes ahead of UTC; `precision` is one of "minute", "hour", "day", "between".
    """
    precision = _precision(earliest_at, latest_at)
    zone = earliest_at.tz
    ahead = earliest_at.utcoffset() or timedelta()
    return {
        "started": earliest_at.strftime(_DATE if precision == "day" else _MINUTE),
        "until": _wall(latest_at, zone),
        "precision": precision,
        "ended": "" if isinstance(ended_at, NaTType) else _wall(ended_at, zone),
        "offset_min": ahead // timedelta(minutes=1),
    }


def _wall(instant: pd.Timestamp, zone: tzinfo | None) -> str:
    return instant.tz_convert(zone).strftime(_MINUTE)


def _precision(earliest_at: pd.Timestamp, latest_at: pd.Timestamp) -> str:
    if earliest_at == earliest_at.normalize() and latest_at == earliest_at + _DAY:
        return "day"
    if latest_at - earliest_at > _HOUR:
        return "between"
    return "hour" if latest_at > earliest_at else "minute"
