"""
CSV: one plain table, and beside it what it means (CSV on the Web).

The table has no lines of comment: every tool reads it without being told how.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd

from geo.files.extract import Extract, Source, is_instant, iso_instants
from geo.files.formulas import guard, guard_texts
from geo.files.notes import describe_columns, note

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
METADATA_TYPE: Final = "application/csvm+json"
SOURCE_COLUMNS: Final = ("sources", "source_ids", "source_urls")
"""The sources of a row in three cells: in words, and as keys and addresses to follow up."""

ALL: Final = "*"
"""Stands for a filter that keeps everything."""
SEPARATORS: Final = {"sources": " | ", "source_ids": ";", "source_urls": " "}
"""What stands between the sources of a row."""


def write_csv(extract: Extract) -> bytes:
    """Write an extract with the sources of each row, as `write_table` does."""
    return write_table(with_sources(extract))


def write_table(frame: pd.DataFrame) -> bytes:
    """
    Write a frame as RFC 4180 has it: UTF-8, a line of names, instants in UTC, `true`/`false`.

    Texts are guarded (`geo.files.formulas`), what is not known is empty.
    """
    safe = guard_texts(frame)
    written = {str(name): _as_written(safe[name]) for name in safe}
    named = pd.DataFrame(written).rename(columns=guard)
    # As RFC 4180 has it; with a mere line feed, a carriage return in a text would stand unquoted.
    return named.to_csv(index=False, lineterminator="\r\n").encode()


def _as_written(column: "pd.Series[Any]") -> "pd.Series[Any]":
    if is_instant(column):
        return iso_instants(column)
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: "true", False: "false"})
    return column


def with_sources(extract: Extract) -> pd.DataFrame:
    """Give the frame of an extract with `SOURCE_COLUMNS`, where its rows have sources."""
    if extract.sources is None:
        return extract.frame
    return add_sources(extract.frame, extract.sources)


def add_sources(frame: pd.DataFrame, sources: Sequence[Sequence[Source]]) -> pd.DataFrame:
    """Add `SOURCE_COLUMNS` to a frame; `sources` has those of each row, in its order."""
    ways: tuple[Callable[[Source], str], ...] = (
        source_text,
        lambda source: str(source["source_id"]),
        lambda source: str(source["url"]),
    )
    cells = {
        name: [SEPARATORS[name].join(map(write, cited)) or None for cited in sources]
        for name, write in zip(SOURCE_COLUMNS, ways, strict=True)
    }
    return frame.join(pd.DataFrame(cells, index=frame.index, dtype="str"))


def source_text(source: Source) -> str:
    """Write a source in one line: publisher, title, date, and whether a state controls it."""
    controlled = source["state_controlled"]
    # Most are controlled by no state: only what a reader has to know is said.
    remark = {"yes": note("state_controlled"), "unknown": note("state_unknown")}.get(
        str(controlled), ""
    )
    parts = (source["publisher"], source["title"], source["published_on"], remark)
    return ", ".join(part for part in parts if part)


def write_csv_metadata(extract: Extract, url: str) -> bytes:
    """
    Write what CSV on the Web (W3C, 2015) wants to know of a table.

    Parameters
    ----------
    url
        Of the table, seen from where this stands.
    """
    frame = with_sources(extract)
    told = describe_columns(extract.name, frame)
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": url,
        "dc:title": extract.about["title"],
        "dc:publisher": extract.about["publisher"],
        "dc:license": {"@id": extract.about["licence"]["url"]},
        "dc:source": extract.about["credits"],
        "dc:provenance": note("filter", query=urlencode(extract.about["filter"]) or ALL),
        "dc:description": " ".join((note("empty"), note("guarded"))),
        "dc:identifier": extract.about["data"],
        "dc:hasVersion": extract.about["version"],
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tableSchema": {
            "columns": [_column(name, frame[name], told.get(name)) for name in map(str, frame)],
            "primaryKey": str(frame.columns[0]),
        },
    }
    return json.dumps(metadata, ensure_ascii=False, indent=1).encode()


def _column(name: str, column: "pd.Series[Any]", meaning: str | None) -> dict[str, str]:
    said = {"name": name, "titles": name, "datatype": _datatype(column)}
    if name in SEPARATORS:
        said["separator"] = SEPARATORS[name]
    return said | ({"dc:description": meaning} if meaning else {})


def _datatype(column: "pd.Series[Any]") -> str:
    if is_instant(column):
        return "dateTime"
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"
