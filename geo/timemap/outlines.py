"""Borders and shores as the script reads them: less than half of what GeoJSON takes."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from .assets import Payload
from .frames import WireError

STEPS_PER_DEGREE: Final = (10, 100, 1000)
"""
Coordinates are whole steps, as coarse as a feature bears without loss.

The finest are about 110 m, finer than any line of the base map: what is finer is rounded.
"""
_DEPTHS: Final = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
"""How deep the lines lie in the coordinates of a geometry."""


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
        JSON `{"features": [{"properties", "closed", "steps_per_degree", "rings"}]}`; a ring is
        `[lon, lat, dlon, dlat, ...]` in whole steps.

    Raises
    ------
    WireError
        It is no feature collection, or a feature has points, which are no outline.
    """
    content = json.loads(geojson.body)
    if "features" not in content:
        message = f"{geojson.name}: got {content.get('type')}, expected a FeatureCollection"
        raise WireError(message)
    features = [_packed(feature) for feature in content["features"] if feature["geometry"]]
    return Payload.of_json(geojson.name, {"features": features})


def _packed(feature: Mapping[str, Any]) -> dict[str, object]:
    lines = _lines(feature["geometry"])
    per_degree = _coarsest(lines)
    return {
        "properties": feature["properties"],
        "closed": feature["geometry"]["type"].endswith("Polygon"),
        "steps_per_degree": per_degree,
        "rings": [_steps(line, per_degree) for line in lines],
    }


def _coarsest(lines: Sequence[Sequence[Sequence[float]]]) -> int:
    """Find the fewest steps per degree on which all points of some lines lie."""
    degrees = {round(value, 3) for line in lines for point in line for value in point[:2]}
    fitting = (
        steps
        for steps in STEPS_PER_DEGREE
        if all(round(value * steps) / steps == value for value in degrees)
    )
    return next(fitting, STEPS_PER_DEGREE[-1])


def _lines(geometry: Mapping[str, Any]) -> list[Sequence[Sequence[float]]]:
    """All lines of a geometry, polygons' rings included."""
    if geometry["type"] not in _DEPTHS:
        message = f"outlines: got a {geometry['type']}, expected one of {list(_DEPTHS)}"
        raise WireError(message)
    lines = [geometry["coordinates"]]
    for _ in range(_DEPTHS[geometry["type"]]):
        lines = [line for part in lines for line in part]
    return lines


def _steps(line: Sequence[Sequence[float]], per_degree: int) -> list[int]:
    """Whole steps from each point to the next; the first from (0, 0)."""
    points = [[round(degrees * per_degree) for degrees in point[:2]] for point in line]
    before = [[0, 0], *points[:-1]]
    return [
        now - last
        for point, previous in zip(points, before, strict=True)
        for now, last in zip(point, previous, strict=True)
    ]
