"""Elements on a plain folium map: what the page holds, loads, and cannot be made to do."""

import base64
import re

import folium
import pandas as pd
import pytest

from geo import timemap
from geo.timemap import Payload, Served, WireError, bundle
from tests.timemap.frames import (
    build_events,
    count_scripts,
    decode,
    loaded_by,
    read_options,
    render,
)

EMPTY = Payload.of_json("countries.json", {"type": "FeatureCollection", "features": []})
BOUNDS = ((35.0, 22.0), (72.0, 178.0))
DAY_MS = 86_400_000
NASTY = "</script><script>alert(1)</script>${alert(2)}`'\"<!--{{ 7 * 7 }}{{{%}{#\u2028"


def build_elements() -> list[timemap.TimeMapElement]:
    """Build one of each element."""
    return [
        timemap.TimeAxis(start=0, end=DAY_MS),
        timemap.Controls(home=BOUNDS),
        timemap.BaseMap(countries=EMPTY),
        timemap.Alliance([], layers={"member": "alliance", "former": "former"}),
        timemap.AllianceAxis(start=0, end=DAY_MS, names={}, lanes=[], segments=[], acts=[]),
        timemap.TimedRegions([]),
        timemap.RegionCounts([]),
        timemap.Arcs([]),
        timemap.EventPoints(build_events()),
        timemap.Legend(),
        timemap.PlaceSearch(),
        timemap.LayerControl([]),
        timemap.Locator(bounds=BOUNDS, focus="KZ"),
        timemap.Key(),
        timemap.Moment(zone="UTC"),
        timemap.Figures([], counts=[{"id": "places", "begins": []}]),
        timemap.Story([]),
        timemap.Card(),
        timemap.Feed(),
        timemap.Words({"en": {"map.kind.clash": "Fight"}}),
    ]


def build_map(*elements: folium.Element) -> folium.Map:
    folium_map = folium.Map(tiles=None)
    for element in elements:
        element.add_to(folium_map)
    return folium_map


def remote(page: str) -> list[str]:
    return [link for link in loaded_by(page) if link.startswith(("http:", "https:", "//"))]


def test_every_element_is_called_by_the_name_of_its_class() -> None:
    elements = build_elements()
    page = render(build_map(*elements))
    for element in elements:
        assert page.count(f'.add("{type(element).__name__}", ') == 1


def test_the_script_knows_every_element() -> None:
    body = bundle.own_script()
    for element in build_elements():
        assert f"tm.elements.{type(element).__name__}=class" in body


def test_every_element_works_alone() -> None:
    for element in build_elements():
        page = render(build_map(element))
        assert page.count("L.timemap.of(map_") == 1, element.element


def test_a_page_of_our_elements_loads_nothing_at_all() -> None:
    assert loaded_by(render(build_map(*build_elements()))) == []


def test_a_plain_folium_map_would_load_from_other_hosts() -> None:
    assert len(remote(render(build_map()))) > 5


def test_online_maps_are_only_offered() -> None:
    url = "https://tiles.example/{z}/{x}/{y}.png"
    page = render(build_map(timemap.BaseMap(countries=EMPTY, tiles=[{"id": "x", "url": url}])))
    assert url in page
    assert loaded_by(page) == []


def test_what_only_folium_needs_leaves_a_page_of_our_elements() -> None:
    page = render(build_map(timemap.Feed()))
    for name in ("jquery", "bootstrap", "awesome-markers", "fontawesome"):
        assert name not in "".join(loaded_by(page))


def test_what_a_marker_needs_stays_when_there_is_one() -> None:
    page = render(build_map(timemap.Feed(), folium.Marker((43.2, 76.9))))
    links = "".join(loaded_by(page))
    for name in ("jquery", "bootstrap", "awesome-markers"):
        assert name in links
    assert "leaflet.js" not in links, "Leaflet still comes from the page"


def test_a_marker_within_a_group_keeps_them_too() -> None:
    group = folium.FeatureGroup()
    folium.Marker((43.2, 76.9)).add_to(group)
    assert "jquery" in "".join(loaded_by(render(build_map(timemap.Feed(), group))))


