"""A CSV file of anybody's as events: each row is kept, or refused with line, column and reason."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from .moments import read_moment
from .text import TextError, decode, rows_of, separator_of

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "lat": ("lat", "latitude", "decimallatitude", "lat_dd", "begin_lat", "reclat"),
    "lon": (
        "lon",
        "lng",
        "long",
        "longitude",
        "decimallongitude",
        "lon_dd",
        "begin_lon",
        "reclong",
    ),
    "time": (
        *("time", "date", "datetime", "date_time", "start", "start_time", "start_date"),
        *("date_start", "event_date", "eventdate", "incident_date", "begin_date", "day", "sqldate"),
    ),
    "end": ("end", "ended", "end_time", "end_date", "date_end"),
    "title": ("title", "name", "event", "headline"),
    "summary": ("summary", "description", "notes"),
    "kind": ("kind", "type", "category", "event_type"),
    "place": ("place", "location", "city"),
    "precision": ("precision",),
    "confidence": ("confidence",),
    "id": ("id", "event_id", "event_id_cnty"),
}
"""
Column -> what it may be called, best first; capitals, blanks and hyphens make no difference.

`timestamp` is not among them: in ACLED's files it is the time of upload.
"""
NEEDED: Final = ("lat", "lon", "time")
PRECISIONS: Final = ("venue", "settlement", "district", "region", "country")
_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)?([eE][+-]?\d+)?")
_LIMITS: Final = {"lat": (-90, 90), "lon": (-180, 360)}
_LONGEST: Final = 60


class TableError(Exception):
    """All that is wrong with a table, one problem a line."""


@dataclass(frozen=True)
class Table:
    """The rows that can be drawn, and what is wrong with the others."""

    events: pd.DataFrame
    """Keeps the contract of `timemap.sorted_events`."""
    problems: list[str]
    """`<file>, line <n>, <column>: got ..., expected ...`, in the order of the lines."""
    refused: pd.DataFrame = field(default_factory=pd.DataFrame)
    """The rows that cannot be drawn, as they are in the file, with `line` and `reason` before."""
    encoding: str = "utf-8"
    """In which the file was read."""


@dataclass(frozen=True)
class _Reading:
    """What is the same for all rows."""

    zone: ZoneInfo
    order: str | None
    columns: Mapping[str, int]
    width: int
    lines: dict[str, int] = field(default_factory=dict)
    """Id -> the line that has it."""


def read_csv(
    path: Path,
    zone: ZoneInfo,
    *,
    columns: Mapping[str, str] | None = None,
    order: str | None = None,
    encoding: str | None = None,
) -> Table:
    """
    Read events from a CSV file.

    Parameters
    ----------
    path
        Text with a header, in any usual encoding; cells are cut by comma, semicolon, tab or `|`.
    zone
        Whose wall time it is when a time says none.
    columns
        A key of `NAMES` -> what the file calls it, where it has a name of its own.
    order
        What days like 05/01/2022 are: `dmy` or `mdy`; by default they are refused.
    encoding
        Where it is known; else it is found.

    Raises
    ------
    TableError
        It cannot be read, lacks a column, or has no row that can be drawn.
    """
    try:
        text, found = decode(path.read_bytes(), encoding)
        lines = rows_of(text, separator_of(text))
        _, header = next(lines, (0, []))
        reading = _Reading(zone, order, _columns(path, header, columns or {}), len(header))
        table = _table(path.name, header, lines, reading)
    except (OSError, TextError) as error:
        message = f"{path.name}: {error}"
        raise TableError(message) from error
    return Table(table.events, table.problems, table.refused, found)


def _table(
    name: str, header: Sequence[str], lines: Iterator[tuple[int, list[str]]], reading: _Reading
) -> Table:
    kept, problems, refused = [], [], []
    for line, cells in lines:
        event, wrong = _read_row(line, cells, reading)
        if wrong:
            problems += [f"{name}, line {line}, {problem}" for problem in wrong]
            refused.append([str(line), "; ".join(wrong), *cells])
        else:
            kept.append(event)
    if not kept:
        raise TableError("\n".join(problems) or f"{name}: got no row, expected events")
    events = pd.DataFrame(kept)
    for column in ("earliest_at", "latest_at", "ended_at"):
        instants = pd.to_datetime(events[column], utc=True).astype("datetime64[us, UTC]")
        events[column] = instants.dt.tz_convert(reading.zone)
    width = max([reading.width, *(len(row) - 2 for row in refused)])
    names = [*header, *(f"cell {k}" for k in range(len(header) + 1, width + 1))]
    whole = [[*row, *[""] * (width + 2 - len(row))] for row in refused]
    return Table(events, problems, pd.DataFrame(whole, columns=["line", "reason", *names]))


def _columns(path: Path, header: Sequence[str], given: Mapping[str, str]) -> dict[str, int]:
    """Find at which place of the header each of `NAMES` is."""
    plain = [_plain(column) for column in header]
    unknown = sorted(given.keys() - NAMES.keys())
    if unknown:
        message = f"--columns: got {', '.join(unknown)}, expected of {', '.join(NAMES)}"
        raise TableError(message)
    columns = {}
    for name, names in NAMES.items():
        asked = [_plain(given[name])] if name in given else list(names)
        called = next((one for one in asked if one in plain), None)
        if name in given and called is None:
            message = f"{path.name}: got the columns {list(header)}, expected also {given[name]!r}"
            raise TableError(message)
        if called is not None:
            columns[name] = plain.index(called)
            if plain.count(called) > 1:
                message = f"{path.name}, {name}: got the column {called!r} twice, expected it once"
                raise TableError(message)
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        way = ",".join(f"{name}=..." for name in missing)
        message = (
            f"{path.name}: got the columns {list(header)}, expected also {missing}:"
            f" --columns {way} says what they are called"
        )
        raise TableError(message)
    return columns


def _plain(column: str) -> str:
    return re.sub(r"[\s-]+", "_", column.strip().lower())


def _read_row(
    line: int, cells: Sequence[str], reading: _Reading
) -> tuple[dict[str, object], list[str]]:
    """Read one row: the event, and what is wrong with it."""
    if len(cells) > reading.width:
        return {}, [f"cell {len(cells)}: got {len(cells)} cells, expected {reading.width}"]
    row = {
        name: cells[at].strip() if at < len(cells) else "" for name, at in reading.columns.items()
    }
    event: dict[str, object] = {
        name: row[name] for name in ("title", "summary", "place") if name in row
    }
    event |= {name: row[name] for name in ("kind", "confidence") if row.get(name)}
    wrong: list[str] = []
    readers = {"lat": _degrees, "lon": _degrees, "time": _begin, "end": _end, "precision": _word}
    for name, read in readers.items():
        try:
            event |= read(name, row.get(name, ""), reading)
        except ValueError as error:
            wrong.append(f"{name}: got {_told(row.get(name, ''))}, expected {error}")
    if not wrong and event["ended_at"] < event["earliest_at"]:  # type: ignore[operator]
        wrong.append(f"end: got {_told(row['end'])}, expected no time before its begin")
    identity = row.get("id", "")
    if identity in reading.lines:
        first = reading.lines[identity]
        wrong.append(f"id: got {_told(identity)}, expected one of its own: line {first} has it")
    if identity and not wrong:
        reading.lines[identity] = line
        event["event_id"] = identity
    return event, wrong


def _degrees(name: str, text: str, _reading: _Reading) -> dict[str, object]:
    low, high = _LIMITS[name]
    value = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
    if value is None or not low <= value <= high:
        message = f"degrees, {low} to {high}"
        raise ValueError(message)
    return {name: value}


def _begin(_name: str, text: str, reading: _Reading) -> dict[str, object]:
    earliest, latest = read_moment(text, reading.zone, reading.order)
    return {"earliest_at": earliest, "latest_at": latest}


def _end(_name: str, text: str, reading: _Reading) -> dict[str, object]:
    return {"ended_at": read_moment(text, reading.zone, reading.order)[1] if text else pd.NaT}


def _word(name: str, text: str, _reading: _Reading) -> dict[str, object]:
    if text and text not in PRECISIONS:
        message = f"one of {', '.join(PRECISIONS)}"
        raise ValueError(message)
    return {name: text} if text else {}


def _told(text: str) -> str:
    return repr(text) if len(text) <= _LONGEST else f"{text[:_LONGEST]!r}..."
