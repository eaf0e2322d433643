"""Times of events in words, no finer than they are known, in the time of their place."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from geo.words.catalogue import Words

_DAY_LENGTH = len("2022-01-05")


def day_of(event: Mapping[str, Any]) -> date:
    """Give the place's own day on which an event is said to have begun."""
    return date.fromisoformat(event["started_local"][:_DAY_LENGTH])


def has_hour(event: Mapping[str, Any]) -> bool:
    """Say whether the hour, or at least the part of the day, is known."""
    return "T" in event["started_local"] and event["time_precision"] != "approx"


def when(event: Mapping[str, Any], words: Words) -> str:
    """Write when an event began: "17:20", "about 17:00", "some time on 5 January"."""
    precision = event["time_precision"]
    day = words.date(day_of(event), "day")
    if "T" not in event["started_local"]:
        return words("when.around" if precision == "approx" else "when.day", day=day)
    at = datetime.fromisoformat(event["started_local"])
    time = words.date(at, "time")
    if precision == "part_of_day":
        return words(f"when.part_{at.hour // 6}")
    if precision == "hour":
        return words("when.hour", time=time)
    return words("when.about", time=time, day=day) if precision == "approx" else time


def until(event: Mapping[str, Any], words: Words) -> str:
    """Write when an event ended; "" when that is unknown or the same day."""
    ended = event["ended_local"]
    if not ended or (len(ended) == _DAY_LENGTH and ended == event["started_local"][:_DAY_LENGTH]):
        return ""
    if len(ended) == _DAY_LENGTH:
        return words("when.until", end=words.date(date.fromisoformat(ended), "day"))
    form = "time" if ended[:_DAY_LENGTH] == event["started_local"][:_DAY_LENGTH] else "moment_short"
    return words("when.until", end=words.date(datetime.fromisoformat(ended), form))


def rough_day(written: str, words: Words) -> str:
    """Write a date, a month or a year as the data have it; "" for none."""
    if len(written) == _DAY_LENGTH:
        return words.date(date.fromisoformat(written), "calendar")
    return written
