"""Times as tables write them: an instant, or an interval where only day, month or year is known."""

import re
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from ..times import first_shown, offsets  # noqa: TID252 - the wheel has another name

EXPECTED: Final = "a time like 2031-03-04T07:30 or a day like 2031-03-04"
_HOUR: Final = pd.DateOffset(hours=1)
_KNOWN_TO: Final = (
    (re.compile(r"\d{4}"), "{}-01-01", pd.DateOffset(years=1)),
    (re.compile(r"\d{4}-\d{2}"), "{}-01", pd.DateOffset(months=1)),
    (re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}|\d{4}-?W\d{2}-?\d"), "{}", pd.DateOffset(days=1)),
    (re.compile(r"(\d{4}-\d{2}-\d{2}|\d{8})[T ]\d{2}"), "{}", _HOUR),
)
"""Texts that name no instant, the begin that they name, and how long it may last."""
_UNIVERSAL: Final = re.compile(r" ?(UTC|GMT|Z)$")
_SLASHED: Final = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{4}")
_NUMBER: Final = re.compile(r"\d{9,13}")
_WORDS: Final = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%d-%B-%Y", "%d-%b-%Y")
ORDERS: Final = {"dmy": "%d{0}%m{0}%Y", "mdy": "%m{0}%d{0}%Y"}
"""How days with the year at their end are written, by the name of the order."""


def read_moment(text: str, zone: ZoneInfo, order: str | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    """
    Read a time.

    Parameters
    ----------
    text
        ISO 8601 (a day may be `20220105` or `2022-W01-3`), or a day in English words.
    zone
        Whose wall time it is when the text names none.
    order
        Of days like 05/01/2022: a key of `ORDERS`, or None where nobody said.

    Returns
    -------
    begin, end
        The same instant twice, or begin and end of the hour, day, month or year.

    Raises
    ------
    ValueError
        It is no such time; the message says what is expected.

    Examples
    --------
    >>> [str(at) for at in read_moment("20220105", ZoneInfo("UTC"), None)]
    ['2022-01-05 00:00:00+00:00', '2022-01-06 00:00:00+00:00']
    """
    try:
        begin, length = _wall(text.strip(), order)
        if begin.tzinfo is not None:
            return begin, begin + length if length is not None else begin
        _check_shown(begin, length, zone)
        end = begin if length is None else begin + length
        return first_shown(begin, zone), first_shown(end, zone)
    except (OverflowError, NotImplementedError, pd.errors.OutOfBoundsDatetime):
        message = "a time before the last day of the year 9999"
        raise ValueError(message) from None


def _check_shown(wall: pd.Timestamp, length: pd.DateOffset | None, zone: ZoneInfo) -> None:
    """Refuse what clocks skip as a whole, and a time or hour that they show twice."""
    first, last = offsets(wall, zone)
    if length not in (None, _HOUR):
        if first_shown(wall, zone).tz_localize(None) >= wall + length:
            message = f"a day that is not skipped in {zone.key}"
            raise ValueError(message)
    elif first != last:
        how = "is skipped" if first < last else "stands twice"
        message = f"a time with its offset, like +01:00: this hour {how} in {zone.key}"
        raise ValueError(message)


def _wall(text: str, order: str | None) -> tuple[pd.Timestamp, pd.DateOffset | None]:
    """Give the begin, without a zone where the text names none, and how long it may last."""
    for form, begin, length in _KNOWN_TO:
        if form.fullmatch(text):
            return _at(begin.format(text)), length
    if (day := _day(text, order)) is not None:
        return day, pd.DateOffset(days=1)
    if _NUMBER.fullmatch(text):
        message = f"{EXPECTED}, not seconds since 1970"
        raise ValueError(message)
    universal = _UNIVERSAL.search(text)
    return _at(text[: universal.start()] + "+00:00" if universal else text), None


def _day(text: str, order: str | None) -> pd.Timestamp | None:
    """Read a day that is not written as ISO 8601, if it is one."""
    slashed = _SLASHED.fullmatch(text)
    if slashed and order is None:
        message = "the year first, or --dates dmy or mdy to say what the numbers are"
        raise ValueError(message)
    forms = [ORDERS[order].format(slashed[1])] if slashed and order else _WORDS
    for form in forms:
        try:
            return pd.Timestamp(datetime.strptime(text, form))  # noqa: DTZ007 - wall time
        except ValueError:
            continue
    return None


def _at(text: str) -> pd.Timestamp:
    try:
        return pd.Timestamp(datetime.fromisoformat(text))
    except ValueError:
        raise ValueError(EXPECTED) from None
