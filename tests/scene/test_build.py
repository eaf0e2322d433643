"""The map of this dashboard on the real data: what is drawn agrees with what is known."""

import base64
import json
from dataclasses import replace
from typing import Any

import folium
import pytest
import streamlit_folium

from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.shapes import read_shapes
from geo.facts.vocabulary import (
    CONFIDENCES,
    COUNTED,
    EVENT_KINDS,
    FAMILIES,
    LOCATION_PRECISIONS,
    PLACE_KINDS,
    READINGS,
    REGIONS,
    TIME_PRECISIONS,
)
from geo.scene.build import LAYER_GROUPS, LAYERS, LAYERS_ON, Scene, build_scene
from geo.scene.draw import TILES, draw_map, redraw_map
from geo.scene.times import END_AT, MOMENTS, START_AT, to_ms
from geo.timemap import EventPoints, Payload, Served, TimeMapElement
from geo.words.catalogue import LANGUAGES, read_catalogue
from tests.timemap.frames import Wire, decode, loaded_by, render

WITHOUT_KEY = {"events", "regions", "labels", "event_count", "deaths"}
"""Layers that speak for themselves, or have a legend of their own."""


@pytest.fixture(scope="module")
def scene(real_facts: Facts, real_joined: Joined) -> Scene:
    """Build the scene of the built-in data; shared, so not to be changed."""
    return build_scene(real_facts, real_joined.events, read_shapes())


@pytest.fixture(scope="module")
def texts(scene: Scene) -> dict[str, Any]:
    """Give the texts as the page reads them."""
    assert scene.points.texts is not None
    written = json.loads(scene.points.texts.body)
    assert isinstance(written, dict)
    return written


@pytest.fixture(scope="module")
def wire(scene: Scene) -> Wire:
    """Give the events as the page reads them."""
    points = element_of(draw_map(scene), EventPoints)
    return decode(base64.b64decode(points.options["data"]["base64"]))


def element_of(folium_map: folium.Map, kind: type[TimeMapElement]) -> TimeMapElement:
    (element,) = (
        child
        for child in folium_map._children.values()  # noqa: SLF001 - branca has no other way in
        if type(child) is kind
    )
    return element


def to_script(folium_map: folium.Map) -> str:
    """Give the script that st_folium sends to the page."""
    text: str = streamlit_folium._get_map_string(folium_map)  # noqa: SLF001 - its own step, unnamed in public
    return text


def to_key(folium_map: folium.Map) -> str:
    """Give what st_folium tells maps apart by: another key, and the map is mounted anew."""
    key: str = streamlit_folium.generate_js_hash(to_script(folium_map))
    return key


def test_each_event_has_its_texts_at_its_index(
    scene: Scene, texts: dict[str, Any], wire: Wire
) -> None:
    written = texts["events"]
    assert wire.header["length"] == len(written) == len(scene.events)
    assert [event["id"] for event in written] == scene.events["event_id"].tolist()
    assert [event["kind"] for event in written] == wire.words("kind", "kinds")
    assert [event["place"] for event in written] == wire.columns["place_index"].tolist()
    assert [event["confidence"] for event in written] == wire.words("confidence", "confidences")
    earliest = [to_ms(instant) for instant in scene.events["earliest_at"]]
    assert wire.instants_ms("earliest") == earliest == sorted(earliest)


def test_every_joined_event_is_in_the_scene(scene: Scene, real_joined: Joined) -> None:
    assert set(scene.events["event_id"]) == set(real_joined.events["event_id"])


def test_every_place_is_at_its_index(
    real_facts: Facts, scene: Scene, texts: dict[str, Any], wire: Wire
) -> None:
    ids = [place["id"] for place in texts["places"]]
    assert ids == real_facts.places["place_id"].tolist()
    placed = [ids[index] for index in wire.columns["place_index"]]
    assert placed == scene.events["place_id"].tolist()
    parents = dict(
        zip(real_facts.places["place_id"], real_facts.places["parent_place_id"], strict=True)
    )
    for place in texts["places"]:
        assert parents[place["id"]] == (ids[place["parent"]] if place["parent"] >= 0 else "")


def test_what_concerns_the_country_and_what_was_said_are_no_dots(
    texts: dict[str, Any], wire: Wire
) -> None:
    dots = [
        event["scope"] != "country" and event["kind"] != "statement" for event in texts["events"]
    ]
    assert wire.columns["dot"].astype(bool).tolist() == dots
    assert 0 < sum(dots) < len(dots)


def test_every_source_that_an_event_or_a_figure_cites_can_be_shown(
    scene: Scene, texts: dict[str, Any]
) -> None:
    entries = [entry for series in scene.options["figures"] for entry in series["entries"]]
    cited = {source for row in [*texts["events"], *entries] for source, _ in row["sources"]}
    assert cited <= texts["sources"].keys()
    assert all(event["sources"] for event in texts["events"])


