"""Many events, several sets, density, pins and dense displays, on a plain saved map."""

from collections.abc import Callable
from pathlib import Path

import folium
import numpy as np
import pandas as pd
import pytest
from playwright.sync_api import expect

from geo.timemap import EventPoints, Feed, Legend, Moment, TimeAxis, encode_points
from tests.browser.conftest import Open
from tests.browser.mapview import MapView, ms
from tests.browser.test_plain_map import saved, whole

pytestmark = pytest.mark.browser

KINDS = ("march", "strike", "clash")
FAMILIES = (
    {"id": "protest", "kinds": ["march", "strike"]},
    {"id": "violence", "kinds": ["clash"]},
)
START = pd.Timestamp("2030-06-01", tz="UTC")
END = START + pd.Timedelta(days=30)


def invented(count: int) -> pd.DataFrame:
    """Events at coordinates of their own, three in ten known to the day only."""
    random = np.random.default_rng(5)
    earliest = START + pd.to_timedelta(np.sort(random.integers(0, 29 * 86_400, count)), unit="s")
    day = np.where(random.random(count) < 0.3, 86_400, 0)
    return pd.DataFrame(
        {
            "lat": random.uniform(44, 52, count),
            "lon": random.uniform(5, 20, count),
            "earliest_at": earliest,
            "latest_at": earliest + pd.to_timedelta(day, unit="s"),
            "kind": random.choice(KINDS, count),
        }
    )


def draw(*points: EventPoints) -> folium.Map:
    folium_map = folium.Map(location=(48, 12), zoom_start=5, tiles=None)
    TimeAxis(start=round(START.timestamp() * 1000), end=round(END.timestamp() * 1000)).add_to(
        folium_map
    )
    for one in points:
        one.add_to(folium_map)
    Legend().add_to(folium_map)
    Moment(zone="UTC").add_to(folium_map)
    return folium_map


@pytest.fixture
def many(open_page: Open, tmp_path: Path) -> Callable[..., MapView]:
    """Open a map of many events, with options of the browser's display."""

    def open_many(count: int = 20_000, **display: float) -> MapView:
        points = encode_points(invented(count), families=FAMILIES)
        url = saved(draw(EventPoints(points, options={"radius": 4})), tmp_path)
        page = open_page(url, **display)
        return MapView(page, page.main_frame)

    return open_many


def test_many_events_are_drawn_counted_and_pointed_at(many: Callable[..., MapView]) -> None:
    view = many().apply(mode="upto", t1=ms("2030-06-15T00:00"))
    frame = invented(20_000)
    begun = int(
        (frame["earliest_at"] <= pd.Timestamp(ms("2030-06-15T00:00"), unit="ms", tz="UTC")).sum()
    )
    assert view.tell("map.events.counts.all.high") == begun
    assert 0.9 * begun < view.drawn <= begun
    assert view.tell("map.points.isMany")
    # The newest event's mark lies on top: it is found where it was drawn.
    newest, found = view.tell(
        """(() => {
            const i = map.events.standing.findLastIndex((one) => one === tm.IN);
            const at = map.map.latLngToContainerPoint([map.events.lat[i], map.events.lon[i]]);
            return [i, map.points.at(at).event];
        })()"""
    )
    assert frame.loc[found, "earliest_at"] >= frame.loc[newest, "earliest_at"]


def test_what_is_drawn_roughly_while_it_moves_is_drawn_finely_at_rest(
    many: Callable[..., MapView],
) -> None:
    view = many(60_000).apply(mode="upto", t1=ms("2030-06-29T00:00"))
    fine = view.picture()
    view.tell("(map.points.swarm.cost = 1000)")
    view.apply(t1=ms("2030-06-28T00:00")).apply(t1=ms("2030-06-29T00:00"))
    assert not view.tell("map.points.swarm.isRough")
    assert view.picture() == fine


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_a_map_at_rest_uses_every_pixel_of_the_display(
    many: Callable[..., MapView], ratio: int
) -> None:
    view = many(3_000, device_scale_factor=ratio).apply(mode="all")
    size, box = view.tell(
        """((node) => [[node.width, node.height], [node.clientWidth, node.clientHeight]])
            (map.stack.layer._container)"""
    )
    assert size == pytest.approx([side * ratio for side in box], abs=ratio)
    assert view.tell("map.points.swarm.raster.width") == size[0]


