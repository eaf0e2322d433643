"""What Python proposes to a map: its text changes only with what it says."""

import folium
import streamlit_folium

from geo.timemap import StatePatch

STATE = {"t1": 1641380400000, "mode": "upto", "layers": ["events", "spread"], "kinds": None}


def to_script(patch: StatePatch) -> str:
    """Give the text that st_folium sends to the map."""
    text: str = streamlit_folium._get_feature_group_string(patch, folium.Map(tiles=None))  # noqa: SLF001 - st_folium's own step, which has no public name
    return text


def test_the_text_stays_the_same_for_the_same_proposal() -> None:
    first = to_script(StatePatch(STATE, base_rev=3, number=1))
    assert to_script(StatePatch(dict(STATE), base_rev=3, number=1)) == first


def test_the_order_of_the_parts_makes_no_new_proposal() -> None:
    turned = dict(reversed(STATE.items()))
    first = to_script(StatePatch(STATE, base_rev=3, number=1))
    assert to_script(StatePatch(turned, base_rev=3, number=1)) == first


def test_another_number_revision_or_state_is_another_proposal() -> None:
    texts = {
        to_script(StatePatch(STATE, base_rev=3, number=1)),
        to_script(StatePatch(STATE, base_rev=3, number=2)),
        to_script(StatePatch(STATE, base_rev=4, number=1)),
        to_script(StatePatch(STATE | {"mode": "all"}, base_rev=3, number=1)),
    }
    assert len(texts) == 4


def test_it_calls_the_map_and_leaves_a_layer_for_st_folium_to_add() -> None:
    text = to_script(StatePatch(STATE, base_rev=3, number=1))
    assert "L.timemap.of(map_div).propose({" in text
    assert '"baseRev": 3' in text
    assert "var feature_group_feature_group_0 = L.featureGroup();" in text


def test_a_text_in_the_state_cannot_break_out_of_the_script() -> None:
    text = to_script(StatePatch({"search": "</script>'`{{ 7 * 7 }}{%"}, base_rev=0, number=1))
    assert "</script" not in text
    assert "{{" not in text
    assert "{%" not in text


def test_the_state_given_may_change_later() -> None:
    state = dict(STATE)
    patch = StatePatch(state, base_rev=0, number=1)
    state["mode"] = "all"
    assert '"upto"' in to_script(patch)
