"""The top of the page: what it is, in one sentence, and the language."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

from geo.page.markup import Html, joined, paragraph, tag, text
from geo.words.catalogue import LANGUAGES, Words

_SCRIPTS: Final = ("languages.js", "panels.js", "keys.js")
"""What runs in Streamlit's page besides the map."""


def show_header(words: Words) -> None:
    """
    Show title, context and the languages; tell the browser the page's language.

    The languages are links, no widget: the map would have to wait for its scripts. What is theirs
    stays word for word the same in each language, so that the one pressed keeps the focus.
    """
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        title, lead = tag("h1", text(words("page.title"))), paragraph(words("page.lead"))
        st.html(tag("div", title, lead, css="q-head"))
        st.html(tag("nav", joined(_link(lang) for lang in LANGUAGES), css="q-languages"))
    speak = f"speak({json.dumps(words.lang)}, {json.dumps(words('page.language'))})"
    calls = "; ".join((speak, "showPanels()", "passKeys()"))
    st.html(f"<script>{_script()}{calls}</script>", unsafe_allow_javascript=True)


def _link(lang: str) -> Html:
    return tag("a", text(lang.upper()), href=f"?lang={lang}", lang=lang, hreflang=lang)


@lru_cache(maxsize=1)
def _script() -> str:
    paths = (Path(__file__).with_name(name) for name in _SCRIPTS)
    return "".join(path.read_text(encoding="utf-8") for path in paths)
