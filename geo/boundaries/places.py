"""Whether places lie where they are said to: in the outline of their region or country."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pandas as pd
import shapely
from shapely.geometry import shape

from geo.errors import Problem

SLACK_KM: Final = {"KZ-ALA": 12.0}
"""Natural Earth draws Almaty in its limits before 2014: how far outside its places may lie."""
SIMPLIFIED_KM: Final = 1.5
"""How far outside any other place may lie, since outlines are simplified."""
COARSE_KM: Final = 12.0
"""... and one abroad: the outlines of the outer world are coarse, and lack small islands."""
KM_PER_DEGREE: Final = 111.2


def check_places(places: pd.DataFrame, folder: Path) -> list[Problem]:
    """
    Find places outside of their region, and those abroad outside of their country.

    Parameters
    ----------
    places
        `place_id`, `lat`, `lon` (degrees), `region_iso` ("" abroad), `country_iso2`.
    folder
        Of `kaz_regions.geojson` and `countries.geojson`.
    """
    at_home = places["region_iso"] != ""
    return [
        *_outside(places[at_home], "region_iso", _outlines(folder / "kaz_regions.geojson")),
        *_outside(places[~at_home], "country_iso2", _outlines(folder / "countries.geojson")),
    ]


def _outlines(path: Path) -> dict[str, shapely.Geometry]:
    """Read outlines by their ISO code."""
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        own.get("iso_3166_2") or own["iso_a2"]: shape(feature["geometry"])
        for feature in features
        for own in [feature["properties"]]
    }


def _outside(
    places: pd.DataFrame, column: str, outlines: dict[str, shapely.Geometry]
) -> Iterator[Problem]:
    columns = (places[name] for name in ("place_id", "lon", "lat", column))
    for place, lon, lat, code in zip(*columns, strict=True):
        if code not in outlines:
            yield Problem("places.csv", None, column, code, "a code that has an outline", place)
            continue
        # Degrees of latitude: no more than a measure of how far.
        away_km = shapely.distance(outlines[code], shapely.Point(lon, lat)) * KM_PER_DEGREE
        usual_km = SIMPLIFIED_KM if column == "region_iso" else COARSE_KM
        if away_km > SLACK_KM.get(code, usual_km):
            got, expected = f"{lat}, {lon}", f"a point in {code}; it is {away_km:.1f} km outside"
            yield Problem("places.csv", None, "lat", got, expected, place)
