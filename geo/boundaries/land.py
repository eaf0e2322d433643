"""
Land: countries and the regions of Kazakhstan, cut from one coverage.

Natural Earth's regions fit each other without gaps. They stay so: cut along the borders of the
zones of detail, simplified as one coverage once per zone (zone borders are straight, so that what
two passes leave on either side still meets), joined to countries, rounded point by point.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from babel import Locale
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.boundaries.kazakhstan import LANGUAGES, Shape, kazakh_regions, label_point


class Zone(NamedTuple):
    """A box in degrees within which the land has the same detail."""

    west: float
    south: float
    east: float
    north: float
    tolerance_deg: float
    """Side of the square whose area a dropped corner may have."""
    island_deg2: float
    """Islands smaller than this are dropped."""
    decimals: int


# Finest first; each takes what those before it have left.
ZONES = (
    Zone(46, 40, 88, 56, 0.012, 0.003, 3),
    Zone(9, 66, 192, 82.5, 0.16, 0.3, 2),
    Zone(9, 24, 192, 66, 0.08, 0.08, 2),
    Zone(-180, -60, 192, 90, 0.35, 1.5, 2),
)
# Natural Earth's own codes. Borders follow the UN General Assembly (Crimea: A/RES/68/262).
CRIMEA = frozenset({"UA-40", "UA-43"})
BAIKONUR = "KAB"
COUNTRY_OF = {"KAB": "KZ", "CYN": "CY", "SOL": "SO", "KAS": "IN", "USG": "CU"}
# Where Natural Earth's three letters are not ISO's.
ISO_A3 = {"KOS": "XKX", "PSX": "PSE", "SAH": "ESH", "SDS": "SSD", "ALD": "ALA"}
ANTARCTICA = "AQ"
# Where a label helps most: Russia above Kazakhstan, China beside it. (lat, lon)
LABELS = {"RU": (56.5, 60.0), "CN": (39.5, 84.0)}


class Piece(NamedTuple):
    """A part of the land: one first-level region, or what one zone holds of it."""

    iso_a2: str
    iso_a3: str
    region: str
    """HASC code of the region of Kazakhstan; empty elsewhere."""
    zone: int
    geometry: BaseGeometry


def build_land(
    features: Iterable[dict[str, Any]], regions: Sequence[dict[str, str]]
) -> tuple[list[Shape], list[Shape]]:
    """
    Cut the countries of the world and the regions of Kazakhstan from first-level regions.

    Parameters
    ----------
    features
        Natural Earth's first-level regions, as GeoJSON.
    regions
        Rows of names.csv for the layer `region`; `source` is the HASC code.

    Returns
    -------
    countries
        By `iso_a2`; borders coincide. Islands below the zone's size are missing.
    regions
        In the order of `regions`; together exactly Kazakhstan.
    """
    pieces = simplify(drop_islands(cut(read_pieces(features))))
    pieces = round_pieces(join(pieces, lambda piece: (piece.iso_a2, piece.region)))
    countries = [country(piece) for piece in join(pieces, lambda piece: (piece.iso_a2, ""))]
    found = {piece.region: piece.geometry for piece in pieces if piece.region}
    return countries, kazakh_regions(found, regions)


def read_pieces(features: Iterable[dict[str, Any]]) -> Iterator[Piece]:
    """Give each first-level region its country; Antarctica and land of no country are left out."""
    for feature in features:
        properties = feature["properties"]
        code = properties["adm0_a3"]
        iso_a2 = COUNTRY_OF.get(code, properties["iso_a2"])
        if properties["iso_3166_2"] in CRIMEA:
            iso_a2, code = "UA", "UKR"
        if iso_a2 in {ANTARCTICA, "-1"}:
            continue
        region = "KZ.QO" if code == BAIKONUR else properties["code_hasc"]
        geometry = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        if iso_a2 == "RU":
            geometry = shapely.transform(geometry, past_date_line)
        yield Piece(iso_a2, ISO_A3.get(code, code), region if iso_a2 == "KZ" else "", 0, geometry)


def past_date_line(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Shift points of the far west to 180..190 E, so that Chukotka is in one piece."""
    shifted = points.copy()
    shifted[points[:, 0] < 0, 0] += 360
    return shifted


