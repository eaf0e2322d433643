"""
Invented events up to a slider's step, with Streamlit: `?way=objects`, `geojson` or `deck`.

`count` events in `steps` steps of even length; it opens with all of them.
"""

import json
import os
import time
from pathlib import Path

import folium
import pandas as pd
import pydeck  # type: ignore[import-untyped]
import streamlit as st
from streamlit_folium import st_folium

from bench.growing.outcome import TIMES
from bench.made import COLOURS, counts_at, make_events
from bench.own import CENTRE, ZOOM, radius_px

HEIGHT_PX = 700


@st.cache_resource
def prepared(count: int, steps: int) -> tuple[pd.DataFrame, list[int]]:
    """Make the events once, and count those that have begun at each step."""
    events = make_events(count)
    columns = events[["lat", "lon"]].assign(colour=events["kind"].map(COLOURS))
    for at, name in enumerate(("red", "green", "blue")):
        hexadecimal = columns["colour"].str.slice(1 + 2 * at, 3 + 2 * at)
        columns[name] = hexadecimal.map(lambda text: int(text, 16))
    return columns, counts_at(events, steps)


def add_objects(rows: pd.DataFrame, layer: folium.FeatureGroup, radius: int) -> None:
    """Add one circle per event."""
    for row in rows.to_dict("records"):
        folium.CircleMarker(
            (row["lat"], row["lon"]),
            radius=radius,
            color=row["colour"],
            stroke=False,
            fill=True,
            fill_opacity=1,
        ).add_to(layer)


def add_geojson(rows: pd.DataFrame, layer: folium.FeatureGroup, radius: int) -> None:
    """Add all events as one GeoJSON."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {"colour": row["colour"]},
        }
        for row in rows.to_dict("records")
    ]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=radius, stroke=False, fill=True, fill_opacity=1),
        style_function=lambda feature: {"color": feature["properties"]["colour"]},
    ).add_to(layer)


def show_folium(way: str, rows: pd.DataFrame, radius: int) -> None:
    """Exchange the layer of events on a map that stays, as st_folium advises."""
    layer = folium.FeatureGroup(name="events")
    if len(rows):
        {"objects": add_objects, "geojson": add_geojson}[way](rows, layer, radius)
    base = folium.Map(CENTRE, zoom_start=ZOOM, tiles=None, prefer_canvas=True)
    st_folium(
        base,
        feature_group_to_add=layer,
        returned_objects=[],
        height=HEIGHT_PX,
        use_container_width=True,
        key="map",
    )


def show_deck(rows: pd.DataFrame, radius: int) -> None:
    """Draw with deck.gl; nothing lies below the events, and they do not react to the pointer."""
    layer = pydeck.Layer(
        "ScatterplotLayer",
        data=rows[["lon", "lat", "red", "green", "blue"]],
        get_position=["lon", "lat"],
        get_fill_color=["red", "green", "blue"],
        get_radius=radius,
        radius_units="'pixels'",
    )
    view = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=ZOOM - 1)
    deck = pydeck.Deck([layer], initial_view_state=view, map_provider=None, map_style=None)
    st.pydeck_chart(deck, height=HEIGHT_PX)


def note(seconds: float) -> None:
    """Write down how long a run took."""
    if path := os.environ.get(TIMES):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(seconds) + "\n")


def main() -> None:
    """Show the slider and, below it, the events up to its step."""
    asked = st.query_params
    way, count, steps = asked["way"], int(asked["count"]), int(asked["steps"])
    events, counts = prepared(count, steps)
    began = time.perf_counter()
    rows = events.iloc[: counts[st.slider("Step", 1, steps, steps) - 1]]
    if way == "deck":
        show_deck(rows, radius_px(count))
    else:
        show_folium(way, rows, radius_px(count))
    note(time.perf_counter() - began)


if __name__ == "__main__":
    st.set_page_config(layout="wide")
    main()
