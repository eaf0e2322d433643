"""
The state in the page's address: readable, short, and only what differs from the opening.

Pure: from parameters to a state and back. What cannot be read falls back, and is named.

The grammar; files that carry the address behind a `#` keep to it, too. `tests/golden/address.json`
has cases. Each parameter stands at most once, in this order, and only where it differs from
the opening state; texts are compared letter by letter, longer ones than 400 letters are refused.

==========  ===============================================================================
`t`         the moment, or the end of the window: a time
`from`      begin of the window, a time not after `t`; written in mode `window` alone. Without
            it the window begins a day before `t`
`mode`      `upto` (up to now), `window` or `all`
`kinds`     kinds of events, several
`conf`      confidences, several
`layers`    layers that are on, several
`lat lon`   the map's middle in degrees, numbers from -85 to 85 and -360 to 360; only
            together with `z`, and written only where it is not the view in which the map opened
`z`         zoom of the map, a number from 1 to 18
`search`    a text; what cannot be printed is a blank, several blanks are one, at its ends none
`sets`      data sets that are on, several
`pin`       the moment to compare with, a time
`fade`      hours after which events have faded, a number from 1 to 8784, or `none`
`density`   `1`: events as density
`alliance`  a day (YYYY-MM-DD) on which the alliance is seen
`event`     id of the event whose card is open
`chapter`   id of the story's chapter
`lang`      language, two letters; without it that of the reader's browser
`panel`     the panel that is open; after a point its part, as in `spread.matrix`
==========  ===============================================================================

A time is YYYY-MM-DD, or YYYY-MM-DDTHH, or YYYY-MM-DDTHHMM (also HH:MM, and a blank for the T): wall
time of Asia/Almaty, or UTC where a Z follows. A day alone is its first minute, as `t` its last: a
window from a day to a day holds both. It is written as YYYY-MM-DDTHHMM; an hour that stands twice,
when clocks are set back, is the first one, and the second is written in UTC.
A number is digits with at most one point, with a minus where it is below zero; written with as few
digits as it needs, at most four behind the point (`lat`, `lon`) or two (`z`, `fade`).
Several words stand with a point between (a comma is read, too), in any order; `none` is none of
them. One that is not known makes the whole parameter unreadable.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias

from geo.facts.vocabulary import CONFIDENCES, EVENT_KINDS
from geo.scene.build import LAYERS
from geo.scene.times import ZONE, last_minute
from geo.view.state import (
    FADE_LIMITS_H,
    LONGEST,
    MODES,
    OPEN,
    PANELS,
    VIEW_LIMITS,
    Known,
    RefusedError,
    State,
    alliance_day,
    hours,
    instant,
    one_of,
    opening_state,
    search_text,
    to_ms,
)

SCRIPT: Final = Path(__file__).with_name("address.js")
"""The same grammar for a page that has no server."""
Params: TypeAlias = dict[str, str]
"""Our parameters of an address that we wrote."""
Given: TypeAlias = Mapping[str, str | Sequence[str]]
"""Parameters as somebody sent them: a text, or all texts of a name that stands several times."""

PARAMS: Final = (
    *("t", "from", "mode", "kinds", "conf", "layers", "lat", "lon", "z"),
    *("search", "sets", "pin", "fade", "density", "alliance", "event", "chapter", "lang", "panel"),
)
"""Every parameter that is ours, in the order in which they are written."""

_DAY_MS = 24 * 3600 * 1000
_TIME_FORMAT = "%Y-%m-%dT%H%M"
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d)(?::?(\d\d))?(Z)?)?", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_DAY_LENGTH = len("2022-01-05")
_NONE = "none"
_YES = "1"
_DEGREE_DIGITS = 4
"""Digits of latitude and longitude: as the map gives them, two pixels at its closest."""
_DIGITS = 2
"""Digits of zoom and fading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address asks for."""

    state: State
    """The opening state, changed as asked; `view` is None when the address has none."""
    lang: str | None
    panel: str
    """One of `OPEN`."""
    refused: tuple[str, ...]
    """Names of the parameters that were left out."""


def read_params(params: Given, known: Known) -> Reading:
    """
    Read what an address asks for.

    Parameters
    ----------
    params
        As the browser sent them; those that are not ours are ignored.

    Returns
    -------
    reading
        Each parameter that cannot be read falls back to its default and is in `refused`; a
        position counts only as a whole, and `from` only before `t`.
    """
    readers = _readers(known)
    values: dict[str, Any] = {}
    refused = []
    for name in (name for name in PARAMS if name in params):
        try:
            values[name] = readers[name](_only(params[name]))
        except RefusedError:
            refused.append(name)
    state = opening_state() | _renamed(values)
    refused += _settle_times(state, values) + _settle_view(state, values, params)
    lang, panel = values.get("lang"), values.get("panel", PANELS[0])
    return Reading(state, lang, panel, tuple(name for name in PARAMS if name in refused))


def _readers(known: Known) -> Mapping[str, Callable[[str], object]]:
    return {
        "t": read_end,
        "from": read_time,
        "mode": lambda text: one_of(text, MODES),
        "kinds": lambda text: _some_of(text, EVENT_KINDS),
        "conf": lambda text: _some_of(text, CONFIDENCES),
        "layers": lambda text: _some_of(text, LAYERS),
        "lat": lambda text: _number(text, *VIEW_LIMITS["lat"]),
        "lon": lambda text: _number(text, *VIEW_LIMITS["lon"]),
        "z": lambda text: _number(text, *VIEW_LIMITS["zoom"]),
        "search": search_text,
        "sets": lambda text: _some_of(text, known.set_ids),
        "pin": read_time,
        "fade": _fade,
        "density": lambda text: one_of(text, (_YES,)) == _YES,
        "alliance": alliance_day,
        "event": lambda text: one_of(text, known.event_ids),
        "chapter": lambda text: one_of(text, known.chapter_ids),
        "lang": lambda text: one_of(text, known.languages),
        "panel": lambda text: one_of(text, OPEN),
    }


def _only(given: str | Sequence[str]) -> str:
    """Give the one text of a parameter; which of several is meant nobody knows."""
    texts = [given] if isinstance(given, str) else given
    if len(texts) != 1 or len(texts[0]) > LONGEST:
        raise RefusedError(len(texts))
    return texts[0]


def _renamed(values: Mapping[str, Any]) -> State:
    names = {
        "t": "t1",
        "from": "t0",
        "mode": "mode",
        "kinds": "kinds",
        "conf": "confidence",
        "layers": "layers",
        "search": "search",
        "sets": "sets",
        "pin": "pin",
        "fade": "fade",
        "density": "density",
        "alliance": "alliance_on",
        "event": "event",
        "chapter": "chapter",
    }
    return {names[name]: value for name, value in values.items() if name in names}


def _settle_times(state: State, values: Mapping[str, Any]) -> list[str]:
    if "from" in values and values["from"] <= state["t1"]:
        return []
    state["t0"] = state["t1"] - _DAY_MS
    return ["from"] if "from" in values else []


def _settle_view(state: State, values: Mapping[str, Any], params: Given) -> list[str]:
    parts = ("lat", "lon", "z")
    given = [name for name in parts if name in params]
    if all(name in values for name in parts):
        state["view"] = {"lat": values["lat"], "lon": values["lon"], "zoom": values["z"]}
        return []
    return given


def write_params(
    state: State, *, home: Mapping[str, float] | None, lang: str | None, panel: str
) -> Params:
    """
    Write a state as parameters: readable, short, and only what differs from the opening.

    Parameters
    ----------
    home
        The view (`lat`, `lon`, `zoom`) in which the map opened; None: not known yet.
    lang
        None when it is the language that this reader gets anyway.

    Returns
    -------
    params
        In the order of `PARAMS`. Read again they give the same state, to the minute, 0.0001
        degrees, 0.01 zoom levels and 0.01 hours of fading; `t0` counts in mode `window` alone.
    """
    opening = opening_state()
    written = {
        "t": write_time(state["t1"]),
        "from": write_time(state["t0"]) if state["mode"] == "window" else "",
        "mode": state["mode"],
        "kinds": _join(state["kinds"], EVENT_KINDS),
        "conf": _join(state["confidence"], CONFIDENCES),
        "layers": _join(state["layers"], LAYERS),
        **_written_view(state["view"], home),
        "search": state["search"],
        "sets": _join(state["sets"], state["sets"] or ()),
        "pin": "" if state["pin"] is None else write_time(state["pin"]),
        "fade": _written_fade(state),
        "density": _YES if state["density"] else "",
        "alliance": state["alliance_on"] or "",
        "event": state["event"] or "",
        "chapter": state["chapter"] or "",
        "lang": lang or "",
        "panel": panel,
    }
    defaults = {
        "t": write_time(opening["t1"]),
        "mode": opening["mode"],
        "layers": _join(opening["layers"], LAYERS),
        "fade": _written_fade(opening),
        "panel": PANELS[0],
    }
    return {
        name: written[name]
        for name in PARAMS
        if written.get(name) and written[name] != defaults.get(name)
    }


def read_time(text: str) -> int:
    """
    Read a time: "2022-01-05T1700", "2022-01-05 17:00" or a day alone; "2022-01-05T1100Z" is UTC.

    Raises
    ------
    RefusedError
        It is no time, or far from the axis.
    """
    parts = _TIME.fullmatch(text)
    if parts is None:
        raise RefusedError(text)
    *written, is_utc = parts.groups()
    year, month, day, hour, minute = (int(part or 0) for part in written)
    try:
        at = datetime(year, month, day, hour, minute, tzinfo=UTC if is_utc else ZONE)
    except ValueError as error:
        raise RefusedError(text) from error
    return instant(to_ms(at))


def read_end(text: str) -> int:
    """Read a time as `read_time` does, as an end: a day alone is its last minute."""
    at = read_time(text)
    return instant(last_minute(text)) if len(text) == _DAY_LENGTH else at


def write_time(ms: float) -> str:
    """Write an instant as `read_time` reads it, down to the minute."""
    at = datetime.fromtimestamp(ms / 1000, ZONE)
    if at.fold:
        return f"{at.astimezone(UTC).strftime(_TIME_FORMAT)}Z"
    return at.strftime(_TIME_FORMAT)


def _number(text: str, low: float, high: float) -> float:
    if not _NUMBER.fullmatch(text) or not low <= float(text) <= high:
        raise RefusedError(text)
    return float(text) + 0.0  # minus zero is zero


def _fade(text: str) -> float | None:
    return None if text == _NONE else hours(_number(text, *FADE_LIMITS_H))


def _some_of(text: str, words: Collection[str]) -> list[str]:
    if text == _NONE:
        return []
    asked = text.replace(",", ".").split(".")
    unknown = [word for word in asked if word not in words]
    if unknown:
        raise RefusedError(text)
    return [word for word in words if word in asked]


def _join(chosen: Collection[str] | None, words: Collection[str]) -> str:
    if chosen is None:
        return ""
    return ".".join(word for word in words if word in chosen) or _NONE


def _written_fade(state: State) -> str:
    return _NONE if state["fade"] is None else _written_number(state["fade"], _DIGITS)


def _written_view(
    view: Mapping[str, float] | None, home: Mapping[str, float] | None
) -> dict[str, str]:
    if view is None:
        return {}
    written = _rounded(view)
    return {} if home is not None and written == _rounded(home) else written


def _rounded(view: Mapping[str, float]) -> dict[str, str]:
    return {
        "lat": _written_number(view["lat"], _DEGREE_DIGITS),
        "lon": _written_number(view["lon"], _DEGREE_DIGITS),
        "z": _written_number(view["zoom"], _DIGITS),
    }


def _written_number(number: float, digits: int) -> str:
    text = f"{number:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
