"""Rows of small frames as dicts, for what is written row by row."""

from typing import Any, TypeAlias

import pandas as pd

from geo.facts.vocabulary import KAZAKHSTAN
from geo.words.catalogue import Words

Row: TypeAlias = dict[str, Any]
"""Column name -> value."""


def records(frame: pd.DataFrame) -> list[Row]:
    """Give the rows of a frame in their order."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def counted(row: Row, stem: str, words: Words) -> str:
    """Write the range of `<stem>_low` and `<stem>_high`; "" when both are empty."""
    low, high = row[f"{stem}_low"], row[f"{stem}_high"]
    return words.range(None if pd.isna(low) else low, None if pd.isna(high) else high)


def place_name(event: Row, words: Words) -> str:
    """Name the place of an event; what concerns the whole country did not happen in its capital."""
    if event["scope"] == "country" and event["country_iso2"] == KAZAKHSTAN:
        return words("scope.country")
    name: str = event[f"name_{words.lang}"]
    return name
