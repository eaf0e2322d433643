"""
Write the coarse land that the map's wheel brings, from `data/boundaries/countries.geojson`.

    python -m tools.coarse_land

Neighbours keep the borders that they share. The outlines are Natural Earth's, in the public domain.
"""

import json
import sys
from typing import Final

import shapely

from geo.facts.read import DATA
from geo.timemap.assets import Payload
from geo.timemap.ground import LAND
from geo.timemap.outlines import pack_outlines

TOLERANCE: Final = 0.15
"""Bends that enclose less than its square, in degrees, are left out."""
DECIMALS: Final = 2
KEPT: Final = ("iso_a2", "name_en", "name_de", "label_lat", "label_lon")


def coarse_land() -> Payload:
    """Give the packed outlines of all countries, in their order."""
    path = DATA / "boundaries" / "countries.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    outlines = [shapely.from_geojson(json.dumps(one["geometry"])) for one in features]
    simple = shapely.coverage_simplify(outlines, TOLERANCE)
    rounded = shapely.transform(simple, lambda points: points.round(DECIMALS))
    coarse = [
        {
            "type": "Feature",
            "properties": {name: one["properties"][name] for name in KEPT},
            "geometry": json.loads(shapely.to_geojson(outline)),
        }
        for one, outline in zip(features, rounded, strict=True)
    ]
    geojson = {"type": "FeatureCollection", "features": coarse}
    return pack_outlines(Payload.of_json(LAND.name, geojson))


if __name__ == "__main__":
    body = coarse_land().body
    LAND.write_bytes(body)
    sys.stdout.write(f"{LAND}: {len(body)} bytes\n")
