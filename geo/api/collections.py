"""What programs can ask for: the collections, their parameters, and their rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import pandas as pd

from geo.facts import vocabulary
from geo.facts.read import Facts
from geo.files.about import describe
from geo.files.extract import Extract, extract_events, in_box, sources_of, without_empty
from geo.view.query import SETS, Reading, read_box, read_selection

PAGE_PARAMETERS: Final = ("limit", "offset")
"""Parameters that choose a part of the rows, of every collection."""
PAGE_ROWS: Final = 100
"""Rows of a JSON page when no limit is asked for."""
MOST_ROWS: Final = 1000
"""Rows of a JSON page at most; files hold as many as there are."""
_FURTHEST: Final = 10**9
PageLimits: TypeAlias = tuple[int, int]
"""Lowest and highest value of a parameter that chooses a part of the rows."""
PAGE_LIMITS: Final[Mapping[str, PageLimits]] = {"limit": (1, MOST_ROWS), "offset": (0, _FURTHEST)}
"""Those of a JSON page."""
FILE_LIMITS: Final[Mapping[str, PageLimits]] = {"limit": (1, _FURTHEST), "offset": (0, _FURTHEST)}
"""Those of a file."""


@dataclass(frozen=True, eq=False)
class Collection:
    """Rows of one kind under one address."""

    name: str
    """As in addresses."""
    table: str
    """As in `data/`, and in citations."""
    key: str
    """Column whose value names a row for good."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns to filter by, each with its vocabulary (`region` of events is `region_iso`)."""
    others: tuple[str, ...] = ()
    """Further parameters."""
    has_places: bool = False
    """Whether rows have `lat` and `lon`, and so a GeoJSON."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Every parameter that it takes."""
        return (*self.filters, *PAGE_PARAMETERS)

    @property
    def filters(self) -> tuple[str, ...]:
        """The parameters that decide which rows are meant."""
        return (*self.others, *self.words)


EVENTS: Final = Collection(
    "events",
    "events",
    "event_id",
    words={
        "kind": vocabulary.EVENT_KINDS,
        "confidence": vocabulary.CONFIDENCES,
        "set": SETS,
        "region": vocabulary.REGIONS,
    },
    others=("from", "until", "place", "bbox", "search"),
    has_places=True,
)
COLLECTIONS: Final = (
    EVENTS,
    Collection(
        "places",
        "places",
        "place_id",
        words={"kind": vocabulary.PLACE_KINDS, "region_iso": vocabulary.REGIONS},
        others=("bbox",),
        has_places=True,
    ),
    Collection(
        "sources",
        "sources",
        "source_id",
        words={
            "kind": vocabulary.SOURCE_KINDS,
            "state_controlled": vocabulary.STATE_CONTROLLED,
            "reading": vocabulary.READINGS,
        },
    ),
    Collection(
        "measures",
        "region_measures",
        "measure_id",
        words={
            "measure": vocabulary.MEASURES,
            "region_iso": (vocabulary.ALL_REGIONS, *vocabulary.REGIONS),
        },
    ),
    Collection(
        "alliance",
        "alliance",
        "membership_id",
        words={"organisation": vocabulary.ORGANISATIONS},
    ),
    Collection("organs", "alliance_organs", "organ_id"),
    Collection(
        "figures",
        "figures",
        "figure_id",
        words={
            "metric": vocabulary.METRICS,
            "scope": vocabulary.FIGURE_SCOPES,
            "retracted": vocabulary.YES_NO,
        },
    ),
    Collection(
        "statements",
        "statements",
        "statement_id",
        words={"topic": vocabulary.TOPICS},
    ),
)


@dataclass(frozen=True, eq=False)
class Stock:
    """What all collections are taken from."""

    facts: Facts
    events: vocabulary.JoinedEvents
    """With what a search looks in."""
    digest: str


def extract(collection: Collection, params: Mapping[str, str], stock: Stock) -> Extract:
    """
    Take the rows of a collection that parameters ask for, in the order of their table.

    Raises
    ------
    ParameterError
        With every parameter that cannot be meant.
    """
    chosen = {name: text for name, text in params.items() if name not in PAGE_PARAMETERS}
    about = describe(collection.table, digest=stock.digest, selected=chosen)
    if collection is EVENTS:
        selection = read_selection(params, stock.facts.places)
        return extract_events(stock.events, stock.facts, selection, about)
    frame: pd.DataFrame = getattr(stock.facts, collection.table)
    rows = frame[_chosen(collection, params, frame)]
    ids = rows[collection.key].tolist()
    cited = collection.table in vocabulary.CITING_TABLES
    return Extract(
        collection.table,
        without_empty(rows),
        sources_of(stock.facts, collection.table, ids) if cited else None,
        pd.Series(data=True, index=rows.index) if collection.has_places else None,
        about,
    )


def _chosen(
    collection: Collection, params: Mapping[str, str], frame: pd.DataFrame
) -> "pd.Series[bool]":
    read = Reading(params)
    passes = pd.Series(data=True, index=frame.index)
    for column, known in collection.words.items():
        words = read.words(column, known)
        if words is not None:
            passes &= frame[column].isin(list(words))
    box: Any = read.one("bbox", read_box) if "bbox" in collection.others else None
    if box is not None:
        passes &= in_box(frame, box)
    read.finish()
    return passes
