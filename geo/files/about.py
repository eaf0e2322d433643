"""What a file or an answer says of itself: title, version, licence, credits, filter."""

import hashlib
from collections.abc import Mapping
from typing import Any, Final

from geo.files.citation import DATA_LICENCE, read_citation
from geo.files.notes import note

CREDITS: Final = (
    "GeoNames, CC BY 4.0, https://www.geonames.org/",
    "Natural Earth, https://www.naturalearthdata.com/",
)
"""Who is to be named besides us."""


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


def data_digest(files: Mapping[str, bytes]) -> str:
    """Hash what answers are made of: the names and bytes of all files of the set, the version."""
    found = hashlib.sha256(read_citation().version.encode())
    for name, content in files.items():
        found.update(f"\0{name}\0".encode())
        found.update(content)
    return found.hexdigest()
