"""Each layer toggles, and what it shows is seen when, and only when, it holds."""

import pytest
from playwright.sync_api import expect

from geo.scene.build import LAYERS, LAYERS_ON
from tests.browser.mapview import OPENING, MapView

pytestmark = pytest.mark.browser

WHOLE = (52.0, 75.0, 3.0)
NEAR = (47.0, 67.0, 5.0)
SHOWS = {
    "events": (OPENING, NEAR),
    "spread": (OPENING, NEAR),
    "paths_nearest": ("2022-01-06T12:00", NEAR),
    "paths_gravity": ("2022-01-06T12:00", NEAR),
    "emergency": ("2022-01-06T12:00", NEAR),
    "curfew": ("2022-01-06T12:00", NEAR),
    "internet": ("2022-01-06T12:00", NEAR),
    "first_day": ("2022-01-06T12:00", NEAR),
    "event_count": ("2022-01-06T12:00", NEAR),
    "deaths": ("2022-01-17T12:00", NEAR),
    "alliance": (OPENING, WHOLE),
    "former": (OPENING, WHOLE),
    "contingents": ("2022-01-08T12:00", WHOLE),
    "regions": (OPENING, NEAR),
    "labels": (OPENING, NEAR),
}
"""Layer -> a moment and a view (lat, lon, zoom) in which it is to be seen."""


def click(view: MapView, layer: str) -> None:
    """Switch a layer in the control, as a reader does."""
    if view.find(".tm-layers").is_hidden():
        view.find(".tm-popover > button").click()
    view.find(f'input[data-layer="{layer}"]').click()
    view.still()


def test_every_layer_is_offered_and_tried(view: MapView) -> None:
    offered = view.frame.eval_on_selector_all(
        "input[type=checkbox][data-layer]", "all => all.map((one) => one.dataset.layer)"
    )
    assert sorted(offered) == sorted(LAYERS) == sorted(SHOWS)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_toggles_and_its_picture_changes(view: MapView, layer: str) -> None:
    moment, look = SHOWS[layer]
    # Names make room for the legend of layers, so that they would change with every layer.
    others = [name for name in LAYERS_ON if name not in {"labels", layer}]
    view.at(moment, layers=others).look(*look)
    without = view.picture()
    click(view, layer)
    assert layer in view.state["layers"]
    expect(view.find(f'input[data-layer="{layer}"]')).to_be_checked()
    assert view.picture() != without
    click(view, layer)
    assert layer not in view.state["layers"]
    assert view.picture() == without


@pytest.mark.parametrize("layer", ["emergency", "curfew", "internet", "contingents"])
def test_a_layer_shows_nothing_before_it_begins(view: MapView, layer: str) -> None:
    others = [name for name in LAYERS_ON if name not in {"labels", layer}]
    view.at("2022-01-02T00:00", layers=others)
    without = view.picture()
    view.apply(layers=[*others, layer])
    assert view.picture() == without


def test_the_emergency_tints_almaty_region_before_karaganda_region(view: MapView) -> None:
    inside, outside = (45.2, 76.5), (47.6, 70.5)
    view.at("2022-01-05T01:00", layers=["emergency"])
    before = view.colour(*inside), view.colour(*outside)
    view.at("2022-01-05T12:45")
    after = view.colour(*inside), view.colour(*outside)
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_arcs_leave_from_zhanaozen_only_and_ties_leave_together(view: MapView) -> None:
    arcs = view.tell("map.arcs.options.sets.find((one) => one.layer === 'spread').arcs")
    starts = {(round(arc["from"]["lat"], 2), round(arc["from"]["lon"], 2)) for arc in arcs}
    assert starts == {(43.34, 52.86)}
    shares = view.at("2022-01-04T01:00").tell(
        """map.arcs.options.sets.find((one) => one.layer === "spread").arcs
            .map((arc) => [arc.start.join(), map.arcs.progress(arc, map.current).share])"""
    )
    by_interval: dict[str, set[float]] = {}
    for interval, share in shares:
        by_interval.setdefault(interval, set()).add(share)
    assert all(len(found) == 1 for found in by_interval.values())


def test_an_arc_known_to_the_day_is_open_until_its_day_has_closed(view: MapView) -> None:
    day = """map.arcs.options.sets.find((one) => one.layer === "spread").arcs
        .filter((arc) => arc.start[1] - arc.start[0] === tm.DAY && arc.start[0] < map.current.t1)
        .map((arc) => [arc, map.arcs.progress(arc, map.current).isOpen])
        .map(([arc, isOpen]) => [arc.start[1] > map.current.t1, isOpen])"""
    seen = view.at("2022-01-04T12:00").tell(day) + view.at("2022-01-05T12:00").tell(day)
    assert {is_open for _, is_open in seen} == {True, False}
    assert all(expected == is_open for expected, is_open in seen)


def test_the_key_explains_what_is_on(view: MapView) -> None:
    key = view.find(".tm-key")
    expect(key).to_contain_text("order of reports, not a path of causes")
    expect(key).not_to_contain_text("curfew")
    click(view, "curfew")
    expect(key).to_contain_text("curfew")
    click(view, "spread")
    expect(key).not_to_contain_text("order of reports")


def test_escape_and_a_click_beside_close_the_layer_control(view: MapView) -> None:
    panel, button = view.find(".tm-layers"), view.find(".tm-popover > button")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    view.find('input[data-layer="events"]').focus()
    view.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    view.find(".tm-date").click()
    expect(panel).to_be_hidden()
