"""The description of all answers for programs (OpenAPI 3.1), made of what they are made of."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, TypeAlias

import pandas as pd

from geo.api.collections import (
    COLLECTIONS,
    FILE_LIMITS,
    MOST_ROWS,
    PAGE_LIMITS,
    PAGE_ROWS,
    Collection,
    PageLimits,
)
from geo.files.citation import read_citation
from geo.files.csv_text import METADATA_TYPE
from geo.files.extract import SOURCE_FIELDS, Extract, is_instant
from geo.files.formats import FORMATS, JSON, METADATA, OPENAPI, PACKAGE
from geo.files.notes import FILE_LANG, describe_columns
from geo.files.package import MEDIA_TYPE as ZIP
from geo.view.query import BOX_LIMITS, LONGEST, NONE, TIME_PATTERN
from geo.words.catalogue import Words

Spec: TypeAlias = dict[str, Any]
"""A part of the description."""

EXAMPLES: Final[Mapping[str, Any]] = {
    "from": "2022-01-04T00:00+06:00",
    "until": "2022-01-05T11:00Z",
    "place": ["almaty"],
    "bbox": [50, 41, 54, 46],
    "search": "Zhanaozen",
    "limit": 10,
    "offset": 10,
}
"""Parameter -> a value that shows what it is for."""
_TOLD_APART: Final = ("place", "region")
"""Parameters with a vocabulary that mean more than a column of their name."""
_PROBLEM: Final = "application/problem+json"
_SCHEMAS: Final[Mapping[str, Spec]] = {
    "from": {"type": "string", "pattern": TIME_PATTERN},
    "until": {"type": "string", "pattern": TIME_PATTERN},
    "place": {"type": "array", "minItems": 1, "items": {"type": "string"}},
    "search": {"type": "string", "maxLength": LONGEST},
    "bbox": {
        "type": "array",
        "prefixItems": [
            {"type": "number", "minimum": low, "maximum": high} for low, high in BOX_LIMITS
        ],
        "minItems": len(BOX_LIMITS),
        "maxItems": len(BOX_LIMITS),
    },
}
_REFUSALS: Final = (400, 414, 503)
"""What every address may answer besides; those of a row also 404."""


def describe_api(samples: Mapping[str, Extract]) -> Spec:
    """
    Describe every address.

    Parameters
    ----------
    samples
        All rows of each collection, by its name: their columns and first keys are described.
    """
    words, citation = Words(FILE_LANG), read_citation()
    places = tuple(samples["places"].frame["place_id"])
    paths: Spec = {}
    for collection in COLLECTIONS:
        paths |= _collection_paths(collection, samples[collection.name], places, words)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": words("api.title"),
            "version": citation.version,
            "description": words("api.lead"),
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        # Seen from where this description stands: /api, under whatever base path.
        "servers": [{"url": "../api"}],
        "paths": paths | _other_paths(words),
        "components": {
            "schemas": {
                "Problem": _problem(words),
                "Source": _object({field: {"type": ["string", "null"]} for field in SOURCE_FIELDS}),
                **{each.name: _row(samples[each.name]) for each in COLLECTIONS},
            }
        },
    }


def describe_parameter(
    name: str,
    collection: Collection,
    words: Words,
    *,
    places: Sequence[str] = (),
    limits: Mapping[str, PageLimits] = PAGE_LIMITS,
) -> Spec:
    """
    Describe one parameter of a collection's addresses.

    Parameters
    ----------
    places
        Ids that may be named as a place; none: any text.
    limits
        What `limit` and `offset` may be.
    """
    known = places if name == "place" else collection.words.get(name)
    key = name if known is None or name in _TOLD_APART else "words"
    text = words(f"api.parameter.{key}", column=name, none=NONE, rows=PAGE_ROWS, most=MOST_ROWS)
    schema = _some_of(known) if known else _SCHEMAS.get(name) or _whole_number(*limits[name])
    example = EXAMPLES[name] if name in EXAMPLES else list((known or ())[:2])
    spec = {"name": name, "in": "query", "description": text, "schema": schema, "example": example}
    return spec | ({"style": "form", "explode": False} if schema["type"] == "array" else {})


def _some_of(known: Sequence[str]) -> Spec:
    """Describe a list of words: at least one, or the one word that stands for none."""
    some = {"minItems": 1, "items": {"enum": list(known)}}
    return {"type": "array", "anyOf": [some, {"const": [NONE]}]}


def _whole_number(low: int, high: int) -> Spec:
    return {"type": "integer", "minimum": low, "maximum": high}


def example_query(parameter: Spec) -> str:
    """Write the example of a described parameter as it stands in an address."""
    value = parameter["example"]
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _collection_paths(
    collection: Collection, sample: Extract, places: Sequence[str], words: Words
) -> Spec:
    name, key = collection.name, collection.key
    describe = partial(describe_parameter, collection=collection, words=words, places=places)
    parameters = [describe(each) for each in collection.parameters]
    in_files = [describe(each, limits=FILE_LIMITS) for each in collection.parameters]
    page = _object(
        {
            "total": {"type": "integer"},
            "limit": {"type": "integer"},
            "offset": {"type": "integer"},
            "items": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
            "about": {"type": "object"},
        }
    )
    told = words(f"api.collection.{name}")
    found: Spec = {f"/{name}": _get(f"list-{name}", told, {JSON: page}, parameters, words)}
    for ending, media_type in _endings(collection):
        text = words(f"api.format.{ending.partition('-')[0]}", what=told)
        operation = _get(f"{ending}-{name}", text, {media_type: {}}, in_files, words)
        found[f"/{name}.{ending}"] = operation
    in_path = {
        "name": key,
        "in": "path",
        "required": True,
        "description": words("api.parameter.key", name=name),
        "schema": {"type": "string"},
        "example": str(sample.frame[key].iloc[0]),
    }
    row = {JSON: {"$ref": f"#/components/schemas/{name}"}}
    one = _get(f"get-{name}", words("api.one", what=told), row, [in_path], words)
    return found | {f"/{name}/{{{key}}}": one}


def _endings(collection: Collection) -> Iterator[tuple[str, str]]:
    for ending, form in FORMATS.items():
        if collection.has_places or not form.needs_places:
            yield ending, form.media_type
    yield METADATA, METADATA_TYPE


def _other_paths(words: Words) -> Spec:
    return {
        f"/{PACKAGE}": _get("dataset", words("api.dataset"), {ZIP: {}}, [], words),
        f"/{OPENAPI}": _get("openapi", words("api.openapi"), {JSON: {"type": "object"}}, [], words),
    }


def _get(
    operation: str, summary: str, content: Mapping[str, Spec], parameters: list[Spec], words: Words
) -> Spec:
    problem = {"content": {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    answers: Spec = {
        "200": {
            "description": words("api.answer.ok"),
            "headers": {
                "ETag": {"description": words("api.header.etag"), "schema": {"type": "string"}},
                "Link": {"description": words("api.header.link"), "schema": {"type": "string"}},
            },
            "content": {media_type: {"schema": schema} for media_type, schema in content.items()},
        },
        "304": {"description": words("api.answer.same")},
    }
    has_key = any(parameter["in"] == "path" for parameter in parameters)
    for status in (*_REFUSALS, 404) if has_key else _REFUSALS:
        answers[str(status)] = {"description": words(f"api.answer.{status}"), **problem}
    asked = {"parameters": parameters} if parameters else {}
    return {"get": {"operationId": operation, "summary": summary, **asked, "responses": answers}}


def _row(sample: Extract) -> Spec:
    told = describe_columns(sample.name, sample.frame)
    fields = {
        str(name): _field(sample.frame[name])
        | ({"description": told[str(name)]} if str(name) in told else {})
        for name in sample.frame
    }
    if sample.sources is not None:
        fields["sources"] = {"type": "array", "items": {"$ref": "#/components/schemas/Source"}}
    return _object(fields)


def _field(column: "pd.Series[Any]") -> Spec:
    if is_instant(column):
        return {"type": ["string", "null"], "format": "date-time"}
    if pd.api.types.is_bool_dtype(column):
        return {"type": "boolean"}
    if pd.api.types.is_numeric_dtype(column):
        whole = pd.api.types.is_integer_dtype(column)
        return {"type": ["integer" if whole else "number", "null"]}
    return {"type": ["string", "null"]}


def _object(fields: Mapping[str, Spec]) -> Spec:
    return {"type": "object", "properties": dict(fields), "required": list(fields)}


def _problem(words: Words) -> Spec:
    text = {"type": "string"}
    refusal = _object({"parameter": text, "got": text, "expected": text})
    whole = _object({"type": text, "title": text, "status": {"type": "integer"}, "detail": text})
    whole["properties"]["errors"] = {"type": "array", "items": refusal}
    return whole | {"description": words("api.problem")}
