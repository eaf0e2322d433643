"""
Words that stand in files: in English, as the names of their columns are.

What a column of `data/` means stands in its `datapackage.json`, once; here are only the columns
that a join adds.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pandas as pd

from geo.facts.checksums import PACKAGE
from geo.facts.read import DATA
from geo.words.catalogue import Words

FILE_LANG = "en"
_JOINED = {"events": ("events", "places")}
"""Extract -> tables whose columns it has; others are a table of their own name."""


@lru_cache(maxsize=1)
def _words() -> Words:
    return Words(FILE_LANG)


def note(key: str, **values: object) -> str:
    """Give a remark for readers of a file."""
    return _words()(f"export.note.{key}", **values)


def sheet(key: str) -> str:
    """Give a name or head of a sheet of a workbook."""
    return _words()(f"export.sheet.{key}")


def describe_columns(name: str, frame: pd.DataFrame) -> dict[str, str]:
    """
    Say what the columns of an extract mean.

    Returns
    -------
    told
        Column -> meaning, in the order of the columns; those without a word are absent.
    """
    told: dict[str, str] = {}
    for table in reversed(_JOINED.get(name, (name,))):
        told |= _described(DATA / PACKAGE).get(table.replace("_", "-"), {})
    # What the join adds or changes the meaning of comes last.
    told |= _added_columns()
    return {str(column): told[str(column)] for column in frame if told.get(str(column))}


@lru_cache(maxsize=1)
def _added_columns() -> Mapping[str, str]:
    words = _words()
    names = (
        *("family", "place_kind", "precision", "on_map", "earliest_at", "latest_at", "ended_at"),
        *("utc_offset_min", "n_sources", "is_certain", "sources", "source_ids", "source_urls"),
    )
    return {name: words(f"export.column.{name}") for name in names}


@lru_cache(maxsize=2)
def _described(path: Path) -> Mapping[str, Mapping[str, str]]:
    package = json.loads(path.read_text(encoding="utf-8"))
    return {
        resource["name"]: {
            field["name"]: field.get("description", "") for field in resource["schema"]["fields"]
        }
        for resource in package["resources"]
    }
