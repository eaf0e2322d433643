"""Our own map of invented events, on a page of its own."""

import folium
import pandas as pd

from bench.made import END, FAMILIES, START
from geo.facts.read import DATA
from geo.timemap import (
    BaseMap,
    EventPoints,
    Payload,
    PointsData,
    Served,
    TimeAxis,
    encode_points,
    use_store,
)

RADIUS_PX = 4
SMALL_RADIUS_PX = 2
MANY = 1_000_000
"""From so many events on symbols are small."""
CENTRE = (48.0, 67.0)
ZOOM = 5


def radius_px(count: int) -> int:
    """Give the radius of a symbol for so many events."""
    return SMALL_RADIUS_PX if count >= MANY else RADIUS_PX


def encode(events: pd.DataFrame) -> PointsData:
    """Write the events as the page gets them; places have names, single events no texts."""
    places = list(dict.fromkeys(events["place_id"]))
    texts = {
        "events": [],
        "places": [{"id": place, "name": place, "parent": -1} for place in places],
        "sources": {},
    }
    return encode_points(
        events, families=FAMILIES, places=places, texts=Payload.of_json("texts.json", texts)
    )


def draw(points: PointsData, store: Served, *, radius: int = RADIUS_PX) -> str:
    """Give the page with base map, time axis and events; all of it comes from `store`."""
    start, end = (round(at.timestamp() * 1000) for at in (START, END))
    folium_map = folium.Map(CENTRE, zoom_start=ZOOM, tiles=None, zoomSnap=0.25, maxZoom=16)
    use_store(folium_map, store)
    TimeAxis(start=start, end=end).add_to(folium_map)
    _ground(store).add_to(folium_map)
    EventPoints(points, options={"radius": radius}, store=store).add_to(folium_map)
    page: str = folium_map.get_root().render()
    return page


def _ground(store: Served) -> BaseMap:
    return BaseMap(
        countries=_shape("countries"),
        regions=_shape("kaz_regions"),
        lakes=_shape("lakes"),
        rivers=_shape("rivers"),
        focus="KZ",
        store=store,
    )


def _shape(name: str) -> Payload:
    body = (DATA / "boundaries" / f"{name}.geojson").read_bytes()
    return Payload(f"{name}.json", body, "application/json")
