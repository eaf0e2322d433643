"""Small extracts, and texts that would do harm in a spreadsheet."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from geo.files.about import describe
from geo.files.extract import SOURCE_FIELDS, Extract

HOSTILE: Final = (
    "=HYPERLINK(1)",
    "+1",
    "-5",
    "@SUM(1)",
    "\tx",
    "\rx",
    "\nx",
    "\x00x",
    "\x7fx",
    "\uff1d1",
    "'=1",
    "'",
    "#N/A",
)
"""Texts that a careless reader would take for a formula, an error, or for guarded ones."""
HARMLESS: Final = (
    "Road blocked",
    "5 - 3",
    "a=b",
    "Жаңаөзен",
    "\N{LATIN SMALL LETTER E WITH ACUTE}",
)
ABOUT: Final = describe("events", digest="0" * 64, selected={"kind": "protest"})
"""What a file says of itself."""


def build_extract(titles: Sequence[str], **columns: Any) -> Extract:  # noqa: ANN401 - any values
    """Build an extract of so many events, the second of which is no dot and has no source."""
    n = len(titles)
    source = dict.fromkeys(SOURCE_FIELDS) | {
        "source_id": "paper",
        "publisher": "The Paper",
        "title": "A report",
        "url": "https://paper.example/report",
        "published_on": "2022-01-06",
        "state_controlled": "yes",
    }
    frame = pd.DataFrame(
        {
            "event_id": [f"event-{place}" for place in range(n)],
            "lat": [43.3] * n,
            "lon": [-52.9] * n,
            "earliest_at": pd.to_datetime(["2022-01-05T11:00Z"] * n).astype("datetime64[us, UTC]"),
            "ended_at": pd.Series([pd.NaT] * n, dtype="datetime64[us, UTC]"),
            "title_en": pd.Series(titles, dtype="str"),
            "count_low": pd.array([-5 if place else None for place in range(n)], dtype="Int64"),
            "is_certain": [place != 1 for place in range(n)],
            **columns,
        }
    )
    cited = tuple(() if place == 1 else (source,) for place in range(n))
    dots = pd.Series([place != 1 for place in range(n)])
    return Extract("events", frame, cited, dots, ABOUT)
