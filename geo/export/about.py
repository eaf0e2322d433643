"""What a file or an answer says of itself: title, version, licence, credits, filter."""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from geo.export.citation import DATA_LICENCE, read_citation
from geo.export.words import note

CREDITS: Final = (
    "GeoNames, CC BY 4.0, https://www.geonames.org/",
    "Natural Earth, https://www.naturalearthdata.com/",
)
"""Who is to be named besides us."""
BOUNDARIES: Final = "boundaries"
_TEXTS: Final = (".csv", ".json", ".md", ".geojson")
_LICENCE: Final = "LICENSE"


def describe(name: str, *, digest: str, selected: Mapping[str, str]) -> dict[str, Any]:
    """
    Say what an extract is.

    Parameters
    ----------
    name
        What its rows are, such as `events`.
    digest
        Of the data (`data_digest`).
    selected
        Parameters that chose the rows; none: all of them.
    """
    citation = read_citation()
    licence, address = DATA_LICENCE
    return {
        "title": note("title", name=note(f"name.{name}")),
        "publisher": ", ".join(citation.authors),
        "version": citation.version,
        "released_on": citation.released_on.isoformat(),
        "data": f"sha256:{digest}",
        "licence": {"name": licence, "url": address},
        "credits": list(CREDITS),
        "filter": dict(selected),
    }


def data_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each file of the whole set: its name inside the folder, and where it is; sorted."""
    for inside in (folder, folder / BOUNDARIES):
        for path in sorted(inside.glob("*")):
            if path.is_file() and (path.suffix in _TEXTS or path.name == _LICENCE):
                yield path.name if inside == folder else f"{BOUNDARIES}/{path.name}", path


def data_digest(folder: Path) -> str:
    """Hash what answers are made of: the names and bytes of all files of the set, the version."""
    found = hashlib.sha256(read_citation().version.encode())
    for name, path in data_files(folder):
        found.update(f"\0{name}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()
