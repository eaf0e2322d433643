"""Words of the map: both languages have them all, and the script writes no others."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import geo.timemap
from geo.timemap.bundle import LANGUAGES

PACKAGE = Path(geo.timemap.__file__).parent
SOURCES = {path.name: path.read_text("utf-8") for path in (PACKAGE / "static").rglob("*.js")}
WORDS: dict[str, dict[str, str | dict[str, str]]] = {
    lang: json.loads((PACKAGE / "locale" / f"map.{lang}.json").read_text("utf-8"))
    for lang in LANGUAGES
}
OF_THE_PAGE = (
    "map.kind",
    "map.family",
    "map.layer",
    "map.layers",
    "map.key",
    "map.figure",
    "map.count",
)
"""Areas that a page fills with words of its own; without them the id stands."""
FROM_PYTHON = {"map.error.title", "map.error.asset"}
"""Used by `guard_url`, for when the script itself did not arrive."""

STRING = re.compile(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\\/])//[^\n]*", re.DOTALL)
TEXTUAL = re.compile(r"[^\W\d_]{2,}[,;:]?\s+[^\W\d_]{2,}|^[A-ZÄÖÜ][^\W\d_]{2,}[.!?]?$")
"""Two words, or one that begins with a capital."""
CALL = re.compile(r"(?<![\w.])(?:tm\.)?(h|fill|link)\(|\.(append|prepend|replaceChildren)\(")
WRITTEN = re.compile(
    r"(?:textContent|innerText|innerHTML|\.title|placeholder|\balt)\s*=(?!=)\s*|"
    r"\"?(?:aria-label|aria-valuetext|title|placeholder)\"?\s*[:,]\s*"
)


def used_keys(text: str) -> Iterator[tuple[str, bool]]:
    """Find each literal `map. ...` in a script, and whether it is only the beginning of a key."""
    for key, more in re.findall(r"[\"'`](map\.[\w.]*)(\$\{|[\"'`])", text):
        yield key, more == "${"


def literals_shown(text: str) -> Iterator[str]:
    """Find each literal of several words that a script writes into the page."""
    code = COMMENT.sub("", text)
    for match in CALL.finditer(code):
        inside = _balanced(code, match.end())
        strings = [literal[1:-1] for literal in STRING.findall(inside)]
        spec = 1 if match.group(1) == "h" else 0
        # What stands between ${ and } is code: what counts is the text around it.
        yield from (body for body in strings[spec:] if _is_text(body))
    for match in WRITTEN.finditer(code):
        literal = STRING.match(code, match.end())
        if literal and _is_text(literal[0][1:-1]):
            yield literal[0][1:-1]


def _is_text(body: str) -> bool:
    plain = re.sub(r"\$\{[^{}]*\}", " ", body).strip()
    # `rel` of a link, the listeners and looks of a node: names of the web, not words.
    return bool(TEXTUAL.search(plain)) and plain not in {"noopener noreferrer"}


def _balanced(code: str, start: int) -> str:
    """Cut from `start` to the bracket that closes the call."""
    depth, at = 1, start
    while depth and at < len(code):
        literal = STRING.match(code, at)
        if literal:
            at = literal.end()
            continue
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        at += 1
    return code[start : at - 1]


def test_both_languages_have_the_same_words() -> None:
    assert WORDS["en"].keys() == WORDS["de"].keys()


def test_words_of_both_languages_are_filled_with_the_same_values() -> None:
    def blanks(entry: str | dict[str, str]) -> set[str]:
        text = entry if isinstance(entry, str) else entry["other"]
        return set(re.findall(r"\{(\w+)\}", text))

    unlike = [key for key in WORDS["en"] if blanks(WORDS["en"][key]) != blanks(WORDS["de"][key])]
    assert unlike == []


def test_no_word_is_empty_and_plurals_have_both_forms() -> None:
    for lang, words in WORDS.items():
        for key, entry in words.items():
            forms = [entry] if isinstance(entry, str) else list(entry.values())
            assert all(form.strip() for form in forms), (lang, key)
            assert isinstance(entry, str) or set(entry) == {"one", "other"}, (lang, key)


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_word_that_the_script_uses_is_in_the_catalogues(name: str) -> None:
    for key, is_beginning in used_keys(SOURCES[name]):
        if key.rstrip(".").startswith(OF_THE_PAGE) and (is_beginning or key in OF_THE_PAGE):
            continue
        for lang, words in WORDS.items():
            is_area = any(other.startswith(f"{key}.") for other in words)
            is_begun = is_beginning and any(other.startswith(key) for other in words)
            assert key in words or is_area or is_begun, f"{name}: {lang} has no {key}"


def test_the_script_uses_words_at_all() -> None:
    assert len({key for text in SOURCES.values() for key, _ in used_keys(text)}) > 50


def test_every_word_is_used() -> None:
    used = {found for text in SOURCES.values() for found in used_keys(text)}
    whole = {key for key, is_beginning in used if not is_beginning}
    begun = tuple(key for key, is_beginning in used if is_beginning)
    areas = tuple(f"{key}." for key in whole)
    unused = [
        key
        for key in WORDS["en"]
        if key not in whole | FROM_PYTHON and not key.startswith((*begun, *areas))
    ]
    assert unused == []


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_the_script_writes_no_words_of_its_own(name: str) -> None:
    assert list(literals_shown(SOURCES[name])) == []


@pytest.mark.parametrize(
    "line",
    [
        'tm.h("p.tm-note", {}, "No events here");',
        'tm.h("p", {}, tm.h("b", {}, isOpen ? "Nothing to see" : ""));',
        'tm.h("button", { "aria-label": "Close the card" });',
        'tm.h("span", {}, `${n} more events`);',
        'node.textContent = "Not known";',
        'node.title = "Close";',
        'button.setAttribute("aria-label", "Step back");',
        'tm.fill(node, "All places");',
        'node.append("Some text");',
    ],
)
def test_a_literal_that_a_reader_would_see_is_found(line: str) -> None:
    assert list(literals_shown(line))


@pytest.mark.parametrize(
    "line",
    [
        'tm.h("button.tm-button", { type: "button", onclick: () => this.go() }, "+");',
        'tm.h("p", {}, words.text("map.feed.empty"));',
        'node.textContent = words.text("map.legend.off"); // Nothing to see here',
        "context.font = `450 11px ${tm.FONT}`;",
        'throw new Error("no such element here");',
        'map.on("dragstart zoomstart", go);',
    ],
)
def test_what_no_reader_sees_is_left_alone(line: str) -> None:
    assert list(literals_shown(line)) == []


def test_a_key_that_no_catalogue_has_would_be_found() -> None:
    assert list(used_keys('words.text("map.feed.nothing")')) == [("map.feed.nothing", False)]
    assert list(used_keys("words.text(`map.when.${precision}`)")) == [("map.when.", True)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_are_those_of_any_map(lang: str) -> None:
    """No country, organisation or year: a page brings those of its own."""
    own = re.compile(r"Almaty|Kasach|Kazakh|Zhanaozen|Schanga|CSTO|OVKS|\b(?:19|20)\d\d\b")
    texts = {key: json.dumps(entry, ensure_ascii=False) for key, entry in WORDS[lang].items()}
    assert [key for key, text in texts.items() if own.search(text)] == []
