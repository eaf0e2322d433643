"""Invented events of any number: over Kazakhstan, in January 2022, always the same ones."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

SIZES: Final = (300, 3_000, 30_000, 100_000, 1_000_000)
KINDS: Final = ("protest", "clash", "arrest", "statement", "deployment", "strike")
FAMILIES: Final = (
    {"id": "protest", "kinds": ["protest", "strike"]},
    {"id": "violence", "kinds": ["clash"]},
    {"id": "harm", "kinds": ["arrest"]},
    {"id": "state", "kinds": ["statement"]},
    {"id": "alliance", "kinds": ["deployment"]},
)
COLOURS: Final = dict(
    zip(KINDS, ("#0072B2", "#D55E00", "#8C1D5B", "#9A7400", "#5746A6", "#0072B2"), strict=True)
)
START: Final = pd.Timestamp("2022-01-01T00:00Z")
END: Final = pd.Timestamp("2022-02-01T00:00Z")
BOX: Final = ((41.5, 47.5), (54.5, 86.5))
"""Where they lie: south-west and north-east corner, degrees."""
MAX_PLACES: Final = 5_000
"""There are about as many settlements in the country."""

_SEED: Final = 2022
_KIND_SHARES: Final = (0.35, 0.15, 0.2, 0.15, 0.05, 0.1)
_PEAK_D: Final = 4.6
"""Days from `START` to the densest hour."""
_PEAK_SPREAD_D: Final = 1.2
_PEAK_SHARE: Final = 0.45
"""The others are spread evenly over the month."""
_DAY_SHARE: Final = 0.6
"""Known to the day only; of the others half to 6 hours, half to the minute."""
_LASTING_SHARE: Final = 0.1
"""These have an end, up to three days later."""
_AROUND_DEG: Final = 0.35
_DAY_S: Final = 86_400
_QUARTER_S: Final = 21_600

Numbers = npt.NDArray[np.float64]


def make_events(count: int) -> pd.DataFrame:
    """
    Invent events.

    Returns
    -------
    events
        A frame for `geo.timemap.encode_points`, by `earliest_at`, each at coordinates of its own
        around a place: up to `MAX_PLACES` events each has one to itself.
    """
    random = np.random.default_rng(_SEED)
    earliest_s, latest_s = _intervals(random, count)
    lat, lon, place = _positions(random, count)
    start = np.datetime64(START.tz_localize(None), "s")
    ended_s = latest_s + random.integers(_QUARTER_S, 3 * _DAY_S, count)
    lasts = random.random(count) < _LASTING_SHARE
    instants = {
        "earliest_at": start + earliest_s,
        "latest_at": start + latest_s,
        "ended_at": np.where(lasts, start + ended_s, np.datetime64("NaT", "s")),
    }
    return pd.DataFrame(
        {name: pd.Series(values).dt.tz_localize("UTC") for name, values in instants.items()}
        | {
            "lat": lat,
            "lon": lon,
            "kind": random.choice(KINDS, count, p=_KIND_SHARES),
            "precision": random.choice(
                ("venue", "settlement", "district"), count, p=(0.2, 0.7, 0.1)
            ),
            "confidence": random.choice(("confirmed", "reported"), count, p=(0.7, 0.3)),
            "place_id": np.char.add("p", place.astype(str)),
        }
    ).sort_values("earliest_at", kind="stable", ignore_index=True)


def _intervals(
    random: np.random.Generator, count: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Draw the first and the last second that each event may have begun in, since `START`."""
    peak = random.normal(_PEAK_D, _PEAK_SPREAD_D, count)
    even = random.uniform(0, 30, count)
    days = np.clip(np.where(random.random(count) < _PEAK_SHARE, peak, even), 0, 29.99)
    at = (days * _DAY_S).astype(np.int64) // 60 * 60
    known = random.random(count)
    width = np.where(
        known < _DAY_SHARE, _DAY_S, np.where(known < (1 + _DAY_SHARE) / 2, _QUARTER_S, 1)
    )
    earliest = at // width * width
    return earliest, earliest + np.where(width > 1, width, 0)


def _positions(
    random: np.random.Generator, count: int
) -> tuple[Numbers, Numbers, npt.NDArray[np.int64]]:
    """Draw coordinates around places of which few have most events."""
    (south, west), (north, east) = BOX
    n_places = min(count, MAX_PLACES)
    place_lat = random.uniform(south, north, n_places)
    place_lon = random.uniform(west, east, n_places)
    often = (random.pareto(0.7, count) * n_places / 10).astype(np.int64) % n_places
    place = often if count > MAX_PLACES else np.arange(count)
    lat, lon = (
        here[place] + random.normal(0, _AROUND_DEG, count) for here in (place_lat, place_lon)
    )
    return np.clip(lat, south, north), np.clip(lon, west, east), place


def sweep_ms(steps: int) -> list[int]:
    """Give moments that lie evenly over the month, the last one at its end; ms since 1970 UTC."""
    start, end = (round(at.timestamp() * 1000) for at in (START, END))
    return [start + (end - start) * step // steps for step in range(1, steps + 1)]


def counts_at(events: pd.DataFrame, steps: int) -> list[int]:
    """Count the events that have begun at each of these moments."""
    moments = pd.to_datetime(sweep_ms(steps), unit="ms", utc=True)
    return [int((events["earliest_at"] <= at).sum()) for at in moments]
