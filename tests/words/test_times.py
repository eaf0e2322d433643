"""Times in words are no finer than they are known."""

import pytest

from geo.words.catalogue import Words
from geo.words.times import has_hour, rough_day, until, when

EN, DE = Words("en"), Words("de")


def event(precision: str, started: str, ended: str = "") -> dict[str, str]:
    """Build the times of one event."""
    return {"time_precision": precision, "started_local": started, "ended_local": ended}


@pytest.mark.parametrize(
    ("precision", "started", "words"),
    [
        ("minute", "2022-01-05T17:20", "17:20"),
        ("hour", "2022-01-05T17:00", "about 17:00"),
        ("part_of_day", "2022-01-05T20:00", "evening"),
        ("part_of_day", "2022-01-05", "some time on 5 January"),
        ("day", "2022-01-05", "some time on 5 January"),
        ("approx", "2022-01-05", "around 5 January, give or take a day"),
        ("approx", "2022-01-05T17:16", "about 17:16 on 5 January, give or take half a day"),
    ],
)
def test_when(precision: str, started: str, words: str) -> None:
    assert when(event(precision, started), EN) == words


def test_when_in_german() -> None:
    assert when(event("day", "2022-01-05"), DE) == "irgendwann am 5. Januar"


@pytest.mark.parametrize(
    ("precision", "started", "known"),
    [
        ("minute", "2022-01-05T17:20", True),
        ("part_of_day", "2022-01-05T20:00", True),
        ("part_of_day", "2022-01-05", False),
        ("day", "2022-01-05", False),
        ("approx", "2022-01-05T17:16", False),
    ],
)
def test_footage_times_are_no_known_hour(precision: str, started: str, *, known: bool) -> None:
    assert has_hour(event(precision, started)) is known


@pytest.mark.parametrize(
    ("ended", "words"),
    [
        ("", ""),
        ("2022-01-05", ""),
        ("2022-01-05T18:00", "until 18:00"),
        ("2022-01-19T00:00", "until 19 Jan, 00:00"),
        ("2022-01-06", "until 6 January"),
    ],
)
def test_until(ended: str, words: str) -> None:
    assert until(event("day", "2022-01-05", ended), EN) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [("2022-01-05", "5 January 2022"), ("2022-01", "2022-01"), ("2022", "2022"), ("", "")],
)
def test_rough_days_stay_as_rough_as_they_are(written: str, words: str) -> None:
    assert rough_day(written, EN) == words
