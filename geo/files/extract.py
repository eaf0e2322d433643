"""Which rows go into a file, with which columns, sources and words about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeAlias

import pandas as pd

from geo.analysis.search import SEARCH_TEXT
from geo.analysis.window import in_view
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.view.query import BUILT_IN, Box, Selection

Source: TypeAlias = Mapping[str, str | None]
"""One source behind a row, with the fields `SOURCE_FIELDS`; None where nothing is known."""

SOURCE_FIELDS: Final = (
    *("source_id", "publisher", "origin", "title", "published_on", "url"),
    *("language", "kind", "state_controlled", "says"),
)
"""What each source brings along; `says` is what it has differently from the row."""


@dataclass(frozen=True, eq=False)
class Extract:
    """Rows on their way into a file; nothing in them says yet which kind of file."""

    name: str
    """What the rows are, such as `events`."""
    frame: pd.DataFrame
    """Missing (NA, NaN, NaT) where nothing is known, never an empty text; instants in UTC."""
    sources: tuple[tuple[Source, ...], ...] | None
    """The sources of each row, in its order; None where such rows have none."""
    has_dot: "pd.Series[bool] | None"
    """Which rows are a dot on the map; None: they have no place (`lat`, `lon`)."""
    about: Mapping[str, Any]
    """Title, version, licence, credits, filter: what a file says of itself."""

    def part(self, begin: int, end: int | None) -> "Extract":
        """Take the rows from `begin` up to, not including, `end`."""
        return replace(
            self,
            frame=self.frame.iloc[begin:end],
            sources=None if self.sources is None else self.sources[begin:end],
            has_dot=None if self.has_dot is None else self.has_dot.iloc[begin:end],
        )


def select_events(events: JoinedEvents, selection: Selection) -> JoinedEvents:
    """
    Take the events that are in view, as panels do, and happened in the places and box asked for.

    Returns
    -------
    rows
        As `geo.analysis.window.in_view` gives them. In a box lies only what is a dot on the map:
        what concerns the whole country does not happen in its capital.
    """
    rows = in_view(events, selection.window)
    rows = rows[selection.where.keeps(rows)]
    box = selection.box
    return rows if box is None else rows[rows["on_map"] & in_box(rows, box)]


def in_box(rows: pd.DataFrame, box: Box) -> "pd.Series[bool]":
    """Say which rows lie in a box; one whose west is east of its east crosses the date line."""
    lat, lon = rows["lat"], rows["lon"]
    east_of_west, west_of_east = lon >= box.west, lon <= box.east
    inside = east_of_west & west_of_east if box.west <= box.east else east_of_west | west_of_east
    return inside & lat.between(box.south, box.north)


def extract_events(
    events: JoinedEvents, facts: Facts, selection: Selection, about: Mapping[str, Any]
) -> Extract:
    """
    Make the extract of the events that are selected.

    Returns
    -------
    extract
        Every column of `geo.facts.join.COLUMNS`, and `is_certain`.
    """
    # All of them are of the one set that there is; who asks for none of it gets none.
    rows = select_events(events.assign(set=BUILT_IN), selection)
    told = rows.drop(columns=["set", SEARCH_TEXT], errors="ignore")
    sources = sources_of(facts, "events", rows["event_id"].tolist())
    return Extract("events", without_empty(told), sources, rows["on_map"], about)


def without_empty(frame: pd.DataFrame) -> pd.DataFrame:
    """Make empty texts missing: in the tables they mean that nothing is known."""
    texts = [str(name) for name in frame if pd.api.types.is_string_dtype(frame[name])]
    emptied = {name: frame[name].mask(frame[name] == "") for name in texts}
    return frame.assign(**emptied).reset_index(drop=True)


def sources_of(facts: Facts, table: str, row_ids: Sequence[str]) -> tuple[tuple[Source, ...], ...]:
    """Find the sources of each row, in the order of the table of citations."""
    found = _sources(facts)
    return tuple(found.get((table, row_id), ()) for row_id in row_ids)


@lru_cache(maxsize=2)
def _sources(facts: Facts) -> Mapping[tuple[str, str], tuple[Source, ...]]:
    cited = facts.citations.merge(facts.sources, on="source_id", validate="many_to_one")
    found: dict[tuple[str, str], tuple[Source, ...]] = {}
    for row in cited.to_dict("records"):
        key = (row["table"], row["row_id"])
        source = {field: row[field] or None for field in SOURCE_FIELDS}
        found[key] = (*found.get(key, ()), source)
    return found


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Give rows as JSON has them: None where nothing is known, instants as ISO 8601 in UTC."""
    columns = {str(name): _plain(frame[name]) for name in frame}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: "pd.Series[Any]") -> list[Any]:
    told = iso_instants(column) if is_instant(column) else column
    return [None if pd.isna(value) else value for value in told.tolist()]


def is_instant(column: "pd.Series[Any]") -> bool:
    """Say whether a column holds instants."""
    return isinstance(column.dtype, pd.DatetimeTZDtype)


def iso_instants(column: "pd.Series[Any]") -> "pd.Series[str]":
    """Write instants in UTC as `2022-01-05T11:00:00Z`; a missing one stays missing."""
    told: pd.Series[str] = column.dt.tz_convert("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    return told
