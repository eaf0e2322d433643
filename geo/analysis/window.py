"""
Which events the chosen time shows, and how many: ranges while an event's time is open.

The map computes the same in JavaScript; `tests/golden/window.json` holds both to one truth.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, NamedTuple, TypeAlias, cast

import pandas as pd

from geo.analysis.search import mentions, search_words
from geo.facts.vocabulary import JoinedEvents

Mode: TypeAlias = Literal["upto", "window", "all"]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a state that decides what is in view."""

    mode: Mode
    """`upto`: all up to `t1_ms`; `window`: between the two; `all`: time does not matter."""
    t0_ms: int
    """Begin of the window, milliseconds since 1970 UTC; only `window` looks at it."""
    t1_ms: int
    """The moment: end of the window."""
    kinds: frozenset[str] | None = None
    """Kinds that count; None: all."""
    confidence: frozenset[str] | None = None
    """Confidences that count; None: all."""
    search: str = ""
    """Words that an event has to mention, all of them; none: every event counts."""
    sets: frozenset[str] | None = None
    """Sets that count, where events tell theirs in a column `set`; None: all."""
    pin_ms: int | None = None
    """A moment to compare with; it changes nothing of what is in view."""

    @classmethod
    def of(cls, state: Mapping[str, Any]) -> "Window":
        """Take the window out of a checked state."""
        pin = state.get("pin")
        return cls(
            mode=cast("Mode", state["mode"]),
            t0_ms=int(state["t0"]),
            t1_ms=int(state["t1"]),
            kinds=_chosen(state["kinds"]),
            confidence=_chosen(state["confidence"]),
            search=state.get("search", ""),
            sets=_chosen(state.get("sets")),
            pin_ms=None if pin is None else int(pin),
        )

    @property
    def t0_at(self) -> pd.Timestamp:
        """Begin of the window, UTC."""
        return pd.Timestamp(self.t0_ms, unit="ms", tz="UTC")

    @property
    def t1_at(self) -> pd.Timestamp:
        """The moment, UTC."""
        return pd.Timestamp(self.t1_ms, unit="ms", tz="UTC")


def _chosen(words: Collection[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)


def possible(events: JoinedEvents, window: Window) -> "pd.Series[bool]":
    """
    Say for each event whether it may have happened in the window.

    That is: it began by the end of the window at the earliest, and in mode `window` it may have
    lasted beyond its begin. What is filtered out (kind, confidence, set, search) never is.
    """
    passes = _passes(events, window)
    if window.mode == "all":
        return passes
    began = events["earliest_at"] <= window.t1_at
    if window.mode == "upto":
        return passes & began
    ended, latest = events["ended_at"], events["latest_at"]
    last = ended.where(ended > latest, latest)
    lasted = (last > window.t0_at) | (events["earliest_at"] >= window.t0_at)
    return passes & began & lasted


def certain(events: JoinedEvents, window: Window) -> "pd.Series[bool]":
    """
    Say for each event whether it surely happened in the window.

    That is: even the latest time at which it may have begun is in the window, or it began before
    and is known to have ended in it or later. Whoever is certain is possible, too.
    """
    passes = _passes(events, window)
    if window.mode == "all":
        return passes
    began = events["latest_at"] <= window.t1_at
    if window.mode == "upto":
        return passes & began
    inside = events["earliest_at"] >= window.t0_at
    lasted = events["ended_at"] > window.t0_at
    return passes & began & (inside | lasted)


def in_view(events: JoinedEvents, window: Window) -> JoinedEvents:
    """
    Take the events that may be in the window.

    Returns
    -------
    rows
        The possible events in their order, with their index, and `is_certain`.
    """
    chosen = possible(events, window)
    return events[chosen].assign(is_certain=certain(events, window)[chosen])


def counts(rows: JoinedEvents, *, by: str) -> pd.DataFrame:
    """
    Count the rows of `in_view` per value of a column.

    Returns
    -------
    counts
        `low` (certain), `high` (possible), int64; the index holds the values, sorted.
    """
    grouped = rows.groupby(by)["is_certain"]
    return pd.DataFrame({"low": grouped.sum().astype("int64"), "high": grouped.size()})


class Range(NamedTuple):
    """A number that is not sure while intervals are open."""

    low: int
    """What counts for certain."""
    high: int
    """What may count."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Events in view on both sides of a pin; those that are open about it may be on either."""

    before: Range
    """Began at the pin or earlier."""
    since: Range
    """Began after the pin."""


def compare(events: JoinedEvents, window: Window) -> Compared | None:
    """Count what is in view before the window's pin and since; None where there is no pin."""
    if window.pin_ms is None:
        return None
    pin_at = pd.Timestamp(window.pin_ms, unit="ms", tz="UTC")
    rows = in_view(events, window)
    sure, earliest, latest = rows["is_certain"], rows["earliest_at"], rows["latest_at"]
    return Compared(
        before=Range(int((sure & (latest <= pin_at)).sum()), int((earliest <= pin_at).sum())),
        since=Range(int((sure & (earliest > pin_at)).sum()), int((latest > pin_at).sum())),
    )


def bins(events: JoinedEvents, edges: Sequence[pd.Timestamp], *, by: str) -> pd.DataFrame:
    """
    Count begins per span of time, as a range.

    A begin whose open interval reaches over an edge counts as possible on both sides, and as
    certain on neither: sums over `high` exceed the number of events.

    Parameters
    ----------
    edges
        Instants in rising order; a span holds its begin and not its end.

    Returns
    -------
    bins
        `begin_at`, the column `by`, `low`, `high`; by time, then `by`; spans that no event
        touches are absent.
    """
    parts = []
    for begin_at, end_at in pairwise(edges):
        earliest, latest = events["earliest_at"], events["latest_at"]
        # An interval is open at its end, unless it is a single instant.
        touches = (earliest < end_at) & ((latest > begin_at) | (earliest >= begin_at))
        within = (earliest >= begin_at) & (latest <= end_at)
        found = counts(events[touches].assign(is_certain=within[touches]), by=by)
        parts.append(found.reset_index().assign(begin_at=begin_at))
    return pd.concat(parts, ignore_index=True)[["begin_at", by, "low", "high"]]


def _passes(events: JoinedEvents, window: Window) -> "pd.Series[bool]":
    passes = pd.Series(data=True, index=events.index)
    if window.kinds is not None:
        passes &= events["kind"].isin(list(window.kinds))
    if window.confidence is not None:
        passes &= events["confidence"].isin(list(window.confidence))
    if window.sets is not None and "set" in events:
        passes &= events["set"].isin(list(window.sets))
    if search_words(window.search):
        passes &= mentions(events, window.search)
    return passes
