"""Water: the lakes and rivers that names.csv lists, found in the sources by point or by name."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely import LineString, Point, Polygon
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geo.boundaries.fetch import FetchError
from geo.boundaries.kazakhstan import LANGUAGES, Shape
from geo.boundaries.land import ZONES

WINDOW = shapely.box(20, 30, 150, 75)
NEAR = shapely.box(*ZONES[0][:4])
# Tolerances in degrees: near Kazakhstan, elsewhere.
LAKE_TOLERANCES = (0.012, 0.04)
RIVER_TOLERANCES = (0.025, 0.1)
SHORTEST_DEG = 0.15


def build_lakes(topology: dict[str, Any], lakes: Sequence[dict[str, str]]) -> list[Shape]:
    """
    Find each named lake by a point within it, and simplify it.

    Raises
    ------
    FetchError
        The source has no lake at one of the points.
    """
    found = read_lakes(topology)
    shapes = []
    for row in lakes:
        point = Point(float(row["lon"]), float(row["lat"]))
        lake = next((each for each in found if each.contains(point)), None)
        if lake is None:
            message = f"lakes: got none at {row['lat']} N {row['lon']} E, expected {row['id']}"
            raise FetchError(message)
        shapes.append((named(row), simplify_water(lake, LAKE_TOLERANCES)))
    return shapes


def build_rivers(
    sources: Iterable[tuple[str, dict[str, Any]]], rivers: Sequence[dict[str, str]]
) -> list[Shape]:
    """
    Join the stretches of each named river within the window, and simplify them.

    One river may have several names in the source. Its course through lakes belongs to it.

    Raises
    ------
    FetchError
        The source has no river of one of the names.
    """
    stretches: dict[str, list[BaseGeometry]] = {}
    for name, geometry in sources:
        stretches.setdefault(name, []).append(shape(geometry))
    rows = {row["id"]: row for row in rivers}
    shapes = []
    for river, row in rows.items():
        names = [each["source"] for each in rivers if each["id"] == river]
        missing = [name for name in names if name not in stretches]
        if missing:
            message = f"rivers: got none, expected {', '.join(missing)}"
            raise FetchError(message)
        course = shapely.union_all([part for name in names for part in stretches[name]])
        shapes.append((named(row), simplify_water(merge_lines(course), RIVER_TOLERANCES)))
    return shapes


def named(row: dict[str, str]) -> dict[str, str]:
    """Take a row's key and its names."""
    return {"id": row["id"], **{f"name_{each}": row[f"name_{each}"] for each in LANGUAGES}}


def merge_lines(course: BaseGeometry) -> BaseGeometry:
    """Clip a river to the window and join its stretches; short scraps are dropped."""
    within = shapely.line_merge(shapely.intersection(course, WINDOW))
    long = [part for part in shapely.get_parts(within) if part.length >= SHORTEST_DEG]
    return shapely.union_all(long)


def simplify_water(geometry: BaseGeometry, tolerances: tuple[float, float]) -> BaseGeometry:
    """Simplify, finer near Kazakhstan; 3 decimals there and 2 elsewhere."""
    near = bool(geometry.intersects(NEAR))
    simple = geometry.simplify(tolerances[0] if near else tolerances[1])
    decimals = 3 if near else 2
    rounded: BaseGeometry = shapely.transform(simple, lambda points: np.round(points, decimals))
    return rounded


def read_lakes(topology: dict[str, Any]) -> list[Polygon]:
    """Decode the `lakes` of a TopoJSON topology, one polygon each, in the order of the source."""
    scale, offset = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + offset for arc in topology["arcs"]]
    lakes = []
    for item in topology["objects"]["lakes"]["geometries"]:
        parts = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        for outer, *holes in parts:
            lakes.append(Polygon(ring(outer, arcs), [ring(hole, arcs) for hole in holes]))
    return lakes


def ring(numbers: Sequence[int], arcs: Sequence[npt.NDArray[np.float64]]) -> LineString:
    """Join arcs by number into a closed line; `~n` is arc n backwards."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    # Each arc begins where the one before it ends.
    return LineString(np.concatenate([parts[0], *(part[1:] for part in parts[1:])]))
