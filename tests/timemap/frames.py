"""Frames of events to build maps from, and how to read what a map writes."""

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import folium
import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.timemap.times import UNKNOWN


def build_events(**columns: object) -> pd.DataFrame:
    """Build three events at two places, the last one first in time, but for `columns`."""
    rows: dict[str, Any] = {
        "event_id": ["c", "b", "a"],
        "place_id": ["east", "west", "west"],
        "lat": [43.25, 43.5, 43.5],
        "lon": [76.9, 52.75, 52.75],
        "kind": ["clash", "protest", "protest"],
        "earliest_at": pd.to_datetime(
            ["2022-01-05T12:00Z", "2022-01-03T00:00Z", "2022-01-02T05:30Z"]
        ),
    }
    return pd.DataFrame(rows | columns)


@dataclass(frozen=True)
class Wire:
    """What was read back from bytes."""

    header: dict[str, Any]
    columns: dict[str, npt.NDArray[Any]]
    offsets: dict[str, int]
    """Where each column begins, bytes."""

    def instants_ms(self, name: str) -> list[int | None]:
        """Give a column of instants in ms since 1970 UTC, None where not known."""
        origin, unit = self.header["instants"][name]
        numbers = self.columns[name].tolist()
        return [None if one == UNKNOWN or one != one else origin + unit * one for one in numbers]  # noqa: PLR0124

    def words(self, column: str, words: str) -> list[str]:
        """Give a column of indices as the words of the header that they stand for."""
        return [self.header[words][index] for index in self.columns[column]]


def decode(body: bytes) -> Wire:
    """Read bytes as the script does; every one of them must belong to something."""
    n_head = int.from_bytes(body[:4], "little")
    header = json.loads(body[4 : 4 + n_head])
    columns, offsets, at = {}, {}, 4 + n_head
    for name, kind in header["columns"]:
        dtype = np.dtype(kind).newbyteorder("<")
        columns[name] = np.frombuffer(body, dtype, header["length"], at)
        offsets[name] = at
        at += header["length"] * dtype.itemsize
    assert at == len(body)
    return Wire(header, columns, offsets)


def render(folium_map: folium.Map) -> str:
    """Give the page that `save` would write."""
    page: str = folium_map.get_root().render()
    return page


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        if tag in {"script", "link", "img", "iframe", "source", "embed", "object"}:
            self.links += [
                value for name, value in attrs if name in {"src", "href", "data"} and value
            ]


def loaded_by(page: str) -> list[str]:
    """List what a page loads by itself: scripts, styles, pictures."""
    parser = _Links()
    parser.feed(page)
    return parser.links


def count_scripts(page: str) -> int:
    """Count the script elements that a browser would see."""
    parser = _Links()
    parser.feed(page)
    return parser.scripts


def read_options(page: str, element: str) -> dict[str, Any]:
    """Find what an element's call in the page gives to the script."""
    start = page.index(f'.add("{element}", ') + len(f'.add("{element}", ')
    options, _ = json.JSONDecoder().raw_decode(page, start)
    assert isinstance(options, dict)
    return options
