"""
The state in the page's address: readable, short, and only what differs from the opening.

Pure: from parameters to a state and back. What cannot be read falls back, and is named.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from geo.page.state import (
    AXIS_ZONE,
    FADE_LIMITS_H,
    LONGEST,
    MODES,
    PANELS,
    Known,
    RefusedError,
    State,
    alliance_day,
    finite,
    hours,
    instant,
    one_of,
    opening_state,
    search_text,
    to_ms,
)
from geo.scene import LAYERS
from geo.schema import CONFIDENCES, EVENT_KINDS

Params: TypeAlias = dict[str, str]
"""Our parameters of the page's address."""

PARAMS: Final = (
    *("t", "from", "mode", "kinds", "conf", "layers", "lat", "lon", "z"),
    *("search", "sets", "pin", "fade", "density", "alliance", "event", "chapter", "lang", "panel"),
)
"""Every parameter that is ours, in the order in which they are written."""

_DAY_MS = 24 * 3600 * 1000
_TIME_FORMAT = "%Y-%m-%dT%H%M"
_NONE = "none"
_YES = "1"


@dataclass(frozen=True, slots=True)
class Reading:
    """What an address asks for."""

    state: State
    """The opening state, changed as asked; `view` is None when the address has none."""
    lang: str | None
    panel: str
    refused: tuple[str, ...]
    """Names of the parameters that were left out."""


def read_params(params: Mapping[str, str], known: Known) -> Reading:
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
    readers: dict[str, Callable[[str], object]] = {
        "t": read_time,
        "from": read_time,
        "mode": lambda text: one_of(text, MODES),
        "kinds": lambda text: _some_of(text, EVENT_KINDS),
        "conf": lambda text: _some_of(text, CONFIDENCES),
        "layers": lambda text: _some_of(text, LAYERS),
        "lat": lambda text: _number(text, -85, 85),
        "lon": lambda text: _number(text, -180, 200),
        "z": lambda text: _number(text, 1, 18),
        "search": search_text,
        "sets": lambda text: _some_of(text, known.set_ids),
        "pin": read_time,
        "fade": _fade,
        "density": lambda text: one_of(text, (_YES,)) == _YES,
        "alliance": alliance_day,
        "event": lambda text: one_of(text, known.event_ids),
        "chapter": lambda text: one_of(text, known.chapter_ids),
        "lang": lambda text: one_of(text, known.languages),
        "panel": lambda text: one_of(text, PANELS),
    }
    values: dict[str, Any] = {}
    refused = []
    for name in (name for name in PARAMS if name in params):
        try:
            values[name] = readers[name](params[name])
        except RefusedError:
            refused.append(name)
    state = opening_state() | _renamed(values)
    refused += _settle_times(state, values) + _settle_view(state, values, params)
    lang, panel = values.get("lang"), values.get("panel", PANELS[0])
    return Reading(state, lang, panel, tuple(dict.fromkeys(refused)))


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


def _settle_view(state: State, values: Mapping[str, Any], params: Mapping[str, str]) -> list[str]:
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
        In the order of `PARAMS`. Read again they give the same state, to the minute, 0.001
        degrees and 0.01 zoom levels.
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
    Read a time of the axis: "2022-01-05T1700", "2022-01-05T17:00" or a day alone.

    Raises
    ------
    RefusedError
        It is no time, or far from the axis.
    """
    try:
        at = datetime.fromisoformat(text[:16])
    except ValueError as error:
        raise RefusedError(text) from error
    if len(text) > len("2022-01-05T17:00") or at.tzinfo is not None:
        raise RefusedError(text)
    return instant(to_ms(at.replace(tzinfo=AXIS_ZONE)))


def write_time(ms: float) -> str:
    """Write an instant as `read_time` reads it, down to the minute."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone(AXIS_ZONE).strftime(_TIME_FORMAT)


def _number(text: str, low: float, high: float) -> float:
    try:
        number = finite(float(text[:LONGEST]))
    except ValueError as error:
        raise RefusedError(text) from error
    if not low <= number <= high:
        raise RefusedError(text)
    return number


def _fade(text: str) -> float | None:
    return None if text == _NONE else hours(_number(text, *FADE_LIMITS_H))


def _some_of(text: str, words: Collection[str]) -> list[str]:
    if text == _NONE:
        return []
    asked = text[:LONGEST].replace(",", ".").split(".")
    unknown = [word for word in asked if word not in words]
    if unknown:
        raise RefusedError(text)
    return [word for word in words if word in asked]


def _join(chosen: Collection[str] | None, words: Collection[str]) -> str:
    if chosen is None:
        return ""
    return ".".join(word for word in words if word in chosen) or _NONE


def _written_fade(state: State) -> str:
    return _NONE if state["fade"] is None else f"{state['fade']:g}"


def _written_view(
    view: Mapping[str, float] | None, home: Mapping[str, float] | None
) -> dict[str, str]:
    if view is None:
        return {}
    written = _rounded(view)
    return {} if home is not None and written == _rounded(home) else written


def _rounded(view: Mapping[str, float]) -> dict[str, str]:
    places = {"lat": ("lat", 3), "lon": ("lon", 3), "zoom": ("z", 2)}
    return {name: f"{round(view[key], digits) + 0.0:g}" for key, (name, digits) in places.items()}
