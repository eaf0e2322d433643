"""
Texts that no spreadsheet takes for a formula, and how to get the text back.

A text that begins with one of `= + - @` (also in full width), with a control character or with an
apostrophe gets an apostrophe before it. So whoever finds an apostrophe at the begin of a text can
take it away, and has the text as it was. Numbers are no texts: -5 stays a number.
"""

import unicodedata
from typing import Final

import pandas as pd

MARK: Final = "'"
"""What is put before a text that would be dangerous, or that begins with it."""
_STARTS: Final = frozenset(MARK + "=+-@\uff1d\uff0b\uff0d\uff20")


def guard(text: str) -> str:
    """Make a text safe to open in a spreadsheet."""
    return MARK + text if _is_risky(text) else text


def unguard(text: str) -> str:
    """Give the text that `guard` was given."""
    return text.removeprefix(MARK)


def guard_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Guard every text of a frame; other columns stay as they are."""
    texts = [str(name) for name in frame if is_text(frame[name])]
    return frame.assign(**{name: frame[name].map(guard, na_action="ignore") for name in texts})


def is_text(column: "pd.Series[str]") -> bool:
    """Say whether a column holds texts."""
    return pd.api.types.is_string_dtype(column) or pd.api.types.is_object_dtype(column)


def _is_risky(text: str) -> bool:
    return text != "" and (text[0] in _STARTS or unicodedata.category(text[0]) == "Cc")
