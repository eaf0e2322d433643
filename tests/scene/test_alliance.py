"""What the axis of the alliance is given."""

from geo.facts.read import Facts
from geo.scene.alliance import LANES, alliance_history


def test_treaty_and_organisation_are_kept_apart(real_facts: Facts) -> None:
    history = alliance_history(real_facts)
    assert tuple(lane["id"] for lane in history["lanes"]) == LANES
    members = {
        lane: {one["country"] for one in history["segments"] if one["lane"] == lane}
        for lane in LANES
    }
    table = real_facts.alliance
    for lane in LANES:
        assert members[lane] == set(table.loc[table["organisation"] == lane, "country_iso2"])
    assert set(history["names"]) == members["CST-1992"] | members["CSTO"]


def test_every_stage_and_act_lies_on_the_axis(real_facts: Facts) -> None:
    history = alliance_history(real_facts)
    for one in (*history["acts"], *history["segments"]):
        assert history["start"] <= one.get("at", one.get("from")) <= history["end"]
    days = [one["at"] for one in history["acts"]]
    assert days == sorted(days)


def test_stages_of_a_membership_follow_each_other(real_facts: Facts) -> None:
    history = alliance_history(real_facts)
    for one in history["segments"]:
        assert one["to"] is None or one["from"] < one["to"]
