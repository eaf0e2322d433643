"""
Scripts of the peers, as their packages on npm hold them.

Each package is fetched once by name and version (`npm pack`) and kept whole, with its licence,
under `out/`, which git ignores. Nothing of them is part of this source.
"""

import subprocess
import tarfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

CACHE: Final = Path(__file__).resolve().parents[1] / "out" / "npm"
_PATIENCE_S: Final = 120


class NpmError(Exception):
    """A package could not be fetched."""


@dataclass(frozen=True, slots=True)
class Library:
    """A file of a package."""

    package: str
    version: str
    path: str

    @property
    def archive(self) -> Path:
        """Where the package is kept."""
        return CACHE / f"{self.package}-{self.version}.tgz"


LIBRARIES: Final = {
    "leaflet.timeline.min.js": Library("leaflet.timeline", "1.6.0", "dist/leaflet.timeline.js"),
    "leaflet.timedimension.min.js": Library(
        "leaflet-timedimension", "1.1.1", "dist/leaflet.timedimension.min.js"
    ),
    "leaflet.timedimension.control.css": Library(
        "leaflet-timedimension", "1.1.1", "dist/leaflet.timedimension.control.css"
    ),
    "iso8601.min.js": Library("iso8601-js-period", "0.2.1", "iso8601.js"),
    "moment.min.js": Library("moment", "2.18.1", "min/moment.min.js"),
    "jquery.min.js": Library("jquery", "3.7.1", "dist/jquery.min.js"),
    # folium asks for 1.10.2, which is not on npm.
    "jquery-ui.min.js": Library("jquery-ui-dist", "1.13.3", "jquery-ui.min.js"),
}
"""Last part of the address that folium writes -> what stands for it."""


def fetch_libraries() -> None:
    """
    Fetch what is not there yet.

    Raises
    ------
    NpmError
        npm is missing, or did not find a package.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    for library in LIBRARIES.values():
        if not library.archive.exists():
            _pack(f"{library.package}@{library.version}")


def read_library(name: str) -> bytes | None:
    """Give the file that stands for an address' last part, or None where none does."""
    library = LIBRARIES.get(name)
    return _read(library) if library and library.archive.exists() else None


def describe_libraries() -> str:
    """List packages and versions."""
    names = {f"{library.package} {library.version}" for library in LIBRARIES.values()}
    return ", ".join(sorted(names))


@cache
def _read(library: Library) -> bytes:
    with tarfile.open(library.archive) as archive:
        found = archive.extractfile(f"package/{library.path}")
        if found is None:
            message = f"{library.archive.name}: {library.path} is no file"
            raise NpmError(message)
        return found.read()


def _pack(name: str) -> None:
    command = ["npm", "pack", "--silent", name]
    try:
        subprocess.run(command, cwd=CACHE, check=True, capture_output=True, timeout=_PATIENCE_S)  # noqa: S603 - no shell, our own words
    except (OSError, subprocess.SubprocessError) as error:
        message = f"npm pack {name}: {error}"
        raise NpmError(message) from error
