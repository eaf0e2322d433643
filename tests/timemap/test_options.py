"""Nothing is accepted that means nothing: what an element does not know is refused by name."""

import json
import re
from collections.abc import Callable
from typing import Any, get_type_hints

import folium
import numpy as np
import pytest

from geo import timemap
from geo.timemap import Payload, WireError, encode_points
from geo.timemap.options import checked
from tests.timemap.frames import build_events, decode

NOON = 1_641_362_400_000
ELEMENTS = [
    thing
    for thing in (getattr(timemap, name) for name in timemap.__all__)
    if isinstance(thing, type)
    and issubclass(thing, timemap.TimeMapElement)
    and thing not in (timemap.TimeMapElement, timemap.Written)
]
KINDS = ("clash", "protest")


def families_of(*families: dict[str, object]) -> list[dict[str, Any]]:
    """Give families as they stand in the bytes."""
    frame = build_events(kind=["a", "b", "c"])
    read: list[dict[str, Any]] = decode(encode_points(frame, families=families).events.body).header[
        "families"
    ]
    return read


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_element_declares_what_it_may_be_told(element: type) -> None:
    shape = element.shape  # type: ignore[attr-defined]
    assert shape is not None
    with pytest.raises(WireError, match=rf"{element.__name__}.*'colur'"):
        checked({"colur": 1}, shape, element.__name__)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: timemap.TimeAxis(start=0, end=9, colour=3), "colour.*moments"),  # type: ignore[call-arg]
        (lambda: timemap.TimeAxis(start=0, end=9, opening={"t2": 3}), "opening.*t2.*mode"),
        (lambda: timemap.TimeAxis(start=0, end=9, opening={"mode": "up"}), "mode.*'upto'"),
        (
            lambda: timemap.TimeAxis(start=0, end=9, moments=[{"at": [5, 3], "title": ""}]),
            r"moments\[0\].at.*order",
        ),
        (lambda: timemap.BaseMap(country=3), "country.*countries"),  # type: ignore[call-arg]
        (lambda: timemap.EventPoints(build_events(), options={"size": 3}), "size.*radius"),
        (lambda: timemap.EventPoints(build_events(), options={"radius": "3"}), "radius.*number"),
        (lambda: timemap.Arcs([{"layer": "a", "color": "spread"}]), r"sets\[0\].*arcs"),
        (lambda: timemap.StatePatch({"moment": 3}, base_rev=0, number=1), "moment.*t1"),
        (lambda: timemap.LayerControl([{"id": "a", "layer": "b"}]), "layer.*layers"),
        (lambda: timemap.TimedRegions({"layer": "a"}), "layers.*dict"),  # type: ignore[arg-type]
        (lambda: timemap.Moment(zone="a\ud800"), "zone.*halves of characters"),
        (lambda: timemap.Moment(zone=3), "zone.*text"),  # type: ignore[arg-type]
    ],
)
def test_what_means_nothing_is_refused_and_says_what_is_known(
    make: Callable[[], object], said: str
) -> None:
    with pytest.raises(WireError, match=re.compile(said, re.DOTALL)):
        make()


def test_an_axis_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before its start"):
        timemap.TimeAxis(start=9, end=0)


@pytest.mark.parametrize("day", ["5 January", "2022-13-01", "20220", "2022/01/05"])
def test_a_figure_of_an_unreadable_day_is_refused(day: str) -> None:
    entry = {"at": [NOON, NOON], "low": 1, "high": 1, "rank": 1, "label": "", "by": ""}
    shape = {"id": "dead", "entries": [{**entry, "day": day, "sources": []}]}
    hints = get_type_hints(timemap.Figures.shape)
    with pytest.raises(WireError, match=r"\[0\].*day.*2022-01-05"):
        checked([shape], hints["series"], "Figures.series")


def test_numbers_of_numpy_are_numbers_and_those_without_end_are_not() -> None:
    axis = timemap.TimeAxis(start=0, end=9, opening={"t1": np.int64(4), "density": np.bool_(1)})
    assert axis.options["opening"]["t1"] == 4
    json.dumps(axis.options)
    with pytest.raises(WireError, match="radius"):
        timemap.EventPoints(build_events(), options={"radius": float("nan")})


@pytest.mark.parametrize("word", ["color", "colour"])
def test_folium_s_word_for_a_colour_is_taken_and_ours_is_the_same(word: str) -> None:
    first, second = families_of(
        {"id": "x", "kinds": ["a"], word: "darkred"},
        {"id": "y", "kinds": ["b", "c"], word: {"light": "#abc", "dark": "#D55E00"}},
    )
    assert first["colour"] == "#8B0000"
    assert second["colour"] == {"light": "#AABBCC", "dark": "#D55E00"}
    arcs = timemap.Arcs([{"layer": "a", word: "spread", "arcs": []}])
    assert arcs.options["sets"][0]["colour"] == "spread"


@pytest.mark.parametrize(
    ("family", "said"),
    [
        ({"id": "x", "kinds": ["a"], "colr": "red"}, "colr.*color.*shape"),
        ({"id": "x", "kinds": ["a"], "color": "bleu"}, "bleu.*darkred"),
        ({"id": "x", "kinds": ["a"], "color": "red", "colour": "red"}, "the same"),
        ({"id": "x", "kinds": ["a"], "shape": "hexagon"}, "hexagon.*circle"),
        ({"id": "x", "kinds": "a"}, "kinds.*list"),
        ({"kinds": ["a"]}, "'id'"),
        ({"id": "y", "kinds": ["a"]}, "'y' twice"),
        ({"id": "x", "kinds": ["b"]}, "'b' twice"),
    ],
)
def test_a_family_that_means_nothing_is_refused(family: dict[str, object], said: str) -> None:
    with pytest.raises(WireError, match=said):
        families_of(family, {"id": "y", "kinds": ["b"]})


