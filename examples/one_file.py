"""
Write one HTML file, with a map that moves in time, from a table of events.

    python -m examples.one_file events.csv map.html --zone Europe/Berlin

The table is a CSV file with a header. It needs `lat`, `lon` (degrees) and `time`; it may have
`end`, `title`, `summary`, `kind`, `place`, `precision`, `confidence` and `id`. A time is ISO 8601:
`2031-03-04T07:30` (wall time of `--zone`), `2031-03-04T07:30+01:00`, or `2031-03-04`, which is
that whole day. Without a table it draws January 2022 from this project's own `data/`.
"""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import folium
import pandas as pd

from geo import timemap
from geo.events import join_events
from geo.facts import DATA, read_facts
from geo.files import WriteError, write_whole
from geo.timemap import to_ms

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "time": ("time", "date", "datetime", "timestamp", "start"),
    "end": ("end", "ended"),
    "title": ("title", "name", "event"),
    "summary": ("summary", "description", "notes"),
    "kind": ("kind", "type", "category"),
    "place": ("place", "location", "city"),
    "precision": ("precision",),
    "confidence": ("confidence",),
    "id": ("id", "event_id"),
}
"""Column -> what it may be called, best first; in any case of letters."""
NEEDED: Final = ("lat", "lon", "time")
FAMILIES: Final = ("protest", "violence", "state", "alliance", "harm")
"""Colours and shapes for the most frequent kinds; the last one is for all that are left."""
DAY: Final = pd.DateOffset(days=1)
OTHER: Final = {"en": "Other", "de": "Andere"}
NEARLY_ALL: Final = (0.02, 0.98)
"""A few events far from all others must not decide the opening view."""
ROOM_DEG: Final = 0.6
"""Least room around the outermost events."""


class TableError(Exception):
    """All that is wrong with a table, one problem a line."""


@dataclass(frozen=True)
class Table:
    """The rows that can be drawn, and what is wrong with the others."""

    events: pd.DataFrame
    """Keeps the contract of `timemap.sorted_events`."""
    problems: list[str]


def read_table(path: Path, zone: ZoneInfo) -> Table:
    """
    Read events from a CSV file.

    Parameters
    ----------
    zone
        Whose wall time it is when a time says none.

    Raises
    ------
    TableError
        It cannot be read, lacks a column, or has no row that can be drawn.
    """
    kept, problems = [], []
    for line, row in _rows(path):
        event, wrong = _read_event(row, zone)
        problems += [f"{path.name}, line {line}, {problem}" for problem in wrong]
        if not wrong:
            kept.append(event)
    if not kept:
        raise TableError("\n".join(problems) or f"{path.name}: got no row, expected events")
    events = pd.DataFrame(kept)
    for name in ("earliest_at", "latest_at", "ended_at"):
        events[name] = pd.to_datetime(events[name], utc=True).dt.tz_convert(zone)
    return Table(events, problems)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with its line, under the names that we know."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path}: {error}, expected a CSV file in UTF-8"
        raise TableError(message) from error
    head = text.partition("\n")[0]
    reader = csv.DictReader(
        text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count), restval=""
    )
    columns = _columns(path, list(reader.fieldnames or ()))
    for row in reader:
        yield reader.line_num, {name: row[column].strip() for name, column in columns.items()}


def _columns(path: Path, header: list[str]) -> dict[str, str]:
    """Find which column of the header each of `NAMES` is."""
    by_name = {column.strip().lower(): column for column in reversed(header)}
    columns = {
        name: by_name[found]
        for name, names in NAMES.items()
        if (found := next((one for one in names if one in by_name), None))
    }
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        message = f"{path.name}: got the columns {header}, expected also {missing}"
        raise TableError(message)
    return columns


def _read_event(row: Mapping[str, str], zone: ZoneInfo) -> tuple[dict[str, object], list[str]]:
    """Read one row: the event, and what is wrong with it."""
    event: dict[str, object] = {
        name: row[name] for name in ("title", "summary", "place") if name in row
    }
    event |= {name: row[name] for name in ("kind", "precision", "confidence") if row.get(name)}
    if row.get("id"):
        event["event_id"] = row["id"]
    wrong = []
    for name, limits in (("lat", (-90, 90)), ("lon", (-180, 360))):
        try:
            event[name] = _degrees(row[name], *limits)
        except ValueError:
            wrong.append(f"{name}: got {row[name]!r}, expected degrees, {limits[0]} to {limits[1]}")
    for name in ("time", "end"):
        try:
            event |= _instants(name, row.get(name, ""), zone)
        except ValueError:
            expected = "a time like 2031-03-04T07:30 or a day like 2031-03-04"
            wrong.append(f"{name}: got {row[name]!r}, expected {expected}")
    return event, wrong


