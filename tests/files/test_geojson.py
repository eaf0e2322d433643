"""GeoJSON keeps the rules of RFC 7946."""

import json
from typing import Any

import pytest

from geo.api.answers import Api
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.geojson import write_geojson
from tests.files.frames import HOSTILE, build_extract


def read(api: Api, path: str, **params: str) -> dict[str, Any]:
    """Read the answer to an address."""
    reply = api.answer(path, params)
    assert reply is not None
    found: dict[str, Any] = json.loads(reply.write())
    return found


def breaches(collection: dict[str, Any]) -> list[str]:
    """List what is against RFC 7946 in a collection of points; the numbers are its sections."""
    others = {"coordinates", "geometries", "geometry", "properties"}
    rules = {
        "3.3 features": collection.get("type") == "FeatureCollection" and "features" in collection,
        "4 no crs": "crs" not in collection,
        "7.1 no member of another type": not others & collection.keys(),
    }
    found = [rule for rule, holds in rules.items() if not holds]
    return found + [
        rule for feature in collection["features"] for rule in feature_breaches(feature)
    ]


def feature_breaches(feature: dict[str, Any]) -> list[str]:
    """List what is against RFC 7946 in a feature."""
    is_feature = feature.get("type") == "Feature" and {"geometry", "properties"} <= feature.keys()
    geometry = feature["geometry"]
    rules = {
        "3.2 geometry and properties": is_feature,
        "3.2 an id is a text or a number": isinstance(feature.get("id"), str | int),
        "3.1.2 a Point has a position": geometry is None
        or (geometry["type"] == "Point" and set(geometry) == {"type", "coordinates"}),
    }
    if geometry is not None:
        lon, lat = geometry["coordinates"]
        rules["3.1.1 longitude, latitude"] = -180 <= lon <= 180 and -90 <= lat <= 90
    return [rule for rule, holds in rules.items() if not holds]


@pytest.mark.parametrize("path", ["events.geojson", "places.geojson"])
def test_everything_keeps_the_rules(api: Api, path: str) -> None:
    assert breaches(read(api, path)) == []


def test_a_breach_would_be_found(api: Api) -> None:
    broken = read(api, "places.geojson", kind="town")
    broken["crs"] = {}
    broken["features"][0]["geometry"]["coordinates"] = [43.3, 152.9]
    assert breaches(broken) == ["4 no crs", "3.1.1 longitude, latitude"]


def test_positions_are_longitude_then_latitude(api: Api, real_facts: Facts) -> None:
    features = read(api, "places.geojson")["features"]
    places = real_facts.places
    assert {one["id"]: one["geometry"]["coordinates"] for one in features} == {
        place: [lon, lat]
        for place, lon, lat in zip(places["place_id"], places["lon"], places["lat"], strict=True)
    }


def test_what_is_no_dot_has_no_geometry(api: Api, events: JoinedEvents) -> None:
    found = read(api, "events.geojson")["features"]
    placed = {feature["id"] for feature in found if feature["geometry"] is not None}
    assert placed == set(events.loc[events["on_map"], "event_id"])
    assert len(found) == len(events)


def test_the_file_says_what_it_is(api: Api) -> None:
    about = read(api, "events.geojson", kind="arson")["about"]
    assert about["licence"]["name"] == "CC BY 4.0"
    assert about["filter"] == {"kind": "arson"}
    assert any("GeoNames" in credit for credit in about["credits"])
    assert about["data"] == f"sha256:{api.digest}"


def test_every_event_brings_its_sources(api: Api) -> None:
    for feature in read(api, "events.geojson")["features"]:
        for source in feature["properties"]["sources"]:
            assert source["publisher"]
            assert source["title"]
            assert source["url"].startswith("http")
            assert source["state_controlled"] in {"yes", "no", "unknown"}
            assert "published_on" in source
        assert feature["properties"]["n_sources"] == len(feature["properties"]["sources"]) > 0


def test_texts_are_as_they_were() -> None:
    told = json.loads(write_geojson(build_extract(HOSTILE)))
    assert [feature["properties"]["title_en"] for feature in told["features"]] == list(HOSTILE)
