"""Words that several parts of the panel on the spread need."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from geo.i18n import Words
from geo.page.state import AXIS_ZONE
from geo.page.times import until, when
from geo.page.world import World

WALL = "%Y-%m-%dT%H:%M:%S"


def wall(at: pd.Timestamp) -> str:
    """Write an instant as wall time of the axis, as charts read it."""
    return at.tz_convert(AXIS_ZONE).strftime(WALL)


def first_report(event: Mapping[Any, Any], words: Words) -> str:
    """Write day and time of an event; without repeating the day where the time names it."""
    time = when(event, words)
    if "T" not in event["started_local"] or event["time_precision"] == "approx":
        return time
    day = words.date(pd.Timestamp(event["started_local"]).date(), "short")
    return " ".join(part for part in (day + ",", time, until(event, words)) if part)


@lru_cache(maxsize=4)
def region_names(world: World, lang: str) -> dict[str, str]:
    """Give the names of the regions by ISO 3166-2 code, as the map has them."""
    features = json.loads(world.scene.payloads["regions"].body)["features"]
    own = [feature["properties"] for feature in features]
    return {each["iso_3166_2"]: each[f"name_{lang}"] for each in own}
