"""A whole data folder: tables, outlines, data package and what is said about them, as one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from geo.errors import DataError, Problem
from geo.facts.checksums import survey_package
from geo.facts.read import DATA, Facts, Survey, survey_facts
from geo.facts.shapes import FOLDER, Shapes, survey_shapes
from geo.storage.files import read_whole, reason

TEXTS: Final = (".csv", ".json", ".md", ".geojson")
LICENCE: Final = "LICENSE"


@dataclass(frozen=True, eq=False)
class Dataset:
    """What a folder held when it was read; later changes of the folder do not reach it."""

    facts: Facts
    shapes: Shapes
    files: Mapping[str, bytes]
    """Every file of the set: its name within the folder -> its bytes, in the order of names."""


def check_dataset(folder: Path) -> tuple[Survey, tuple[Problem, ...]]:
    """
    Read and check a folder, but for checksums.

    Returns
    -------
    survey
        Of the tables.
    problems
        All there are: tables, outlines, package, other files.
    """
    survey, problems, _, _ = _look(folder)
    return survey, problems


def read_dataset(folder: Path = DATA) -> Dataset:
    """
    Read a folder.

    Raises
    ------
    DataError
        With all problems of all files.
    """
    survey, problems, shapes, files = _look(folder)
    if survey.facts is None or problems:
        raise DataError(problems)
    return Dataset(survey.facts, shapes, files)


def read_files(folder: Path = DATA) -> Mapping[str, bytes]:
    """
    Read every file of the set.

    Raises
    ------
    DataError
        With all that cannot be read.
    """
    files, problems = _survey_files(folder)
    if problems:
        raise DataError(problems)
    return files


def stamp_of(folder: Path) -> tuple[tuple[str, object], ...]:
    """Give what changes whenever a file of the set does, also one that cannot be read."""
    return tuple((name, _state(path)) for name, path in _paths(folder))


def _look(
    folder: Path,
) -> tuple[Survey, tuple[Problem, ...], Shapes, Mapping[str, bytes]]:
    survey = survey_facts(folder)
    shapes, of_shapes = survey_shapes(folder)
    _, of_package = survey_package(folder)
    files, of_files = _survey_files(folder)
    told = {problem.table for problem in (*survey.problems, *of_shapes, *of_package)}
    others = [problem for problem in of_files if problem.table not in told]
    return survey, (*survey.problems, *of_shapes, *of_package, *others), shapes, files


def _survey_files(folder: Path) -> tuple[Mapping[str, bytes], list[Problem]]:
    files: dict[str, bytes] = {}
    problems = []
    for name, path in _paths(folder):
        try:
            files[name] = read_whole(path)
        except OSError as error:
            problems.append(Problem(name, None, "", reason(error), "a file that can be read"))
    return MappingProxyType(files), problems


def _paths(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield whatever bears the name of a file of the set, sorted, those of the borders last."""
    for inside in (folder, folder / FOLDER):
        for path in sorted(inside.glob("*")):
            if not path.name.startswith(".") and (path.suffix in TEXTS or path.name == LICENCE):
                yield path.name if inside == folder else f"{FOLDER}/{path.name}", path


def _state(path: Path) -> object:
    try:
        found = path.stat()
    except OSError as error:
        return error.errno
    return found.st_mtime_ns, found.st_size, found.st_ino
