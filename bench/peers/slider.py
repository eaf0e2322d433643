"""Events up to a slider's step: `?way=objects`, `geojson`, or `anew` (the whole map each time)."""

import folium
import streamlit as st
from streamlit_folium import st_folium

from bench.peers.rows import STEPS, Event, counts_by_step, read_rows

RADIUS_PX = 6


@st.cache_data
def rows_and_counts() -> tuple[list[Event], list[int]]:
    """Read the events once."""
    rows = read_rows()
    return rows, counts_by_step(rows)


def add_objects(rows: list[Event], target: folium.Map | folium.FeatureGroup) -> None:
    """Add one circle per event."""
    for row in rows:
        folium.CircleMarker(
            (row["lat"], row["lon"]),
            radius=RADIUS_PX,
            color=row["colour"],
            fill=True,
            tooltip=row["title"],
        ).add_to(target)


def add_geojson(rows: list[Event], target: folium.FeatureGroup) -> None:
    """Add all events as one GeoJSON."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {"title": row["title"], "colour": row["colour"]},
        }
        for row in rows
    ]
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=RADIUS_PX, fill=True),
        style_function=lambda feature: {"color": feature["properties"]["colour"]},
        tooltip=folium.GeoJsonTooltip(["title"], labels=False),
    ).add_to(target)


def show(way: str, rows: list[Event]) -> None:
    """Show the map; but for `anew`, only its layer of events is changed, as st_folium advises."""
    base = folium.Map((48.0, 67.0), zoom_start=5, tiles=None)
    if way == "anew":
        add_objects(rows, base)
        st_folium(base, returned_objects=[], height=600, use_container_width=True)
        return
    layer = folium.FeatureGroup(name="events")
    {"objects": add_objects, "geojson": add_geojson}[way](rows, layer)
    st_folium(
        base,
        feature_group_to_add=layer,
        returned_objects=[],
        height=600,
        use_container_width=True,
        key="map",
    )


st.set_page_config(layout="wide")
events, counts = rows_and_counts()
last = len(counts) - 1
step = st.slider("Step", 0, last, last - STEPS)
show(st.query_params.get("way", "objects"), events[: counts[step]])
