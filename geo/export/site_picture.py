"""The picture that others show beside a link to the site: Kazakhstan with its events by place."""

import json
from typing import Any, Final

from geo.export.charts import draw_png
from geo.i18n import Words
from geo.scene import Scene
from geo.timemap import FAMILY_COLOURS

SIZE_PX: Final = (1200, 630)
_PAPER: Final = "#FBF8F1"
_LAND: Final = "#EFECE4"
_WATER: Final = "#D9E4EC"
_BORDER: Final = "#BDB8AC"
_TEXT: Final = "#1C2126"
_CENTRE: Final = [67.5, 48.6]
"""Longitude and latitude, degrees."""
_SCALE: Final = 1500


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
        "translate": [width / 2, height / 2 + 30],
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
                _outlines(scene, "countries", fill=_LAND, stroke=_BORDER, filter_="KZ"),
                _outlines(scene, "countries", fill=_PAPER, stroke="#7F86AE", only="KZ"),
                _bubbles(scene),
                *_titles(words),
            ],
        }
    )


def _outlines(
    scene: Scene, name: str, *, fill: str, stroke: str, filter_: str = "", only: str = ""
) -> dict[str, Any]:
    features = json.loads(scene.payloads[name].body)["features"]
    kept = [
        {"type": "Feature", "geometry": feature["geometry"], "properties": {}}
        for feature in features
        if feature["properties"]["iso_a2"] != filter_
        and only in {"", feature["properties"]["iso_a2"]}
    ]
    return {
        "data": {"values": kept},
        "mark": {"type": "geoshape", "fill": fill, "stroke": stroke, "clip": True},
    }


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
    lines = ((words("page.title"), 54, 84, 700), (words("page.lead"), 26, 130, 400))
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
