"""Panel: link to this view, files of what is in view, how to cite it, and who is to be named."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
import streamlit as st

from geo.analysis.window import in_view
from geo.files.citation import DATA_LICENCE, read_citation
from geo.files.formats import METADATA, OPENAPI, PACKAGE
from geo.page.downloads import API, address_of
from geo.page.markup import Html, download, items, joined, link, paragraph, tag, text
from geo.page.panels.share_file import show_one_file
from geo.page.reader import View, window_title
from geo.page.session import link_to_view
from geo.words.catalogue import Words

ORDER: Final = ("csv", "xlsx", "geojson", "parquet")
"""Kinds of files in the order in which they are offered."""
DIGEST_SHOWN: Final = 12
"""Characters of the data's hash that are shown; enough to tell two states apart."""
_GEONAMES: Final = ("GeoNames, CC BY 4.0", "https://www.geonames.org/")
_NATURAL_EARTH: Final = ("Natural Earth", "https://www.naturalearthdata.com/")
_MIT: Final = ("MIT", "https://spdx.org/licenses/MIT.html")


def show_share(view: View) -> None:
    """Show link, downloads, citation, licences and the way for programs."""
    words, url = view.words, link_to_view()
    with st.container(key="share"):
        left, right = st.columns(2)
        with left:
            st.html(joined((_title("link", words), paragraph(words("share.link_note")))))
            st.code(url, language=None, wrap_lines=True)
            st.html(_downloads(view))
            st.html(_title("file", words))
            show_one_file(view)
        with right:
            _show_citation(view, url)
            st.html(joined((_licences(words), _programs(words))))


def _downloads(view: View) -> Html:
    words = view.words
    rows = in_view(view.world.narrow, view.window)
    files = _files(view, rows) if len(rows) else (paragraph(words("share.none"), "q-note"),)
    whole = _file(f"{API}{PACKAGE}", words("share.whole"), words("share.whole_note"))
    return joined((_title("download", words), *files, items((whole,), "q-files")))


def _files(view: View, rows: pd.DataFrame) -> tuple[Html, ...]:
    words = view.words
    certain, possible = int(rows["is_certain"].sum()), len(rows)
    count = words.plural("share.rows", possible, certain=certain, time=window_title(view))
    offered = [
        _file(address_of(ending, view.window), ending.upper(), words(f"share.format.{ending}"))
        for ending in ORDER
    ]
    metadata = download(address_of(METADATA, view.window), words("share.metadata"))
    return (
        paragraph(count),
        items(offered, "q-files"),
        tag("p", metadata),
        paragraph(words("share.everywhere"), "q-note"),
    )


def _file(address: str, label: str, told: str) -> Html:
    button = download(address, label, "q-button")
    return joined((button, tag("span", text(told), css="q-note")))


def _show_citation(view: View, url: str) -> None:
    words, citation, day = view.words, read_citation(), today()
    st.html(_title("cite", words))
    st.code(
        words(
            "share.cite_text",
            authors=", ".join(citation.authors),
            year=str(citation.released_on.year),
            title=citation.title,
            version=citation.version,
            url=url,
            day=words.date(day, "calendar"),
        ),
        language=None,
        wrap_lines=True,
    )
    st.code(citation.bibtex(url, accessed_on=day), language=None, wrap_lines=True)
    digest = view.world.api.digest[:DIGEST_SHOWN]
    st.html(paragraph(words("share.cite_data", digest=digest), "q-note"))


def today() -> date:
    """Give the day on the reader's calendar."""
    try:
        zone = ZoneInfo(st.context.timezone or "UTC")
    except (ValueError, ZoneInfoNotFoundError):
        zone = ZoneInfo("UTC")
    return datetime.now(zone).date()


def _licences(words: Words) -> Html:
    entries = {
        "tables": DATA_LICENCE,
        "places": _GEONAMES,
        "borders": _NATURAL_EARTH,
        "code": _MIT,
    }
    told = [
        joined((text(words(f"share.licence.{name}")), link(url, label)), ": ")
        for name, (label, url) in entries.items()
    ]
    return joined((_title("licences", words), items(told)))


def _programs(words: Words) -> Html:
    addresses = joined((_own(API), _own(f"{API}{OPENAPI}")), " \u00b7 ")
    return joined(
        (_title("programs", words), paragraph(words("share.programs_note")), tag("p", addresses))
    )


def _own(address: str) -> Html:
    return tag("a", tag("code", text(address)), href=address, target="_blank")


def _title(name: str, words: Words) -> Html:
    return tag("h3", text(words(f"share.{name}")))
