"""The whole set as one zip."""

import csv
import hashlib
import io
import json
import zipfile

import pytest

from geo.api.answers import Api
from geo.facts.checksums import PACKAGE, measure, write_json
from geo.facts.contracts import CONTRACTS
from geo.facts.dataset import read_files
from geo.files.about import data_digest
from geo.files.formulas import guard, unguard
from geo.files.package import INSIDE, safe_files, write_package


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
    assert write_package(read_files()) == write_package(read_files())
    with zipfile.ZipFile(io.BytesIO(write_package(read_files()))) as archive:
        assert all(name.startswith(f"{INSIDE}/") for name in archive.namelist())


def test_no_cell_is_a_formula_and_each_can_be_had_back() -> None:
    cells = ["=1+1", "+7", "-x", "@me", "'quoted'", "\uff1dx", "-5.3", "plain", "two\n=lines"]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([["a"], *([cell] for cell in cells)])
    resource = {"path": "a.csv", **measure(text.getvalue().encode())}
    package = write_json({"resources": [resource]}).encode()
    files = {"a.csv": text.getvalue().encode(), PACKAGE: package}

    safe = safe_files(files)

    rows = list(csv.reader(io.StringIO(safe["a.csv"].decode(), newline="")))
    told = [row[0] for row in rows[1:]]
    assert told == [guard(cell) if cell != "-5.3" else cell for cell in cells]
    assert [unguard(cell) for cell in told] == cells
    (recorded,) = json.loads(safe[PACKAGE])["resources"]
    assert recorded == {"path": "a.csv", **measure(safe["a.csv"])}


def test_tables_without_such_cells_are_given_away_as_they_are() -> None:
    files = read_files()
    risky = {name for name, body in safe_files(files).items() if body != files[name]}
    assert risky <= {PACKAGE, *(name for name in files if name.endswith(".csv"))}
    plain = {"a.csv": b'a,"b"\n1,-2\n', "b.md": b"=1"}
    assert safe_files(plain) == plain


def test_the_digest_follows_content_and_names() -> None:
    sets = [{"a.csv": b"1"}, {"a.csv": b"2"}, {"b.csv": b"2"}]
    assert len(set(map(data_digest, sets))) == len(sets)
