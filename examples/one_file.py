"""
Write one HTML file, with a map that moves in time, from a table of events.

    python -m examples.one_file events.csv map.html --zone Europe/Berlin

The table is a CSV file with a header, in any usual encoding and cut by comma, semicolon, tab or |.
It needs `lat`, `lon` (degrees) and `time`; it may have `end`, `title`, `summary`, `kind`, `place`,
`precision`, `confidence` and `id`. Usual names (latitude, lng, event_date ...) are known, any other
one is told by `--columns lat=Breite,lon=Laenge,time=Datum`. A time is ISO 8601:
`2031-03-04T07:30` (wall time of `--zone`), `2031-03-04T07:30+01:00`, or `2031-03-04` or
`4 March 2031`, which is that whole day. With `--skip`, rows that cannot be read stand beside the
page, in `map.refused.csv`, with line and reason; if they are most of them, the run ends with 1.
Without a table it draws January 2022 from this project's own `data/`.
"""

import argparse
import sys
from datetime import UTC
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import folium
import pandas as pd

from geo import timemap
from geo.facts.join import join_events
from geo.facts.read import DATA, read_facts
from geo.storage.files import WriteError, write_whole
from geo.timemap import WireError, to_ms
from geo.timemap.readers import Table, TableError, read_csv
from geo.timemap.readers.moments import ORDERS
from geo.timemap.times import first_shown

FAMILIES: Final = ("protest", "violence", "state", "alliance", "harm")
"""Colours and shapes for the most frequent kinds; the last one is for all that are left."""
OTHER: Final = {"en": "Other", "de": "Andere"}
NEARLY_ALL: Final = (0.02, 0.98)
"""A few events far from all others must not decide the opening view."""
ROOM_DEG: Final = 0.6
"""Least room around the outermost events."""


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
    zone = str(rows["earliest_at"].dt.tz)
    start, end = _whole_days(rows)
    families, words = _families(rows["kind"])
    folium_map = folium.Map(tiles=None, zoom_control=False, zoomSnap=0.25, minZoom=2, maxZoom=16)
    for element in (
        timemap.Words(words),
        timemap.TimeAxis(start=start, end=end, zone=zone),
        timemap.Controls(home=_bounds(rows)),
        timemap.BaseMap(countries=_countries()),
        timemap.EventPoints(timemap.encode_points(rows, families=families)),
        *(timemap.Legend(), timemap.PlaceSearch(), timemap.Moment(zone=zone)),
        *(timemap.Key(), timemap.Card(), timemap.Feed()),
    ):
        element.add_to(folium_map)
    return folium_map


def _whole_days(rows: pd.DataFrame) -> tuple[int, int]:
    """Give begin of the first day and end of the last one, ms; where days end, the last instant."""
    first = rows["earliest_at"].iloc[0]
    last = rows["latest_at"].max().tz_convert(first.tz)
    begun = max(first, last - pd.Timedelta(1, "us")) if last > first else first
    try:
        end = _midnight(begun, days=1)
    except (OverflowError, NotImplementedError, pd.errors.OutOfBoundsDatetime):
        end = last
    return to_ms(_midnight(first)), to_ms(end)


def _midnight(at: pd.Timestamp, *, days: int = 0) -> pd.Timestamp:
    """Give when the day of an instant begins, or one `days` later, be midnight skipped or not."""
    day = at.tz_localize(None).normalize() + pd.Timedelta(days, "D")
    return first_shown(day, at.tz or UTC)


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
    parser.add_argument(
        "--columns",
        type=_pairs,
        default={},
        help="what the file calls its columns, e.g. time=Datum,lat=Breite",
    )
    parser.add_argument("--dates", choices=ORDERS, help="what days like 05/01/2022 are")
    parser.add_argument("--encoding", help="of the file; by default it is found")
    parser.add_argument("--skip", action="store_true", help="leave out rows with problems")
    return parser.parse_args(arguments)


def _pairs(text: str) -> dict[str, str]:
    pairs = dict(pair.partition("=")[::2] for pair in text.split(","))
    if not all(pairs) or not all(pairs.values()):
        message = f"got {text!r}, expected column=name, ..."
        raise argparse.ArgumentTypeError(message)
    return pairs


def _read(given: argparse.Namespace) -> Table:
    """Read the table that was asked for."""
    try:
        zone = ZoneInfo(given.zone)
    except (ZoneInfoNotFoundError, ValueError):
        message = f"--zone: got {given.zone}, expected a name like Europe/Berlin"
        raise TableError(message) from None
    if given.table is None:
        return Table(own_events(), [])
    told = {"columns": given.columns, "order": given.dates, "encoding": given.encoding}
    return read_csv(given.table, zone, **told)


def main(arguments: list[str] | None = None) -> int:
    """Write the page; 1 when there is something to mend first, 2 when it cannot be written."""
    given = _arguments(arguments)
    try:
        table = _read(given)
        page = draw(table.events)
    except (TableError, WireError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stderr.writelines(f"{problem}\n" for problem in table.problems)
    if table.problems and not given.skip:
        sys.stderr.write("Nothing written. Mend these rows, or leave them out with --skip.\n")
        return 1
    try:
        write_whole(given.page, page.get_root().render())
    except WriteError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{given.page}: {len(table.events)} events, read as {table.encoding}\n")
    if table.refused.empty:
        return 0
    beside = given.page.with_suffix(".refused.csv")
    table.refused.to_csv(beside, index=False)
    sys.stdout.write(f"{beside}: {len(table.refused)} rows that could not be read\n")
    return int(len(table.refused) > len(table.events))


if __name__ == "__main__":
    sys.exit(main())
