"""
Which earlier places protest could have come from: a model, no observation.

Two guesses: from the nearest earlier place, or from the earlier place with the strongest pull
(people by squared distance, a gravity score). Where the order is unknown, times are drawn within
their intervals, and a path has the share of the draws in which it was the one.
"""

from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from geo.analysis.spread.draws import draw_times, to_onsets
from geo.analysis.spread.onsets import Floats, distances_km

Model: TypeAlias = Literal["nearest", "gravity"]
MODELS: Final[tuple[Model, ...]] = ("nearest", "gravity")
DRAWS: Final = 1000
FEWEST_SHARE: Final = 0.2
"""A path that fewer draws have is not told."""
_CLOSEST_KM: Final = 1.0
"""Places closer than this pull no stronger."""
_SEED: Final = 20220102


def possible_paths(
    table: pd.DataFrame, model: Model, *, origin: str, draws: int = DRAWS, seed: int = _SEED
) -> pd.DataFrame:
    """
    Find for each place the earlier places from which it could have come.

    Places without known population pull nobody, but may be pulled. The origin is earlier than
    all others.

    Parameters
    ----------
    table
        From `geo.analysis.spread.onsets.with_places`.

    Returns
    -------
    paths
        `from_id`, `to_id`, `km`, `share` (of the draws, 0 to 1; at least `FEWEST_SHARE`); by the
        order of `table`, then falling share.
    """
    apart = distances_km(table)
    times = _times(table, origin, draws, seed)
    pull = -apart if model == "nearest" else _gravity(table, apart)
    earlier = times[:, None, :] < times[:, :, None]
    best = np.where(earlier, pull, -np.inf).argmax(axis=2)
    ids = table["place_id"].to_numpy()
    rows = [
        (ids[source], ids[place], apart[source, place], count / draws)
        for place in np.flatnonzero(ids != origin)
        for source, count in _ranked(best[:, place])
        if count / draws >= FEWEST_SHARE and np.isfinite(pull[place, source])
    ]
    return pd.DataFrame(rows, columns=["from_id", "to_id", "km", "share"])


def _times(table: pd.DataFrame, origin: str, draws: int, seed: int) -> Floats:
    """Draw times for all places; that of the origin comes before all."""
    case = to_onsets(table, origin=origin)
    times = np.full((draws, len(table)), -np.inf)
    is_other = (table["place_id"] != origin).to_numpy()
    times[:, is_other] = draw_times(case, (draws,), np.random.default_rng(seed))
    return times


def _gravity(table: pd.DataFrame, apart: Floats) -> Floats:
    """Score the pull of each source (second axis): people by squared km."""
    people = table["population"].astype("Float64").to_numpy(dtype="float64", na_value=0.0)
    score: Floats = people[None, :] / np.maximum(apart, _CLOSEST_KM) ** 2
    return np.where(people[None, :] > 0, score, -np.inf)


def _ranked(sources: np.ndarray) -> list[tuple[int, int]]:
    """Count how often each source was best, the most frequent first."""
    found, counts = np.unique(sources, return_counts=True)
    return sorted(zip(found.tolist(), counts.tolist(), strict=True), key=lambda pair: -pair[1])
