"""Which sources stand behind a row of a table, and how they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.facts.read import Facts
from geo.page.markup import Html, items, joined, link, tag, text
from geo.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class Citation:
    """One source behind one row."""

    publisher: str
    title: str
    url: str
    state_controlled: str
    says: str
    """What this source carries of the row, in English; empty where that is not said."""


@lru_cache(maxsize=2)
def _citations(facts: Facts) -> Mapping[tuple[str, str], tuple[Citation, ...]]:
    sources = facts.sources.set_index("source_id")[
        ["publisher", "title", "url", "state_controlled"]
    ].to_dict("index")
    found: dict[tuple[str, str], tuple[Citation, ...]] = {}
    columns = (facts.citations[name] for name in ("table", "row_id", "source_id", "says"))
    for table, row_id, source_id, says in zip(*columns, strict=True):
        source = {str(name): str(value) for name, value in sources[source_id].items()}
        found[table, row_id] = (*found.get((table, row_id), ()), Citation(**source, says=says))
    return found


def citations_of(facts: Facts, table: str, row_id: str) -> tuple[Citation, ...]:
    """Find the sources of a row, in the order of the table of citations."""
    return _citations(facts).get((table, row_id), ())


def source_links(facts: Facts, table: str, row_id: str, words: Words) -> Html:
    """Write the sources of a row as links in one line; what each carries is folded below."""
    citations = citations_of(facts, table, row_id)
    line = joined((_source_link(citation, words) for citation in citations), ", ")
    carried = [
        text(words("source.says", publisher=citation.publisher, says=citation.says))
        for citation in citations
        if citation.says
    ]
    if not carried:
        return line
    summary = tag("summary", text(words("source.carries")))
    entries = tag("div", items(carried), lang="en")
    return joined((line, tag("details", summary, entries, css="q-says")))


def _source_link(citation: Citation, words: Words) -> Html:
    anchor = link(citation.url, citation.publisher, citation.title)
    if citation.state_controlled != "yes":
        return anchor
    mark = tag("abbr", text(words("source.state_mark")), title=words("source.state_long"))
    return joined((anchor, mark), "\u00a0")
