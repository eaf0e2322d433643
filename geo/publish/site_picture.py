"""The picture that others show beside a link to the site: Kazakhstan with its events by place."""

import json
from typing import Any, Final

from geo.facts.vocabulary import KAZAKHSTAN
from geo.publish.charts import draw_png
from geo.scene.build import Scene
from geo.timemap import FAMILY_COLOURS
from geo.words.catalogue import Words

SIZE_PX: Final = (1200, 630)
_PAPER: Final = "#FBF8F1"
_LAND: Final = "#EFECE4"
_WATER: Final = "#D9E4EC"
_BORDER: Final = "#BDB8AC"
_FOCUS_BORDER: Final = "#7F86AE"
_TEXT: Final = "#1C2126"
_CENTRE: Final = [67.5, 48.6]
"""Longitude and latitude, degrees."""
_ABOUT: Final = ((38.0, 32.0), (98.0, 62.0))
"""Longitudes and latitudes of the picture, with room around it, degrees."""
_SCALE: Final = 1240
_DOWN_PX: Final = 74
"""Room for the title."""


def preview_picture(scene: Scene, words: Words) -> bytes:
    """
    Draw it as PNG.

    Raises
    ------
    PictureError
        What draws it is not installed.
    """
    width, height = SIZE_PX
    projection = {
        "type": "mercator",
        "center": _CENTRE,
        "scale": _SCALE,
        "translate": [width / 2, height / 2 + _DOWN_PX],
    }
    return draw_png(
        {
            "width": width,
            "height": height,
            "padding": 0,
            "background": _WATER,
            "projection": projection,
            "config": {"view": {"stroke": None}},
            "layer": [
                _land(scene, fill=_LAND, stroke=_BORDER, is_focus=False),
                _land(scene, fill=_PAPER, stroke=_FOCUS_BORDER, is_focus=True),
                _bubbles(scene),
                *_titles(words),
            ],
        }
    )


def _land(scene: Scene, *, fill: str, stroke: str, is_focus: bool) -> dict[str, Any]:
    """Draw Kazakhstan, or all other countries."""
    features = json.loads(scene.payloads["countries"].body)["features"]
    kept = [
        {"type": "Feature", "properties": {}, "geometry": _turned(feature["geometry"])}
        for feature in features
        if (feature["properties"]["iso_a2"] == KAZAKHSTAN) == is_focus and _is_near(feature)
    ]
    return {
        "data": {"values": kept},
        "mark": {"type": "geoshape", "fill": fill, "stroke": stroke, "clip": True},
    }


def _is_near(feature: dict[str, Any]) -> bool:
    """Say whether a country has a point in or about the picture: the rest of the world is slow."""
    (west, south), (east, north) = _ABOUT
    return any(
        west < lon < east and south < lat < north
        for polygon in _polygons(feature["geometry"])
        for lon, lat in polygon[0]
    )


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    polygons: list[Any] = geometry["coordinates"]
    return [polygons] if geometry["type"] == "Polygon" else polygons


def _turned(geometry: dict[str, Any]) -> dict[str, Any]:
    """Turn rings round: Vega takes what lies right of a border for the inside, GeoJSON left."""
    turned = [[ring[::-1] for ring in polygon] for polygon in _polygons(geometry)]
    return {"type": "MultiPolygon", "coordinates": turned}


def _bubbles(scene: Scene) -> dict[str, Any]:
    """Draw one circle per place, its area by the number of events."""
    rows = scene.events[scene.events["on_map"]]
    counted = rows.groupby(["lat", "lon"]).size().reset_index(name="n")
    return {
        "data": {"values": json.loads(counted.to_json(orient="records"))},
        "mark": {
            "type": "circle",
            "color": FAMILY_COLOURS["light"]["protest"],
            "opacity": 0.75,
            "stroke": _PAPER,
        },
        "encoding": {
            "longitude": {"field": "lon", "type": "quantitative"},
            "latitude": {"field": "lat", "type": "quantitative"},
            "size": {
                "field": "n",
                "type": "quantitative",
                "scale": {"rangeMin": 50, "rangeMax": 4200},
                "legend": None,
            },
        },
    }


def _titles(words: Words) -> list[dict[str, Any]]:
    lines = ((words("page.title"), 54, 80, 700), (words("page.lead"), 25, 122, 400))
    return [
        {
            "data": {"values": [{}]},
            "mark": {
                "type": "text",
                "text": said,
                "x": 48,
                "y": y,
                "align": "left",
                "fontSize": size,
                "fontWeight": weight,
                "color": _TEXT,
            },
        }
        for said, size, y, weight in lines
    ]
