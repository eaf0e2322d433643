"""The kinds of files that rows are offered as."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from geo.files import csv_text, geojson, json_text, parquet, workbook
from geo.files.extract import Extract


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file."""

    media_type: str
    write: Callable[[Extract], bytes]
    needs_places: bool = False


FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        "csv": Format(csv_text.MEDIA_TYPE, csv_text.write_csv),
        "geojson": Format(geojson.MEDIA_TYPE, geojson.write_geojson, needs_places=True),
        "parquet": Format(parquet.MEDIA_TYPE, parquet.write_parquet),
        "xlsx": Format(workbook.MEDIA_TYPE, workbook.write_workbook),
    }
)
"""End of the address -> kind of file."""
JSON: Final = json_text.MEDIA_TYPE
OPENAPI: Final = "openapi.json"
"""Address of the description for programs."""
PACKAGE: Final = "dataset.zip"
"""Address of the whole set."""
METADATA: Final = "csv-metadata.json"
"""What the address of a CSV's metadata ends with, where CSV on the Web looks for it."""
