"""Which events someone asks for: from the parameters of an address, and back. Pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from geo.analysis.window import Window
from geo.errors import ParameterError, Refusal
from geo.schema import CONFIDENCES, EVENT_KINDS

BUILT_IN: Final = "qantar"
"""Name of the set of events that comes with the project."""
SETS: Final = (BUILT_IN,)
AXIS_ZONE: Final = ZoneInfo("Asia/Almaty")
"""Times without an offset are wall time of Almaty, as on the map's axis."""
NONE: Final = "none"
"""Stands for a list without any word."""
LONGEST: Final = 400
"""Characters of a value that are accepted."""
SHOWN: Final = 60
"""Characters of a wrong value that are repeated to whoever sent it."""
_FIRST_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAST_AT: Final = datetime(2100, 1, 1, tzinfo=UTC)
_CORNERS: Final = 4


class Box(NamedTuple):
    """A part of the earth, in degrees (WGS 84), in the order of RFC 7946."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Selection:
    """What decides which events go into a file."""

    window: Window
    box: Box | None = None


def read_selection(params: Mapping[str, str]) -> Selection:
    """
    Read which events are asked for.

    Parameters
    ----------
    params
        `from`, `until`, `kind`, `confidence`, `set`, `search`, `bbox`; what is not given keeps
        everything. Others are ignored here.

    Raises
    ------
    ParameterError
        With everything that cannot be read.
    """
    read = Reading(params)
    begin = read.one("from", read_instant)
    end = read.one("until", read_instant)
    if begin is not None and end is not None and begin > end:
        read.refuse("from", "a time that is not after `until`")
    window = Window(
        mode="all" if begin is None and end is None else "upto" if begin is None else "window",
        t0_ms=to_ms(_FIRST_AT) if begin is None else begin,
        t1_ms=to_ms(_LAST_AT) if end is None else end,
        kinds=read.words("kind", EVENT_KINDS),
        confidence=read.words("confidence", CONFIDENCES),
        search=read.one("search", read_line) or "",
        sets=read.words("set", SETS),
    )
    box = read.one("bbox", read_box)
    read.finish()
    return Selection(window, box)


def write_selection(window: Window) -> dict[str, str]:
    """Write what `read_selection` reads as the same events; only what is not the default."""
    written = {
        "from": _instant(window.t0_ms) if window.mode == "window" else "",
        "until": "" if window.mode == "all" else _instant(window.t1_ms),
        "kind": _listed(window.kinds, EVENT_KINDS),
        "confidence": _listed(window.confidence, CONFIDENCES),
        "set": _listed(window.sets, SETS),
        "search": window.search,
    }
    return {name: text for name, text in written.items() if text}


class UnreadableError(ValueError):
    """A value that cannot be meant; the message says what is expected."""


class Reading:
    """Reads parameters one by one and collects what is wrong with them."""

    def __init__(self, params: Mapping[str, str]) -> None:
        self._params = params
        self._refusals: list[Refusal] = []

    def one(self, name: str, read: Callable[[str], Any]) -> Any:  # noqa: ANN401 - as `read` gives
        """Read one value; None where it is absent or cannot be read."""
        text = self._params.get(name)
        if text is None:
            return None
        if len(text) > LONGEST:
            return self.refuse(name, f"at most {LONGEST} characters")
        try:
            return read(text)
        except UnreadableError as error:
            return self.refuse(name, str(error))

    def words(self, name: str, known: Collection[str]) -> frozenset[str] | None:
        """Read words of a vocabulary, separated by commas; None where it is absent."""
        found: frozenset[str] | None = self.one(name, lambda text: _words(text, known))
        return found

    def refuse(self, name: str, expected: str) -> None:
        """Note that a value cannot be meant."""
        got = self._params[name]
        got = got if len(got) <= SHOWN else f"{got[:SHOWN]}\N{HORIZONTAL ELLIPSIS}"
        self._refusals.append(Refusal(name, got, expected))

    def finish(self) -> None:
        """Raise a `ParameterError` with all that was refused, if anything was."""
        if self._refusals:
            raise ParameterError(self._refusals)


def read_instant(text: str) -> int:
    """Read a time in ISO 8601 as milliseconds since 1970 UTC; a day is its first moment."""
    expected = (
        "a time of the years 2000 to 2099 such as 2022-01-05T17:00+06:00, "
        "2022-01-05T11:00Z, or 2022-01-05T17:00 or 2022-01-05 in the time of Almaty"
    )
    try:
        # A plus sign that was not written as %2B arrives as a blank.
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:
        raise UnreadableError(expected) from error
    at = at if at.tzinfo else at.replace(tzinfo=AXIS_ZONE)
    if not _FIRST_AT.year <= at.year < _LAST_AT.year:
        raise UnreadableError(expected)
    return to_ms(at)


def read_line(text: str) -> str:
    """Read a text to search for: one line without blanks around it."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(line.split())


def read_box(text: str) -> Box:
    """Read west, south, east and north in degrees, separated by commas."""
    expected = "west,south,east,north in degrees such as 50,41,54,46, south not north of north"
    try:
        corners = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise UnreadableError(expected) from error
    if len(corners) != _CORNERS:
        raise UnreadableError(expected)
    box = Box(*corners)
    on_earth = all(-180 <= lon <= 180 for lon in (box.west, box.east))  # noqa: PLR2004 - degrees
    if not on_earth or not -90 <= box.south <= box.north <= 90:  # noqa: PLR2004 - degrees
        raise UnreadableError(expected)
    return box


def to_ms(at: datetime) -> int:
    """Milliseconds since 1970 UTC of an aware instant."""
    return round(at.timestamp() * 1000)


def _words(text: str, known: Collection[str]) -> frozenset[str]:
    asked = text.split(",")
    if text == NONE:
        return frozenset()
    if not set(asked) <= set(known):
        message = f"{NONE}, or some of these with commas between: {', '.join(known)}"
        raise UnreadableError(message)
    return frozenset(asked)


def _instant(ms: int) -> str:
    at = datetime.fromtimestamp(ms / 1000, UTC).replace(tzinfo=None)
    precise = "milliseconds" if at.microsecond else "seconds" if at.second else "minutes"
    return f"{at.isoformat(timespec=precise)}Z"


def _listed(chosen: Collection[str] | None, known: Collection[str]) -> str:
    if chosen is None:
        return ""
    return ",".join(word for word in known if word in chosen) or NONE
