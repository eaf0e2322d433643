"""The panel on the spread: what it says, and what it asks of the map."""

from itertools import combinations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo.analysis.spread.tests import Hazard
from geo.charts.names import Box, place_names
from geo.page.panels.spread_results import Results, answer, find_results, verdict
from geo.page.panels.spread_table import selected, to_csv
from geo.page.session import part_key
from geo.page.world import open_world
from geo.view.address import read_time
from geo.view.exchange import ask
from geo.view.state import PARTS
from geo.words.catalogue import LANGUAGES, Words
from tests.page.test_page import open_page, params, shown, tell
from tests.view.test_exchange import opened, run, said


def charts(app: AppTest) -> list[str]:
    return [element.proto.spec for element in app.get("vega_lite_chart")]


def open_section(name: str, **asked: str) -> AppTest:
    """Open the panel at one of its parts."""
    return open_page(panel="spread" if name == PARTS["spread"][0] else f"spread.{name}", **asked)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_part_has_its_charts_and_only_the_chosen_one_is_there(lang: str) -> None:
    counts = {"time": 2, "places": 0, "measures": 3, "matrix": 1, "paths": 0}
    for name, count in counts.items():
        app = open_section(name, lang=lang)
        assert not app.exception
        assert len(charts(app)) == count
        assert all('"description"' in spec for spec in charts(app))
        assert len(app.dataframe) == (name == "places")
        assert (Words(lang)("spread.question") in shown(app)) == (name == "measures")
        assert ("q-answer" in shown(app)) == (name == "measures")


def test_a_part_chosen_before_the_address_is_renewed_keeps_the_panel() -> None:
    app = tell(open_page(panel="spread"), 1)
    app.query_params.clear()
    app.button_group(key=part_key("spread")).set_value("matrix").run()
    assert not app.exception
    assert app.session_state["panel"] == "spread"
    assert len(charts(app)) == 1
    assert params(app) == {"panel": "spread.matrix"}


def test_the_back_button_leads_back_to_the_part_before() -> None:
    app = tell(open_section("matrix"), 1)
    app.query_params["panel"] = "spread.places"
    app.run()
    assert app.session_state[part_key("spread")] == "places"
    app.query_params["panel"] = "spread"
    app.run()
    assert app.session_state[part_key("spread")] == PARTS["spread"][0]


def test_the_part_is_kept_while_another_panel_is_open() -> None:
    app = tell(open_section("matrix"), 1)
    for panel in ("table", "spread"):
        app.segmented_control(key="panel").set_value(panel).run()
    assert app.session_state[part_key("spread")] == "matrix"
    assert params(app) == {"panel": "spread.matrix"}


def test_the_table_follows_the_window() -> None:
    early = open_section("places", t="2022-01-02T0000")
    late = open_section("places", mode="all")
    onsets = open_world().onsets
    assert len(late.dataframe[0].value) == len(onsets)
    assert 0 < len(early.dataframe[0].value) < len(onsets)


def test_a_window_before_everything_says_so() -> None:
    words = Words("en")
    assert words("spread.none") in shown(open_section("places", t="2021-12-02"))
    assert words("happened.none") in shown(open_section("matrix", t="2021-12-02"))
    assert not open_section("time", t="2021-12-02").exception


def test_a_selected_place_is_asked_of_the_map_and_stands_in_the_address() -> None:
    onset = open_world().onsets.iloc[1].to_dict()
    patch = selected(onset)
    assert patch["event"] == onset["event_id"]
    assert patch["view"] == {"lat": onset["lat"], "lon": onset["lon"], "zoom": 7.0}
    before = opened()
    after = ask(before, {"event": "aktau-first-rally"})
    assert after.proposal.patch == {"event": "aktau-first-rally"}
    assert after.proposal.number == before.proposal.number + 1
    assert run(after).state["event"] == "aktau-first-rally"
    assert run(after).params == {"event": "aktau-first-rally"}


def test_what_the_reader_does_next_wins_over_what_was_asked() -> None:
    asked = ask(opened(), {"event": "aktau-first-rally"})
    heard = run(asked, said("a", 5, event=None))
    assert heard.state["event"] is None


