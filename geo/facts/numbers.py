"""Numbers in texts: the same in every language, and the counts of a row among them."""

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd
from text_to_num import alpha2digit

from geo.errors import Problem
from geo.facts.read import Facts

UNITED: Final = {"en": ",", "de": "."}
"""What separates thousands, by language; Russian and Kazakh put a blank there."""
SPELLED: Final = ("en", "de")
"""Languages whose number words are read. In the others only digits are: they may spell more."""
COUNTS: Final = ("participants_low", "participants_high", "count_low", "count_high")
COUNTING_TABLES: Final = ("events", "aftermath")
PASSED_OVER: Final = {"0", "1"}
"""Full hours have "00" in one language only, and "one" is an article in German."""

_VAGUE = re.compile(r"\b(hundreds|thousands|millions|hunderte?n?|tausende?n?|millionen)\b", re.I)
_BLANK = "[ \u00a0\u202f]"
_TIMES_THOUSAND = re.compile(rf"(\d+(?:[.,]\d+)?){_BLANK}(?:тыс|мың)")


def numbers_in(text: str, lang: str) -> set[str]:
    """
    Find the numbers in a text, digits and words, as plain decimal text.

    Parameters
    ----------
    lang
        `en`, `de`, `ru` or `kk`. In the last two, number words are not read.

    Returns
    -------
    numbers
        Each once, such as `1678`, `2.5`; without 0 and 1, and without vague words ("hundreds").
        A time of day is its hour and its minutes, a date its day and its year.
    """
    text = _VAGUE.sub(" ", text)
    if lang in UNITED:
        text = re.sub(rf"(?<=\d){re.escape(UNITED[lang])}(?=\d{{3}}(?!\d))", "", text)
    else:
        text = re.sub(rf"(?<=\d){_BLANK}(?=\d{{3}}(?!\d))", "", text)
        text = _TIMES_THOUSAND.sub(lambda hit: str(_plain(float(_point(hit[1])) * 1000)), text)
    if lang != "en":
        text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    if lang in SPELLED:
        text = alpha2digit(text, lang, threshold=0)
    found = re.findall(r"\d+(?:\.\d+)?", text)
    return {_plain(float(number)) for number in found} - PASSED_OVER


def check_numbers(facts: Facts) -> list[Problem]:
    """
    Find numbers that a translation changes, and counts that no text of their row says.

    A Russian or Kazakh text may leave a number out; it may not have one that the English lacks.
    A count stands in the title, the summary or the note.
    """
    return [
        *(problem for name in vars(facts) for problem in _translated(name, getattr(facts, name))),
        *(p for name in COUNTING_TABLES for p in _counted(name, getattr(facts, name))),
    ]


def _translated(name: str, table: pd.DataFrame) -> Iterator[Problem]:
    key = table.columns[0]
    for column in [c for c in table.columns if c.endswith("_en")]:
        for row in table.to_dict("records"):
            english = numbers_in(row[column], "en")
            for lang in ("de", "ru", "kk"):
                other = f"{column.removesuffix('en')}{lang}"
                if not row.get(other):
                    continue
                numbers = numbers_in(row[other], lang)
                added, missing = numbers - english, english - numbers
                if added or (missing and lang in SPELLED):
                    expected = f"the numbers of {column} in row '{row[key]}' ({_list(english)})"
                    yield Problem(f"{name}.csv", None, other, _list(numbers), expected)


def _counted(name: str, table: pd.DataFrame) -> Iterator[Problem]:
    key = table.columns[0]
    for row in table.to_dict("records"):
        texts = " . ".join((row["title_en"], row["summary_en"], row["note"]))
        said = numbers_in(texts, "en") | PASSED_OVER
        for column in COUNTS:
            count = row.get(column)
            if count is not None and not pd.isna(count) and str(count) not in said:
                expected = f"a number that title, summary or note of row '{row[key]}' have"
                yield Problem(f"{name}.csv", None, column, str(count), expected)


def _list(numbers: set[str]) -> str:
    return ", ".join(sorted(numbers, key=float)) or "none"


def _point(number: str) -> str:
    return number.replace(",", ".")


def _plain(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
