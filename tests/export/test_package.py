"""The whole set as one zip."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest

from geo.export.about import data_digest
from geo.export.api import Api
from geo.export.package import INSIDE, write_package
from geo.facts import DATA
from geo.schema_contracts import CONTRACTS


@pytest.fixture(scope="module")
def package(api: Api) -> zipfile.ZipFile:
    """Open the zip that is offered."""
    reply = api.answer("dataset.zip", {})
    assert reply is not None
    return zipfile.ZipFile(io.BytesIO(reply.write()))


def test_tables_licence_methods_and_borders_are_there(package: zipfile.ZipFile) -> None:
    names = {name.removeprefix(f"{INSIDE}/") for name in package.namelist()}
    assert {f"{table}.csv" for table in CONTRACTS} <= names
    assert {"datapackage.json", "LICENSE", "README.md", "METHOD.md"} <= names
    assert {"boundaries/countries.geojson", "boundaries/kaz_regions.geojson"} <= names


def test_checksums_of_the_data_package_hold_inside(package: zipfile.ZipFile) -> None:
    told = json.loads(package.read(f"{INSIDE}/datapackage.json"))
    assert told["resources"]
    for resource in told["resources"]:
        content = package.read(f"{INSIDE}/{resource['path']}")
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_equal_data_give_equal_bytes_and_every_name_lies_inside() -> None:
    assert write_package(DATA) == write_package(DATA)
    with zipfile.ZipFile(io.BytesIO(write_package(DATA))) as archive:
        assert all(name.startswith(f"{INSIDE}/") for name in archive.namelist())


def test_the_digest_follows_content_and_names(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1", encoding="utf-8")
    first = data_digest(tmp_path)
    (tmp_path / "a.csv").write_text("2", encoding="utf-8")
    second = data_digest(tmp_path)
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    assert len({first, second, data_digest(tmp_path)}) == 3
