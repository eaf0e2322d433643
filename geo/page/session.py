"""The one place where the page reads and writes session and address."""

from secrets import randbelow
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from geo.view.address import PARAMS, Given, write_params
from geo.view.exchange import Asked, Memory, ask, begin, follow, write_down
from geo.view.state import PANELS, PARTS, Known, State
from geo.words.catalogue import LANGUAGES

MAP_KEY: Final = "map"
PANEL_KEY: Final = "panel"
_MEMORY_KEY: Final = "memory"
_PRESSED_KEY: Final = "pressed"
_MANY_NUMBERS: Final = 2**31
"""Where proposals begin to be counted in a session is chance, so that no two sessions mix."""


def browser_language() -> str:
    """Give the language this reader gets when the address names none."""
    wanted = (st.context.locale or "")[:2].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def take_in(known: Known, *, is_whole: bool = False) -> Memory:
    """
    Take in what changed since the last run, and set the widgets to what follows from it.

    Parameters
    ----------
    is_whole
        The whole page runs, not only the part that follows the map.
    """
    last: Memory | None = st.session_state.get(_MEMORY_KEY)
    if last is None:
        number = randbelow(_MANY_NUMBERS)
        memory = begin(_params(), known, lang=browser_language(), number=number)
    else:
        asked = Asked(
            params=last.params if st.session_state.get(_PRESSED_KEY) else _params(),
            heard=st.session_state.get(MAP_KEY),
            panel=_open_panel(last),
            is_whole=is_whole,
        )
        memory = follow(last, asked, known, lang=browser_language())
    st.session_state[_MEMORY_KEY] = memory
    _set_widgets(memory, last)
    return memory


def keep_address() -> None:
    """
    Say that this run comes from what a reader pressed in a panel, not from a changed address.

    A press right after another may bring an address that the browser has not yet renewed: taken
    at its word, it would lead back to the panel before.
    """
    st.session_state[_PRESSED_KEY] = True


def ask_map(patch: State) -> None:
    """Have the map show something: for what readers press in a panel, before the next run."""
    memory: Memory | None = st.session_state.get(_MEMORY_KEY)
    if memory is not None:
        st.session_state[_MEMORY_KEY] = ask(memory, patch)


def write_address(memory: Memory) -> None:
    """Write what the reader sees into the address, leaving parameters of others alone."""
    st.session_state.pop(_PRESSED_KEY, None)
    after = write_down(memory, lang=browser_language())
    if after.params != memory.params:
        others = {name: st.query_params.get_all(name) for name in _others()}
        st.query_params.from_dict({**others, **after.params})
    st.session_state[_MEMORY_KEY] = after


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


def part_key(panel: str) -> str:
    """Name the widget that chooses a part of a panel."""
    return f"{panel}_part"


def _params() -> Given:
    given = {name: st.query_params.get_all(name) for name in PARAMS if name in st.query_params}
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in given.items()}


def _others() -> list[str]:
    return [name for name in st.query_params if name not in PARAMS]


def _open_panel(memory: Memory) -> str:
    """Name the open panel with its part; what a widget does not say is as it was."""
    before, _, part_before = memory.panel.partition(".")
    panel: str = st.session_state.get(PANEL_KEY) or before
    first = PARTS.get(panel, ("",))[0]
    kept = part_before if panel == before else ""
    part = st.session_state.get(part_key(panel)) or kept or first
    return panel if part == first else f"{panel}.{part}"


def _set_widgets(memory: Memory, last: Memory | None) -> None:
    panel, _, part = memory.panel.partition(".")
    wanted = {PANEL_KEY: panel}
    if panel in PARTS:
        wanted[part_key(panel)] = part or PARTS[panel][0]
    is_new = last is None or memory.panel != last.panel or memory.lang != last.lang
    for key, chosen in wanted.items():
        # A widget that a browser shows late may have missed what was chosen: it then says nothing.
        if is_new or st.session_state.get(key) is None:
            st.session_state[key] = chosen
