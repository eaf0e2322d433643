"""What folium promises of a map holds with our elements on it, or is refused with the way out."""

import folium
import pytest
from folium.plugins import Draw, DualMap
from streamlit_folium import generate_leaflet_string

from geo import timemap
from geo.timemap import Inline, Served
from tests.timemap.frames import build_events, count_scripts, loaded_by, render

PLUGINS = {"jquery", "bootstrap", "awesome_markers"}


def names(folium_map: folium.Map) -> set[str]:
    return {name for name, _ in folium_map.default_js}


def points() -> timemap.EventPoints:
    return timemap.EventPoints(build_events())


def draw_in_streamlit(folium_map: folium.Map) -> str:
    """Give the one script that `st_folium` makes of a map."""
    folium_map.get_root().render()
    script: str = generate_leaflet_string(folium_map, base_id="div")
    return script


def test_an_element_in_a_group_is_refused_with_the_way_out() -> None:
    group = folium.FeatureGroup("events").add_to(folium.Map())
    with pytest.raises(TypeError, match=r"FeatureGroup.*folium\.Map.*LayerControl"):
        points().add_to(group)
    late = folium.FeatureGroup("events")
    late.add_child(points())
    late.add_to(folium_map := folium.Map())
    with pytest.raises(TypeError, match="FeatureGroup"):
        render(folium_map)


@pytest.mark.parametrize("crs", ["EPSG4326", "EPSG3395", "Simple"])
def test_a_map_with_another_projection_is_refused(crs: str) -> None:
    with pytest.raises(ValueError, match=f"{crs}.*EPSG3857"):
        points().add_to(folium.Map(crs=crs))


@pytest.mark.parametrize("part", ["m1", "m2", None])
def test_a_dual_map_is_refused_with_the_way_out(part: str | None) -> None:
    dual = DualMap(tiles=None)  # type: ignore[no-untyped-call]
    with pytest.raises(ValueError, match=r"DualMap.*set_id"):
        points().add_to(getattr(dual, part) if part else dual)


def test_folium_s_own_links_stay_for_what_needs_them_and_only_then() -> None:
    folium_map = timemap.use_store(folium.Map(tiles=None), Inline())
    points().add_to(folium_map)
    assert not names(folium_map) & PLUGINS
    folium.Marker((48, 45), popup="own").add_to(folium_map)
    assert names(folium_map) >= PLUGINS
    assert "leaflet_css" not in {name for name, _ in folium_map.default_css}


def test_a_store_has_the_script_before_any_page_is_drawn() -> None:
    store = Served("/timemap")
    timemap.use_store(folium.Map(tiles=None), store)
    assert store.payloads() == [timemap.script()]


@pytest.mark.parametrize("store", [Inline(), Served("/timemap")])
def test_a_map_whose_store_nobody_named_loads_from_that_of_its_element(
    store: timemap.Store,
) -> None:
    folium_map = folium.Map(tiles=None)
    timemap.EventPoints(build_events(), store=store).add_to(folium_map)
    page = render(folium_map)
    assert [link for link in loaded_by(page) if link.startswith("http")] == []
    told = timemap.use_store(folium.Map(tiles=None), store)
    assert list(folium_map.default_js) == list(told.default_js), "st_folium loads the same"
    assert page == render(folium_map), "drawn again, it is the same page"


def test_a_script_of_others_is_one_of_its_own() -> None:
    few, more = folium.Map(tiles=None), folium.Map(tiles=None)
    for folium_map in (few, more):
        points().add_to(folium_map)
    folium.CircleMarker((48, 45)).add_to(more)
    assert count_scripts(render(more)) > count_scripts(render(few))


def test_in_streamlit_a_plug_in_that_throws_is_caught_and_ours_is_not_hidden() -> None:
    folium_map = folium.Map(tiles=None)
    Draw().add_to(folium_map)  # type: ignore[no-untyped-call]
    points().add_to(folium_map)
    folium.Marker((48, 45), popup="own").add_to(folium_map)
    before, _, after = draw_in_streamlit(folium_map).partition("L.timemap.of(")
    assert before.count("try {") == before.count("} catch") > 0
    assert after.count("try {") == after.count("} catch") > 0
    assert draw_in_streamlit(folium_map).count("try {") == before.count("try {") + after.count(
        "try {"
    ), "drawn again, nothing is caught twice"
