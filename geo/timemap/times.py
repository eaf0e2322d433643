"""Instants as the elements take them, and as bytes."""

import math
from bisect import bisect_left
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta, tzinfo
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pandas as pd

LAST_MS: Final = 8_640_000_000_000_000
"""No browser holds an instant further from 1970, ms: the years -271821 to 275760."""
UNKNOWN: Final = -(2**31)
"""Stands for "not known" among packed int32 numbers; among float64 ones NaN does."""
_UNITS_MS: Final = (60_000, 1_000, 1)
_NAMES: Final = "an IANA name such as 'Europe/Berlin'"
_OF_THE_MACHINE: Final = ("localtime", "posixrules", "Factory")
"""Names that Python finds among its files, and no browser knows."""
_LAST_YEAR: Final = np.datetime64("9999-01-01", "s")
"""Python knows zones up to the year 9999; clocks of later years show what 400 years before did."""
_CYCLE: Final = np.timedelta64(146_097, "D")
"""400 years: the calendar repeats, its weekdays too."""
_TimesS: TypeAlias = npt.NDArray[np.datetime64]

Instant = str | datetime | np.datetime64 | float | np.integer[Any]
"""What `to_ms` takes."""


def to_ms(instant: Instant) -> int:
    """
    Give an instant as the elements take it: milliseconds since 1970 UTC.

    Parameters
    ----------
    instant
        With a zone: ISO 8601 text that ends in `Z` or an offset, a `datetime`, a
        `pandas.Timestamp`; of any year from -271821 to 275760, where text has four digits for the
        year and a sign before year 0. Or a number, numpy's too: milliseconds already. Parts of a
        millisecond are cut off, so that no instant is given later than it is.

    Raises
    ------
    ValueError
        It is no instant, has no zone, or lies out of range.

    Examples
    --------
    >>> to_ms("1970-01-02T06:00+06:00")
    86400000
    >>> to_ms("-0043-03-15T00:00Z") < to_ms("0014-08-19T00:00Z")
    True
    >>> to_ms(pd.Timestamp("2022-01-05", tz="Asia/Almaty")) == to_ms("2022-01-05T00:00+06:00")
    True
    >>> to_ms("2022-01-05")
    Traceback (most recent call last):
    ...
    ValueError: instant: got 2022-01-05, expected one with a time zone, e.g. \
"2022-01-05T00:00+01:00" or pd.Timestamp("2022-01-05", tz="Europe/Berlin")
    """
    if isinstance(instant, int | float | np.integer | np.floating):
        ms = _whole(instant)
    else:
        ms = _ms_of(instant)
    if abs(ms) > LAST_MS:
        message = f"instant: got {instant}, expected one of the years -271821 to 275760"
        raise ValueError(message)
    return ms


def _whole(number: float | np.integer[Any] | np.floating[Any]) -> int:
    if isinstance(number, bool) or not math.isfinite(number):
        message = f"instant: got {number}, expected one"
        raise ValueError(message)
    return math.floor(number)


def _ms_of(instant: str | date | np.datetime64) -> int:
    try:
        at = pd.Timestamp(instant)
    except (ValueError, TypeError) as error:
        message = f"instant: got {instant!r}, expected one such as 2022-01-05T17:00+01:00: {error}"
        raise ValueError(message) from error
    if pd.isna(at) or at.tzinfo is None:
        message = (
            f"instant: got {instant}, expected one with a time zone, e.g. "
            '"2022-01-05T00:00+01:00" or pd.Timestamp("2022-01-05", tz="Europe/Berlin")'
        )
        raise ValueError(message)
    return int(at.asm8.astype("datetime64[ms]").astype("int64"))


def zone_name(zone: str | ZoneInfo) -> str:
    """
    Give the IANA name of a zone.

    Raises
    ------
    ValueError
        There is no such zone, or none that browsers know.

    Examples
    --------
    >>> zone_name("Europe/Berlin")
    'Europe/Berlin'
    >>> zone_name("Berlin")
    Traceback (most recent call last):
    ...
    ValueError: zone: got 'Berlin', expected an IANA name such as 'Europe/Berlin'
    """
    name = zone.key if isinstance(zone, ZoneInfo) else zone
    try:
        if name in _OF_THE_MACHINE or str(name).startswith(("posix/", "right/")):
            raise KeyError(name)  # noqa: TRY301 - refused as one that does not exist
        return str(ZoneInfo(name).key)
    except (ValueError, TypeError, OSError, KeyError) as error:
        message = f"zone: got {zone!r}, expected {_NAMES}"
        raise ValueError(message) from error


def utc_seconds(instants: "pd.Series[pd.Timestamp]") -> _TimesS:
    """Give instants as UTC, to the second; parts of one are cut off."""
    utc = instants.dt.tz_convert("UTC").dt.tz_localize(None)
    return np.asarray(utc.to_numpy().astype("<M8[s]"))


