"""The description of all answers for programs (OpenAPI 3.1), made of what they are made of."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

import pandas as pd

from geo.export.citation import read_citation
from geo.export.collections import COLLECTIONS, MOST_ROWS, PAGE_ROWS, Collection
from geo.export.csv_text import METADATA_TYPE
from geo.export.formats import FORMATS, JSON, METADATA, OPENAPI, PACKAGE
from geo.export.package import MEDIA_TYPE as ZIP
from geo.export.rows import SOURCE_FIELDS, Extract, is_instant
from geo.export.selection import LONGEST, NONE
from geo.export.words import FILE_LANG, describe_columns
from geo.i18n import Words

Spec: TypeAlias = dict[str, Any]
"""A part of the description."""

EXAMPLES: Final[Mapping[str, Any]] = {
    "from": "2022-01-04T00:00+06:00",
    "until": "2022-01-05T11:00Z",
    "bbox": [50, 41, 54, 46],
    "search": "Zhanaozen",
    "limit": 10,
    "offset": 10,
}
"""Parameter -> a value that shows what it is for."""
_PROBLEM: Final = "application/problem+json"
_SCHEMAS: Final[Mapping[str, Spec]] = {
    "from": {"type": "string"},
    "until": {"type": "string"},
    "search": {"type": "string", "maxLength": LONGEST},
    "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
    "offset": {"type": "integer", "minimum": 0, "default": 0},
}


def describe_api(samples: Mapping[str, Extract]) -> Spec:
    """
    Describe every address.

    Parameters
    ----------
    samples
        All rows of each collection, by its name: their columns and first keys are described.
    """
    words, citation = Words(FILE_LANG), read_citation()
    paths: Spec = {}
    for collection in COLLECTIONS:
        paths |= _collection_paths(collection, samples[collection.name], words)
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


def describe_parameter(name: str, collection: Collection, words: Words) -> Spec:
    """Describe one parameter of a collection's addresses."""
    known = collection.words.get(name)
    if known:
        text = words("api.parameter.words", column=name, none=NONE)
        schema: Spec = {"type": "array", "items": {"enum": [*known, NONE]}}
    else:
        text = words(f"api.parameter.{name}", rows=PAGE_ROWS, most=MOST_ROWS)
        schema = dict(_SCHEMAS.get(name, {"type": "integer", "minimum": 1}))
    example = list(known[:2]) if known else EXAMPLES[name]
    spec = {"name": name, "in": "query", "description": text, "schema": schema, "example": example}
    return spec | ({"style": "form", "explode": False} if schema["type"] == "array" else {})


def example_query(parameter: Spec) -> str:
    """Write the example of a described parameter as it stands in an address."""
    value = parameter["example"]
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _collection_paths(collection: Collection, sample: Extract, words: Words) -> Spec:
    name, key = collection.name, collection.key
    parameters = [describe_parameter(each, collection, words) for each in collection.parameters]
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
        operation = _get(f"{ending}-{name}", text, {media_type: {}}, parameters, words)
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
        "400": {"description": words("api.answer.refused"), **problem},
    }
    if any(parameter["in"] == "path" for parameter in parameters):
        answers["404"] = {"description": words("api.answer.unknown"), **problem}
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
