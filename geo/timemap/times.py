"""Instants as the elements take them."""

from datetime import datetime

import pandas as pd


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