def said_at(instants: "pd.Series[pd.Timestamp]", place: int) -> str:
    """Write one of them for an error: in its zone, or as UTC where Python has no such year."""
    try:
        return str(instants.iloc[place])
    except (OverflowError, NotImplementedError):
        return f"{utc_seconds(instants.iloc[place : place + 1])[0]}Z"


def local_seconds(utc: _TimesS, zone: tzinfo) -> _TimesS:
    """
    Give what the clocks of a zone show, in any year that a browser knows.

    They may skip midnight or show it twice: compare what they show, and never turn it back into
    an instant.

    Parameters
    ----------
    utc
        From `utc_seconds`; NaT where not known.

    Returns
    -------
    local
        Wall times, to the second.
    """
    cycles = np.zeros(len(utc), dtype="m8[s]")
    late = utc >= _LAST_YEAR
    cycles[late] = ((utc[late] - _LAST_YEAR) // _CYCLE + 1) * _CYCLE
    known = pd.Series(utc - cycles).dt.tz_localize("UTC").dt.tz_convert(zone)
    return np.asarray(known.dt.tz_localize(None).to_numpy().astype("<M8[s]") + cycles)


def offsets(wall: pd.Timestamp, zone: tzinfo) -> tuple[timedelta, timedelta]:
    """
    Give how far a zone is ahead of UTC where its clocks show a time first, and where last.

    The second is less than the first where they show it twice, and more where they skip it.

    Raises
    ------
    OverflowError
        The year is out of Python's calendar.
    """
    if not MINYEAR <= wall.year <= MAXYEAR:
        message = f"got the year {wall.year}, expected one up to {MAXYEAR}"
        raise OverflowError(message)
    first, last = (wall.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1))
    return first or timedelta(), last or timedelta()


def first_shown(wall: pd.Timestamp, zone: tzinfo) -> pd.Timestamp:
    """
    Give the instant at which clocks of a zone first show a time, or jump past it.

    Examples
    --------
    >>> str(first_shown(pd.Timestamp("2022-03-27"), ZoneInfo("Asia/Beirut")))
    '2022-03-27 01:00:00+03:00'
    """
    before, after = offsets(wall, zone)
    if before >= after:
        return wall.tz_localize(zone, ambiguous=True)
    lowest = (wall - after).tz_localize("UTC")
    skipped = range(int((after - before).total_seconds()) + 1)

    def shown(second: int) -> pd.Timestamp:
        return (lowest + pd.Timedelta(second, "s")).tz_convert(zone).tz_localize(None)

    return (lowest + pd.Timedelta(bisect_left(skipped, wall, key=shown), "s")).tz_convert(zone)


@dataclass(frozen=True)
class Packed:
    """Instants as numbers: each is `origin_ms + number * unit_ms`, ms since 1970 UTC."""

    numbers: npt.NDArray[np.int32 | np.float64]
    """int32 with `UNKNOWN`, or float64 with NaN, where there is no instant."""
    origin_ms: int
    unit_ms: int


def pack(instants: "pd.Series[pd.Timestamp]") -> Packed:
    """
    Write instants as small as is exact to the millisecond; parts of one are cut off.

    Counted in minutes, seconds or milliseconds, whichever is the coarsest that all of them keep,
    they take 4 bytes each for a span of 8,000 years, 136 years or 49 days; else 8 bytes.

    Parameters
    ----------
    instants
        With a time zone; NaT where not known.

    Raises
    ------
    OverflowError
        An instant lies out of what a browser can hold.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["1300-01-01T00:00Z", "1850-01-01T00:00Z"], utc=True))
    >>> packed = pack(days)
    >>> packed.numbers.dtype.name, packed.unit_ms
    ('int32', 60000)
    """
    utc = instants.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy()
    unknown = np.isnat(utc)
    ms = utc.astype("datetime64[ms]").astype("int64")
    outside = ~unknown & (np.abs(ms) > LAST_MS)
    if outside.any():
        place = int(outside.argmax())
        got = said_at(instants, place)
        message = (
            f"row {instants.index[place]}: got {got}, expected one of the years -271821 to 275760"
        )
        raise OverflowError(message)
    known = ms[~unknown]
    if not known.size:
        return Packed(np.full(len(ms), UNKNOWN, dtype="<i4"), 0, 1)
    unit = next(unit for unit in _UNITS_MS if not (known % unit).any())
    first, last = int(known.min()), int(known.max())
    origin = first + (last - first) // 2 // unit * unit
    if (last - origin) // unit >= -UNKNOWN or (first - origin) // unit <= UNKNOWN:
        return Packed(np.where(unknown, np.nan, ms.astype("<f8")), 0, 1)
    return Packed(np.where(unknown, UNKNOWN, (ms - origin) // unit).astype("<i4"), origin, unit)