def test_script_and_styles_stand_in_the_page_once() -> None:
    page = render(build_map(*build_elements()))
    assert page.count("L.timemap={") == 1
    assert page.count(".leaflet-container {") == render(build_map(timemap.Feed())).count(
        ".leaflet-container {"
    )


def test_rendering_again_changes_nothing() -> None:
    folium_map = build_map(*build_elements())
    assert render(folium_map) == render(folium_map)


@pytest.mark.parametrize("column", ["title", "summary", "place", "event_id", "kind"])
def test_text_of_an_event_file_cannot_break_out_of_the_script(column: str) -> None:
    many = range(len(build_events()))  # an id is there once
    harmless = render(
        build_map(timemap.EventPoints(build_events(**{column: [f"{n}" for n in many]})))
    )
    nasty = [f"{NASTY}{n}" for n in many]
    page = render(build_map(timemap.EventPoints(build_events(**{column: nasty}))))
    assert count_scripts(page) == count_scripts(harmless)
    assert "<script>alert" not in page
    call = page[page.index('.add("EventPoints", ') :]
    outside_strings = re.sub(r'"(?:\\.|[^"\\])*"', "", call)
    assert "alert" not in outside_strings
    assert "`" not in outside_strings


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "{{{ 7 * 7 }}}", "{% raw %}", "{#", "{{{%{#"])
def test_text_of_an_event_file_is_no_template(text: str) -> None:
    """Branca fills in what elements write once more: on the server, with all that Python can."""
    page = render(build_map(timemap.EventPoints(build_events(title=text))))
    texts = read_options(page, "EventPoints")["texts"]["json"]
    assert {event["title"] for event in texts["events"]} == {text}


def test_text_of_an_event_file_arrives_letter_by_letter() -> None:
    page = render(build_map(timemap.EventPoints(build_events(title=NASTY))))
    texts = read_options(page, "EventPoints")["texts"]["json"]
    assert {event["title"] for event in texts["events"]} == {NASTY}


def test_names_of_the_other_elements_cannot_break_out_either() -> None:
    def page(text: str) -> str:
        elements = [
            timemap.Moment(zone=text),
            timemap.Controls(home=BOUNDS, attribution=text),
            timemap.TimeAxis(start=0, end=1, moments=[{"at": [0, 0], "title": text}]),
        ]
        return render(build_map(*elements))

    assert count_scripts(page(NASTY)) == count_scripts(page("plain"))


def test_plain_texts_stand_in_the_order_of_the_wire() -> None:
    points = timemap.EventPoints(
        build_events(title=["Third", "Second", None], place=["East", "West", "West"])
    )
    texts = points.options["texts"]["json"]
    assert [event["id"] for event in texts["events"]] == ["a", "b", "c"]
    assert [event["title"] for event in texts["events"]] == ["a", "Second", "Third"]
    assert [event["time"]["started"] for event in texts["events"]] == [
        "2022-01-02T05:30",
        "2022-01-03T00:00",
        "2022-01-05T12:00",
    ]
    assert [place["id"] for place in texts["places"]] == ["west", "east"]
    assert [place["name"] for place in texts["places"]] == ["West", "East"]
    assert [event["place"] for event in texts["events"]] == [0, 0, 1]
    assert (texts["places"][1]["lat"], texts["places"][1]["lon"]) == (43.25, 76.9)


def test_a_frame_of_bare_coordinates_is_enough() -> None:
    bare = build_events()[["lat", "lon", "earliest_at"]]
    assert "texts" not in timemap.EventPoints(bare).options
    titled = timemap.EventPoints(bare.assign(title="Rally")).options["texts"]["json"]
    assert [place["name"] for place in titled["places"]] == ["", ""]


def test_a_set_has_an_id_and_a_name() -> None:
    bare = build_events()[["lat", "lon", "earliest_at"]]
    assert "set" not in timemap.EventPoints(bare).options
    named = timemap.EventPoints(bare, set_id="mine", name={"en": "Mine"})
    assert named.options["set"] == {"id": "mine", "name": {"en": "Mine"}}
    assert timemap.EventPoints(bare, set_id="mine").options["set"]["name"] == "mine"


