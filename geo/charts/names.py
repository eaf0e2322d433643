"""Where the names in a chart of places find room, for each width it may have."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pandas as pd

WIDTHS_PX: Final = (0, 280, 380, 500, 640, 800, 1000, 1300, 100_000)
"""Between two of these, names stand where they find room at the lower one."""
_LETTER_PX: Final = 6.3
_LINE_PX: Final = 13.0
_GAP_PX: Final = 8.0
_BAR_PX: Final = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the chart, px from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether the two share room."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def place_names(rows: pd.DataFrame, *, height_px: float) -> pd.DataFrame:
    """
    Find room for names right of, left of, above or below their bars, the first rows first.

    A name that finds none at a width is left out there; no name lies on a bar or another name.

    Parameters
    ----------
    rows
        `name`, `begin`, `end` (text) and `x0`, `x1`, `y` (shares of width and height, from the
        upper left); the most important first.

    Returns
    -------
    names
        One row per name and class of widths: `name`, `side`, `at` (time it stands at), `begin`,
        `end`, `value`, `above`, `below` (px of width between which it holds).
    """
    found: list[dict[str, Any]] = []
    for above, below in pairwise(WIDTHS_PX):
        for row, side in _settled(rows, max(above, WIDTHS_PX[1] - 40), height_px):
            at = {"right": row["end"], "left": row["begin"]}.get(side, row["middle"])
            kept = {name: row[name] for name in ("name", "begin", "end", "value")}
            found.append({**kept, "side": side, "at": at, "above": above, "below": below})
    return pd.DataFrame(found)


def _settled(
    rows: pd.DataFrame, width_px: float, height_px: float
) -> list[tuple[dict[str, Any], str]]:
    listed = [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
    bars = [_bar(row, width_px, height_px) for row in listed]
    taken: list[Box] = []
    found = []
    for row, bar in zip(listed, bars, strict=True):
        for side, box in _sides(row["name"], bar):
            inside = box.left >= 0 and box.right <= width_px and box.top >= -_GAP_PX
            others = (other for other in (*bars, *taken) if other is not bar)
            if inside and not any(box.meets(other) for other in others):
                taken.append(box)
                found.append((row, side))
                break
    return found


def _bar(row: dict[str, Any], width_px: float, height_px: float) -> Box:
    middle = row["y"] * height_px
    return Box(
        row["x0"] * width_px - _BAR_PX,
        middle - _BAR_PX,
        row["x1"] * width_px + _BAR_PX,
        middle + _BAR_PX,
    )


def _sides(name: str, bar: Box) -> list[tuple[str, Box]]:
    """Give the places where a name could stand, the best first."""
    length, middle = len(name) * _LETTER_PX, (bar.top + bar.bottom) / 2
    top, bottom = middle - _LINE_PX / 2, middle + _LINE_PX / 2
    centre = (bar.left + bar.right) / 2
    return [
        ("right", Box(bar.right, top, bar.right + length + _GAP_PX, bottom)),
        ("left", Box(bar.left - length - _GAP_PX, top, bar.left, bottom)),
        (
            "above",
            Box(centre - length / 2, middle - _LINE_PX - 4, centre + length / 2, middle - 4),
        ),
        (
            "below",
            Box(centre - length / 2, middle + 4, centre + length / 2, middle + _LINE_PX + 4),
        ),
    ]
