"""What the charts say in words: times of the axis, first reports."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from geo.scene.times import ZONE
from geo.words.catalogue import Words
from geo.words.times import until, when

WALL: Final = "%Y-%m-%dT%H:%M:%S"


def wall(at: pd.Timestamp) -> str:
    """Write an instant as wall time of the axis, as charts read it."""
    return at.tz_convert(str(ZONE)).strftime(WALL)


def first_report(event: Mapping[Any, Any], words: Words) -> str:
    """Write day and time of an event; without repeating the day where the time names it."""
    time = when(event, words)
    if "T" not in event["started_local"] or event["time_precision"] == "approx":
        return time
    day = words.date(pd.Timestamp(event["started_local"]).date(), "short")
    return " ".join(part for part in (day + ",", time, until(event, words)) if part)
