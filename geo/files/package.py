"""The whole set as it is given away: tables, data package, licence, methods and borders."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from geo.facts.checksums import PACKAGE, measure, write_json
from geo.files.formulas import guard

MEDIA_TYPE: Final = "application/zip"
INSIDE: Final = "qantar-data"
"""Folder in which everything lies."""
_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The same for every file: equal data give equal bytes."""
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def write_package(files: Mapping[str, bytes]) -> bytes:
    """Pack the set, see `safe_files`; equal files give equal bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in safe_files(files).items():
            entry = zipfile.ZipInfo(f"{INSIDE}/{name}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return file.getvalue()


def safe_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """
    Make a set safe to open in a spreadsheet: its tables are guarded as in CSV (`cells.guard`).

    A table that needs no guard stays as it is. The data package, if there is one, then records the
    sizes and checksums of what is given away.

    Parameters
    ----------
    files
        Of `geo.facts.dataset.Dataset`.
    """
    safe = {name: _guarded(body) if name.endswith(".csv") else body for name, body in files.items()}
    if PACKAGE in files and safe != files:
        package = json.loads(files[PACKAGE])
        for resource in package["resources"]:
            path = resource["path"]
            if safe.get(path) != files.get(path):
                resource.update(measure(safe[path]))
        safe[PACKAGE] = write_json(package).encode()
    return safe


def _guarded(body: bytes) -> bytes:
    rows = list(csv.reader(io.StringIO(body.decode("utf-8"), newline="")))
    safe = [[cell if _NUMBER.fullmatch(cell) else guard(cell) for cell in row] for row in rows]
    if safe == rows:
        return body
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(safe)
    return text.getvalue().encode()
