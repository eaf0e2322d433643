"""Invented events with folium's own plug-ins for time, each on a page of its own."""

import folium
import pandas as pd
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson
from folium.utilities import JsCode

from bench.made import COLOURS, END
from bench.own import CENTRE, ZOOM

_POINT = """(feature, at) => L.circleMarker(at, {
    radius: %d, stroke: false, fillOpacity: 1, color: feature.properties.colour })"""


def timeline_slider(events: pd.DataFrame, *, radius: int) -> str:
    """Give a page with `TimelineSlider`: each event from its begin to the end of the axis."""
    folium_map = _map()
    end = round(END.timestamp() * 1000)
    features = [
        _feature(row, {"start": row["ms"], "end": end, "colour": row["colour"]})
        for row in _rows(events)
    ]
    timeline = Timeline(
        {"type": "FeatureCollection", "features": features}, point_to_layer=JsCode(_POINT % radius)
    ).add_to(folium_map)
    slider = TimelineSlider(auto_play=False, show_ticks=False)
    slider.add_timelines(timeline)  # type: ignore[no-untyped-call]  # folium leaves it untyped
    slider.add_to(folium_map)
    return _page(folium_map)


def timestamped_geojson(events: pd.DataFrame, *, radius: int) -> str:
    """Give a page with `TimestampedGeoJson`, whose features stay once they are there."""
    folium_map = _map()
    styles = {
        colour: {"radius": radius, "stroke": False, "fillOpacity": 1, "color": colour}
        for colour in COLOURS.values()
    }
    features = [
        _feature(
            row,
            {"times": [row["ms"]], "icon": "circle", "iconstyle": styles[str(row["colour"])]},
        )
        for row in _rows(events)
    ]
    collection = {"type": "FeatureCollection", "features": features}
    layer = TimestampedGeoJson(collection, auto_play=False, period="PT1H")  # type: ignore[no-untyped-call]  # folium leaves it untyped
    layer.add_to(folium_map)
    return _page(folium_map)


def _map() -> folium.Map:
    return folium.Map(CENTRE, zoom_start=ZOOM, tiles=None, prefer_canvas=True)


def _page(folium_map: folium.Map) -> str:
    page: str = folium_map.get_root().render()
    return page


def _rows(events: pd.DataFrame) -> list[dict[str, object]]:
    since = (events["earliest_at"] - pd.Timestamp(0, tz="UTC")).dt.total_seconds() * 1000
    rows = events[["lat", "lon"]].assign(
        ms=since.astype("int64"), colour=events["kind"].map(COLOURS)
    )
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def _feature(row: dict[str, object], properties: dict[str, object]) -> dict[str, object]:
    geometry = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