def test_density_is_a_look_of_the_same_events_in_the_same_time(
    many: Callable[..., MapView],
) -> None:
    view = many().apply(mode="upto", t1=ms("2030-06-20T00:00"))
    marks, drawn = view.picture(), view.drawn
    view.find(".tm-legend-density").click()
    assert view.state["density"] is True
    assert view.picture() != marks
    assert view.drawn == pytest.approx(drawn, rel=0.02)
    expect(view.find(".tm-legend-density .tm-count")).to_contain_text("up to")
    assert view.tell("map.points.at(L.point(500, 300)).count > 0")
    early = view.apply(t1=ms("2030-06-03T00:00")).drawn
    assert early < drawn
    view.find(".tm-legend-density").click()
    view.apply(t1=ms("2030-06-20T00:00"))
    assert view.picture() == marks


def test_several_sets_share_one_axis_and_are_switched_on_and_off(
    open_page: Open, tmp_path: Path
) -> None:
    ours = encode_points(invented(40), families=FAMILIES)
    theirs = invented(25).assign(kind="flood", lat=lambda frame: frame["lat"] + 0.4)
    view = whole(
        open_page,
        saved(
            draw(
                EventPoints(ours, set_id="ours", name="Reports"),
                EventPoints(theirs, set_id="theirs", name={"en": "Floods", "de": "Fluten"}),
            ),
            tmp_path,
        ),
    )
    view.wait("map.events?.sets?.length === 2")
    view.apply(mode="all")
    assert view.drawn == 65
    expect(view.find(".tm-legend-set")).to_have_text(["Reports", "Floods"])
    view.find('[data-set="theirs"]').click()
    assert view.state["sets"] == ["ours"]
    assert view.drawn == 40
    bars = view.tell("map.events.kept.reduce((sum, one) => sum + one, 0)")
    assert bars == 40
    view.find('[data-set="theirs"]').click()
    assert view.state["sets"] is None
    assert view.drawn == 65


def test_a_pin_parts_what_was_from_what_is_new(many: Callable[..., MapView]) -> None:
    view = many(600).apply(mode="upto", t1=ms("2030-06-20T00:00"))
    plain = view.picture()
    view.apply(pin=ms("2030-06-10T00:00"))
    assert view.picture() != plain
    compared = view.tell("map.events.compared")
    events = view.tell("map.events.counts.all")
    assert compared["before"]["low"] + compared["since"]["low"] <= events["high"]
    assert compared["before"]["high"] + compared["since"]["high"] >= events["high"]
    assert 0 < compared["since"]["low"] <= compared["since"]["high"]
    view.apply(pin=None)
    assert view.tell("map.events.compared") is None
    assert view.picture() == plain


def test_a_bubble_of_a_set_without_texts_lists_its_events(open_page: Open, tmp_path: Path) -> None:
    frame = invented(9).assign(lat=[47.5] * 4 + [50.0] * 5, lon=[9.0] * 4 + [15.0] * 5)
    folium_map = draw(EventPoints(encode_points(frame, families=FAMILIES)))
    Feed().add_to(folium_map)
    view = whole(open_page, saved(folium_map, tmp_path)).apply(mode="all")
    expect(view.find(".tm-row")).to_have_count(9)
    x, y = view.point("map.map.latLngToLayerPoint([47.5, 9])")
    view.page.mouse.click(x, y)
    expect(view.find(".tm-row")).to_have_count(4)
    expect(view.find(".tm-feed-head strong")).to_have_text("47.5° N, 9° E")
