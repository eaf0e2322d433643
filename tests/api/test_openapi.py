"""The description for programs: valid, and true."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from geo.api.answers import Api
from geo.api.collections import COLLECTIONS, MOST_ROWS
from geo.api.openapi import example_query
from geo.errors import ParameterError
from geo.view.query import LONGEST

NAMES = [each.name for each in COLLECTIONS]


@pytest.fixture(scope="module")
def spec(api: Api) -> dict[str, Any]:
    """Read the description as programs get it."""
    reply = api.answer("openapi.json", {})
    assert reply is not None
    found: dict[str, Any] = json.loads(reply.write())
    return found


def operations(spec: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each address with its example key filled in, and what is said of it."""
    for path, item in spec["paths"].items():
        operation = item["get"]
        filled = path.removeprefix("/")
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "path":
                filled = filled.replace(f"{{{parameter['name']}}}", parameter["example"])
        yield filled, operation


def test_the_description_is_valid(spec: dict[str, Any]) -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(spec).iter_errors()] == []
    assert spec["openapi"].startswith("3.1")


def test_every_address_answers_with_the_type_that_is_described(
    api: Api, spec: dict[str, Any]
) -> None:
    for path, operation in operations(spec):
        reply = api.answer(path, {})
        assert reply is not None, path
        assert [reply.media_type] == list(operation["responses"]["200"]["content"])


def test_every_parameter_is_taken_with_its_example(api: Api, spec: dict[str, Any]) -> None:
    tried = 0
    for path, operation in operations(spec):
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                reply = api.answer(path, {parameter["name"]: example_query(parameter)})
                assert reply is not None
                tried += 1
    assert tried > 100


def test_nothing_is_taken_that_is_not_described(api: Api, spec: dict[str, Any]) -> None:
    everything = {name for each in COLLECTIONS for name in each.parameters}
    for path, operation in operations(spec):
        told = {each["name"] for each in operation.get("parameters", [])}
        for name in everything - told:
            with pytest.raises(ParameterError, match=name):
                api.answer(path, {name: "1"})


TRIED: dict[str, list[Any]] = {
    "from": ["2022-01-05", "2022-01-05T17:00+06:00", "20220105", "2022-W01-3", "1922-01-05", ""],
    "until": ["2022-01-05T17:00", "2022-01-05T17:00:00.5Z", "2022-01-05T24:00", "now"],
    "search": ["gas", "", "x" * LONGEST, "x" * (LONGEST + 1)],
    "bbox": [[50, 41, 54, 46], [50, 41, 540, 46], [50, -91, 54, 46], [50, 41, 54], []],
    "limit": [0, 1, MOST_ROWS, MOST_ROWS + 1, 10**9, 10**9 + 1, -1],
    "offset": [0, 10**9, 10**9 + 1, -1],
}
"""Parameter -> values at and beyond what it may be; lists of words are tried by their words."""


def tried(name: str, schema: dict[str, Any]) -> list[Any]:
    """Give what is tried for a parameter."""
    if name in TRIED:
        return TRIED[name]
    first, *more = schema["anyOf"][0]["items"]["enum"]
    return [[first], [first, *more[:1]], ["none"], ["none", first], [], [""], ["no-such-word"]]


def is_taken(api: Api, path: str, name: str, text: str) -> bool:
    """Say whether the server takes a value."""
    try:
        api.answer(path, {name: text})
    except ParameterError:
        return False
    return True


def test_what_keeps_the_described_schema_is_taken_and_nothing_else(
    api: Api, spec: dict[str, Any]
) -> None:
    for path, operation in operations(spec):
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "path":
                continue
            name, schema = parameter["name"], parameter["schema"]
            for value in tried(name, schema):
                text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
                fits = Draft202012Validator(schema).is_valid(value)
                assert is_taken(api, path, name, text) == fits, (path, name, value)


def test_every_refusal_of_the_server_is_described(spec: dict[str, Any]) -> None:
    for path, operation in operations(spec):
        assert {"200", "304", "400", "414", "503"} <= set(operation["responses"]), path


def test_examples_keep_their_schema(spec: dict[str, Any]) -> None:
    for _, operation in operations(spec):
        for parameter in operation.get("parameters", []):
            Draft202012Validator(parameter["schema"]).validate(parameter["example"])


@pytest.mark.parametrize("name", NAMES)
def test_answers_keep_the_described_schema(api: Api, spec: dict[str, Any], name: str) -> None:
    content = spec["paths"][f"/{name}"]["get"]["responses"]["200"]["content"]
    schema = content["application/json"]["schema"] | {"components": spec["components"]}
    validator = Draft202012Validator(schema)
    reply = api.answer(name, {"limit": "25"})
    assert reply is not None
    assert [error.message for error in validator.iter_errors(json.loads(reply.write()))] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_column_says_what_it_is(spec: dict[str, Any], name: str) -> None:
    fields = spec["components"]["schemas"][name]["properties"]
    assert [
        key for key, field in fields.items() if not (field.keys() & {"description", "items"})
    ] == []


def test_operations_are_named_once(spec: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, operation in operations(spec)]
    assert len(names) == len(set(names)) > len(NAMES) * 5
