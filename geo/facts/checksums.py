"""The data package: which files there are, with size and checksum of each."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from geo.errors import DataError, Problem
from geo.storage.files import read_whole, reason, write_whole

PACKAGE = "datapackage.json"
_RECORDED = ("bytes", "hash")


def check_package(folder: Path) -> list[Problem]:
    """Find what keeps a package from being read, and files that are not the recorded ones."""
    package, problems = survey_package(folder)
    for resource in package.get("resources", ()) if not problems else ():
        try:
            found = measure(read_whole(folder / resource["path"]))
        except OSError as error:
            problems.append(_unreadable(resource["path"], error))
            continue
        problems += [
            Problem(
                resource["path"],
                None,
                key,
                str(found[key]),
                f"{resource.get(key, 'a record')}, as in {PACKAGE}",
            )
            for key in _RECORDED
            if resource.get(key) != found[key]
        ]
    return problems


def survey_package(folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """
    Read the package of a folder; report what is wrong instead of raising it.

    Returns
    -------
    package
        Empty when it cannot be read. A folder of somebody's own tables needs none: without one,
        it is empty, too, and nothing is wrong.
    problems
        Each resource has a `path` that lies inside the folder, else it is one.
    """
    path = folder / PACKAGE
    if not path.exists() and not path.is_symlink():
        return {}, []
    try:
        package = json.loads(read_whole(path))
    except OSError as error:
        return {}, [_unreadable(PACKAGE, error)]
    except (ValueError, RecursionError) as error:
        return {}, [Problem(PACKAGE, None, "", str(error), "a whole file of JSON")]
    problems = list(_breaches(package))
    return ({} if problems else package), problems


def read_package(folder: Path) -> dict[str, Any]:
    """
    Read the package of a folder.

    Raises
    ------
    DataError
        There is none, or it cannot be read.
    """
    package, problems = survey_package(folder)
    if not package:
        raise DataError(
            problems or [Problem(PACKAGE, None, "", "no such file", "a file in this folder")]
        )
    return package


def stamp_package(folder: Path) -> Path:
    """
    Write the size and checksum of each file into `datapackage.json`; return its path.

    Raises
    ------
    DataError
        A file cannot be read.
    WriteError
        The package cannot be written; it stays as it was.
    """
    package = read_package(folder)
    for resource in package["resources"]:
        try:
            resource.update(measure(read_whole(folder / resource["path"])))
        except OSError as error:
            raise DataError([_unreadable(resource["path"], error)]) from error
    return write_whole(folder / PACKAGE, write_json(package))


def write_json(package: Mapping[str, Any]) -> str:
    """Write a package as its file has it."""
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def measure(content: bytes) -> dict[str, int | str]:
    """Give what a package records of a file."""
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _breaches(package: object) -> Iterator[Problem]:
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        yield Problem(PACKAGE, None, "resources", "nothing", "a list of resources")
        return
    for place, resource in enumerate(resources):
        path = resource.get("path") if isinstance(resource, dict) else None
        if not isinstance(path, str) or not _is_inside(path):
            where = f"resources[{place}].path"
            got = "nothing" if path is None else str(path)
            yield Problem(PACKAGE, None, where, got, "a path inside the folder")


def _is_inside(path: str) -> bool:
    steps = PurePosixPath(path)
    return bool(steps.parts) and not steps.is_absolute() and ".." not in steps.parts


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem(name, None, "", reason(error), "a file that can be read")
