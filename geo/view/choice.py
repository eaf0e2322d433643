"""Which part of the events is exported, and in which language."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, get_args

import pandas as pd

from geo.analysis.window import Mode, Window, in_view
from geo.errors import EmptyError
from geo.facts.places import EVERYWHERE, Where, within
from geo.facts.vocabulary import CONFIDENCES, EVENT_KINDS, REGIONS, JoinedEvents, Places
from geo.scene.times import ZONE, last_minute, to_ms
from geo.view.query import LONGEST
from geo.words.catalogue import LANGUAGES

_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:?\d{2})?")
_DAY_MS: Final = 24 * 3600 * 1000
_SHORTEST_MS: Final = 3600 * 1000
FOREVER_MS: Final = 4_102_444_800_000
"""An end that no event reaches (the year 2100), ms since 1970 UTC."""
_MOMENT: Final = (
    "a time of Almaty such as 2022-01-05T1700 or 2022-01-05, from December 2021 to 2024"
)
EXPECTED: Final = MappingProxyType(
    {
        "t": _MOMENT,
        "from": f"{_MOMENT}, not after t",
        "mode": f"one of {', '.join(get_args(Mode))}",
        "kinds": f"none, or some of {', '.join(EVENT_KINDS)}, with points between",
        "conf": f"none, or some of {', '.join(CONFIDENCES)}, with points between",
        "search": f"at most {LONGEST} characters",
        "lang": f"one of {', '.join(LANGUAGES)}",
    }
)
"""Parameter of the page's address that chooses events -> what is expected of it."""
_WHOLE: Final = Window(mode="all", t0_ms=0, t1_ms=FOREVER_MS)


class ChoiceError(ValueError):
    """A choice that cannot be made; the message says what was given and what is expected."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an export holds: a language, and the events that may lie in a window."""

    lang: str = LANGUAGES[0]
    window: Window = _WHOLE
    where: Where = EVERYWHERE

    @property
    def is_whole(self) -> bool:
        """Whether no event is left out."""
        window = self.window
        chosen = (window.mode, window.kinds, window.confidence, window.search, self.where)
        return chosen == ("all", None, None, "", EVERYWHERE)

    def rows(self, events: JoinedEvents) -> JoinedEvents:
        """
        Take the chosen events: the same as the page's table shows for this window, of these places.

        Raises
        ------
        EmptyError
            None is left.
        """
        rows: JoinedEvents = in_view(events, self.window).drop(columns="is_certain")
        rows = rows[self.where.keeps(rows)]
        if rows.empty:
            message = "events: got none, expected a choice that keeps one"
            raise EmptyError(message)
        return rows

    def axis(self, whole: Mapping[str, Any]) -> dict[str, Any]:
        """
        Give the map's axis for this choice.

        It ends where the chosen time ends: beyond it an axis would be empty, and look as if
        nothing had happened. It opens at that end.

        Parameters
        ----------
        whole
            The axis of all events, from `geo.scene.times.axis_options`.
        """
        window = self.window
        if window.mode == "all":
            return dict(whole)
        start = window.t0_ms if window.mode == "window" else whole["start"]
        end = max(min(window.t1_ms, whole["end"]), start + _SHORTEST_MS)
        folds = start < whole["fold_at"] < end
        opening = {"t1": end, "t0": max(start, end - _DAY_MS), "mode": "upto"}
        return {
            **whole,
            "start": start,
            "end": end,
            "fold_at": whole["fold_at"] if folds else end,
            "opening": {**whole["opening"], **opening},
        }


def choose(
    lang: str = LANGUAGES[0],
    *,
    begin_ms: int | None = None,
    end_ms: int | None = None,
    kinds: Sequence[str] | None = None,
    where: Where = EVERYWHERE,
) -> Choice:
    """
    Choose by time, kind and place.

    Parameters
    ----------
    begin_ms, end_ms
        Ends of the window, ms since 1970 UTC; None: open.
    kinds
        Kinds of events that count; None: all.
    where
        Places that count, see `choose_where`.

    Raises
    ------
    ChoiceError
        The window ends before it begins.
    """
    if begin_ms is not None and end_ms is not None and end_ms < begin_ms:
        message = "got an end before the begin, expected --from to be earlier than --to"
        raise ChoiceError(message)
    mode: Any = "window" if begin_ms is not None else "all" if end_ms is None else "upto"
    window = Window(
        mode=mode,
        t0_ms=begin_ms or 0,
        t1_ms=FOREVER_MS if end_ms is None else end_ms,
        kinds=None if kinds is None else frozenset(kinds),
    )
    return Choice(lang, window, where)


def choose_where(
    places: Places, chosen: Sequence[str] | None, regions: Sequence[str] | None
) -> Where:
    """
    Choose by place and region.

    Parameters
    ----------
    chosen
        Ids of places; each keeps what lies in it, too. None: all.
    regions
        ISO 3166-2 codes, see `read_regions`; None: all.

    Raises
    ------
    ChoiceError
        A place is not known.
    """
    unknown = [place for place in chosen or () if place not in set(places["place_id"])]
    if unknown:
        message = f"got --place {','.join(unknown)}, expected a value of place_id in places.csv"
        raise ChoiceError(message)
    return Where(
        places=None if chosen is None else within(places, chosen),
        regions=None if regions is None else frozenset(regions),
    )


def read_begin(text: str) -> int:
    """
    Read the begin of a window: a day (its midnight) or a wall time of Almaty; ms since 1970 UTC.

    Raises
    ------
    ChoiceError
        It is neither.
    """
    return to_ms(_instant(text))


def read_end(text: str) -> int:
    """Read the end of a window as `read_begin` does; a day counts to its own last minute."""
    at = to_ms(_instant(text))
    return last_minute(text) if len(text) == len("2022-01-05") else at


def _instant(text: str) -> pd.Timestamp:
    expected = "a day like 2022-01-05 or a time in Almaty like 2022-01-05T17:00"
    try:
        at = pd.Timestamp(text, tz=ZONE) if _TIME.fullmatch(text) else None
    except ValueError:
        at = None
    if at is None:
        message = f"got {text!r}, expected {expected}"
        raise ChoiceError(message)
    return at


def read_kinds(text: str) -> list[str]:
    """
    Read kinds of events, parted by commas or points.

    Raises
    ------
    ChoiceError
        One of them is unknown, or there is none.
    """
    return _known(read_words(text), EVENT_KINDS)


def read_regions(text: str) -> list[str]:
    """Read regions by their ISO 3166-2 codes, as `read_kinds` does."""
    return _known(read_words(text), REGIONS)


def read_words(text: str) -> list[str]:
    """
    Read words that are parted by commas or points.

    Raises
    ------
    ChoiceError
        There is none.
    """
    words = [part.strip() for part in text.replace(",", ".").split(".") if part.strip()]
    if not words:
        message = f"got {text!r}, expected words with commas between"
        raise ChoiceError(message)
    return words


def _known(words: list[str], known: Collection[str]) -> list[str]:
    unknown = [word for word in words if word not in known]
    if unknown:
        message = f"got {', '.join(unknown)}, expected some of {', '.join(known)}"
        raise ChoiceError(message)
    return words