def _degrees(text: str, low: float, high: float) -> float:
    degrees = float(text)
    if not low <= degrees <= high:
        raise ValueError(text)
    return degrees


def _instants(name: str, text: str, zone: ZoneInfo) -> dict[str, object]:
    """Read the begin as an interval, or the end; a day begins and ends at midnight."""
    if name == "end" and not text:
        return {"ended_at": pd.NaT}
    at = pd.Timestamp(datetime.fromisoformat(text))
    at = at.tz_localize(zone) if at.tzinfo is None else at
    closed = at + DAY if len(text) == len("2031-03-04") else at
    if name == "end":
        return {"ended_at": closed}
    return {"earliest_at": at, "latest_at": closed}


def own_events() -> pd.DataFrame:
    """Give the events of January 2022, from this project's own tables."""
    return join_events(read_facts()).events.assign(
        earliest_at=lambda rows: rows["earliest_at"].dt.tz_convert("Asia/Almaty"),
        title=lambda rows: rows["title_en"],
        summary=lambda rows: rows["summary_en"],
        place=lambda rows: rows["name_en"],
    )


def draw(events: pd.DataFrame) -> folium.Map:
    """
    Draw events that keep the contract of `timemap.sorted_events`.

    Returns
    -------
    folium_map
        Its axis runs over whole days of the zone of `earliest_at`, that of its first day.
    """
    rows = timemap.sorted_events(events)
    first = rows["earliest_at"].iloc[0].normalize()
    last = rows["latest_at"].max().tz_convert(first.tz) - pd.Timedelta(1)
    families, words = _families(rows["kind"])
    folium_map = folium.Map(tiles=None, zoom_control=False, zoomSnap=0.25, minZoom=2, maxZoom=16)
    for element in (
        timemap.Words(words),
        timemap.TimeAxis(
            start=to_ms(first),
            end=to_ms(max(first, last.normalize()) + DAY),
            zone=str(first.tz),
        ),
        timemap.Controls(home=_bounds(rows)),
        timemap.BaseMap(countries=_countries()),
        timemap.EventPoints(timemap.encode_points(rows, families=families)),
        *(timemap.Legend(), timemap.PlaceSearch(), timemap.Moment(zone=str(first.tz))),
        *(timemap.Key(), timemap.Card(), timemap.Feed()),
    ):
        element.add_to(folium_map)
    return folium_map


def _families(
    kinds: "pd.Series[str]",
) -> tuple[list[dict[str, object]], dict[str, dict[str, str]]]:
    """Give each frequent kind a family of its own, and the family the name of the kind."""
    counted = list(kinds.value_counts().index)
    own, rest = counted[: len(FAMILIES) - 1], counted[len(FAMILIES) - 1 :]
    groups = [[kind] for kind in own] + ([rest] if rest else [])
    pairs = list(zip(FAMILIES, groups, strict=False))
    words = {
        lang: {
            f"map.family.{family}": group[0].replace("_", " ") if len(group) == 1 else other
            for family, group in pairs
        }
        for lang, other in OTHER.items()
    }
    return [{"id": family, "kinds": group} for family, group in pairs], words


def _bounds(rows: pd.DataFrame) -> list[list[float]]:
    """South-west and north-east of nearly all events, with room around them."""
    low, high = (rows[["lat", "lon"]].quantile(share) for share in NEARLY_ALL)
    room = ((high - low) * 0.08).clip(lower=ROOM_DEG)
    return [(low - room).tolist(), (high + room).tolist()]


def _countries() -> timemap.Payload:
    body = (DATA / "boundaries" / "countries.geojson").read_bytes()
    return timemap.Payload("countries.json", body, "application/json")


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m examples.one_file",
        description=(__doc__ or "").strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", type=Path, nargs="?", help="CSV file; none: this project's data")
    parser.add_argument("page", type=Path, help="HTML file to write")
    parser.add_argument("--zone", default="UTC", help="zone of times that say none (UTC)")
    parser.add_argument("--skip", action="store_true", help="leave out rows with problems")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Write the page; 1 when there is something to mend first, 2 when it cannot be written."""
    given = _arguments(arguments)
    try:
        zone = ZoneInfo(given.zone)
        table = read_table(given.table, zone) if given.table else Table(own_events(), [])
    except (ZoneInfoNotFoundError, ValueError):
        sys.stderr.write(f"--zone: got {given.zone}, expected a name like Europe/Berlin\n")
        return 1
    except TableError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.writelines(f"{problem}\n" for problem in table.problems)
    if table.problems and not given.skip:
        sys.stderr.write("Nothing written. Mend these rows, or leave them out with --skip.\n")
        return 1
    try:
        write_whole(given.page, draw(table.events).get_root().render())
    except WriteError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{given.page}: {len(table.events)} events\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
