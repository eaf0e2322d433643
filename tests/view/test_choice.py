"""Which events an export holds."""

import pandas as pd
import pytest

from geo.errors import EmptyError
from geo.facts.join import Joined, join_events
from geo.scene.times import axis_options
from geo.view.choice import (
    Choice,
    ChoiceError,
    choose,
    choose_where,
    read_begin,
    read_end,
    read_kinds,
    read_regions,
)
from tests.world import build_event, build_facts, build_place

DAY_MS = 24 * 3600 * 1000


def test_a_day_begins_at_its_midnight_and_counts_to_its_last_minute() -> None:
    assert read_begin("2022-01-05") == read_begin("2022-01-05T00:00")
    assert read_end("2022-01-05") == read_begin("2022-01-05T23:59")
    assert read_end("2022-01-05T1700") == read_begin("2022-01-05T17:00")


def test_times_are_those_of_almaty() -> None:
    assert read_begin("2022-01-05T06:00") == 1641340800000


@pytest.mark.parametrize("text", ["", "5 January", "2022-02-30", "2022-01-05T25:00", "2022-01"])
def test_other_texts_are_no_times(text: str) -> None:
    with pytest.raises(ChoiceError, match="expected a day like 2022-01-05 or a time in Almaty"):
        read_begin(text)


def test_kinds_are_parted_by_commas_or_points() -> None:
    assert read_kinds("protest, strike") == read_kinds("protest.strike") == ["protest", "strike"]


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(ChoiceError, match="got party, expected some of protest, "):
        read_kinds("protest,party")


def test_no_word_is_no_choice() -> None:
    with pytest.raises(ChoiceError, match="got ' , ', expected words with commas between"):
        read_kinds(" , ")


def test_an_unknown_region_is_named() -> None:
    with pytest.raises(ChoiceError, match="got KZ, expected some of KZ-"):
        read_regions("KZ-ALA,KZ")


def test_a_place_is_chosen_with_what_lies_in_it() -> None:
    places = [build_place(), build_place(place_id="square", parent_place_id="west")]
    facts = build_facts(
        places=places,
        events=[build_event(), build_event(event_id="on-it", place_id="square")],
        first_protests=[],
    )
    events = join_events(facts).events
    for chosen, kept in ((["west"], {"rally", "on-it"}), (["square"], {"on-it"})):
        choice = choose(where=choose_where(facts.places, chosen, None))
        assert not choice.is_whole
        assert set(choice.rows(events)["event_id"]) == kept
    assert choose(where=choose_where(facts.places, None, None)).is_whole
    with pytest.raises(EmptyError):
        choose(where=choose_where(facts.places, ["west"], ["KZ-ALA"])).rows(events)


def test_an_unknown_place_is_named() -> None:
    with pytest.raises(ChoiceError, match="got --place nowhere, expected a value of place_id"):
        choose_where(build_facts().places, ["west", "nowhere"], None)


def test_without_limits_every_event_is_chosen(real_joined: Joined) -> None:
    assert choose().is_whole
    assert list(choose().rows(real_joined.events)["event_id"]) == list(
        real_joined.events["event_id"]
    )


def test_a_window_and_kinds_choose_what_may_lie_in_them(real_joined: Joined) -> None:
    events = real_joined.events
    begin_ms, end_ms = read_begin("2022-01-04"), read_end("2022-01-04")
    rows = choose(begin_ms=begin_ms, end_ms=end_ms, kinds=["protest"]).rows(events)
    start, end = (pd.Timestamp(ms, unit="ms", tz="UTC") for ms in (begin_ms, end_ms))
    last = events[["latest_at", "ended_at"]].max(axis="columns")
    meant = events[
        (events["kind"] == "protest")
        & (events["earliest_at"] <= end)
        & ((last > start) | (events["earliest_at"] >= start))
    ]
    assert 0 < len(rows) < len(events)
    assert list(rows["event_id"]) == list(meant["event_id"])


def test_what_begins_after_the_last_day_is_left_out(real_joined: Joined) -> None:
    rows = choose(end_ms=read_end("2022-01-04")).rows(real_joined.events)
    assert rows["earliest_at"].max() < pd.Timestamp("2022-01-05", tz="Asia/Almaty")


def test_a_choice_that_keeps_nothing_is_refused(real_joined: Joined) -> None:
    with pytest.raises(EmptyError, match="got none"):
        choose(end_ms=read_end("2021-12-01")).rows(real_joined.events)


def test_a_window_must_not_end_before_it_begins() -> None:
    with pytest.raises(ChoiceError, match="--from to be earlier than --to"):
        choose(begin_ms=2, end_ms=1)


def test_the_axis_of_a_window_has_its_ends_and_opens_at_the_last(real_joined: Joined) -> None:
    whole = axis_options(real_joined.events, ("events",), lang="en")
    begin_ms, end_ms = read_begin("2022-01-03"), read_end("2022-01-05")
    axis = choose(begin_ms=begin_ms, end_ms=end_ms).axis(whole)
    assert (axis["start"], axis["end"], axis["fold_at"]) == (begin_ms, end_ms, end_ms)
    assert axis["opening"]["t1"] == end_ms
    assert axis["opening"]["layers"] == ("events",)


def test_the_axis_up_to_a_moment_keeps_its_begin_and_its_fold(real_joined: Joined) -> None:
    whole = axis_options(real_joined.events, (), lang="en")
    axis = choose(end_ms=read_end("2022-01-20")).axis(whole)
    assert (axis["start"], axis["fold_at"]) == (whole["start"], whole["fold_at"])
    assert axis["end"] == read_end("2022-01-20")


def test_the_axis_of_everything_is_that_of_the_page(real_joined: Joined) -> None:
    whole = axis_options(real_joined.events, (), lang="en")
    assert Choice().axis(whole) == whole
