"""The whole set as one zip: every table with its data package, licence, methods and borders."""

import io
import zipfile
from pathlib import Path
from typing import Final

from geo.export.about import data_files

MEDIA_TYPE: Final = "application/zip"
INSIDE: Final = "qantar-data"
"""Folder in which everything lies."""
_DATE: Final = (1980, 1, 1, 0, 0, 0)
"""The same for every file: equal data give equal bytes."""


def write_package(folder: Path) -> bytes:
    """Pack the tables as they are, so that the checksums of `datapackage.json` hold."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in data_files(folder):
            entry = zipfile.ZipInfo(f"{INSIDE}/{name}", _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
    return file.getvalue()
