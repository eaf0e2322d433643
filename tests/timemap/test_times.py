"""Instants as the elements take them."""

from datetime import UTC, datetime, timedelta, timezone

import pandas as pd
import pytest

from geo.timemap import to_ms

NOON_MS = 1_641_384_000_000
"""5 January 2022, 12:00 UTC, as `date -u -d 2022-01-05T12:00 +%s` has it in seconds."""


@pytest.mark.parametrize(
    "instant",
    [
        "2022-01-05T12:00Z",
        "2022-01-05T18:00+06:00",
        datetime(2022, 1, 5, 12, tzinfo=UTC),
        datetime(2022, 1, 5, 18, tzinfo=timezone(timedelta(hours=6))),
        pd.Timestamp("2022-01-05T18:00", tz="Asia/Almaty"),
        pd.Timestamp("2022-01-05T12:00:00.0009Z"),
    ],
)
def test_an_instant_is_the_same_however_it_is_said(instant: str | datetime) -> None:
    assert to_ms(instant) == NOON_MS


def test_instants_before_1970_and_after_2262_have_a_place() -> None:
    assert to_ms("1969-12-31T23:59:59Z") == -1000
    assert to_ms("2300-01-01T00:00Z") == 10_413_792_000_000


@pytest.mark.parametrize("instant", ["2022-01-05", datetime(2022, 1, 5), "NaT"])  # noqa: DTZ001
def test_an_instant_without_a_zone_is_refused(instant: str | datetime) -> None:
    with pytest.raises(ValueError, match=r"instant: got .*, expected one with a time zone"):
        to_ms(instant)


def test_what_is_no_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="yesterday evening"):
        to_ms("yesterday evening")
