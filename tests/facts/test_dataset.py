"""A whole data folder: whatever of it cannot be used is a problem like any other, everywhere."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.__main__ import main
from geo.errors import DataError
from geo.facts.checksums import PACKAGE, read_package
from geo.facts.dataset import check_dataset, read_dataset, read_files, stamp_of
from geo.facts.shapes import read_shapes
from tests.world import build_tables, copy_data, put_in_place, write_tables

KINDS = ("half", "empty", "folder", "dangling", "loop", "pipe")
SHAPE = "boundaries/kaz_regions.geojson"


def problems_in(folder: Path) -> list[str]:
    """Give what check and readers find; both find the same."""
    _, found = check_dataset(folder)
    if found:
        with pytest.raises(DataError) as caught:
            read_dataset(folder)
        assert caught.value.problems == found
    return list(map(str, found))


def test_the_built_in_folder_has_no_problems_and_is_read_whole() -> None:
    dataset = read_dataset()
    assert dataset.shapes == read_shapes()
    assert dataset.files == read_files()
    assert {SHAPE, PACKAGE, "events.csv", "LICENSE", "boundaries/names.csv"} <= set(dataset.files)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["events.csv", SHAPE, PACKAGE])
def test_what_is_no_whole_file_is_named_by_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, kind: str
) -> None:
    folder = copy_data(tmp_path / "data")
    put_in_place(folder / name, kind)

    status = main(["check", "--data", str(folder)])

    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert lines[-1] != "0 problems"
    assert any(line.startswith(name) and "got '" in line for line in lines)


@pytest.mark.parametrize("kind", ["folder", "dangling", "loop", "pipe"])
def test_other_files_of_the_set_are_needed_too(tmp_path: Path, kind: str) -> None:
    folder = write_tables(tmp_path, build_tables())
    (folder / "LICENSE").write_text("free", encoding="utf-8")
    assert problems_in(folder) == []
    put_in_place(folder / "LICENSE", kind)
    (told,) = problems_in(folder)
    assert told.startswith("LICENSE: got '")


def test_a_folder_of_ones_own_needs_no_package_but_outlines(tmp_path: Path) -> None:
    folder = write_tables(tmp_path, build_tables())
    assert problems_in(folder) == []
    (folder / "boundaries").unlink()
    assert {problem.partition(":")[0] for problem in problems_in(folder)} == {
        f"boundaries/{name}.geojson" for name in ("countries", "kaz_regions", "lakes", "rivers")
    }


def first(content: Any, **changes: object) -> None:  # noqa: ANN401 - any JSON
    """Change the first feature."""
    content["features"][0].update(changes)


@pytest.mark.parametrize(
    ("breaks", "told"),
    [
        (lambda c: c.clear(), "got 'no features', expected a FeatureCollection with features"),
        (lambda c: c.update(features=[]), "got 'no features'"),
        (lambda c: c["features"].pop(), "iso_3166_2: got 'nothing', expected a feature KZ-"),
        (lambda c: c["features"].append(c["features"][0]), "expected a key that no other feature"),
        (lambda c: first(c, properties=None), "features[0].properties.iso_3166_2: got 'nothing'"),
        (lambda c: first(c, geometry=None), "features[0].geometry.type: got 'nothing'"),
        (lambda c: first(c, geometry={"type": "Point"}), "expected one of Polygon, MultiPolygon"),
        (
            lambda c: first(c, geometry={"type": "Polygon", "coordinates": [[[1, 91], [1, 2]]]}),
            "features[0].geometry.coordinates: got 'something else', expected lists of positions",
        ),
        (
            lambda c: first(c, geometry={"type": "Polygon", "coordinates": [[]]}),
            "features[0].geometry.coordinates",
        ),
        (
            lambda c: first(c, geometry={"type": "Polygon", "coordinates": [[[1, "x"]] * 4]}),
            "features[0].geometry.coordinates",
        ),
    ],
)
def test_outlines_that_are_none_are_named(
    tmp_path: Path, breaks: Callable[[Any], object], told: str
) -> None:
    folder = copy_data(tmp_path / "data")
    content = json.loads((folder / SHAPE).read_bytes())
    breaks(content)
    (folder / SHAPE).write_text(json.dumps(content), encoding="utf-8")
    assert any(line.startswith(SHAPE) and told in line for line in problems_in(folder))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[]", "datapackage.json, resources: got 'nothing', expected a list of resources"),
        ('{"resources": [1]}', "datapackage.json, resources[0].path: got 'nothing'"),
        (
            '{"resources": [{"path": "../secret"}]}',
            "datapackage.json, resources[0].path: got '../secret', expected a path inside",
        ),
        ('{"resources": [{"path": "/etc/passwd"}]}', "got '/etc/passwd', expected a path inside"),
        ("[" * 100_000, "datapackage.json: got '"),
    ],
)
def test_a_package_that_is_none_is_named_and_not_stamped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, told: str
) -> None:
    folder = write_tables(tmp_path, build_tables())
    (folder / PACKAGE).write_text(content, encoding="utf-8")

    assert any(told in line for line in problems_in(folder))
    assert main(["stamp", "--data", str(folder)]) == 1
    assert told in capsys.readouterr().err
    assert (folder / PACKAGE).read_text(encoding="utf-8") == content


def test_a_file_without_a_record_is_no_recorded_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_tables(tmp_path, build_tables())
    (folder / PACKAGE).write_text('{"resources": [{"path": "gone.csv"}, {"path": "places.csv"}]}')

    assert main(["check", "--data", str(folder)]) == 1

    told = capsys.readouterr().out
    assert "gone.csv: got 'No such file or directory'" in told
    assert "places.csv, hash: got 'sha256:" in told


def test_a_package_that_is_missing_is_told_to_who_needs_it(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"datapackage\.json: got 'no such file'"):
        read_package(tmp_path)


@pytest.mark.parametrize("name", ["events.csv", SHAPE, PACKAGE])
def test_the_stamp_changes_with_each_file(tmp_path: Path, name: str) -> None:
    folder = copy_data(tmp_path / "data")
    stamps = {stamp_of(folder)}
    for kind in ("half", "folder"):
        put_in_place(folder / name, kind)
        stamps.add(stamp_of(folder))
    assert len(stamps) == 3
    assert stamp_of(folder) in stamps
