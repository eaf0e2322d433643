"""Borders and shores as the script reads them: less than half of what GeoJSON takes."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from .assets import Payload

STEPS_PER_DEGREE: Final = 1000
"""Coordinates are whole steps: about 110 m, finer than any line of the base map."""


@lru_cache(maxsize=16)
def pack_outlines(geojson: Payload) -> Payload:
    """
    Write lines and polygons as steps from point to point; the same payload is written once.

    Parameters
    ----------
    geojson
        A feature collection of (Multi)LineStrings and (Multi)Polygons, degrees; features without
        geometry are left out.

    Returns
    -------
    payload
        JSON `{"steps_per_degree", "features": [{"properties", "closed", "rings"}]}`; a ring is
        `[lon, lat, dlon, dlat, ...]` in whole steps.
    """
    features = [
        {
            "properties": feature["properties"],
            "closed": feature["geometry"]["type"].endswith("Polygon"),
            "rings": [_steps(line) for line in _lines(feature["geometry"])],
        }
        for feature in json.loads(geojson.body)["features"]
        if feature["geometry"]
    ]
    content = {"steps_per_degree": STEPS_PER_DEGREE, "features": features}
    return Payload.of_json(geojson.name, content)


def _lines(geometry: Mapping[str, Any]) -> list[Sequence[Sequence[float]]]:
    """All lines of a geometry, polygons' rings included."""
    depth = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
    lines = [geometry["coordinates"]]
    for _ in range(depth[geometry["type"]]):
        lines = [line for part in lines for line in part]
    return lines


def _steps(line: Sequence[Sequence[float]]) -> list[int]:
    """Whole steps from each point to the next; the first from (0, 0)."""
    points = [[round(degrees * STEPS_PER_DEGREE) for degrees in point[:2]] for point in line]
    before = [[0, 0], *points[:-1]]
    return [
        now - last
        for point, previous in zip(points, before, strict=True)
        for now, last in zip(point, previous, strict=True)
    ]
