"""Outlines as steps: what the script reads back is what the file says."""

import json
from itertools import accumulate

import pytest

from geo.timemap import Payload, WireError
from geo.timemap.outlines import pack_outlines


def collection(*geometries: dict[str, object] | None) -> Payload:
    """Build a feature collection, its features named by their number."""
    features = [
        {"type": "Feature", "properties": {"id": number}, "geometry": geometry}
        for number, geometry in enumerate(geometries)
    ]
    return Payload.of_json("x.json", {"type": "FeatureCollection", "features": features})


def read_back(steps: list[int], per_degree: int) -> list[tuple[float, float]]:
    """Add the steps up again: (lon, lat) in degrees."""
    lons, lats = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(x / per_degree, y / per_degree) for x, y in zip(lons, lats, strict=True)]


@pytest.mark.parametrize(
    ("ring", "steps"),
    [
        ([[52.862, 43.341], [52.9, 43.4], [-0.001, 0.0], [52.862, 43.341]], 1000),
        ([[52.86, 43.34], [52.9, 43.4], [-0.01, 0.0], [52.86, 43.34]], 100),
        ([[52, 43.3], [-1.1, 0], [52, 43.3]], 10),
        ([[52.8621, 43.3], [-1.1, 0], [52.8621, 43.3]], 1000),
    ],
)
def test_a_ring_read_back_is_the_ring_of_the_file_in_the_coarsest_steps(
    ring: list[list[float]], steps: int
) -> None:
    packed = json.loads(pack_outlines(collection({"type": "Polygon", "coordinates": [ring]})).body)
    (feature,) = packed["features"]
    assert feature["closed"] is True
    assert feature["steps_per_degree"] == steps
    exact = [(round(lon, 3), round(lat, 3)) for lon, lat in ring]
    assert read_back(feature["rings"][0], steps) == exact


def test_every_part_is_a_ring_of_its_own() -> None:
    line = [[0, 0], [1, 1]]
    square = [[0, 0], [0, 1], [1, 1], [0, 0]]
    packed = json.loads(
        pack_outlines(
            collection(
                {"type": "LineString", "coordinates": line},
                {"type": "MultiLineString", "coordinates": [line, line]},
                {"type": "Polygon", "coordinates": [square, square]},
                {"type": "MultiPolygon", "coordinates": [[square], [square, square]]},
            )
        ).body
    )
    assert [len(feature["rings"]) for feature in packed["features"]] == [1, 2, 2, 3]
    assert [feature["closed"] for feature in packed["features"]] == [False, False, True, True]


def test_a_feature_without_geometry_is_left_out() -> None:
    packed = json.loads(
        pack_outlines(collection(None, {"type": "LineString", "coordinates": [[0, 0]]})).body
    )
    assert [feature["properties"]["id"] for feature in packed["features"]] == [1]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"type": "Feature"}, "x.json: got Feature, expected a FeatureCollection"),
        (
            {
                "features": [
                    {"properties": {}, "geometry": {"type": "Point", "coordinates": [0, 0]}}
                ]
            },
            "outlines: got a Point, expected one of",
        ),
    ],
)
def test_what_has_no_outline_is_refused(content: object, expected: str) -> None:
    with pytest.raises(WireError, match=expected):
        pack_outlines(Payload.of_json("x.json", content))