def cut(pieces: Iterable[Piece]) -> list[Piece]:
    """Cut every piece along the borders of the zones."""
    boxes = [shapely.box(*zone[:4]) for zone in ZONES]
    areas = [
        shapely.difference(box, shapely.union_all(boxes[:place])) for place, box in enumerate(boxes)
    ]
    parts = []
    for piece in pieces:
        for place, area in enumerate(areas):
            within = polygons(shapely.intersection(piece.geometry, area))
            if not within.is_empty:
                parts.append(piece._replace(zone=place, geometry=within))
    return parts


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry, without the points and lines that a cut may leave."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return MultiPolygon([part for part in parts if part.area > 0])


def drop_islands(pieces: Sequence[Piece]) -> list[Piece]:
    """Drop small islands; land enclosed by other land stays, whatever its size."""
    parts, owners = shapely.get_parts([piece.geometry for piece in pieces], return_index=True)
    masses = shapely.get_parts(shapely.coverage_union_all(parts))
    tree = shapely.STRtree(masses)
    inside, mass = tree.query(shapely.point_on_surface(parts), predicate="within")
    size = np.zeros(len(parts))
    size[inside] = shapely.area(masses)[mass]
    keep = size >= np.array([ZONES[pieces[owner].zone].island_deg2 for owner in owners])
    kept = [
        piece._replace(geometry=MultiPolygon(list(parts[(owners == place) & keep])))
        for place, piece in enumerate(pieces)
    ]
    return [piece for piece in kept if not piece.geometry.is_empty]


def simplify(pieces: Sequence[Piece]) -> list[Piece]:
    """Simplify all land once per zone, and take from each pass the pieces of its zone."""
    land = np.array([piece.geometry for piece in pieces])
    passes = [shapely.coverage_simplify(land, zone.tolerance_deg) for zone in ZONES]
    return [
        piece._replace(geometry=passes[piece.zone][place]) for place, piece in enumerate(pieces)
    ]


def join(pieces: Iterable[Piece], key: Callable[[Piece], tuple[str, str]]) -> list[Piece]:
    """Join pieces of the same (country, region), in the order of the codes."""
    groups: dict[tuple[str, str], list[Piece]] = {}
    for piece in pieces:
        groups.setdefault(key(piece), []).append(piece)
    return [
        groups[code][0]._replace(
            region=code[1],
            geometry=shapely.coverage_union_all([piece.geometry for piece in groups[code]]),
        )
        for code in sorted(groups)
    ]


def round_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """Round all points; pieces that collapse to nothing are dropped, the others still fit."""
    rounded = [polygons(shapely.make_valid(round_points(piece.geometry))) for piece in pieces]
    # A narrow point may have been rounded onto the border opposite.
    clean = shapely.coverage_clean(  # type: ignore[attr-defined]  # newer than its stubs
        rounded, snapping_distance=0
    )
    return [
        piece._replace(geometry=geometry)
        for piece, geometry in zip(pieces, clean, strict=True)
        if not geometry.is_empty
    ]


def round_points(geometry: BaseGeometry) -> BaseGeometry:
    """Round each point to the decimals of the zone it lies in, whichever piece it belongs to."""

    def rounded(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        fine = ZONES[0]
        within = (points[:, 0] >= fine.west) & (points[:, 0] <= fine.east)
        within &= (points[:, 1] >= fine.south) & (points[:, 1] <= fine.north)
        coarse = np.round(points, ZONES[-1].decimals)
        return np.where(within[:, None], np.round(points, fine.decimals), coarse)

    return shapely.transform(geometry, rounded)


def country(piece: Piece) -> Shape:
    """Give a country its names (CLDR) and the place of its label."""
    lat, lon = LABELS.get(piece.iso_a2) or label_point(piece.geometry)
    names = {f"name_{language}": country_name(piece.iso_a2, language) for language in LANGUAGES}
    codes = {"iso_a2": piece.iso_a2, "iso_a3": piece.iso_a3}
    return {**codes, **names, "label_lat": lat, "label_lon": lon}, piece.geometry


def country_name(iso_a2: str, language: str) -> str:
    """Name a country as CLDR does, without what it adds in brackets; empty if it has no name."""
    return str(Locale(language).territories.get(iso_a2, "")).partition(" (")[0]
