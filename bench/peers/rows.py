"""The built-in events, as the peers draw them."""

from collections import Counter
from itertools import accumulate
from typing import Any, TypeAlias

from geo.facts.join import join_events
from geo.facts.read import read_facts

Event: TypeAlias = dict[str, Any]
"""`earliest_at` (UTC), `lat`, `lon`, `title`, `colour`."""

STEPS = 20
"""Steps of the slider that are measured: the last ones, when nearly all events are drawn."""
COLOURS = {"protest": "#0072B2", "violence": "#D55E00", "harm": "#8C1D5B", "state": "#9A7400"}
OTHER = "#5746A6"


def read_rows() -> list[Event]:
    """Read the built-in events, by time."""
    return [
        {
            "earliest_at": row["earliest_at"],
            "lat": row["lat"],
            "lon": row["lon"],
            "title": row["title_en"],
            "colour": COLOURS.get(row["family"], OTHER),
        }
        for row in join_events(read_facts()).events.to_dict("records")
    ]


def counts_by_step(rows: list[Event]) -> list[int]:
    """Count the events that have begun at each step; a step is a moment at which some begin."""
    return list(accumulate(Counter(row["earliest_at"] for row in rows).values()))
