"""The axis of time."""

import math
import warnings
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Final, TypedDict, Unpack
from zoneinfo import ZoneInfo

from . import shapes
from .base import TimeMapElement
from .options import checked, within
from .times import Instant, to_ms, zone_name

FOLD_SHARE: Final = 0.06
"""Part of the axis' width that is left for what lies after the fold."""


class AxisOptions(TypedDict, total=False):
    """What a `TimeAxis` may be told besides its ends."""

    zone: str | ZoneInfo
    """Zone in whose wall time the axis is labelled, all through the year; UTC by default."""
    offset_min: Annotated[int, within(-1440, 1440)]
    """Deprecated, use `zone`: minutes that the wall time is ahead of UTC, summer and winter."""
    opening: Mapping[str, object]
    """Where the state begins: `{"t1": ..., "t0": ..., "mode": "upto", "layers": [...]}`."""
    moments: Sequence[Mapping[str, object]]
    """`{"at": [earliest, latest] ms, "title": {...}}`, by time; none by default."""
    speed: float
    """Hours of the axis per second of play; by default the whole takes about two minutes."""
    loop: bool
    """Whether play begins anew at the end, at first; the reader can change it."""
    pause_at_moments: bool
    """Whether play pauses at each of `moments`, at first; the reader can change it."""
    fold_share: Annotated[float, within(0, 1)]
    """Part of the axis' width for what lies after `fold_at`, 0 to 1; 0.06 by default."""


WIDENED_MS: Final = 3_600_000
"""An axis of no length reaches so far to both sides of its instant."""
_TIMES: Final = ("t0", "t1", "pin")


class TimeAxis(TimeMapElement):
    """
    The one control of time: histogram, handle or window, play, steps, key moments.

    Parameters
    ----------
    start, end
        Ends of the axis: whatever `to_ms` takes. Where they are one instant, the axis reaches an
        hour to both sides of it.
    fold_at
        What lies after this instant is folded into the last part of the axis, where play
        moves on at the same pace in pixels; by default nothing is.
    options
        See `AxisOptions`.

    Raises
    ------
    ValueError
        One of the times is no instant (see `to_ms`), the end lies before the start, the zone does
        not exist or is told twice, `fold_at` lies before the start, or `speed` is not above 0.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> TimeAxis(
    ...     start=to_ms("2022-01-01T00:00+06:00"),
    ...     end=to_ms("2022-02-01T00:00+06:00"),
    ...     zone="Asia/Almaty",
    ...     opening={"t1": to_ms("2022-01-05T17:00+06:00"), "mode": "upto"},
    ... ).add_to(m)
    """

    shape: ClassVar[object] = shapes.TimeAxisOptions

    def __init__(
        self,
        *,
        start: Instant,
        end: Instant,
        fold_at: Instant | None = None,
        **options: Unpack[AxisOptions],
    ) -> None:
        checked(options, AxisOptions, "TimeAxis")
        first, last = _ends(start, end)
        fold = last if fold_at is None else _ms("fold_at", fold_at)
        if fold < first:
            message = f"TimeAxis.fold_at: got {fold_at}, expected none before the start ({start})"
            raise ValueError(message)
        opening = {"t0": first, "t1": last, "mode": "upto", **options.get("opening", {})}
        given = {name: opening[name] for name in _TIMES if opening.get(name) is not None}
        speed = options.get("speed")
        if speed is not None and not 0 < speed < math.inf:
            message = f"TimeAxis.speed: got {speed}, expected hours per second, above 0"
            raise ValueError(message)
        super().__init__(
            {
                "start": first,
                "end": last,
                "fold_at": fold,
                "fold_share": options.get("fold_share", FOLD_SHARE) if fold < last else 0,
                "zone": _zone(options),
                "opening": opening | {name: _ms(name, at) for name, at in given.items()},
                "moments": list(options.get("moments", ())),
                "speed": speed,
                "loop": options.get("loop", False),
                "pause_at_moments": options.get("pause_at_moments", False),
            }
        )

    @property
    def key(self) -> str:
        """A map has one time."""
        return "axis"


def _ms(name: str, instant: object) -> int:
    try:
        return to_ms(instant)  # type: ignore[arg-type]
    except ValueError as error:
        message = f"TimeAxis.{name}, {error}"
        raise ValueError(message) from error


def _ends(start: Instant, end: Instant) -> tuple[int, int]:
    first, last = _ms("start", start), _ms("end", end)
    if last < first:
        message = f"TimeAxis: got an end ({end}) before its start ({start})"
        raise ValueError(message)
    return (first, last) if first < last else (first - WIDENED_MS, last + WIDENED_MS)


def _zone(options: AxisOptions) -> str | int:
    """Give the name of the zone, or the minutes that it is ahead of UTC."""
    if "offset_min" not in options:
        return zone_name(options.get("zone", "UTC"))
    if "zone" in options:
        message = "TimeAxis: got both zone and offset_min, expected zone alone"
        raise ValueError(message)
    message = (
        "TimeAxis(offset_min=...) keeps one offset through summer and winter; "
        'name the zone instead: TimeAxis(zone="Europe/Berlin")'
    )
    warnings.warn(message, DeprecationWarning, stacklevel=3)
    return options["offset_min"]
