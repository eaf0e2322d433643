"""What CITATION.cff says of the project, and texts that cite a view."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import yaml

CITATION: Final = Path(__file__).resolve().parents[2] / "CITATION.cff"
"""The one place of version and date."""
DATA_LICENCE: Final = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
"""Name and address of the licence of our tables."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Who made what, and when."""

    title: str
    version: str
    released_on: date
    authors: tuple[str, ...]
    licence: str
    """SPDX name of the licence of the code."""

    def bibtex(self, url: str, *, accessed_on: date) -> str:
        """Write an entry for BibTeX and BibLaTeX."""
        fields = {
            "author": " and ".join(f"{{{name}}}" for name in self.authors),
            "title": f"{{{self.title}}}",
            "year": str(self.released_on.year),
            "version": self.version,
            "url": url,
            "urldate": accessed_on.isoformat(),
        }
        lines = ",\n".join(f"  {name:<7} = {{{value}}}" for name, value in fields.items())
        return f"@misc{{qantar,\n{lines}\n}}"


@lru_cache(maxsize=2)
def read_citation(path: Path = CITATION) -> Citation:
    """Read the file that tells how to cite the project."""
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Citation(
        title=said["title"],
        version=str(said["version"]),
        released_on=said["date-released"],
        authors=tuple(author["name"] for author in said["authors"]),
        licence=said["license"],
    )
