"""
Times drawn at random within the intervals in which they are known, many at once.

An onset known only to the day is drawn from that whole day, each instant as likely as any other.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pyproj import Proj

from geo.analysis.spread.onsets import ORIGIN, Floats, distances_km

_AT_ONCE = 256
"""Draws looked at together: each needs a table of places by places."""


@dataclass(frozen=True, slots=True, eq=False)
class Onsets:
    """Where and when protest was first reported, without the origin itself; (n,) each."""

    start_h: Floats
    """Hours since the begin of the origin's interval."""
    end_h: Floats
    origin_km: Floats
    """Distance to the origin."""
    between_km: Floats
    """Distance between the places, (n, n)."""
    plane_km: Floats
    """Coordinates on a plane that keeps distances from its middle, (n, 2)."""
    log_people: Floats
    """Logarithm to base 2 of the population; NaN where unknown."""

    @property
    def n(self) -> int:
        """How many places there are."""
        return len(self.start_h)

    def only(self, chosen: np.ndarray) -> "Onsets":
        """Take some of the places."""
        return Onsets(
            self.start_h[chosen],
            self.end_h[chosen],
            self.origin_km[chosen],
            self.between_km[np.ix_(chosen, chosen)],
            self.plane_km[chosen],
            self.log_people[chosen],
        )

    def populated(self) -> "Onsets":
        """Take the places whose population is known."""
        return self.only(np.flatnonzero(np.isfinite(self.log_people)))


def to_onsets(table: pd.DataFrame, *, origin: str = ORIGIN) -> Onsets:
    """
    Take what the tests need.

    Parameters
    ----------
    table
        From `geo.analysis.spread.onsets.with_places`, with `origin` in it.
    """
    rest = table[table["place_id"] != origin]
    first_at = table.loc[table["place_id"] == origin, "earliest_at"].iloc[0]
    hour = pd.Timedelta(hours=1)
    people = rest["population"].astype("Float64").to_numpy(dtype="float64", na_value=np.nan)
    return Onsets(
        start_h=((rest["earliest_at"] - first_at) / hour).to_numpy(dtype="float64"),
        end_h=((rest["latest_at"] - first_at) / hour).to_numpy(dtype="float64"),
        origin_km=rest["distance_km"].to_numpy(dtype="float64"),
        between_km=distances_km(rest),
        plane_km=_on_plane_km(rest),
        log_people=np.log2(people),
    )


def _on_plane_km(table: pd.DataFrame) -> Floats:
    """Project onto a plane: over 3,000 km, distances are right to about one in a hundred."""
    lat, lon = table["lat"].to_numpy(), table["lon"].to_numpy()
    plane = Proj(proj="aeqd", lat_0=float(lat.mean()), lon_0=float(lon.mean()), ellps="WGS84")
    return np.column_stack(plane(lon, lat)) / 1000


def draw_times(case: Onsets, shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
    """Draw times in hours: (*shape, n)."""
    share = rng.random((*shape, case.n))
    times: Floats = case.start_h + share * (case.end_h - case.start_h)
    return times


def shuffled_times(case: Onsets, rounds: int, draws: int, rng: np.random.Generator) -> Floats:
    """
    Deal the places' intervals out anew in each round, and draw times within them.

    Returns
    -------
    times
        Hours, (rounds, draws, n); the first round is not shuffled.
    """
    order = rng.permuted(np.tile(np.arange(case.n), (rounds, 1)), axis=1)
    order[0] = np.arange(case.n)
    start, end = case.start_h[order][:, None, :], case.end_h[order][:, None, :]
    times: Floats = start + rng.random((rounds, draws, case.n)) * (end - start)
    return times


def nearest_earlier_km(times: Floats, case: Onsets) -> Floats:
    """
    Find how far the nearest earlier place was; the origin is earlier than all.

    Parameters
    ----------
    times
        Hours, (..., n).
    """
    flat = times.reshape(-1, case.n)
    found = np.empty_like(flat)
    for begin in range(0, len(flat), _AT_ONCE):
        part = flat[begin : begin + _AT_ONCE]
        earlier = part[:, None, :] < part[:, :, None]
        found[begin : begin + _AT_ONCE] = np.where(earlier, case.between_km, np.inf).min(axis=2)
    nearest: Floats = np.minimum(found, case.origin_km).reshape(times.shape)
    return nearest


def two_sided(statistics: Floats) -> float:
    """Say how rarely chance gives a first statistic as far out as this; the others are chance's."""
    below = float(np.mean(statistics <= statistics[0]))
    above = float(np.mean(statistics >= statistics[0]))
    return min(1.0, 2 * min(below, above))
