"""JSON: a page of rows, or one row, with the sources of each."""

import json
from typing import Any, Final

from geo.files.extract import Extract, plain_rows

MEDIA_TYPE: Final = "application/json"


def write_json(extract: Extract, *, page: dict[str, int]) -> bytes:
    """
    Write rows with what they are and where they stand.

    Parameters
    ----------
    page
        `total` rows asked for, `offset` of the first one here, `limit` of rows at once.
    """
    return to_json({**page, "items": json_rows(extract), "about": dict(extract.about)})


def json_rows(extract: Extract) -> list[dict[str, Any]]:
    """Give each row as an object, with `sources` where such rows have them."""
    rows = plain_rows(extract.frame)
    if extract.sources is None:
        return rows
    cited = zip(rows, extract.sources, strict=True)
    return [{**row, "sources": list(sources)} for row, sources in cited]


def to_json(value: object) -> bytes:
    """Write any JSON, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
