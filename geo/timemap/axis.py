"""The axis of time."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final, TypedDict, Unpack

from . import shapes
from .base import TimeMapElement
from .options import checked

FOLD_SHARE: Final = 0.06
"""Part of the axis' width that is left for what lies after the fold."""


class AxisOptions(TypedDict, total=False):
    """What a `TimeAxis` may be told besides its ends."""

    offset_min: int
    """Minutes that the axis' wall time is ahead of UTC; 0 by default."""
    opening: Mapping[str, object]
    """Where the state begins: `{"t1": ..., "t0": ..., "mode": "upto", "layers": [...]}`."""
    moments: Sequence[Mapping[str, object]]
    """`{"at": [earliest, latest], "title": {...}}`, by time; none by default."""
    speed: int
    """Hours of the axis per second of play; by default the whole takes about two minutes."""
    loop: bool
    """Whether play begins anew at the end, at first; the reader can change it."""
    pause_at_moments: bool
    """Whether play pauses at each of `moments`, at first; the reader can change it."""
    fold_share: float
    """Part of the axis' width for what lies after `fold_at`, 0 to 1; 0.06 by default."""


class TimeAxis(TimeMapElement):
    """
    The one control of time: histogram, handle or window, play, steps, key moments.

    Parameters
    ----------
    start, end
        Ends of the axis, ms UTC.
    fold_at
        What lies after this instant (ms UTC) is folded into the last part of the axis, where play
        moves on at the same pace in pixels; by default nothing is.
    options
        See `AxisOptions`.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> TimeAxis(
    ...     start=to_ms("2022-01-01T00:00+06:00"),
    ...     end=to_ms("2022-02-01T00:00+06:00"),
    ...     offset_min=360,
    ...     opening={"t1": to_ms("2022-01-05T17:00+06:00"), "mode": "upto"},
    ... ).add_to(m)
    """

    shape: ClassVar[object] = shapes.TimeAxisOptions

    def __init__(
        self, *, start: int, end: int, fold_at: int | None = None, **options: Unpack[AxisOptions]
    ) -> None:
        checked(options, AxisOptions, "TimeAxis")
        folds = fold_at is not None and fold_at < end
        if end < start:
            message = f"TimeAxis: got an end ({end}) before its start ({start})"
            raise ValueError(message)
        super().__init__(
            {
                "start": start,
                "end": end,
                "fold_at": fold_at if fold_at is not None else end,
                "fold_share": options.get("fold_share", FOLD_SHARE) if folds else 0,
                "offset_min": options.get("offset_min", 0),
                "opening": {"t0": start, "t1": end, "mode": "upto", **options.get("opening", {})},
                "moments": list(options.get("moments", ())),
                "speed": options.get("speed"),
                "loop": options.get("loop", False),
                "pause_at_moments": options.get("pause_at_moments", False),
            }
        )