def test_every_event_has_a_title_in_each_language(texts: dict[str, Any]) -> None:
    for event in texts["events"]:
        assert set(LANGUAGES) <= event["title"].keys(), event["id"]


def test_families_stand_in_the_order_of_the_legend(wire: Wire) -> None:
    assert [family["id"] for family in wire.header["families"]] == list(FAMILIES)
    shapes = [family["shape"] for family in wire.header["families"]]
    assert len(set(shapes)) == len(shapes), "each family has a shape of its own"


def test_every_key_moment_is_an_event(scene: Scene) -> None:
    assert set(MOMENTS) <= set(scene.events["event_id"])
    moments = scene.options["moments"]
    assert len(moments) == len(MOMENTS)
    assert [moment["at"] for moment in moments] == sorted(moment["at"] for moment in moments)
    for moment in moments:
        assert to_ms(START_AT) <= moment["at"][0] <= moment["at"][1] <= to_ms(END_AT)
        assert all(moment["title"][lang] for lang in LANGUAGES)


def test_the_regions_are_those_of_january_2022(scene: Scene) -> None:
    counted = {count["id"]: count.get("of") for count in scene.options["figure_counts"]}
    assert counted == {"places": None, "regions": len(REGIONS), "emergency": len(REGIONS)}


def test_drawing_twice_keeps_the_map_mounted(scene: Scene) -> None:
    store = Served("../../timemap")
    assert to_key(draw_map(scene, store)) == to_key(draw_map(scene, store))


def test_a_map_drawn_again_is_the_same_map(scene: Scene) -> None:
    store = Served("../../timemap")
    drawn = to_script(draw_map(scene, store, guard_lang="de"))
    kept = dict(store.__dict__)
    for _ in range(2):
        assert to_script(redraw_map(scene, store, guard_lang="de")) == drawn
    alone = Served("../../timemap")
    redraw_map(scene, alone, guard_lang="de")
    assert alone.__dict__ == kept


def test_the_same_data_read_again_keep_the_map_mounted(
    real_facts: Facts, real_joined: Joined, scene: Scene
) -> None:
    again = build_scene(real_facts, real_joined.events, read_shapes())
    assert to_key(draw_map(again, Served(".."))) == to_key(draw_map(scene, Served("..")))


def test_other_texts_mount_another_map(scene: Scene) -> None:
    """What st_folium strips from scripts before it compares them must not hide a change."""
    other = Payload("texts.json", b"{}", "application/json")
    changed = replace(scene, points=replace(scene.points, texts=other))
    assert to_key(draw_map(changed, Served(".."))) != to_key(draw_map(scene, Served("..")))


def test_drawing_changes_nothing_in_the_scene(scene: Scene) -> None:
    before = json.dumps(scene.options)
    draw_map(scene)
    assert json.dumps(scene.options) == before


def test_the_script_is_small_when_data_are_served(scene: Scene) -> None:
    assert len(to_script(draw_map(scene, Served("../../timemap")))) < 64_000


def test_everything_that_the_script_refers_to_is_served(scene: Scene) -> None:
    store = Served("../../timemap")
    script = to_script(draw_map(scene, store))
    names = {"countries.json", "regions.json", "lakes.json", "rivers.json"}
    for name in names | {"texts.json", "events.bin"}:
        _, digest, _ = script[: script.index(f"/{name}") + len(name) + 1].rsplit("/", 2)
        assert store.get(digest, name), name


def test_a_saved_map_loads_nothing(scene: Scene) -> None:
    assert loaded_by(render(draw_map(scene))) == []


def test_what_can_be_named_has_a_name_in_each_language() -> None:
    words = {lang: read_catalogue(lang) for lang in LANGUAGES}
    named = {
        "kind": EVENT_KINDS,
        "family": FAMILIES,
        "precision": LOCATION_PRECISIONS,
        "confidence": CONFIDENCES,
        "place": PLACE_KINDS,
        "reading": READINGS,
        "count": COUNTED,
        "layer": LAYERS,
        "layers": [str(group["id"]) for group in LAYER_GROUPS],
        "tiles": ["local", *(str(tile["id"]) for tile in TILES)],
        "key": [layer for layer in LAYERS if layer not in WITHOUT_KEY],
    }
    keys = {f"map.{area}.{name}" for area, names in named.items() for name in names}
    for lang, catalogue in words.items():
        assert keys - catalogue.keys() == set(), lang


def test_every_precision_of_time_has_its_words() -> None:
    """A day or a time may go with each, but for minute and hour, which have a time."""
    dated = {f"map.when.{precision}_dated" for precision in TIME_PRECISIONS[2:]}
    timed = {f"map.when.{name}" for name in TIME_PRECISIONS if name != "part_of_day"}
    for lang in LANGUAGES:
        assert (dated | timed) - read_catalogue(lang).keys() == set(), lang


def test_layers_that_are_on_at_first_are_offered() -> None:
    assert set(LAYERS_ON) <= set(LAYERS)
    assert len(set(LAYERS)) == len(LAYERS)
