"""
Which events mention some words: in any language, without accents and case.

Pure. The map does the same in `15-search.js`; `tests/golden/window.json` holds both to one truth.
"""

import unicodedata
from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from geo.facts.places import lineages
from geo.facts.vocabulary import JoinedEvents, Places

SEARCH_TEXT: Final = "search_text"
"""Column of events that a search looks in: see `search_texts`."""
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "ς": "\N{GREEK SMALL LETTER SIGMA}", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)
"""Letters that no decomposition brings to the ones that people type."""
_EVENT_COLUMNS: Final = ("title", "summary", "actor", "event_id")
_PLACE_COLUMNS: Final = ("name", "other_names")


def normalise(text: str) -> str:
    """Write a text without accents and case, for comparing: "Schangaösen" as "schangaosen"."""
    if text.isascii():
        return text.lower()
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text)
        if not unicodedata.category(letter).startswith("M")
    )
    return plain.lower().translate(_LETTERS)


def search_words(text: str) -> tuple[str, ...]:
    """Give the words of a search as they are compared, each once; none keeps everything."""
    return tuple(dict.fromkeys(normalise(text).split()))


def search_texts(
    events: JoinedEvents, places: Places, *, kind_words: Mapping[str, Collection[str]]
) -> "pd.Series[str]":
    """
    Gather what a search looks in, for each event.

    That is: its title, summary and actor in every language, its id, the word for its kind, and
    every name of its place and of those that this one lies in.

    Parameters
    ----------
    kind_words
        The word for each kind in every language; a kind without any stands for itself.

    Returns
    -------
    texts
        Normalised, the parts on lines of their own; with the index of `events`.
    """
    own = _joined(events, _EVENT_COLUMNS)
    kinds = events["kind"].map(lambda kind: "\n".join(_words_of(kind, kind_words)))
    texts = own + "\n" + kinds + "\n" + events["place_id"].map(_names_by_place(places)).fillna("")
    return texts.map(normalise).rename(SEARCH_TEXT)


def mentions(events: JoinedEvents, search: str) -> "pd.Series[bool]":
    """Say for each event whether it holds every word; without texts none does."""
    words = search_words(search)
    if SEARCH_TEXT not in events:
        return pd.Series(data=not words, index=events.index)
    found = [all(word in text for word in words) for text in events[SEARCH_TEXT]]
    return pd.Series(found, index=events.index, dtype=bool)


def _words_of(kind: str, kind_words: Mapping[str, Collection[str]]) -> Collection[str]:
    return kind_words.get(kind) or (kind.replace("_", " "),)


def _names_by_place(places: Places) -> dict[str, str]:
    """Map a place to its names and those of all that it lies in, on lines of their own."""
    own = dict(zip(places["place_id"], _joined(places, _PLACE_COLUMNS), strict=True))
    return {
        place: "\n".join(own.get(each, "") for each in line)
        for place, line in lineages(places).items()
    }


def _joined(frame: pd.DataFrame, stems: Collection[str]) -> "pd.Series[str]":
    """Join the columns of these names, or that begin with one and `_`, on lines of their own."""
    columns = [
        name
        for name in map(str, frame)
        if any(name == stem or name.startswith(f"{stem}_") for stem in stems)
    ]
    lines = ["\n".join(row) for row in zip(*(frame[name] for name in columns), strict=True)]
    return pd.Series(lines, index=frame.index, dtype="str")
