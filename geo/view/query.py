"""Which events someone asks for: from the parameters of an address, and back. Pure."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from geo.analysis.window import Window
from geo.errors import ParameterError, Refusal
from geo.facts.places import EVERYWHERE, Where, within
from geo.facts.vocabulary import CONFIDENCES, EVENT_KINDS, REGIONS, Places
from geo.scene.times import ZONE, last_minute

BUILT_IN: Final = "qantar"
"""Name of the set of events that comes with the project."""
SETS: Final = (BUILT_IN,)
NONE: Final = "none"
"""Stands, alone, for a list without any word."""
LONGEST: Final = 400
"""Characters of a search that are accepted."""
TIME_PATTERN: Final = (
    r"^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+ -]([01]\d|2[0-3]):[0-5]\d)?)?$"
)
"""How a time is written (ISO 8601); a plus sign that was not written as %2B arrives as a blank."""
BOX_LIMITS: Final = ((-180, 180), (-90, 90), (-180, 180), (-90, 90))
"""Lowest and highest degree of each corner of a box."""
SHOWN: Final = 60
"""Characters of a wrong value that are repeated to whoever sent it."""
_MANY: Final = 40
"""A longer vocabulary is not spelled out to whoever sent a wrong word."""
_TIME: Final = re.compile(TIME_PATTERN, re.ASCII)
_DAY_LENGTH: Final = len("2022-01-05")
_DEGREES: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_FIRST_AT: Final = datetime(2000, 1, 1, tzinfo=UTC)
_LAST_AT: Final = datetime(2100, 1, 1, tzinfo=UTC)


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
    where: Where = EVERYWHERE


def read_selection(params: Mapping[str, str], places: Places) -> Selection:
    """
    Read which events are asked for.

    Parameters
    ----------
    params
        `from`, `until`, `kind`, `confidence`, `set`, `place`, `region`, `search`, `bbox`; what is
        not given keeps everything. Others are ignored here.
    places
        What may be named as a place; one keeps what lies in it, too.

    Raises
    ------
    ParameterError
        With everything that cannot be read.
    """
    read = Reading(params)
    begin = read.one("from", read_instant)
    end = read.one("until", read_end)
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
    where = read_where(read, places)
    read.finish()
    return Selection(window, box, where)


def read_where(read: "Reading", places: Places) -> Where:
    """Read which places are asked for, by `place` and `region`; a place is what lies in it, too."""
    chosen = read.words("place", tuple(places["place_id"]))
    return Where(
        places=None if chosen is None else within(places, chosen),
        regions=read.words("region", REGIONS),
    )


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
        try:
            return read(text)
        except UnreadableError as error:
            return self.refuse(name, str(error))

    def words(self, name: str, known: Collection[str]) -> frozenset[str] | None:
        """Read words of a vocabulary, separated by commas; None where it is absent."""
        found: frozenset[str] | None = self.one(name, lambda text: _words(text, known))
        return found

    def known(self, names: Collection[str]) -> None:
        """Refuse parameters that mean nothing: a filter with a slip must not give all rows."""
        expected = f"no parameter but {', '.join(names)}" if names else "no parameter at all"
        for name in self._params.keys() - set(names):
            self.refuse(name, expected)

    def refuse(self, name: str, expected: str) -> None:
        """Note that a value cannot be meant."""
        got = self._params[name]
        got = got if len(got) <= SHOWN else f"{got[:SHOWN]}\N{HORIZONTAL ELLIPSIS}"
        self._refusals.append(Refusal(name[:SHOWN], got, expected))

    def finish(self) -> None:
        """Raise a `ParameterError` with all that was refused, if anything was."""
        if self._refusals:
            raise ParameterError(self._refusals)


def read_instant(text: str) -> int:
    """Read a time of `TIME_PATTERN` as milliseconds since 1970 UTC; a day is its first moment."""
    expected = (
        "a time of the years 2000 to 2099 such as 2022-01-05T17:00+06:00, "
        "2022-01-05T11:00Z, or 2022-01-05T17:00 or 2022-01-05 in the time of Almaty"
    )
    if not _TIME.fullmatch(text):
        raise UnreadableError(expected)
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError as error:  # a day that its month has not
        raise UnreadableError(expected) from error
    return to_ms(at if at.tzinfo else at.replace(tzinfo=ZONE))


def read_end(text: str) -> int:
    """Read a time as `read_instant` does, as an end: a day counts to its last minute."""
    at = read_instant(text)
    return last_minute(text) if len(text) == _DAY_LENGTH else at


def read_line(text: str) -> str:
    """Read a text to search for: one line without blanks around it."""
    if len(text) > LONGEST:
        message = f"at most {LONGEST} characters"
        raise UnreadableError(message)
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(line.split())


def read_box(text: str) -> Box:
    """Read west, south, east and north in degrees, separated by commas."""
    expected = "west,south,east,north in degrees such as 50,41,54,46, south not north of north"
    parts = text.split(",")
    if len(parts) != len(BOX_LIMITS) or not all(map(_DEGREES.fullmatch, parts)):
        raise UnreadableError(expected)
    box = Box(*map(float, parts))
    on_earth = all(low <= at <= high for at, (low, high) in zip(box, BOX_LIMITS, strict=True))
    if not on_earth or box.south > box.north:
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
        names = ", ".join(known) if len(known) <= _MANY else f"{', '.join(list(known)[:3])} ..."
        message = f"{NONE}, or some of these with commas between: {names}"
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
