"""Arcs from Zhanaozen, contingents and member states."""

from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from geo.analysis.spread.onsets import ORIGIN
from geo.analysis.spread.paths import MODELS, Model
from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.vocabulary import Places
from geo.scene.arcs import (
    DESTINATION,
    contingent_arcs,
    members,
    path_arcs,
    path_sets,
    spread_arcs,
)
from geo.scene.build import LAYERS, LAYERS_ON
from geo.scene.times import to_ms
from tests.world import build_facts, build_place, build_row


def utc_ms(text: str) -> int:
    return to_ms(pd.Timestamp(text, tz="UTC"))


def position(places: Places, place_id: str) -> dict[str, float]:
    row = places[places["place_id"] == place_id]
    return {"lat": row["lat"].item(), "lon": row["lon"].item()}


def build_contingent(**changes: str) -> dict[str, Any]:
    facts = build_facts(
        places=[build_place(), build_place(place_id=DESTINATION)],
        contingents=[build_row("contingents", **{"home_place_id": "west"} | changes)],
    )
    (arc,) = contingent_arcs(facts)
    return arc


def test_one_arc_goes_to_each_place_but_the_one_it_comes_from(
    real_facts: Facts, real_joined: Joined
) -> None:
    arcs = spread_arcs(real_facts, real_joined.events)
    others = [place for place in real_facts.first_protests["place_id"] if place != ORIGIN]
    ends = [str(position(real_facts.places, place)) for place in others]
    assert sorted(str(arc["to"]) for arc in arcs) == sorted(ends)
    assert all(arc["from"] == position(real_facts.places, ORIGIN) for arc in arcs)


def test_places_that_share_an_interval_share_their_arcs_time(
    real_facts: Facts, real_joined: Joined
) -> None:
    """Known to the same day in the same zone, none comes before another."""
    spans = real_joined.events[["event_id", "started_local", "time_precision", "tz"]]
    known = real_facts.first_protests[["place_id", "event_id"]].merge(spans, on="event_id")
    arcs = {str(arc["to"]): arc["start"] for arc in spread_arcs(real_facts, real_joined.events)}
    largest = 0
    for _, tied in known[known["place_id"] != ORIGIN].groupby([*spans.columns[1:]]):
        starts = {arcs[str(position(real_facts.places, place))] for place in tied["place_id"]}
        assert len(starts) == 1
        largest = max(largest, len(tied))
    assert largest > 3


def test_arcs_stand_in_the_order_of_time(real_facts: Facts, real_joined: Joined) -> None:
    starts: list[Any] = [arc["start"] for arc in spread_arcs(real_facts, real_joined.events)]
    assert all(one <= other for one, other in pairwise(starts))
    assert all(earliest <= latest for earliest, latest in starts)


@pytest.mark.parametrize("model", MODELS)
def test_possible_paths_are_dashed_and_lead_to_every_place_but_the_origin(
    real_facts: Facts, real_joined: Joined, model: Model
) -> None:
    arcs = path_arcs(real_facts, real_joined.events, model)
    others = [place for place in real_facts.first_protests["place_id"] if place != ORIGIN]
    reached = {str(arc["to"]) for arc in arcs}
    assert reached <= {str(position(real_facts.places, place)) for place in others}
    assert len(reached) > len(others) / 2
    assert all(arc["dashed"] and arc["from"] != arc["to"] for arc in arcs)


def test_models_are_layers_that_are_off_at_first(real_facts: Facts, real_joined: Joined) -> None:
    layers = [one["layer"] for one in path_sets(real_facts, real_joined.events)]
    assert layers == ["paths_nearest", "paths_gravity"]
    assert set(layers) <= set(LAYERS)
    assert not set(layers) & set(LAYERS_ON)


def test_arcs_are_dashed_exactly_where_no_number_is_known(real_facts: Facts) -> None:
    numbers = real_facts.contingents[["troops_low", "troops_high"]]
    dashed = [arc["dashed"] for arc in contingent_arcs(real_facts)]
    assert dashed == numbers.isna().all(axis="columns").tolist()
    assert {*dashed} == {True, False}


def test_contingents_go_from_their_home_to_almaty(real_facts: Facts) -> None:
    homes = real_facts.contingents["home_place_id"]
    for home, arc in zip(homes, contingent_arcs(real_facts), strict=True):
        assert arc["from"] == position(real_facts.places, home)
        assert arc["to"] == position(real_facts.places, DESTINATION)


def test_a_contingent_arrives_some_time_on_its_days_in_almaty() -> None:
    arc = build_contingent(arrived_from="2022-01-06", arrived_to="2022-01-07")
    assert arc["start"] == (utc_ms("2022-01-05T18:00"), utc_ms("2022-01-07T18:00"))


def test_a_contingent_leaves_from_the_first_to_the_last_day_of_its_withdrawal() -> None:
    arc = build_contingent(left_from="2022-01-13", left_to="2022-01-19")
    assert arc["end"] == (utc_ms("2022-01-12T18:00"), utc_ms("2022-01-19T18:00"))


def test_every_contingent_comes_before_it_goes(real_facts: Facts) -> None:
    for arc in contingent_arcs(real_facts):
        start, end = arc["start"], arc["end"]
        assert isinstance(start, tuple)
        assert isinstance(end, tuple)
        assert start[0] < start[1] <= end[0] < end[1]


def test_width_goes_with_the_middle_of_the_numbers() -> None:
    wide = build_contingent(troops_low="100", troops_high="200")
    middle = build_contingent(troops_low="150", troops_high="150")
    thin = build_contingent(troops_low="70", troops_high="100")
    assert thin["width"] < wide["width"] == middle["width"]


def test_one_known_end_of_the_range_is_a_number() -> None:
    assert not build_contingent(troops_low="70", troops_high="")["dashed"]


def test_members_of_the_moment_are_those_that_have_not_left(real_facts: Facts) -> None:
    table = real_facts.alliance.query("organisation == 'CSTO' and left_on == ''")
    status = {row["country"]: row["status"] for row in members(real_facts)}
    assert {c for c, s in status.items() if s == "member"} == set(table["country_iso2"])
    assert {*status.values()} == {"member", "former"}


def test_each_state_stands_once_and_former_ones_have_left(real_facts: Facts) -> None:
    rows = members(real_facts)
    assert len({row["country"] for row in rows}) == len(rows)
    for row in rows:
        assert (row["left_ms"] is None) == (row["status"] == "member")


def test_who_came_back_left_for_good_when_it_left_last() -> None:
    stays = [("CST-1992", "1992-05-15", "1999-04-02"), ("CSTO", "2006-08-16", "2012-12-19")]
    rows = [
        build_row(
            "alliance",
            membership_id=organisation,
            country_iso2="UZ",
            organisation=organisation,
            joined_on=joined,
            left_on=left,
        )
        for organisation, joined, left in stays
    ]
    (row,) = members(build_facts(alliance=rows))
    assert row["joined_ms"] == utc_ms("1992-05-15")
    assert row["left_ms"] == utc_ms("2012-12-19")


def test_the_economic_unions_make_no_member() -> None:
    facts = build_facts(alliance=[build_row("alliance", organisation="EAEU-2015")])
    assert members(facts) == []
