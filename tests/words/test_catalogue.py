"""One catalogue, complete in every language, and no word for readers outside it."""

import ast
import json
import re
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from geo.analysis.alliance import ACTS, CSTO, STAGES, TREATY
from geo.api.collections import COLLECTIONS
from geo.facts.vocabulary import (
    AUDIT_VERDICTS,
    CITING_TABLES,
    CONFIDENCES,
    COUNTED,
    EVENT_KINDS,
    FIGURE_SCOPES,
    METRICS,
    ORGANISATIONS,
    READINGS,
    SOURCE_KINDS,
    STATE_CONTROLLED,
    TOPICS,
    VERDICTS,
)
from geo.page.api_page import SECTIONS as API_SECTIONS
from geo.page.panels.method import SECTIONS
from geo.page.panels.share import ORDER
from geo.view.state import MODES, PANELS
from geo.words.catalogue import LANGUAGES, Entry, UnknownWordError, Words, read_catalogue

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "words.json").read_text(encoding="utf-8")
)
"""What Python and JavaScript both keep to."""
PAGE = Path(__file__).parents[2] / "geo" / "page"
MODULES = sorted(PAGE.rglob("*.py"))
# Keys that are put together at run time: their area, and all that may follow.
AREAS = {
    "panel": PANELS,
    "window": MODES,
    "map.kind": EVENT_KINDS,
    "map.confidence": CONFIDENCES,
    "map.reading": READINGS,
    "people": COUNTED,
    "organisation": ORGANISATIONS,
    "metric": METRICS,
    "figure_scope": FIGURE_SCOPES,
    "topic": TOPICS,
    "alliance.stage": STAGES,
    "alliance.act": ACTS,
    "alliance.members": (CSTO, TREATY, "none"),
    "audit.table": CITING_TABLES,
    "audit.verdict": AUDIT_VERDICTS,
    "claims": ("says", "against"),
    "verdict": VERDICTS,
    "source_kind": SOURCE_KINDS,
    "state_controlled": STATE_CONTROLLED,
    "when": tuple(f"part_{quarter}" for quarter in range(4)),
    "share.format": ORDER,
    "share.licence": ("tables", "places", "borders", "code"),
    "api.collection": tuple(each.name for each in COLLECTIONS),
    "api.section": tuple(f"{name}.{part}" for name in API_SECTIONS for part in ("title", "text")),
    "export.note.name": tuple(each.table for each in COLLECTIONS),
    "method": tuple(f"{name}.{part}" for name in SECTIONS for part in ("title", "text")),
}


def forms(entry: Entry) -> list[str]:
    """Give every text of an entry."""
    return [entry] if isinstance(entry, str) else list(entry.values())


def placeholders(text: str) -> set[str]:
    """Name the values that a text wants."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_languages_have_the_same_keys() -> None:
    english = read_catalogue("en").keys()
    for lang in LANGUAGES:
        assert read_catalogue(lang).keys() == english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_says_something(lang: str) -> None:
    assert [key for key, entry in read_catalogue(lang).items() if not all(forms(entry))] == []


def test_languages_want_the_same_values_and_have_the_same_shape() -> None:
    english, german = read_catalogue("en"), read_catalogue("de")
    for key, entry in english.items():
        assert type(german[key]) is type(entry), key
        if not key.startswith("format."):
            wanted = {name for form in forms(entry) for name in placeholders(form)}
            assert {name for form in forms(german[key]) for name in placeholders(form)} == wanted, (
                key
            )


@pytest.mark.parametrize(("area", "terms"), AREAS.items())
def test_vocabularies_have_words(area: str, terms: tuple[str, ...]) -> None:
    assert [term for term in terms if f"{area}.{term}" not in read_catalogue("en")] == []


def keys_used(tree: ast.Module) -> Iterator[str]:
    """Yield the keys that `words(...)` and `words.plural(...)` are given as plain text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.value if isinstance(node.func, ast.Attribute) else node.func
        is_words = isinstance(name, ast.Name) and name.id == "words"
        is_area = isinstance(node.func, ast.Attribute) and node.func.attr in {"name", "date"}
        if is_words and not is_area:
            yield from (
                part.value
                for part in ast.walk(node.args[0])
                if isinstance(part, ast.Constant)
                and isinstance(part.value, str)
                and re.fullmatch(r"[a-z_]+(\.[a-z_]+)*\.[a-z]+(_[a-z]+)*", part.value)
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_every_key_that_the_page_uses_exists(path: Path) -> None:
    used = set(keys_used(ast.parse(path.read_text(encoding="utf-8"))))
    assert used <= read_catalogue("en").keys()


def test_the_page_uses_many_keys() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]
    assert len({key for tree in trees for key in keys_used(tree)}) > 40


