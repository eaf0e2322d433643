"""The state in the page's address: short, readable, and hard to break."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from geo.view.address import (
    PARAMS,
    SCRIPT,
    Params,
    read_params,
    read_time,
    write_params,
    write_time,
)
from geo.view.state import OPEN, Known, RefusedError, opening_state

KNOWN = Known(
    event_ids=frozenset({"aktau-first-rally"}),
    languages=("en", "de"),
    chapter_ids=("spark",),
    set_ids=("ours", "acled"),
)
HOME = {"lat": 46.5, "lon": 66.0, "zoom": 5.0}

GOLDEN: Final = json.loads(
    (Path(__file__).parents[1] / "golden" / "address.json").read_text(encoding="utf-8")
)
"""What this module and `geo/view/address.js` both keep to."""


def written(changes: dict[str, Any], *, lang: str | None = None, panel: str = "happened") -> Params:
    """Write the opening state with some changes."""
    return write_params(opening_state() | changes, home=HOME, lang=lang, panel=panel)


def test_a_site_knows_the_same_panels_and_parts() -> None:
    script = SCRIPT.read_text("utf-8")
    listed = re.search(r"const PANELS = (\[.*?\]);", script)
    assert listed is not None
    assert json.loads(listed[1]) == list(OPEN)


@pytest.mark.parametrize("case", GOLDEN["cases"], ids=lambda case: case["name"])
def test_the_golden_cases_are_read_and_written(case: dict[str, Any]) -> None:
    reading = read_params(case["params"], Known(**GOLDEN["known"]))
    assert reading.state == opening_state() | case["state"]
    assert (reading.lang, reading.panel) == (case["lang"], case["panel"])
    assert list(reading.refused) == case["refused"]
    params = write_params(
        reading.state, home=GOLDEN["home"], lang=reading.lang, panel=case["panel"]
    )
    assert list(params.items()) == list(case["written"].items())


def test_the_golden_cases_open_as_the_page_does() -> None:
    assert GOLDEN["opening"] == opening_state()
    named = {name for case in GOLDEN["cases"] for name in case["params"]}
    assert set(PARAMS) <= named


def test_the_opening_state_leaves_the_address_empty() -> None:
    assert written({"view": HOME}) == {}


def test_a_moment_is_written_as_wall_time_of_almaty() -> None:
    assert written({"t1": read_time("2022-01-04T09:30")}) == {"t": "2022-01-04T0930"}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"mode": "window", "t0": read_time("2022-01-03"), "t1": read_time("2022-01-06T1200")},
        {"mode": "all", "kinds": ["protest", "building_seizure"], "confidence": ["high"]},
        {"kinds": [], "layers": [], "sets": []},
        {"search": "Schangaösen газ & 100 % = ?", "sets": ["ours", "acled"]},
        {"fade": None, "density": True},
        {"fade": 6.5},
        {"chapter": "spark"},
        {"alliance_on": "1994-04-20"},
        {"layers": ["events", "curfew"], "pin": read_time("2022-01-02T0800")},
        {"view": {"lat": 43.25, "lon": 76.945, "zoom": 11.25}, "event": "aktau-first-rally"},
        {"view": {"lat": -0.001, "lon": -180.0, "zoom": 2.0}},
    ],
)
def test_a_state_survives_the_way_through_the_address(changes: dict[str, Any]) -> None:
    params = written(changes, lang="de", panel="spread")
    reading = read_params(params, KNOWN)
    state = opening_state() | changes
    if state["mode"] != "window":
        state["t0"] = state["t1"] - 24 * 3600 * 1000
    assert (reading.state, reading.lang, reading.panel) == (state, "de", "spread")
    assert reading.refused == ()
    assert written(reading.state, lang="de", panel="spread") == params


def test_addresses_are_readable() -> None:
    params = written({"kinds": ["protest", "strike"], "mode": "window"}, panel="table")
    assert params == {
        "from": "2022-01-04T1700",
        "mode": "window",
        "kinds": "protest.strike",
        "panel": "table",
    }


def test_search_fade_and_pin_are_readable_too() -> None:
    changes = {"search": "Alma-Ata", "fade": 24.0, "density": True, "pin": read_time("2022-01-04")}
    assert written(changes) == {
        "search": "Alma-Ata",
        "pin": "2022-01-04T0000",
        "fade": "24",
        "density": "1",
    }


@pytest.mark.parametrize(
    ("text", "search"), [("  gas \t price\n", "gas price"), ("\0gas\ud800", "gas"), ("", "")]
)
def test_a_search_is_one_line_that_can_be_written(text: str, search: str) -> None:
    reading = read_params({"search": text}, KNOWN)
    assert (reading.state["search"], reading.refused) == (search, ())


HOSTILE = {
    "t": "<script>alert(1)</script>",
    "from": "9999-99-99",
    "mode": "__proto__",
    "kinds": "protest.landslide",
    "conf": "high.' OR 1=1",
    "layers": "../../etc/passwd",
    "lat": "nan",
    "lon": "1e400",
    "z": "-3",
    "event": "no-such-event",
    "chapter": "no-such-chapter",
    "search": "x" * 401,
    "sets": "ours.theirs",
    "fade": "-1e9",
    "density": "maybe",
    "alliance": "1994-02-30",
    "pin": "2022-01-05T17:00+14:00",
    "lang": "xx",
    "panel": "admin",
}


@pytest.mark.parametrize("name", PARAMS)
def test_a_hostile_parameter_falls_back_and_is_named(name: str) -> None:
    reading = read_params({name: HOSTILE[name]}, KNOWN)
    assert reading.state == opening_state()
    assert (reading.lang, reading.panel) == (None, "happened")
    assert reading.refused == (name,)


def test_all_hostile_parameters_at_once_fall_back() -> None:
    reading = read_params(HOSTILE, KNOWN)
    assert reading.state == opening_state()
    assert set(reading.refused) == set(PARAMS)


def test_a_broken_parameter_takes_no_other_with_it() -> None:
    reading = read_params({"t": "2022-01-03T1200", "mode": "nonsense"}, KNOWN)
    assert write_time(reading.state["t1"]) == "2022-01-03T1200"
    assert reading.refused == ("mode",)


def test_half_a_position_counts_as_none() -> None:
    reading = read_params({"lat": "43.2", "lon": "76.9"}, KNOWN)
    assert reading.state["view"] is None
    assert set(reading.refused) == {"lat", "lon"}


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    params = {"mode": "window", "from": "2022-01-06", "t": "2022-01-05"}
    reading = read_params(params, KNOWN)
    assert reading.refused == ("from",)
    assert reading.state["t0"] == reading.state["t1"] - 24 * 3600 * 1000


def test_parameters_of_others_are_ignored() -> None:
    assert read_params({"utm_source": "x", "embed": "true"}, KNOWN).refused == ()


@pytest.mark.parametrize("text", ["2022-01-05T1700", "2022-01-05T17:00", "2022-01-05T17"])
def test_times_are_read_in_several_ways(text: str) -> None:
    assert write_time(read_time(text)) == "2022-01-05T1700"


@pytest.mark.parametrize("text", ["", "now", "1641380400", "1922-01-05", "2022-01-05T17:00:00"])
def test_other_texts_are_no_times(text: str) -> None:
    with pytest.raises(RefusedError):
        read_time(text)
