"""Were places near each other also close in time? Knox's test of space-time interaction."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from pointpats import Knox

from geo.analysis.spread.draws import Onsets, draw_times, shuffled_times

NEAR_KM: Final = (150, 300)
CLOSE_H: Final = (24, 48)
SHUFFLES: Final = 999
DRAWS: Final = 10
FEWEST: Final = 8
"""Places below which nothing is tested."""
_SEED: Final = 20220102


@dataclass(frozen=True, slots=True)
class Interaction:
    """Pairs of places that are near in space and close in time."""

    near_km: int
    close_h: int
    n: int
    pairs: float
    """Mean over draws of the times."""
    expected: float
    """How many there would be if place and time had nothing to do with each other."""
    p: float
    """Share of shuffles with as many pairs or more."""


def knox_tests(
    case: Onsets, *, shuffles: int = SHUFFLES, draws: int = DRAWS, seed: int = _SEED
) -> tuple[Interaction, ...]:
    """Test every pair of `NEAR_KM` and `CLOSE_H`; nothing with fewer than `FEWEST` places."""
    if case.n < FEWEST:
        return ()
    return tuple(
        knox_test(case, near_km, close_h, shuffles=shuffles, draws=draws, seed=seed)
        for near_km in NEAR_KM
        for close_h in CLOSE_H
    )


def knox_test(
    case: Onsets, near_km: int, close_h: int, *, shuffles: int, draws: int, seed: int = _SEED
) -> Interaction:
    """
    Count pairs of places within `near_km` and `close_h` of each other, against shuffles.

    Pairs and their expected number are those of pointpats, as means over draws of the times. Its
    own shuffles know no intervals: here times are drawn anew in each.
    """
    rng = np.random.default_rng(seed)
    first, second = np.triu_indices(case.n, k=1)
    near = np.hypot(*(case.plane_km[first] - case.plane_km[second]).T) <= near_km
    times = shuffled_times(case, shuffles + 1, draws, rng)
    gaps = np.abs(times[..., first[near]] - times[..., second[near]])
    pairs = (gaps <= close_h).sum(axis=2).mean(axis=1)
    found = [
        Knox(case.plane_km, drawn[:, None], delta=near_km, tau=close_h, permutations=0)
        for drawn in draw_times(case, (draws,), rng)
    ]
    return Interaction(
        near_km=near_km,
        close_h=close_h,
        n=case.n,
        pairs=float(np.mean([test.statistic_ for test in found])),
        expected=float(np.mean([test.expected[0, 0] for test in found])),
        p=float(np.mean(pairs >= pairs[0])),
    )
