"""A number that was measured several times."""

import math
import statistics
from collections.abc import Iterable
from dataclasses import dataclass

TAIL = 0.95
"""Share of the values that lie at or below `Sample.p95`."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Values of one quantity in the order in which they were measured; may be empty."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, values: Iterable[float]) -> "Sample":
        """Take values in their order."""
        return cls(tuple(values))

    @property
    def n(self) -> int:
        """How often it was measured."""
        return len(self.values)

    @property
    def median(self) -> float:
        """Give the value in the middle; NaN when there is none."""
        return statistics.median(self.values) if self.values else math.nan

    @property
    def p95(self) -> float:
        """Give the smallest value that at least 95 of 100 do not exceed; NaN when there is none."""
        if not self.values:
            return math.nan
        return sorted(self.values)[math.ceil(TAIL * self.n) - 1]

    def share_above(self, limit: float) -> float:
        """Give the share of values greater than `limit`, 0 to 1; NaN when there is none."""
        if not self.values:
            return math.nan
        return sum(value > limit for value in self.values) / self.n