def test_a_kind_of_no_family_is_refused_unless_it_is_listed_only() -> None:
    frame = build_events(kind=["a", "b", "c"])
    families = [{"id": "x", "kinds": ["a"]}]
    with pytest.raises(WireError, match=r"none for the kinds \['b', 'c'\].*on_map False"):
        encode_points(frame, families=families)
    assert encode_points(frame.assign(on_map=[True, False, False]), families=families).events.body


@pytest.mark.parametrize("count", [2, 9, 60])
def test_families_without_a_colour_get_distinct_ones(count: int) -> None:
    kinds = [f"k{k}" for k in range(count)]
    frame = build_events(kind=[kinds[0], kinds[1], kinds[-1]])
    told = [{"id": kind, "kinds": [kind]} for kind in kinds]
    told[0]["color"] = "#D55E00"
    header = decode(encode_points(frame, families=told).events.body).header
    for look in ("light", "dark"):
        found = [
            one["colour"] if isinstance(one["colour"], str) else one["colour"][look]
            for one in header["families"]
        ]
        assert len(set(found)) == count


@pytest.mark.parametrize(("events", "places"), [(2, 2), (3, 1), (4, 2)])
def test_texts_that_are_not_as_many_as_the_events_or_places_are_refused(
    events: int, places: int
) -> None:
    content: dict[str, object] = {"events": [{}] * events, "places": [{}] * places, "sources": {}}
    texts = Payload.of_json("texts.json", content)
    with pytest.raises(WireError, match=r"texts\.(events|places): got \d, expected one for each"):
        encode_points(build_events(), texts=texts)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"texts": []}, "texts: got a list, expected a Payload"),
        ({"texts": {"events": []}}, "texts: got a dict, expected a Payload"),
        ({"texts": Payload("t.json", b"{", "application/json")}, "texts: got t.json .* no JSON"),
        ({"texts": Payload.of_json("t.json", [])}, "texts: got JSON of a list"),
        ({"texts": Payload.of_json("t.json", {"events": 3})}, "texts.events: got int"),
        ({"found": ["a"]}, "found: got a list, expected a Payload"),
        ({"found": Payload.of_json("f.json", ["a"])}, "found: got 1, expected a list"),
        ({"places": ["west", "west", "east"]}, r"places: got \['west'\] twice"),
        ({"places": "west"}, "places: got 'west', expected a list"),
    ],
)
def test_texts_and_places_of_another_form_are_refused_in_words(
    given: dict[str, Any], said: str
) -> None:
    with pytest.raises(WireError, match=said):
        encode_points(build_events(), **given)


def test_a_set_that_cannot_be_told_from_another_is_refused() -> None:
    m = folium.Map(tiles=None)
    timemap.EventPoints(build_events(), set_id="a").add_to(m)
    timemap.EventPoints(build_events(), set_id="b").add_to(m)
    with pytest.raises(WireError, match="a second set 'a' on one map"):
        timemap.EventPoints(build_events(), set_id="a").add_to(m)
    with pytest.raises(WireError, match="name 'Mine' of a set without its set_id"):
        timemap.EventPoints(build_events(), name="Mine")
    with pytest.raises(WireError, match=r"set\.id: got 3, expected text"):
        timemap.EventPoints(build_events(), set_id=3)  # type: ignore[arg-type]


START, BEFORE = [NOON, NOON], [NOON - 2, NOON - 1]
HERE = {"lat": 1, "lon": 2}
ARC = {"from": HERE, "to": HERE, "start": START, "end": None}


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: timemap.TimedRegions(
                [
                    {
                        "layer": "a",
                        "style": "wash",
                        "order": 1,
                        "rows": [{"region": "X", "start": START, "end": BEFORE}],
                    }
                ]
            ),
            r"rows\[0\]: got .*'end' not less than 'start'",
        ),
        (
            lambda: timemap.Arcs(
                [{"layer": "a", "colour": "spread", "arcs": [{**ARC, "end": BEFORE}]}]
            ),
            r"arcs\[0\]: got .*'end' not less than 'start'",
        ),
        (
            lambda: timemap.Arcs([{"layer": "a", "colour": "bluish", "arcs": [ARC]}]),
            "colour: got 'bluish', expected .*'spread'",
        ),
        (
            lambda: timemap.Alliance(
                [{"country": "AM", "joined_ms": 9, "left_ms": 3, "status": "former"}],
                layers={"member": "a", "former": "b"},
            ),
            r"members\[0\]: got .*'left_ms' not less than 'joined_ms'",
        ),
        (
            lambda: timemap.AllianceAxis(start=9, end=3, names={}, lanes=[], segments=[], acts=[]),
            "'end' not less than 'start'",
        ),
        (
            lambda: timemap.StatePatch(
                {"mode": "window", "t0": 9, "t1": 3}, base_rev=None, number=1
            ),
            "'t1' not less than 't0'",
        ),
        (
            lambda: timemap.EventPoints(build_events(), options={"radius": -5}),
            "radius: got -5, expected a number above 0",
        ),
    ],
)
def test_what_ends_before_it_begins_or_has_no_colour_or_size_is_refused(
    make: Callable[[], object], said: str
) -> None:
    with pytest.raises(WireError, match=said):
        make()


def test_a_figure_whose_ends_are_swapped_is_refused() -> None:
    entry = {"at": START, "low": 5, "high": 3, "rank": 1, "label": "", "by": "", "day": ""}
    with pytest.raises(WireError, match=r"entries\[0\]: got .*'high' not less than"):
        timemap.Figures([{"id": "dead", "entries": [{**entry, "sources": []}]}])
