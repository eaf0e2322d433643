"""Words, numbers and dates of the interface, from one catalogue that Python and JavaScript read."""

import json
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

LOCALES = (Path(__file__).parent / "locale", Path(__file__).parents[1] / "timemap" / "locale")
"""Folders of the catalogue: the page's words, and those of the map, which keeps its own."""
LANGUAGES = ("en", "de")
"""Languages that have a catalogue, the default first."""

Entry: TypeAlias = str | dict[str, str]
"""A text with {placeholders}, or one text per plural form."""

_BABEL = {"en": "en_GB", "de": "de_DE"}


class UnknownWordError(KeyError):
    """A key that the catalogue lacks: a bug, never the reader's fault."""


@lru_cache(maxsize=8)
def read_catalogue(lang: str, folders: tuple[Path, ...] = LOCALES) -> Mapping[str, Entry]:
    """
    Read all words of one language: `<lang>.json` and every `<name>.<lang>.json` of the folders.

    Raises
    ------
    ValueError
        Two files hold the same key.
    """
    words: dict[str, Entry] = {}
    paths = (path for folder in folders for path in folder.glob("*.json"))
    for path in sorted(path for path in paths if f".{path.name}".endswith(f".{lang}.json")):
        part = json.loads(path.read_text(encoding="utf-8"))
        twice = sorted(words.keys() & part.keys())
        if twice:
            message = f"{path.name}: these keys stand in another file too: {', '.join(twice)}"
            raise ValueError(message)
        words |= part
    return words


def map_words(lang: str) -> dict[str, Entry]:
    """Give the words of the map that are this data set's, not of `geo.timemap` itself."""
    text = (LOCALES[0] / f"map.{lang}.json").read_text(encoding="utf-8")
    words: dict[str, Entry] = json.loads(text)
    return words


class Words:
    """
    The words of one language: `words("area.name", place="Almaty")`.

    Parameters
    ----------
    lang
        One of `LANGUAGES`.
    folders
        Where the catalogues are.

    Raises
    ------
    UnknownWordError
        From each method that is given a key: the catalogue has no such key.
    """

    def __init__(self, lang: str, folders: tuple[Path, ...] = LOCALES) -> None:
        self.lang = lang
        self._locale = Locale.parse(_BABEL.get(lang, lang))
        self._catalogue = read_catalogue(lang, folders)

    def __call__(self, key: str, **values: object) -> str:
        """Give the text under `key`; whole numbers are written as the language has them."""
        entry = self._entry(key)
        if isinstance(entry, dict):
            message = f"{key} has plural forms"
            raise UnknownWordError(message)
        return self._fill(entry, values)

    def plural(self, key: str, n: int, **values: object) -> str:
        """Give the form of `key` that goes with `n`; `{n}` is the number itself."""
        entry = self._entry(key)
        if isinstance(entry, str):
            return self._fill(entry, {"n": n, **values})
        form = entry.get(self._locale.plural_form(n), entry["other"])
        return self._fill(form, {"n": n, **values})

    def name(self, area: str, term: str) -> str:
        """Give the word for a `term` of the data, or the term itself where there is none."""
        entry = self._catalogue.get(f"{area}.{term}")
        return entry if isinstance(entry, str) else term.replace("_", " ")

    def date(self, moment: date | datetime, form: str = "day", *, tz: tzinfo | None = None) -> str:
        """
        Write a day or an instant in the form `format.<form>` of the catalogue (a CLDR pattern).

        Parameters
        ----------
        moment
            A calendar day, or an instant (a naive one is wall time and written as it is).
        tz
            The zone in which an aware instant is written; without it, its own.
        """
        pattern = self(f"format.{form}")
        if isinstance(moment, datetime):
            at = moment.astimezone(tz) if tz and moment.tzinfo else moment
            # Babel would shift an aware instant to UTC.
            return format_datetime(at.replace(tzinfo=None), pattern, locale=self._locale)
        return format_date(moment, pattern, locale=self._locale)

    def number(self, value: float, *, digits: int = 0) -> str:
        """Write a number with the language's separators, rounded to `digits` after the point."""
        pattern = "#,##0." + "0" * digits if digits else "#,##0"
        return _decimal(float(value), pattern, str(self._locale))

    def range(self, low: float | None, high: float | None, *, digits: int = 0) -> str:
        """
        Write a number of which one end may be unknown, as `map.range.*` of the catalogue has it.

        `11-words.js` does the same; `tests/golden/words.json` holds both to one truth.

        Parameters
        ----------
        low, high
            Both ends; None: unknown. An unknown end is never left out in silence.

        Returns
        -------
        text
            "22-29" (with an en dash), "100+" (at least), "\u2264 700" (at most), one number where
            both ends agree, "" where there is none.
        """
        ends = [None if end is None else self.number(end, digits=digits) for end in (low, high)]
        match ends:
            case [None, None]:
                return ""
            case [str(least), None]:
                return self("map.range.least", low=least)
            case [None, str(most)]:
                return self("map.range.most", high=most)
        if ends[0] == ends[1]:
            return str(ends[0])
        return self("map.range.between", low=ends[0], high=ends[1])

    def _entry(self, key: str) -> Entry:
        try:
            return self._catalogue[key]
        except KeyError as error:
            message = f"{self.lang}: no word for {key!r}"
            raise UnknownWordError(message) from error

    def _fill(self, text: str, values: Mapping[str, object]) -> str:
        written = {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        try:
            return text.format_map(written)
        except KeyError as error:
            message = f"{self.lang}: no value for {error} in {text!r}"
            raise UnknownWordError(message) from error


@lru_cache(maxsize=4096)
def _decimal(value: float, pattern: str, locale: str) -> str:
    """Write a number; tables write the same ones again on every run."""
    return format_decimal(value, pattern, locale=locale)