def test_paths_are_switched_on_from_the_panel() -> None:
    app = tell(open_section("paths"), 1)
    app.toggle(key="paths_nearest_False").set_value(True).run()
    assert not app.exception
    assert "paths_nearest" in app.session_state["memory"].state["layers"]
    app.toggle(key="paths_nearest_True").set_value(False).run()
    assert "paths_nearest" not in app.session_state["memory"].state["layers"]


@pytest.mark.parametrize(
    ("p_distance", "p_size", "name"),
    [(0.01, 0.01, "both"), (0.05, 0.2, "distance"), (0.2, 0.01, "size"), (0.06, 0.9, "neither")],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_says_n_interval_p_and_caveat(
    p_distance: float, p_size: float, name: str, lang: str
) -> None:
    assert verdict(p_distance, p_size) == name
    hazards = (
        Hazard("origin", 27, 0.44, 0.26, 0.75, p_distance),
        Hazard("population", 27, 1.52, 1.13, 2.06, p_size),
    )
    words = Words(lang)
    sentence = answer(Results(999, 33, (), hazards, ()), words)
    for number in (0.44, 0.26, 0.75, 1.52, 1.13, 2.06):
        assert words.number(number, digits=2) in sentence
    for number in (p_distance, p_size):
        assert words.number(number, digits=3) in sentence
    assert "27" in sentence
    assert "33" in sentence
    assert {"en": "not proof of a cause", "de": "kein Beweis einer Ursache"}[lang] in sentence


def test_few_places_give_no_answer() -> None:
    sentence = answer(Results(999, 4, (), (), ()), Words("en"))
    assert sentence == Words("en")("spread.too_few", n=4)


def test_the_real_answer_is_found_once() -> None:
    world = open_world()
    onsets = world.onsets
    results = find_results(world.onsets_digest, onsets)
    assert results is find_results(world.onsets_digest, onsets)
    assert len(results.correlations) == 3
    assert {each.n for each in results.hazards} == {int(onsets["population"].notna().sum()) - 1}


def test_the_download_has_every_row_with_sources_and_distances() -> None:
    world = open_world()
    text = to_csv(world.onsets, world).decode()
    lines = text.splitlines()
    assert len(lines) == len(world.onsets) + 1
    assert {"place_id", "lag_low_h", "distance_km", "earlier_km", "population", "sources"} <= set(
        lines[0].split(",")
    )
    assert "https://" in lines[1]


@pytest.mark.parametrize(("section", "moving"), [("time", 2), ("measures", 2), ("matrix", 1)])
def test_only_rows_of_charts_change_with_time(section: str, moving: int) -> None:
    app = tell(open_section(section), 1)
    before = charts(app)
    rows = [element.proto.datasets for element in app.get("vega_lite_chart")]
    after = tell(app, 2, t1=read_time("2022-01-12T2000"))
    assert charts(after) == before
    moved = [element.proto.datasets for element in after.get("vega_lite_chart")]
    assert sum(one != other for one, other in zip(rows, moved, strict=True)) == moving


def test_names_lie_on_no_bar_and_on_no_other_name() -> None:
    rows = pd.DataFrame(
        {
            "name": [f"Place {k}" for k in range(12)],
            "begin": "b",
            "end": "e",
            "middle": "m",
            "value": range(12),
            "x0": [0.1 + 0.05 * (k % 4) for k in range(12)],
            "x1": [0.3 + 0.05 * (k % 4) for k in range(12)],
            "y": [0.2 + 0.02 * k for k in range(12)],
        }
    )
    names = place_names(rows, height_px=400)
    wide, narrow = (
        set(names.loc[(names["above"] <= px) & (names["below"] > px), "name"]) for px in (1200, 100)
    )
    assert "Place 0" in wide
    assert len(narrow) <= len(wide)
    boxes = [Box(0, 0, 2, 2), Box(2, 0, 4, 2), Box(1, 1, 3, 3)]
    assert [one.meets(other) for one, other in combinations(boxes, 2)] == [False, True, True]
