"""The 17 regions of Kazakhstan as of January 2022: their names, and Shymkent, which is a disc."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel

Shape = tuple[dict[str, Any], BaseGeometry]
"""A feature's properties and its geometry, (lon, lat) in degrees."""

LANGUAGES = ("en", "de", "ru", "kk")
SHYMKENT = "KZ-SHY"
AROUND_SHYMKENT = "KZ-YUZ"
# The city within its limits of 2018 to 2022, rounded up from 1,162.8.
SHYMKENT_KM2 = 1163
KM_PER_DEGREE = 111.2
DISC_CORNERS = 48


def kazakh_regions(
    found: Mapping[str, BaseGeometry], regions: Sequence[dict[str, str]]
) -> list[Shape]:
    """
    Name the regions of January 2022, with Shymkent cut out of Turkistan Region.

    No free polygon of Shymkent is known: a disc of its area stands for it (`schematic`).
    """
    row = next(row for row in regions if row["id"] == SHYMKENT)
    disc = disc_of(float(row["lat"]), float(row["lon"]), SHYMKENT_KM2)
    shapes = []
    for region in regions:
        geometry = disc if region["id"] == SHYMKENT else found[region["source"]]
        if region["id"] == AROUND_SHYMKENT:
            geometry = shapely.difference(geometry, disc)
        lat, lon = label_point(geometry)
        names = {f"name_{language}": region[f"name_{language}"] for language in LANGUAGES}
        properties = {"iso_3166_2": region["id"], **names, "schematic": region["id"] == SHYMKENT}
        shapes.append(({**properties, "label_lat": lat, "label_lon": lon}, geometry))
    return shapes


def disc_of(lat: float, lon: float, area_km2: float) -> Polygon:
    """Draw a round polygon of a known area about a point; corners to 3 decimals."""
    corner = math.tau / DISC_CORNERS
    # A regular polygon's area is n/2 r^2 sin(2 pi / n).
    radius = math.sqrt(2 * area_km2 / DISC_CORNERS / math.sin(corner)) / KM_PER_DEGREE
    angles = np.arange(DISC_CORNERS) * corner
    easting = lon + radius * np.cos(angles) / math.cos(math.radians(lat))
    northing = lat + radius * np.sin(angles)
    return Polygon(np.round(np.column_stack([easting, northing]), 3))


def label_point(geometry: BaseGeometry) -> tuple[float, float]:
    """Find the (lat, lon) farthest from all borders, within the largest part."""
    largest = max(shapely.get_parts(geometry), key=lambda part: float(part.area))
    point = polylabel(largest, tolerance=0.02)
    return round(point.y, 2), round(point.x, 2)
