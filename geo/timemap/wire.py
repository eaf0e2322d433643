"""
Events as bytes: a small header, then one array per column.

Layout: length of the header (uint32), the header (JSON), then the columns in the order that the
header names them; everything little-endian, rows sorted by `earliest`. Instants are counted as
`times.pack` says: the header's `instants` has `[origin_ms, unit_ms]` of each of these columns.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from narwhals.typing import IntoDataFrame

from .frames import WireError, read_frame
from .times import Packed, pack

MAX_WORDS: Final = 256
"""Kinds, precisions and confidences are indexed by a byte."""


def sorted_events(events: IntoDataFrame) -> pd.DataFrame:
    """
    Fill in what the contract leaves open and sort by time.

    Parameters
    ----------
    events
        A frame of pandas, GeoPandas, polars or pyarrow, one row per event. Needed: `lat`, `lon`
        (degrees; east of 180 may run on to 360), `earliest_at` (with a time zone). May have:
        `latest_at` (else `earliest_at`), `ended_at` (missing where not known), `kind`, `precision`,
        `confidence` (text), `on_map` (bool), `place_id` (else each coordinate is a place),
        `event_id` (else the number of the row).

    Returns
    -------
    events
        A new frame with all of these columns but `place_id`, which stays away where it was not
        given; by `earliest_at`, then the given `event_id`, else in their order, with a plain
        range index. No row is dropped.

    Raises
    ------
    WireError
        See `frames.read_frame`.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"lat": [43.3], "lon": [52.9], "earliest_at": pd.to_datetime(["2022-01-02T06:00Z"])}
    ... )
    >>> sorted_events(frame).loc[0, ["event_id", "kind", "precision"]].to_dict()
    {'event_id': '0', 'kind': 'event', 'precision': ''}
    >>> sorted_events(frame.drop(columns="lon"))
    Traceback (most recent call last):
    ...
    WireError: events: got columns ['lat', 'earliest_at'], expected also ['lon']
    """
    return sort_read(read_frame(events))


def sort_read(events: pd.DataFrame) -> pd.DataFrame:
    """Do what `sorted_events` does with a frame from `read_frame`."""
    by = ["earliest_at", *(["event_id"] if "event_id" in events else [])]
    return _complete(events).sort_values(by, kind="stable", ignore_index=True)


def _complete(events: pd.DataFrame) -> pd.DataFrame:
    defaults: Mapping[str, Any] = {
        "latest_at": events["earliest_at"],
        "ended_at": pd.Series(pd.NaT, index=events.index, dtype=events["earliest_at"].dtype),
        "kind": "event",
        "precision": "",
        "confidence": "",
        "on_map": True,
        "event_id": [str(number) for number in range(len(events))],
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
        From `sorted_events`; their order is kept.
    families
        `{"id", "shape", "kinds"}` in the order of legend and histogram.
    places
        Every `place_id`, in the order of their index; not looked at where the events have none.
    precisions, confidences
        Their words in the order of their index.

    Returns
    -------
    wire
        `lat`, `lon` (float32, degrees), `earliest`, `latest`, `ended` (int32 or float64, see
        `times.pack`), `place_index` (uint32; where events have a `place_id`), `kind`, `precision`,
        `confidence` (uint8, indices) and `dot` (uint8, 0 or 1), one value per event each.

    Raises
    ------
    WireError
        An event has a place, precision or confidence that is not in its list, or a time that no
        browser can hold.

    Examples
    --------
    >>> rows = sorted_events(
    ...     pd.DataFrame(
    ...         {"lat": [43.3], "lon": [52.9], "earliest_at": pd.to_datetime(["2022-01-02T06:00Z"])}
    ...     )
    ... )
    >>> wire = encode_events(
    ...     rows,
    ...     families=[{"id": "other", "shape": "circle", "kinds": ["event"]}],
    ...     places=[],
    ...     precisions=[""],
    ...     confidences=[""],
    ... )
    >>> json.loads(wire[4 : 4 + int.from_bytes(wire[:4], "little")])["length"]
    1
    """
    kinds = sorted(set(events["kind"]))
    instants = {name: _packed(events, name) for name in ("earliest", "latest", "ended")}
    columns = {
        "lat": events["lat"].to_numpy("<f4"),
        "lon": events["lon"].to_numpy("<f4"),
        **{name: packed.numbers for name, packed in instants.items()},
        **_place_index(events, places),
        "kind": _codes(events["kind"], kinds).astype("u1"),
        "precision": _codes(events["precision"], precisions).astype("u1"),
        "confidence": _codes(events["confidence"], confidences).astype("u1"),
        "dot": events["on_map"].to_numpy("u1"),
    }
    header = {
        "length": len(events),
        "instants": {name: (one.origin_ms, one.unit_ms) for name, one in instants.items()},
        "families": list(families),
        "kinds": kinds,
        "precisions": list(precisions),
        "confidences": list(confidences),
        "columns": [(name, array.dtype.name) for name, array in columns.items()],
    }
    head = json.dumps(header, separators=(",", ":")).encode()
    return b"".join(
        [len(head).to_bytes(4, "little"), head, *(array.tobytes() for array in columns.values())]
    )


def _place_index(
    events: pd.DataFrame, places: Sequence[str]
) -> dict[str, npt.NDArray[np.unsignedinteger[Any]]]:
    if "place_id" not in events:
        return {}
    return {"place_index": _codes(events["place_id"], places).astype("<u4")}


def _packed(events: pd.DataFrame, name: str) -> Packed:
    try:
        return pack(events[f"{name}_at"])
    except OverflowError as error:
        message = f"events.{name}_at, {error}"
        raise WireError(message) from error


def _codes(values: "pd.Series[str]", words: Sequence[str]) -> npt.NDArray[np.intp]:
    """Index of each value in `words`."""
    if values.name != "place_id" and len(words) > MAX_WORDS:
        message = f"events.{values.name}: got {len(words)} different ones, expected at most 256"
        raise WireError(message)
    codes = pd.Index(list(words), dtype="str").get_indexer(pd.Index(values))
    if (codes < 0).any():
        unknown = sorted(set(values[codes < 0].astype(str)))
        message = f"events.{values.name}: got {unknown}, expected one of {list(words)[:20]}"
        raise WireError(message)
    return codes
