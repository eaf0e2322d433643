"""
Places lie in places, and a place is all that lies in it: a town with its squares. Pure.

`13-places.js` does the same; `tests/golden/places.json` holds both to one truth.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from geo.facts.vocabulary import Places


def lineages(places: Places) -> dict[str, tuple[str, ...]]:
    """
    Map each place to itself and what it lies in (`parent_place_id`), step by step, nearest first.

    A place that lies in itself (`python -m geo check` refuses it) ends where it would come again.
    """
    parents = dict(zip(places["place_id"], places["parent_place_id"], strict=True))
    return {place: _lineage(place, parents) for place in parents}


def _lineage(place: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    line = [place]
    while (parent := parents.get(line[-1], "")) and parent not in line:
        line.append(parent)
    return tuple(line)


def within(places: Places, chosen: Collection[str]) -> frozenset[str]:
    """Give the chosen places with all that lies in them, at any depth."""
    wanted = frozenset(chosen)
    below = (place for place, line in lineages(places).items() if not wanted.isdisjoint(line))
    return wanted | frozenset(below)


@dataclass(frozen=True, slots=True)
class Where:
    """Which places count: those listed, and those of the listed regions. Both have to hold."""

    places: frozenset[str] | None = None
    """Ids, with all that lies in them (see `within`); None: all."""
    regions: frozenset[str] | None = None
    """ISO 3166-2 codes; None: all, also places abroad, which have none."""

    def keeps(self, rows: pd.DataFrame) -> "pd.Series[bool]":
        """Say which rows count by their `place_id` and `region_iso`; the index is theirs."""
        kept = pd.Series(data=True, index=rows.index)
        if self.places is not None:
            kept &= rows["place_id"].isin(list(self.places))
        if self.regions is not None:
            kept &= rows["region_iso"].isin(list(self.regions))
        return kept


EVERYWHERE: Final = Where()
"""Every place counts."""
