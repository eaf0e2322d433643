"""Which part of the events is exported, and in which language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo.analysis.window import Window, in_view
from geo.errors import EmptyError
from geo.i18n import LANGUAGES
from geo.scene_times import ZONE, to_ms
from geo.schema import EVENT_KINDS, JoinedEvents

_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:?\d{2})?")
_LAST_MINUTE: Final = pd.DateOffset(days=1, minutes=-1)
_DAY_MS: Final = 24 * 3600 * 1000
_SHORTEST_MS: Final = 3600 * 1000
FOREVER_MS: Final = 4_102_444_800_000
"""An end that no event reaches (the year 2100), ms since 1970 UTC."""
_WHOLE: Final = Window(mode="all", t0_ms=0, t1_ms=FOREVER_MS)


class ChoiceError(ValueError):
    """A choice that cannot be made; the message says what was given and what is expected."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What an export holds: a language, and the events that may lie in a window."""

    lang: str = LANGUAGES[0]
    window: Window = _WHOLE

    @property
    def is_whole(self) -> bool:
        """Whether no event is left out."""
        window = self.window
        return (window.mode, window.kinds, window.confidence, window.search) == (
            *("all", None, None),
            "",
        )

    def rows(self, events: JoinedEvents) -> JoinedEvents:
        """
        Take the chosen events: the same as the page's table shows for this window.

        Raises
        ------
        EmptyError
            None is left.
        """
        rows: JoinedEvents = in_view(events, self.window).drop(columns="is_certain")
        if rows.empty:
            message = f"events: got none for {self.window}, expected a choice that keeps one"
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
            The axis of all events, from `geo.scene_times.axis_options`.
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
) -> Choice:
    """
    Choose by time and kind.

    Parameters
    ----------
    begin_ms, end_ms
        Ends of the window, ms since 1970 UTC; None: open.
    kinds
        Kinds of events that count; None: all.

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
    return Choice(lang, window)


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
    at = _instant(text)
    return to_ms(at + _LAST_MINUTE if len(text) == len("2022-01-05") else at)


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
    asked = [part.strip() for part in text.replace(",", ".").split(".") if part.strip()]
    unknown = [part for part in asked if part not in EVENT_KINDS]
    if unknown or not asked:
        message = f"got {', '.join(unknown) or 'none'}, expected some of {', '.join(EVENT_KINDS)}"
        raise ChoiceError(message)
    return asked
