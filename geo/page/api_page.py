"""The page for people at `/api`: what programs can ask for, and how."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from geo.api.collections import COLLECTIONS, EVENTS, MOST_ROWS, PAGE_ROWS, Collection
from geo.api.openapi import describe_parameter, example_query
from geo.files.formats import FORMATS, METADATA, OPENAPI, PACKAGE
from geo.page.markup import Html, items, joined, paragraph, table, tag, text
from geo.words.catalogue import LANGUAGES, Words

CSS: Final = Path(__file__).with_name("api_page.css")
SECTIONS: Final = ("paging", "caching", "errors", "safe", "stable")
"""What is told of all answers."""


@lru_cache(maxsize=8)
def write_api_page(lang: str, way: str) -> str:
    """
    Write the page.

    Parameters
    ----------
    way
        From where the page stands to `/api/`: "api/" or "".
    """
    words = Words(lang)
    body = joined(
        (
            _head(words),
            paragraph(words("api.lead")),
            items(_wholes(words, way), "q-links"),
            tag("h2", text(words("api.collections"))),
            _collections(words, way),
            tag("h2", text(words("api.parameters"))),
            paragraph(words("api.parameters_note")),
            _parameters(words),
            tag("h2", text(words("api.examples"))),
            items(_examples(words, way), "q-links"),
            tag("div", *(_section(name, words) for name in SECTIONS), css="q-sections"),
        )
    )
    head = joined(
        (
            Html('<meta charset="utf-8">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            tag("title", text(words("api.title"))),
            Html(f"<style>{CSS.read_text(encoding='utf-8')}</style>"),
        )
    )
    page = tag("html", tag("head", head), tag("body", tag("main", body)), lang=lang)
    return f"<!doctype html>{page}"


def _head(words: Words) -> Html:
    others = (
        tag("a", text(lang.upper()), href=f"?lang={lang}", hreflang=lang)
        for lang in LANGUAGES
        if lang != words.lang
    )
    title = tag("h1", text(words("api.title")))
    return tag("header", title, tag("nav", *others, aria_label=words("page.language")))


def _wholes(words: Words, way: str) -> list[Html]:
    addresses = {OPENAPI: "api.openapi", PACKAGE: "api.dataset"}
    return [
        joined((_address(way, address), text(words(key))), " ")
        for address, key in addresses.items()
    ]


def _collections(words: Words, way: str) -> Html:
    head = [words(f"api.{name}") for name in ("address", "what", "files", "filters")]
    rows = [
        (
            _address(way, collection.name),
            text(words(f"api.collection.{collection.name}")),
            joined((_file(way, collection, ending) for ending in _endings(collection)), " "),
            joined((tag("code", text(name)) for name in collection.filters), " "),
        )
        for collection in COLLECTIONS
    ]
    return table(words("api.collections_note"), head, rows)


def _endings(collection: Collection) -> list[str]:
    return [
        ending for ending, form in FORMATS.items() if collection.has_places or not form.needs_places
    ]


def _file(way: str, collection: Collection, ending: str) -> Html:
    return tag("a", text(ending), href=f"{way}{collection.name}.{ending}")


def _parameters(words: Words) -> Html:
    rows = [
        (
            tag("code", text(spec["name"])),
            text(spec["description"]),
            tag("code", text(example_query(spec))),
        )
        for spec in (describe_parameter(name, EVENTS, words) for name in EVENTS.parameters)
    ]
    head = [words(f"api.{name}") for name in ("parameter", "what", "example")]
    return table(words("api.parameters_caption"), head, rows)


def _examples(words: Words, way: str) -> list[Html]:
    addresses = {
        "rows": "events?kind=protest&until=2022-01-05T11:00Z&limit=10",
        "one": "events/zhanaozen-first-gathering",
        "map": "events.geojson?bbox=50,41,54,46",
        "table": "events.csv?from=2022-01-05&until=2022-01-05",
        "metadata": f"events.{METADATA}",
        "figures": "figures?metric=killed_total",
    }
    return [
        joined((_address(way, address), text(words(f"api.example.{name}"))), " ")
        for name, address in addresses.items()
    ]


def _section(name: str, words: Words) -> Html:
    told = words(f"api.section.{name}.text", rows=PAGE_ROWS, most=MOST_ROWS)
    return tag("section", tag("h2", text(words(f"api.section.{name}.title"))), paragraph(told))


def _address(way: str, address: str) -> Html:
    return tag("a", tag("code", text(address)), href=f"{way}{address}")
