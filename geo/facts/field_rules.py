"""What may stand in a field, as rules that carry their own words for a reader."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pandas as pd
import pandera.pandas as pa

MINUTE = "%Y-%m-%dT%H:%M"
ONE_DAY = pd.Timedelta(days=1)

_DAY_LENGTH = len("2022-01-05")
_LOCAL_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"

Judge = Callable[["pd.Series[str]"], "pd.Series[bool]"]
"""Tells for each text whether it may stand in the column."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What the fields of one column have in common."""

    expected: str
    """The rule in words, to follow "expected"."""
    holds: Judge
    """Text -> whether the rule holds; never sees an empty field of an optional column."""
    read_as: str = "text"
    """What the checked text becomes: `text` (str), `count` (Int64), `number` (float64)."""


def parse_local(text: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """
    Read wall times: `2022-01-05` as its midnight, `2022-01-05T17:00` as it stands.

    The result has no zone; what is empty or no such time becomes NaT.
    """
    full = text.where(text.str.len() != _DAY_LENGTH, text + "T00:00")
    full = full.where(full.str.fullmatch(_LOCAL_PATTERN), "")
    return pd.to_datetime(full, format=MINUTE, errors="coerce").astype("datetime64[us]")


def parse_local_end(text: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """Read wall times that end something: a day means the end of that day (the next midnight)."""
    times = parse_local(text)
    return times.where(text.str.len() != _DAY_LENGTH, times + ONE_DAY)


def one_of(words: Sequence[str]) -> Rule:
    """Rule: one word of a vocabulary."""
    return Rule(f"one of {', '.join(words)}", lambda text: text.isin(words))


def list_of(words: Sequence[str]) -> Rule:
    """Rule: words of a vocabulary, separated by semicolons, none twice."""
    known = frozenset(words)

    def holds(field: str) -> bool:
        parts = field.split(";")
        return len(set(parts)) == len(parts) and known.issuperset(parts)

    expected = f"words separated by semicolons, each one of {', '.join(words)}"
    return Rule(expected, lambda text: text.map(holds).astype(bool))


def number_between(low: float, high: float) -> Rule:
    """Rule: a decimal number, both limits included."""
    return Rule(
        f"a number from {low:g} to {high:g}",
        lambda text: _numbers(text).between(low, high),
        read_as="number",
    )


def pattern(expression: str, expected: str, *, read_as: str = "text") -> Rule:
    """Rule: a text that a regular expression matches from its first to its last character."""
    return Rule(expected, lambda text: text.str.fullmatch(expression), read_as)


def _numbers(text: "pd.Series[str]") -> "pd.Series[float]":
    return pd.to_numeric(
        text.where(text.str.fullmatch(r"-?[0-9]+(\.[0-9]+)?"), ""), errors="coerce"
    )


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown name, path outside, name of a folder
        return False
    return True


def _is_zone_each(text: "pd.Series[str]") -> "pd.Series[bool]":
    return text.isin([name for name in text.unique() if _is_zone(name)])


_ODD = "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
"""What no text may hold: control characters but the line feed, turned writing, no characters."""
_INK = rf"[^\s{_ODD}]"
TEXT = pattern(
    rf"{_INK}([^{_ODD}]*{_INK})?",
    "some text, with neither blanks around it nor control characters",
)
_LISTED = rf"[^\s;{_ODD}]([^;{_ODD}]*[^\s;{_ODD}])?"
TEXT_LIST = pattern(
    rf"{_LISTED}(;{_LISTED})*",
    "texts separated by semicolons, each with neither blanks around it nor control characters",
)
SLUG = pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "a key of small letters, digits and single hyphens")
SLUG_LIST = pattern(r"[a-z0-9-]+(;[a-z0-9-]+)*", "keys separated by semicolons")
ROW_LIST = pattern(
    r"[a-z_]+:[a-z0-9-]+(;[a-z_]+:[a-z0-9-]+)*",
    "table and key of rows with a colon between, separated by semicolons",
)
COUNTRY = pattern(r"[A-Z]{2}", "a country code of two capital letters")
LANGUAGE = pattern(r"[a-z]{2}", "a language code of two small letters")
WEB_ADDRESS = pattern(rf"https?://[^\s/:@{_ODD}]+(/{_INK}*)?", "a web address without port or user")
COUNT = pattern(r"[0-9]{1,15}", "a whole number, 0 or more", read_as="count")
AMOUNT = pattern(r"[0-9]{1,15}(\.[0-9]+)?", "a number, 0 or more", read_as="number")
ZONE = Rule("the IANA name of a time zone", _is_zone_each)
DAY = Rule(
    "a day as YYYY-MM-DD",
    lambda text: parse_local(text).notna() & (text.str.len() == _DAY_LENGTH),
)
LOCAL_TIME = Rule(
    "a local time as YYYY-MM-DD or YYYY-MM-DDTHH:MM",
    lambda text: parse_local(text).notna(),
)
ROUGH_DAY = Rule(
    "a day, month or year as YYYY-MM-DD, YYYY-MM or YYYY",
    lambda text: (
        text.str.len().isin([4, 7, 10])
        & parse_local((text + "-01-01").str.slice(0, _DAY_LENGTH)).notna()
    ),
)


def needed(rule: Rule) -> pa.Column:
    """Make a column in which every field keeps the rule."""
    return _column(rule, rule.holds)


def optional(rule: Rule) -> pa.Column:
    """Make a column in which a field keeps the rule or is empty."""
    return _column(rule, lambda text: (text == "") | rule.holds(text))


def _column(rule: Rule, holds: Judge) -> pa.Column:
    # No dtype: reading gives nothing but text, and pandera takes long to see that it is.
    check = pa.Check(holds, error=rule.expected)
    return pa.Column(checks=check, metadata={"read_as": rule.read_as})


def rows(
    column: str, expected: str, holds: Callable[[pd.DataFrame], "pd.Series[bool]"]
) -> pa.Check:
    """
    Make a rule about whole rows, to be reported at one of their columns.

    Parameters
    ----------
    column
        The column whose field is named as the one to mend.
    expected
        The rule in words, to follow "expected".
    holds
        Table as text -> whether each row keeps the rule.
    """
    return pa.Check(holds, name=column, error=expected)


def in_order(first: str, last: str) -> pa.Check:
    """Rule: what begins in `first` does not end before it in `last`; a day ends at its midnight."""

    def holds(table: pd.DataFrame) -> "pd.Series[bool]":
        begins, ends = parse_local(table[first]), parse_local_end(table[last])
        is_day = table[last].str.len() == _DAY_LENGTH
        return ~((ends < begins) | (is_day & (ends == begins)))

    return rows(last, f"a time that is not before {first}", holds)


def low_to_high(low: str, high: str) -> pa.Check:
    """Rule: where both ends of a range are known, the low end is not above the high one."""

    def holds(table: pd.DataFrame) -> "pd.Series[bool]":
        return ~(_numbers(table[high]) < _numbers(table[low]))

    return rows(high, f"a number that is not below {low}", holds)
