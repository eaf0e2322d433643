"""Published numbers over time: what was known on a day, and where a chart has room to say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from geo.facts.vocabulary import Figures

WHOLE: Final = ("country", "csto")
"""Scopes that cover all there is to count."""

Side: TypeAlias = Literal["above", "below", "right", "left", ""]
"""Where a label stands beside its point; "" where it has no room."""

_SIDES: Final[tuple[Side, ...]] = ("above", "below", "right", "left")
_LETTER_PX: Final = 6.6
_LINE_PX: Final = 13.0
_GAP_PX: Final = 9.0


def published(figures: Figures, metric: str) -> Figures:
    """Take the numbers of one measure in the order of their days, smaller ones first."""
    rows = figures[figures["metric"] == metric]
    ordered: Figures = rows.sort_values(["as_of", "value_low", "figure_id"], na_position="first")
    return ordered.reset_index(drop=True)


def latest(figures: Figures, metric: str, *, as_of: str) -> Figures:
    """
    Take the numbers of the last day up to `as_of` on which one was published that still stands.

    Numbers for the whole country (or mission) go before those for a part of it; withdrawn ones do
    not count, also before their withdrawal, of which the table has no day.

    Returns
    -------
    rows
        Of one day; several where claims differ. Empty before the first.
    """
    rows = published(figures, metric)
    rows = rows[(rows["as_of"] <= as_of) & (rows["retracted"] == "no")]
    whole = rows[rows["scope"].isin(WHOLE)]
    chosen = whole if len(whole) else rows
    last: Figures = chosen[chosen["as_of"] == chosen["as_of"].max()]
    return last.reset_index(drop=True)


def revisions(figures: Figures, metric: str) -> list[tuple[str, Figures]]:
    """
    Follow how the number went, day by day, for the scope for which it was published most often.

    Returns
    -------
    days
        Each day on which numbers were published, with its rows; withdrawn ones are among them.
    """
    rows = published(figures, metric)
    often = rows["scope"].value_counts()
    chosen = rows[rows["scope"] == often.index[0]] if len(often) else rows
    return [(str(day), there) for day, there in chosen.groupby("as_of", sort=True)]


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a chart and the text that should stand beside it; px, y downwards."""

    x: float
    y: float
    text: str


def label_sides(dots: Sequence[Dot], *, width: float, height: float) -> list[Side]:
    """
    Find a side for each label where it meets no other label, no dot and no edge.

    Parameters
    ----------
    dots
        In the order in which they choose.
    width, height
        Of the chart, px. A chart drawn wider has more room than was asked for.
    """
    taken = [(dot.x - 5, dot.y - 5, dot.x + 5, dot.y + 5) for dot in dots]
    sides: list[Side] = []
    for dot in dots:
        boxes = {side: _label_box(dot, side) for side in _SIDES}
        free = [
            side
            for side, box in boxes.items()
            if _inside(box, width, height) and not _meets(box, taken)
        ]
        sides.append(free[0] if free else "")
        taken += [boxes[side] for side in free[:1]]
    return sides


_Box: TypeAlias = tuple[float, float, float, float]


def _label_box(dot: Dot, side: Side) -> _Box:
    wide = len(dot.text) * _LETTER_PX
    if side in {"above", "below"}:
        top = dot.y - _GAP_PX - _LINE_PX if side == "above" else dot.y + _GAP_PX
        return (dot.x - wide / 2, top, dot.x + wide / 2, top + _LINE_PX)
    left = dot.x + _GAP_PX if side == "right" else dot.x - _GAP_PX - wide
    return (left, dot.y - _LINE_PX / 2, left + wide, dot.y + _LINE_PX / 2)


def _inside(box: _Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _meets(box: _Box, others: Iterable[_Box]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )
