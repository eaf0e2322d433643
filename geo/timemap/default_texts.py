"""Texts for card and list, from the columns of a table of events."""

from collections.abc import Sequence
from datetime import tzinfo
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from .frames import WireError
from .times import local_seconds, utc_seconds

_SECOND: Final = np.timedelta64(1, "s")
_HOUR: Final = np.timedelta64(1, "h")
_LONGEST_DAY: Final = np.timedelta64(30, "h")
"""No day is longer, and no two days are that short, however clocks change."""
_Instants: TypeAlias = "pd.Series[pd.Timestamp]"


def plain_texts(rows: pd.DataFrame, places: Sequence[str]) -> dict[str, object]:
    """
    Give the texts of events that bring at most `title`, `summary` and `place`.

    Parameters
    ----------
    rows
        From `sorted_events`.
    places
        Every `place_id`, in the order of their index.

    Returns
    -------
    texts
        `events` in the order of `rows`, `places` in that of `places`, `sources` (none).

    Raises
    ------
    WireError
        A place has no event that tells where it is.
    """
    first = rows.drop_duplicates("place_id").set_index("place_id")
    nowhere = [place for place in places if place not in first.index]
    if nowhere:
        message = f"places: got {nowhere[:20]} without an event, expected texts with their position"
        raise WireError(message)
    return {
        "events": _events(rows, places),
        "places": _places(first.loc[list(places)].reset_index()),
        "sources": {},
    }


def _events(rows: pd.DataFrame, places: Sequence[str]) -> list[dict[str, object]]:
    ids, titles = _texts(rows, "event_id"), _texts(rows, "title")
    columns = {
        "id": ids,
        "title": [title or event_id for title, event_id in zip(titles, ids, strict=True)],
        "summary": _texts(rows, "summary"),
        "kind": _texts(rows, "kind"),
        "place": pd.Index(list(places)).get_indexer(pd.Index(rows["place_id"])).tolist(),
        "confidence": _texts(rows, "confidence"),
        "time": wall_times(rows),
    }
    return [
        {**dict(zip(columns, values, strict=True)), "scope": "place", "sources": []}
        for values in zip(*columns.values(), strict=True)
    ]


def _places(first: pd.DataFrame) -> list[dict[str, object]]:
    columns = {
        "id": _texts(first, "place_id"),
        "name": _texts(first, "place"),
        "lat": first["lat"].astype(float).tolist(),
        "lon": first["lon"].astype(float).tolist(),
        "precision": _texts(first, "precision"),
    }
    return [
        {**dict(zip(columns, values, strict=True)), "kind": "venue", "parent": -1}
        for values in zip(*columns.values(), strict=True)
    ]


def wall_times(rows: pd.DataFrame) -> list[dict[str, object]]:
    """
    Say when events happened as list and card write it.

    From midnight to midnight an event is known to the day, up to an hour to the minute or hour;
    what lies further apart is "between" its ends.

    Parameters
    ----------
    rows
        `earliest_at`, `latest_at`, `ended_at` (NaT where not known), with time zones.

    Returns
    -------
    times
        `started`, `until` and `ended` are wall times in the zone of `earliest_at` to the minute,
        with seconds where they have any, `offset_min` minutes ahead of UTC; `precision` is one of
        "minute", "hour", "day", "between".
    """
    zone = rows["earliest_at"].dt.tz
    begin, end, last = (utc_seconds(rows[f"{name}_at"]) for name in ("earliest", "latest", "ended"))
    local = local_seconds(begin, zone)
    length = end - begin
    is_day = (
        _is_midnight(rows["earliest_at"], zone)
        & _is_midnight(rows["latest_at"], zone)
        & (length > np.timedelta64(0))
        & (length <= _LONGEST_DAY)
    )
    is_open = (rows["latest_at"] > rows["earliest_at"]).to_numpy()
    precision = np.select([is_day, length > _HOUR, is_open], ["day", "between", "hour"], "minute")
    days = np.datetime_as_string(local, unit="D", casting="unsafe")
    columns = {
        "started": np.where(is_day, days, _wall(local)).tolist(),
        "until": _wall(local_seconds(end, zone)).tolist(),
        "precision": precision.tolist(),
        "ended": _wall(local_seconds(last, zone)).tolist(),
        "offset_min": ((local - begin) // np.timedelta64(1, "m")).tolist(),
    }
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _is_midnight(instants: _Instants, zone: tzinfo) -> npt.NDArray[np.bool_]:
    """Whether a day of the zone begins, be it at 01:00 because its clocks skip midnight."""
    utc = utc_seconds(instants)
    is_whole = (instants.dt.tz_convert("UTC").dt.microsecond == 0).to_numpy()
    today, before = (local_seconds(at, zone).astype("<M8[D]") for at in (utc, utc - _SECOND))
    return np.asarray(is_whole & (today > before))


def _wall(local: npt.NDArray[np.datetime64]) -> npt.NDArray[np.str_]:
    """Wall times as text; empty where there is none."""
    minutes = local.astype("<M8[m]")
    texts = np.where(
        minutes == local,
        np.datetime_as_string(minutes, unit="m"),
        np.datetime_as_string(local, unit="s"),
    )
    return np.where(np.isnat(local), "", texts)


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    """Give what stands in a column; empty where the column or the value is missing."""
    if column not in rows:
        return [""] * len(rows)
    values = rows[column]
    return ["" if none else str(one) for one, none in zip(values, values.isna(), strict=True)]
