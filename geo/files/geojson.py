"""GeoJSON (RFC 7946): positions are (lon, lat) in WGS 84; what is no dot has no geometry."""

import json
from typing import Any, Final

from geo.files.extract import Extract, plain_rows

MEDIA_TYPE: Final = "application/geo+json"
_PLACED: Final = frozenset({"lat", "lon"})


def write_geojson(extract: Extract) -> bytes:
    """
    Write an extract whose rows have places.

    What the file says of itself stands in the foreign member `about`; each feature's `id` is the
    row's key, and its sources are a list among its properties.
    """
    collection = {
        "type": "FeatureCollection",
        "about": dict(extract.about),
        "features": list(features(extract)),
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def features(extract: Extract) -> list[dict[str, Any]]:
    """Make a feature of each row, in their order."""
    rows = plain_rows(extract.frame)
    key = str(extract.frame.columns[0])
    has_dot = [False] * len(rows) if extract.has_dot is None else extract.has_dot.tolist()
    cited = extract.sources if extract.sources is not None else [None] * len(rows)
    return [
        {
            "type": "Feature",
            "id": row[key],
            "geometry": _point(row) if dot else None,
            "properties": {name: value for name, value in row.items() if name not in _PLACED}
            | ({} if sources is None else {"sources": list(sources)}),
        }
        for row, dot, sources in zip(rows, has_dot, cited, strict=True)
    ]


def _point(row: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
