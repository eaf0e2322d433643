"""Texts for card and list, from the columns of a table of events."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from .frames import WireError

_HOUR: Final = pd.Timedelta(hours=1)
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
    earliest, latest = rows["earliest_at"], rows["latest_at"]
    is_day = (earliest == earliest.dt.normalize()) & (latest == earliest + pd.DateOffset(days=1))
    length = latest - earliest
    precision = np.select(
        [is_day, length > _HOUR, length > pd.Timedelta(0)], ["day", "between", "hour"], "minute"
    )
    started = _wall(earliest, earliest)
    days = np.datetime_as_string(_local(earliest, earliest), unit="D", casting="unsafe")
    columns = {
        "started": np.where(is_day, days, started).tolist(),
        "until": _wall(latest, earliest).tolist(),
        "precision": precision.tolist(),
        "ended": _wall(rows["ended_at"], earliest).tolist(),
        "offset_min": _offsets_min(earliest).tolist(),
    }
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]


def _local(instants: _Instants, like: _Instants) -> npt.NDArray[np.datetime64]:
    """Give what clocks in the zone of `like` show, to the second."""
    return instants.dt.tz_convert(like.dt.tz).dt.tz_localize(None).to_numpy().astype("<M8[s]")


def _wall(instants: _Instants, like: _Instants) -> npt.NDArray[np.str_]:
    """Wall times in the zone of `like`; empty where there is no instant."""
    local = _local(instants, like)
    minutes = local.astype("<M8[m]")
    texts = np.where(
        minutes == local,
        np.datetime_as_string(minutes, unit="m"),
        np.datetime_as_string(local, unit="s"),
    )
    return np.where(np.isnat(local), "", texts)


def _offsets_min(instants: _Instants) -> npt.NDArray[np.int64]:
    """Minutes that the zone is ahead of UTC at each instant."""
    ahead = instants.dt.tz_localize(None) - instants.dt.tz_convert(None)
    return np.asarray(ahead // pd.Timedelta(minutes=1), dtype="int64")


def _texts(rows: pd.DataFrame, column: str) -> list[str]:
    """Give what stands in a column; empty where the column or the value is missing."""
    if column not in rows:
        return [""] * len(rows)
    values = rows[column]
    return ["" if none else str(one) for one, none in zip(values, values.isna(), strict=True)]
