"""
The state of the view: how it opens, and what is believed of what the map sends.

Pure. How it stands in the page's address: `geo.view.address`.
"""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

from geo.facts.vocabulary import CONFIDENCES, EVENT_KINDS
from geo.scene.alliance import ALLIANCE_YEARS
from geo.scene.build import LAYERS, LAYERS_ON
from geo.scene.times import ADDRESS_TIMES, FADE_H, ZONE

State: TypeAlias = dict[str, Any]
"""What the map calls its state: JSON, times in milliseconds since 1970 UTC."""

MODES: Final = ("upto", "window", "all")
PANELS: Final = ("happened", "spread", "alliance", "figures", "table", "share", "method")
PARTS: Final = MappingProxyType[str, tuple[str, ...]](
    {
        "spread": ("time", "places", "measures", "matrix", "paths"),
        "alliance": ("members", "contingents"),
        "figures": (
            "killed_total",
            "detained",
            "lpg_price_tenge",
            "csto_troops",
            "others",
            "claims",
        ),
    }
)
"""Parts of the panels that have several, of which one is open; the first, at first."""
OPEN: Final = (
    *PANELS,
    *(f"{panel}.{part}" for panel, parts in PARTS.items() for part in parts[1:]),
)
"""What may be open: a panel, or a part of one after a point."""
FADE_LIMITS_H: Final = (1.0, 366 * 24.0)
VIEW_LIMITS: Final = MappingProxyType(
    {"lat": (-85.0, 85.0), "lon": (-360.0, 360.0), "zoom": (1.0, 18.0)}
)
"""Degrees and zoom levels that a view may have; the map itself keeps within them."""
LONGEST: Final = 400
"""Characters of a text from outside that are looked at."""
_T = TypeVar("_T")


class RefusedError(ValueError):
    """A value from outside that means nothing here."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a state or an address may name, besides fixed words."""

    event_ids: Collection[str]
    languages: Collection[str]
    chapter_ids: Collection[str] = ()
    """Chapters of the story."""
    set_ids: Collection[str] = ()
    """Sets of events on the map that can be switched off, where there are several."""


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970 UTC of an aware instant."""
    return round(at.timestamp() * 1000)


def opening_state() -> State:
    """Make the state in which the map opens: both ends of the story in view, 5 January, 17:00."""
    moment_at = datetime(2022, 1, 5, 17, tzinfo=ZONE)
    return {
        "mode": "upto",
        "t0": to_ms(moment_at - timedelta(days=1)),
        "t1": to_ms(moment_at),
        "pin": None,
        "kinds": None,
        "confidence": None,
        "search": "",
        "sets": None,
        "fade": FADE_H,
        "density": False,
        "alliance_on": None,
        "layers": list(LAYERS_ON),
        "view": None,
        "event": None,
        "chapter": None,
    }


def clean_state(value: object, known: Known, *, last: State) -> State:
    """
    Take a state from what the map sent, part by part; what cannot be meant stays as in `last`.

    Returns
    -------
    state
        The keys of `opening_state`; a new dict. A window begins before its end.
    """
    sent = value if isinstance(value, Mapping) else {}
    state = last | {
        name: _kept(check, sent[name], last.get(name))
        for name, check in _checks(known).items()
        if name in sent
    }
    return state | {"t0": min(state["t0"], state["t1"])}


def _checks(known: Known) -> dict[str, Callable[[Any], object]]:
    return {
        "mode": lambda value: one_of(value, MODES),
        "t0": instant,
        "t1": instant,
        "pin": lambda value: None if value is None else instant(value),
        "kinds": lambda value: None if value is None else _listed(value, EVENT_KINDS),
        "confidence": lambda value: None if value is None else _listed(value, CONFIDENCES),
        "layers": lambda value: _listed(value, LAYERS),
        "search": search_text,
        "sets": lambda value: None if value is None else _listed(value, known.set_ids),
        "fade": lambda value: None if value is None else hours(value),
        "density": truth,
        "alliance_on": lambda value: None if value is None else alliance_day(value),
        "view": _view,
        "event": lambda value: None if value is None else one_of(value, known.event_ids),
        "chapter": lambda value: None if value is None else one_of(value, known.chapter_ids),
    }


def _kept(check: Callable[[Any], _T], value: object, last: _T) -> _T:
    try:
        return check(value)
    except RefusedError:
        return last


def instant(value: object) -> int:
    """Check a time in milliseconds since 1970 UTC, near the axis."""
    number = finite(value)
    if not ADDRESS_TIMES[0] <= number <= ADDRESS_TIMES[1]:
        raise RefusedError(value)
    return round(number)


def hours(value: object) -> float:
    """Check a length of time in hours: from one to a year."""
    return _within(value, *FADE_LIMITS_H)


def alliance_day(value: object) -> str:
    """Check a day of the alliance's axis: YYYY-MM-DD, within its years."""
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise RefusedError(value) from error
    if day.isoformat() != value or not ALLIANCE_YEARS[0] <= day.year <= ALLIANCE_YEARS[1]:
        raise RefusedError(value)
    return value


def truth(value: object) -> bool:
    """Check a truth value."""
    if not isinstance(value, bool):
        raise RefusedError(value)
    return value


def search_text(value: object) -> str:
    """Check a text to search for: one line, without blanks around it, of sensible length."""
    if not isinstance(value, str) or len(value) > LONGEST:
        raise RefusedError(value)
    line = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(line.split())


def finite(value: object) -> float:
    """Check a number; truth values are none, nor is what no float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise RefusedError(value)
    try:
        number = float(value)
    except OverflowError as error:
        raise RefusedError(value) from error
    if not math.isfinite(number):
        raise RefusedError(value)
    return number


def _within(value: object, low: float, high: float) -> float:
    number = finite(value)
    if not low <= number <= high:
        raise RefusedError(value)
    return number


def clean_view(value: object) -> dict[str, float] | None:
    """Take a view (`lat`, `lon`, `zoom`) from what the map sent; None if it has none."""
    return _kept(_view, value, None)


def _view(value: object) -> dict[str, float] | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise RefusedError(value)
    return {name: _within(value.get(name), *limits) for name, limits in VIEW_LIMITS.items()}


def one_of(value: object, words: Collection[str]) -> str:
    """Check a word of a vocabulary."""
    if not isinstance(value, str) or value not in words:
        raise RefusedError(value)
    return value


def _listed(value: object, words: Collection[str]) -> list[str]:
    if not isinstance(value, list | tuple):
        raise RefusedError(value)
    return [word for word in words if word in value]