def literals(tree: ast.Module) -> Iterator[str]:
    """Yield every text of a module that is no docstring and no type."""
    skipped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation:
            skipped |= {id(part) for part in ast.walk(node.annotation)}
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"NewType", "TypeVar"}:
            skipped |= {id(part) for part in node.args}
        if isinstance(node, ast.FunctionDef) and node.returns:
            skipped |= {id(part) for part in ast.walk(node.returns)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield node.value


# What looks like words and is none: markup, styles, formats, names of things.
NOT_FOR_READERS = re.compile(
    r"<[^>]*>?|%\S+|https?://\S*|\bq-[\w-]+|\bst-key-\w+|noopener noreferrer"
    r"|Asia/Almaty|GeoNames, CC BY 4\.0|Natural Earth|UTC|document\.documentElement\.lang"
)
FOR_READERS = re.compile(r"[^\W\d_]{2,}\s+[^\W\d_]{2,}|\b[A-ZÄÖÜ][a-zäöüß]+\b")


def reader_texts(source: str) -> list[str]:
    """Find the literals of a module that look like words for a reader."""
    found = []
    for literal in literals(ast.parse(source)):
        if FOR_READERS.search(NOT_FOR_READERS.sub(" ", literal)):
            found.append(literal)  # noqa: PERF401
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_word_for_readers_stands_in_the_page(path: Path) -> None:
    assert reader_texts(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        'st.title("Kazakhstan")',
        'st.write("two words")',
        'x = f"<p>No events {n}</p>"',
        'y = "Mehr"',
    ],
)
def test_a_word_for_readers_would_be_found(source: str) -> None:
    assert reader_texts(source)


def test_an_unknown_key_raises() -> None:
    with pytest.raises(UnknownWordError, match=r"no\.such"):
        Words("en")("no.such")


def test_a_missing_value_raises() -> None:
    with pytest.raises(UnknownWordError, match="day"):
        Words("en")("when.day")


def test_plurals_follow_the_number() -> None:
    words = Words("de")
    assert words.plural("table.download", 1) == "Diese Zeile herunterladen (CSV)"
    assert words.plural("table.download", 1200) == "Diese 1.200 Zeilen herunterladen (CSV)"


@pytest.mark.parametrize(
    ("lang", "number", "text"), [("en", 2030, "2,030"), ("de", 2030, "2.030"), ("de", 0, "0")]
)
def test_numbers_are_written_as_the_language_has_them(lang: str, number: int, text: str) -> None:
    assert Words(lang).number(number) == text


@pytest.mark.parametrize("case", GOLDEN["ranges"], ids=str)
def test_ranges(case: dict[str, Any]) -> None:
    assert Words(case["lang"]).range(case["low"], case["high"]) == case["text"]


def test_days_and_instants_are_written_in_the_zone_asked_for() -> None:
    at = datetime(2022, 1, 5, 20, 30, tzinfo=UTC)
    words = Words("de")
    assert words.date(date(2022, 1, 5), "weekday") == "Mittwoch, 5. Januar 2022"
    assert words.date(at, "moment", tz=ZoneInfo("Asia/Almaty")) == "Donnerstag, 6. Januar, 02:30"


def test_a_name_that_the_catalogue_lacks_stays_as_it_is() -> None:
    assert Words("de").name("claimant", "media") == "Medien"
    assert Words("de").name("claimant", "a new_claimant") == "a new claimant"


def test_the_same_key_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("en.json", "more.en.json"):
        (tmp_path / name).write_text(json.dumps({"a.b": "c"}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"more\.en\.json.*a\.b"):
        read_catalogue("en", (tmp_path,))
