"""The one place where the page reads and writes session and address."""

from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geo.i18n import LANGUAGES, Words
from geo.page.address import PARAMS, Params, write_params
from geo.page.exchange import Asked, Memory, address, ask, begin, follow
from geo.page.state import PANELS, Known, State

MAP_KEY: Final = "map"
LANG_KEY: Final = "lang"
_MEMORY_KEY: Final = "memory"


def browser_language() -> str:
    """Give the language this reader gets when the address names none."""
    wanted = (st.context.locale or "")[:2].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def take_in(known: Known) -> Memory:
    """Take in what changed since the last run, and set the widgets to what follows from it."""
    last: Memory | None = st.session_state.get(_MEMORY_KEY)
    if last is None:
        memory = begin(_params(), known, lang=browser_language())
    else:
        asked = Asked(
            params=_params(),
            heard=st.session_state.get(MAP_KEY),
            lang=st.session_state.get(LANG_KEY) or last.lang,
            panel=_open_panel(last),
        )
        memory = follow(last, asked, known, lang=browser_language())
    st.session_state[_MEMORY_KEY] = memory
    _set_widgets(memory, last)
    return memory


def ask_map(patch: State) -> None:
    """Have the map show something: for what readers press in a panel, before the next run."""
    memory: Memory | None = st.session_state.get(_MEMORY_KEY)
    if memory is not None:
        st.session_state[_MEMORY_KEY] = ask(memory, patch)


def write_address(memory: Memory) -> None:
    """Write what the reader sees into the address, leaving parameters of others alone."""
    ours = address(memory, lang=browser_language())
    if ours != _params():
        others = {name: st.query_params.get_all(name) for name in _others()}
        st.query_params.from_dict({**others, **ours})
    st.session_state[_MEMORY_KEY] = memory.at_address(ours)


def link_to_view() -> str:
    """
    Give the address of what the reader sees, to be sent to others.

    Unlike the page's own address it names the language, leaves out which panel is open, and
    follows the map while it plays.
    """
    memory: Memory | None = st.session_state.get(_MEMORY_KEY)
    # The page stands at the base path with a slash: addresses of files are seen from there.
    page = f"{(st.context.url or '').rstrip('/')}/"
    if memory is None:
        return page
    params = write_params(memory.state, home=memory.home, lang=memory.lang, panel=PANELS[0])
    return f"{page}?{urlencode(params)}"


def panel_key(lang: str) -> str:
    """Name the tabs' widget: one for each language, since its value is a label."""
    return f"panel_{lang}"


def panel_labels(words: Words) -> dict[str, str]:
    """Name the tabs, in their order."""
    return {name: words(f"panel.{name}") for name in PANELS}


def _params() -> Params:
    return {name: st.query_params[name] for name in PARAMS if name in st.query_params}


def _others() -> list[str]:
    return [name for name in st.query_params if name not in PARAMS]


def _open_panel(memory: Memory) -> str:
    label = st.session_state.get(panel_key(memory.lang))
    labels = panel_labels(Words(memory.lang))
    return next((name for name, said in labels.items() if said == label), memory.panel)


def _set_widgets(memory: Memory, last: Memory | None) -> None:
    if last is None or memory.lang != st.session_state.get(LANG_KEY):
        st.session_state[LANG_KEY] = memory.lang
    if last is None or memory.panel != last.panel or memory.lang != last.lang:
        label = panel_labels(Words(memory.lang))[memory.panel]
        if st.session_state.get(panel_key(memory.lang)) != label:
            st.session_state[panel_key(memory.lang)] = label
