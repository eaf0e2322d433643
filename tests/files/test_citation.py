"""How to cite: CITATION.cff is as citation tools expect it, and the place of version and date."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from geo.files.citation import CITATION, Citation, read_citation

# The rules of CFF 1.2.0 for the fields that ours uses; others are refused, so that a new one is
# looked up before it is written.
CFF = {
    "type": "object",
    "required": ["cff-version", "message", "title", "authors", "version", "date-released"],
    "additionalProperties": False,
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "title": {"type": "string", "minLength": 1},
        "message": {"type": "string", "minLength": 1},
        "type": {"enum": ["software", "dataset"]},
        "version": {"type": "string", "pattern": r"^\d+\.\d+\.\d+$"},
        "date-released": {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "license": {"enum": ["MIT"]},
        "abstract": {"type": "string", "minLength": 1},
        "keywords": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string", "minLength": 1}},
            },
        },
    },
}


class _Texts(yaml.SafeLoader):
    """Reads dates as texts, as the rules of CFF do."""


_Texts.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_the_file_keeps_the_rules_of_cff() -> None:
    said = yaml.load(CITATION.read_text(encoding="utf-8"), Loader=_Texts)  # noqa: S506 - safe
    assert [error.message for error in Draft202012Validator(CFF).iter_errors(said)] == []


def test_version_and_date_stand_nowhere_else() -> None:
    project = tomllib.loads((CITATION.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    rule = project["tool"]["hatch"]["version"]
    found = re.search(rule["pattern"], (CITATION.parent / rule["path"]).read_text(), re.MULTILINE)
    assert found is not None
    assert found["version"] == read_citation().version


def test_what_the_file_says_is_read(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    path.write_text(
        "title: A\nversion: 1.2.3\ndate-released: 2026-01-02\nlicense: MIT\n"
        "authors:\n  - name: B\n  - name: C\n",
        encoding="utf-8",
    )
    read = read_citation(path)
    assert read == Citation("A", "1.2.3", date(2026, 1, 2), ("B", "C"), "MIT")


@pytest.mark.parametrize("field", ["author", "title", "year", "version", "url", "urldate"])
def test_bibtex_has_what_a_citation_needs(field: str) -> None:
    entry = read_citation().bibtex("https://q.example/?a=1&b=2", accessed_on=date(2026, 11, 28))
    (line,) = re.findall(rf"^  {field} *= \{{(.+)\}},?$", entry, re.MULTILINE)
    assert line
    assert entry.startswith("@misc{qantar,\n")
    assert entry.count("{") == entry.count("}")
