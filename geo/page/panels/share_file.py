"""The map to take along: one HTML file of what is in view, and a snippet to embed the page."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geo.analysis.window import Window, in_view
from geo.page.markup import Html, joined, paragraph, tag, text
from geo.page.reader import View
from geo.page.world import World, open_world
from geo.publish.one_file import write_one_file
from geo.timemap import Payload
from geo.view.address import Params, read_params, write_params
from geo.view.choice import EXPECTED, Choice
from geo.view.query import Reading, read_where
from geo.view.state import PANELS
from geo.words.catalogue import LANGUAGES, Words

PATH: Final = "export/qantar.html"
"""Where the file is, seen from the page: under any base path."""
FRAME_PX: Final = 760
"""Height of an embedded page."""
_CHOOSING: Final = ("t", "from", "mode", "kinds", "conf", "search")
"""Parameters of the address that decide which events are in view."""
_PLACING: Final = ("place", "region")
"""Further ones of the file's own address."""


def show_one_file(view: View) -> None:
    """Offer what is in view, and everything, as one file; show how the page is embedded."""
    words = view.words
    params = _written(view)
    n = len(in_view(view.world.narrow, view.window))
    whole: Params = {"mode": "all", "lang": words.lang}
    links = [_link(whole, words("export.file.whole"))]
    if 0 < n < len(view.world.events):
        chosen: Params = {name: params[name] for name in _CHOOSING if name in params}
        chosen["lang"] = words.lang
        links.insert(0, _link(chosen, words.plural("export.file.download", n)))
    st.html(joined((paragraph(words("export.file.note")), tag("p", joined(links, " \u00b7 ")))))
    st.html(paragraph(words("export.embed.title")))
    snippet = embed_snippet(st.context.url or "", params, words("page.title"))
    st.code(snippet, language=None, wrap_lines=True)


def show_way_out(words: Words) -> None:
    """Link an embedded page to the whole one."""
    label = text(words("export.full"))
    whole = tag("a", label, href=st.context.url or "", target="_blank", rel="noopener")
    st.html(tag("p", whole, css="q-note"))


def _written(view: View) -> Params:
    return write_params(view.state, home=None, lang=view.words.lang, panel=PANELS[0])


def _link(params: Mapping[str, str], label: str) -> Html:
    # A link of our own: `markup.link` makes only those that leave the page.
    return tag("a", text(label), href=f"{PATH}?{urlencode(params)}", download="qantar.html")


def embed_snippet(url: str, params: Mapping[str, str], title: str) -> str:
    """
    Write the HTML that shows the page within another.

    Parameters
    ----------
    url
        Address of the page, without parameters.
    params
        What it opens with.
    """
    address = f"{url}?{urlencode({'embed': 'true', **params})}"
    frame = {"src": address, "title": title, "width": "100%", "height": str(FRAME_PX)}
    return tag("iframe", **frame, loading="lazy", style="border:0")


def write_file(params: Mapping[str, str]) -> Payload:
    """
    Write the file for an address.

    Parameters
    ----------
    params
        Those of the page's address that decide which events are in view, and `lang`; `place` and
        `region` as in `/api`.

    Raises
    ------
    ParameterError
        With every parameter that is unknown or cannot be meant: the page tells what it left out,
        a file cannot.
    EmptyError
        No event is left.
    DataError
        The data do not keep their contract.
    """
    world = open_world()
    read, reading = Reading(params), read_params(params, world.known)
    read.known((*EXPECTED, *_PLACING))
    for name in reading.refused:
        if name in EXPECTED:
            read.refuse(name, EXPECTED[name])
    where = read_where(read, world.facts.places)
    read.finish()
    choice = Choice(reading.lang or LANGUAGES[0], _settled(Window.of(reading.state)), where)
    return _file(world, choice)


def _settled(window: Window) -> Window:
    """Give equal windows for equal choices of events."""
    if window.mode == "all":
        whole = Choice().window
        window = replace(window, t0_ms=whole.t0_ms, t1_ms=whole.t1_ms)
    elif window.mode == "upto":
        window = replace(window, t0_ms=0)
    return replace(window, pin_ms=None)


@lru_cache(maxsize=8)
def _file(world: World, choice: Choice) -> Payload:
    return write_one_file(world.facts, world.events, choice, world.shapes)
