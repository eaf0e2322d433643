"""The data package's record of its files: size and checksum of each."""

import hashlib
import json
from pathlib import Path
from typing import Any

from geo.errors import Problem

PACKAGE = "datapackage.json"


def check_package(folder: Path) -> list[Problem]:
    """Find files whose size or checksum is not the one that `datapackage.json` records."""
    return [
        Problem(resource["path"], None, key, str(value), f"{resource[key]}, as in {PACKAGE}")
        for resource in _read_package(folder)["resources"]
        for key, value in _measure(folder / resource["path"]).items()
        if resource[key] != value
    ]


def stamp_package(folder: Path) -> Path:
    """Write the size and checksum of each file into `datapackage.json`; return its path."""
    package = _read_package(folder)
    for resource in package["resources"]:
        resource.update(_measure(folder / resource["path"]))
    path = folder / PACKAGE
    path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def _read_package(folder: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    return package


def _measure(path: Path) -> dict[str, int | str]:
    content = path.read_bytes()
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
