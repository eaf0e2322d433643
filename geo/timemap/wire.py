"""
Events as bytes: a small header, then one array per column.

Layout: length of the header (uint32), the header (JSON, padded with spaces to a multiple of four bytes), then the columns in the order that the header
names them, widest type first; everything little-endian, rows sorted by `earliest`. Instants are int32 seconds from the header's
`origin_ms`; the smallest int32 stands for "not known".
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

UNKNOWN_S: Final = -(2**31)
REQUIRED: Final = ("lat", "lon", "earliest_at")
_HEAD_ALIGN: Final = 4


class WireError(ValueError):
    """The frame does not keep the contract of `sorted_events`."""


def sorted_events(events: pd.DataFrame) -> pd.DataFrame:
    """
    Fill in what the contract leaves open and sort by time.

    Parameters
    ----------
    events
        One row per event. Needed: `lat`, `lon` (degrees), `earliest_at` (UTC, timezone-aware). May have: `latest_at` (else `earliest_at`), `ended_at`,
        `kind`, `precision`, `confidence` (text), `on_map` (bool), `place_id`, `event_id`.

    Returns
    -------
    events
        A new frame with all of these columns, by `earliest_at`, then `event_id`.

    Raises
    ------
    WireError
        A needed column is missing, an instant has no time zone, or a coordinate is out of range.
    """
    missing = [name for name in REQUIRED if name not in events]
    if missing:
        message = f"events: got columns {list(events.columns)}, expected also {missing}"
        raise WireError(message)
    if getattr(events["earliest_at"].dtype, "tz", None) is None:
        message = f"events.earliest_at: got {events['earliest_at'].dtype}, expected instants with a time zone"
        raise WireError(message)
    outside = ~(events["lat"].between(-90, 90) & events["lon"].between(-180, 360))
    if outside.any():
        row = events.index[outside][0]
        message = (
            f"events, row {row}: got ({events['lat'][row]}, {events['lon'][row]}), expected degrees"
        )
        raise WireError(message)
    return _complete(events).sort_values(
        ["earliest_at", "event_id"], kind="stable", ignore_index=True
    )


def _complete(events: pd.DataFrame) -> pd.DataFrame:
    defaults: Mapping[str, object] = {
        "latest_at": events["earliest_at"],
        "ended_at": pd.Series(pd.NaT, index=events.index, dtype=events["earliest_at"].dtype),
        "kind": "event",
        "precision": "venue",
        "confidence": "",
        "on_map": True,
        "event_id": [str(number) for number in range(len(events))],
        "place_id": events["lat"].astype(str) + "," + events["lon"].astype(str),
    }
    return events.assign(**{name: value for name, value in defaults.items() if name not in events})


def encode_events(
    events: pd.DataFrame,
    *,
    families: Sequence[Mapping[str, object]],
    places: Sequence[str],
    precisions: Sequence[str],
    confidences: Sequence[str],
) -> bytes:
    """
    Write events as the script reads them.

    Parameters
    ----------
    events
        From `sorted_events`.
    families
        `{"id", "shape", "kinds"}` in the order of legend and histogram.
    places
        Every `place_id`, in the order of their index.
    precisions, confidences
        Their words in the order of their index.
    """
    kinds = sorted(set(events["kind"]))
    origin_ms = int(events["earliest_at"].min().timestamp() * 1000) if len(events) else 0
    columns = {
        "lat": events["lat"].to_numpy("<f4"),
        "lon": events["lon"].to_numpy("<f4"),
        **{
            name: _seconds(events[f"{name}_at"], origin_ms)
            for name in ("earliest", "latest", "ended")
        },
        "place_index": _codes(events["place_id"], places).astype("<u4"),
        "kind": _codes(events["kind"], kinds).astype("u1"),
        "precision": _codes(events["precision"], precisions).astype("u1"),
        "confidence": _codes(events["confidence"], confidences).astype("u1"),
        "dot": events["on_map"].to_numpy("u1"),
    }
    header = {
        "length": len(events),
        "origin_ms": origin_ms,
        "families": list(families),
        "kinds": kinds,
        "precisions": list(precisions),
        "confidences": list(confidences),
        "columns": [(name, array.dtype.name) for name, array in columns.items()],
    }
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % _HEAD_ALIGN)
    return b"".join(
        [len(head).to_bytes(4, "little"), head, *(array.tobytes() for array in columns.values())]
    )


def _seconds(instants: pd.Series, origin_ms: int) -> np.ndarray:
    """Seconds from the origin, `UNKNOWN_S` where there is no instant."""
    since = instants - pd.Timestamp(origin_ms, unit="ms", tz="UTC")
    seconds = since.dt.total_seconds().round()
    return seconds.fillna(UNKNOWN_S).to_numpy("<i4")


def _codes(values: pd.Series, words: Sequence[str]) -> np.ndarray:
    """Index of each value in `words`."""
    codes = pd.Categorical(values, categories=list(words)).codes
    if (codes < 0).any():
        unknown = sorted(set(values[codes < 0]))
        message = f"events.{values.name}: got {unknown}, expected one of {list(words)[:20]}"
        raise WireError(message)
    return codes.astype("int64")
