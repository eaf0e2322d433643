"""Parquet: typed columns, sources as lists of records, words about them in the schema."""

import io
import json
import struct
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.files.extract import SOURCE_FIELDS, Extract

MEDIA_TYPE: Final = "application/vnd.apache.parquet"
ABOUT_KEY: Final = "qantar"
"""Key of the schema's metadata under which `Extract.about` stands as JSON."""
_SOURCES: Final = pa.list_(pa.struct([(field, pa.string()) for field in SOURCE_FIELDS]))
_GEO: Final = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
}
_WKB_POINT: Final = struct.Struct("<BIdd")
_LITTLE_ENDIAN, _POINT = 1, 1


def write_parquet(extract: Extract) -> bytes:
    """
    Write an extract; one with places is GeoParquet 1.1, too.

    Title, licence, credits and filter stand in the schema's metadata, each under its name as
    text, and all together as JSON under `ABOUT_KEY`.
    """
    table = pa.Table.from_pandas(extract.frame, preserve_index=False)
    said = {name: _text(value) for name, value in extract.about.items()}
    metadata = {**(table.schema.metadata or {}), **said, ABOUT_KEY: _text(dict(extract.about))}
    if extract.sources is not None:
        cited = pa.array([[dict(source) for source in each] for each in extract.sources], _SOURCES)
        table = table.append_column("sources", cited)
    if extract.has_dot is not None:
        points = pa.array(_points(extract.frame, extract.has_dot), pa.binary())
        table = table.append_column("geometry", points)
        metadata["geo"] = _text(_GEO)
    file = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), file)
    return file.getvalue()


def _points(frame: pd.DataFrame, has_dot: "pd.Series[bool]") -> list[bytes | None]:
    """Write each place as well-known binary; None where a row is no dot."""
    placed = zip(frame["lat"], frame["lon"], has_dot, strict=True)
    return [
        _WKB_POINT.pack(_LITTLE_ENDIAN, _POINT, lon, lat) if dot else None
        for lat, lon, dot in placed
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