def test_a_place_without_event_and_without_texts_is_refused() -> None:
    with pytest.raises(WireError, match=r"got \['north'\] without an event"):
        timemap.encode_points(build_events(), places=["west", "east", "north"])


def test_a_family_has_its_own_shape_and_one_that_is_unknown_a_circle() -> None:
    families = [
        {"id": "violence", "kinds": ["clash"]},
        {"id": "mine", "kinds": ["protest"]},
        {"id": "harm", "kinds": [], "shape": "star"},
    ]
    points = timemap.encode_points(build_events(), families=families)
    written = decode(points.events.body).header["families"]
    assert [family["shape"] for family in written] == ["diamond", "circle", "star"]


def test_events_encoded_before_are_drawn_as_those_of_a_frame() -> None:
    events = build_events()
    drawn = timemap.EventPoints(timemap.encode_points(events))
    assert drawn.options == timemap.EventPoints(events).options


def test_the_axis_folds_only_what_lies_after_the_fold() -> None:
    assert timemap.TimeAxis(start=0, end=9).options["fold_share"] == 0
    assert timemap.TimeAxis(start=0, end=9, fold_at=9).options["fold_share"] == 0
    folded = timemap.TimeAxis(start=0, end=9, fold_at=5).options
    assert folded["fold_at"] == 5
    assert 0 < folded["fold_share"] < 0.5
    wide = timemap.TimeAxis(start=0, end=9, fold_at=5, fold_share=0.4)
    assert wide.options["fold_share"] == 0.4


def test_how_an_axis_plays_at_first_can_be_told() -> None:
    plain = timemap.TimeAxis(start=0, end=9).options
    assert (plain["speed"], plain["loop"], plain["pause_at_moments"]) == (None, False, False)
    told = timemap.TimeAxis(start=0, end=9, speed=24, loop=True, pause_at_moments=True).options
    assert (told["speed"], told["loop"], told["pause_at_moments"]) == (24, True, True)


def test_an_axis_opens_at_its_end_unless_told_otherwise() -> None:
    axis = timemap.TimeAxis(start=0, end=9, opening={"t1": 4})
    assert axis.options["opening"] == {"t0": 0, "t1": 4, "mode": "upto"}


def test_a_map_with_a_store_loads_from_it_alone() -> None:
    store = Served("../../timemap")
    folium_map = build_map(timemap.EventPoints(build_events(), store=store), timemap.Feed())
    timemap.use_store(folium_map, store, lang="de")
    page = render(folium_map)
    guard, *links = loaded_by(page)
    assert guard == bundle.guard_url("de", store.url(timemap.script()))
    assert len(links) == 1
    for link in links:
        assert link.startswith("../../timemap/")
        assert store.get(*link.split("/")[-2:])
    assert "L.timemap={" not in page, "the script is served, not written"


def test_a_map_without_a_server_brings_the_script_in_its_own_address() -> None:
    folium_map = build_map(timemap.EventPoints(build_events()), timemap.Feed())
    assert timemap.use_store(folium_map, timemap.Inline()) is folium_map
    page = render(folium_map)
    guard, link = loaded_by(page)
    assert guard == bundle.guard_url("en")
    head, _, body = link.partition(",")
    assert head == "data:text/javascript;charset=utf-8;base64"
    assert base64.b64decode(body) == timemap.script().body
    assert "L.timemap={" not in page, "it is in the page once"


def test_served_data_are_not_in_the_page() -> None:
    store = Served("..")
    page = render(build_map(timemap.EventPoints(build_events(title="A title"), store=store)))
    assert "A title" not in page
    assert set(read_options(page, "EventPoints")["texts"]) == {"url"}


def test_events_are_not_changed_by_drawing_them() -> None:
    events = build_events()
    before = events.copy()
    timemap.EventPoints(events)
    pd.testing.assert_frame_equal(events, before)


def test_using_a_store_for_one_map_leaves_the_next_map_alone() -> None:
    timemap.use_store(folium.Map(tiles=None), Served(".."))
    assert len(remote(render(folium.Map()))) > 5
