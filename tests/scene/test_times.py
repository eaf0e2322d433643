"""Days, wall times and zones as instants: known answers."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from geo.facts.join import Joined, join_events
from geo.facts.read import Facts
from geo.facts.vocabulary import REGIONS
from geo.scene.times import (
    ADDRESS_TIMES,
    END_AT,
    OPENING_AT,
    QUIET_AT,
    QUIET_SHARE,
    ZONE,
    axis_options,
    day_interval,
    last_minute,
    local_interval,
    region_zones,
    to_ms,
    zone_offsets,
)
from tests.world import build_event, build_facts, build_place

DAY_MS = 86_400_000


def utc_ms(text: str) -> int:
    return to_ms(pd.Timestamp(text, tz="UTC"))


def test_a_day_runs_from_midnight_to_midnight_in_almaty() -> None:
    assert day_interval("2022-01-06") == (utc_ms("2022-01-05T18:00"), utc_ms("2022-01-06T18:00"))


def test_a_day_on_which_clocks_change_has_its_own_length() -> None:
    start, end = day_interval("2022-03-27", ZoneInfo("Europe/Berlin"))
    assert end - start == DAY_MS - 3_600_000


def test_a_time_is_one_instant_and_a_date_a_whole_day() -> None:
    zone = ZoneInfo("Asia/Oral")
    assert local_interval("2022-01-13T07:00", zone) == (utc_ms("2022-01-13T02:00"),) * 2
    assert local_interval("2022-01-13", zone) == (
        utc_ms("2022-01-12T19:00"),
        utc_ms("2022-01-13T19:00"),
    )


@pytest.mark.parametrize(
    ("region", "hours"),
    [
        *[(region, 5) for region in ("KZ-MAN", "KZ-ATY", "KZ-ZAP", "KZ-AKT", "KZ-KZY")],
        *[(region, 6) for region in ("KZ-KUS", "KZ-ALA", "KZ-AST", "KZ-VOS", "KZ-YUZ")],
    ],
)
def test_a_region_keeps_the_time_of_its_places(real_facts: Facts, region: str, hours: int) -> None:
    """In January 2022 the west was at UTC+5, Kostanay and the rest at UTC+6 (IANA tz database)."""
    there = pd.Timestamp("2022-01-05", tz=region_zones(real_facts.places)[region])
    assert there.utcoffset() == pd.Timedelta(hours=hours)


def test_every_region_has_a_place_and_all_its_places_one_zone(real_facts: Facts) -> None:
    assert region_zones(real_facts.places).keys() == set(REGIONS)
    places = real_facts.places[real_facts.places["region_iso"] != ""]
    assert len(places[["region_iso", "tz"]].drop_duplicates()) == len(REGIONS)


def test_places_abroad_make_no_region() -> None:
    places = [build_place(), build_place(place_id="abroad", region_iso="", tz="Europe/Moscow")]
    assert region_zones(build_facts(places=places).places) == {"KZ-MAN": ZoneInfo("Asia/Aqtau")}


def test_the_axis_shows_january_in_almaty_time(real_joined: Joined) -> None:
    axis = axis_options(real_joined.events, (), lang="de")
    assert axis["zone"] == "Asia/Almaty"
    assert axis["start"] == utc_ms("2021-12-31T18:00")
    assert axis["end"] == to_ms(END_AT) == utc_ms("2022-01-31T18:00")


def test_the_first_half_of_january_has_most_room(real_joined: Joined) -> None:
    axis = axis_options(real_joined.events, (), lang="de")
    assert axis["fold_at"] == to_ms(QUIET_AT) == utc_ms("2022-01-15T18:00")
    assert axis["fold_share"] == QUIET_SHARE < 1 / 3
    first_half = (real_joined.events["earliest_at"] < QUIET_AT).mean()
    assert first_half > 0.9


def test_what_is_dated_after_january_lies_in_the_fold() -> None:
    trial = build_event(event_id="trial", started_local="2022-06-01")
    events = join_events(build_facts(events=[build_event(), trial])).events
    axis = axis_options(events, (), lang="de")
    assert axis["fold_at"] == to_ms(END_AT)
    assert "fold_share" not in axis
    assert axis["end"] == utc_ms("2022-05-31T19:00")


def test_the_map_opens_in_the_afternoon_of_5_january(real_joined: Joined) -> None:
    opening = axis_options(real_joined.events, ("events",), lang="de")["opening"]
    assert opening["t1"] == to_ms(OPENING_AT) == utc_ms("2022-01-05T11:00")
    assert opening["t1"] - opening["t0"] == DAY_MS
    assert (opening["mode"], opening["lang"], opening["layers"]) == ("upto", "de", ("events",))


def test_without_events_the_axis_ends_with_january(real_joined: Joined) -> None:
    axis = axis_options(real_joined.events.iloc[:0], (), lang="en")
    assert axis["end"] == to_ms(END_AT)


def test_the_offsets_of_a_zone_are_those_of_its_name() -> None:
    offsets = zone_offsets(*ADDRESS_TIMES)
    for at in range(ADDRESS_TIMES[0], ADDRESS_TIMES[1], 7 * 3600 * 1000):
        told = [minutes for begin, minutes in offsets if begin <= at][-1]
        meant = datetime.fromtimestamp(at / 1000, ZONE).utcoffset()
        assert timedelta(minutes=told) == meant
    # Almaty went back by an hour on 1 March 2024 (IANA tz database).
    assert offsets[1:] == [(to_ms(pd.Timestamp("2024-02-29T18:00Z")), 300)]


def test_a_day_ends_with_its_last_minute() -> None:
    assert last_minute("2022-01-05") == to_ms(pd.Timestamp("2022-01-05T23:59", tz=ZONE))
    assert last_minute("2024-02-29") == to_ms(pd.Timestamp("2024-02-29T18:59Z"))
