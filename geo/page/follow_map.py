"""The part of the page that follows the map: map, choice of panel, and the panel that is open."""

from collections.abc import Callable
from time import monotonic, sleep
from types import MappingProxyType
from typing import Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit_folium import st_folium

from geo.page.markup import paragraph
from geo.page.panels.alliance import show_alliance
from geo.page.panels.event_list import show_happened
from geo.page.panels.figures import show_figures
from geo.page.panels.method import show_method
from geo.page.panels.share import show_share
from geo.page.panels.share_file import show_way_out
from geo.page.panels.spread import show_spread
from geo.page.panels.table import show_table
from geo.page.reader import View
from geo.page.session import MAP_KEY, PANEL_KEY, take_in, write_address
from geo.page.world import World, payload_store
from geo.scene.draw import redraw_map
from geo.timemap import StatePatch
from geo.view.exchange import Memory
from geo.view.state import PANELS
from geo.words.catalogue import Words

MAP_FIRST_S: float = 3.0
"""For so long the panels wait for the map."""
_STEP_S: Final = 0.005
HEIGHT_PX: Final = 760
"""Height of the map's frame until the map itself has set what suits the screen."""

SHOW: Final = MappingProxyType[str, Callable[[View], None]](
    {
        "happened": show_happened,
        "spread": show_spread,
        "alliance": show_alliance,
        "figures": show_figures,
        "table": show_table,
        "share": show_share,
        "method": show_method,
    }
)
"""Panel -> what fills it, in the order in which they are offered."""


@st.fragment
def show_map_and_panels(world: World) -> None:
    """Show the map and what follows it; alone run again when the map has news."""
    memory = take_in(world.known)
    _show_map(world, memory)
    words = Words(memory.lang)
    # A place of its own: what follows stays where it is when the note goes.
    with st.container(key="note"):
        note = st.empty()
    if memory.refused:
        note.html(paragraph(words("page.refused", names=", ".join(memory.refused)), "q-note"))
    if st.context.is_embedded:
        # Within another page (`?embed=true`) the map stands alone.
        show_way_out(words)
        write_address(memory)
        return
    if _hears_map():
        # Its word waits for this run to end, and begins one that shows what follows.
        write_address(memory)
        return
    with st.container(key="panels"):
        panel = _choose_panel(words)
        # A container for each: what stands in one would else be taken for what stands in another.
        with st.container(key=f"panel_{panel}"):
            SHOW[panel](View(world, words, memory.state, theme()))
    write_address(memory)


def theme() -> str:
    """Give the reader's look: `light` or `dark`."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _hears_map() -> bool:
    """
    Wait for the first word of the map, though not for long: then a map that fails is all that does.

    What a browser draws under the map meanwhile would keep the map waiting.

    Returns
    -------
    is_heard
        It has just come; False where it came in an earlier run, or not at all.
    """
    until = monotonic() + MAP_FIRST_S
    # Asking the session lets Streamlit leave this run for one of the whole page.
    while not st.session_state.get(MAP_KEY) and monotonic() < until:
        if is_run_asked_for():
            return True
        sleep(_STEP_S)
    return False


def is_run_asked_for() -> bool:
    """Say whether a run waits for this one to end; Streamlit tells it nowhere else."""
    context = get_script_run_ctx()
    requests = context.script_requests if context else None
    return getattr(requests, "_state", None) is ScriptRequestType.RERUN


def _choose_panel(words: Words) -> str:
    """Let the reader choose a panel: one widget, since seven tabs cost each run 50 ms more."""
    chosen = st.segmented_control(
        words("panel.choose"),
        PANELS,
        format_func=lambda name: words(f"panel.{name}"),
        required=True,
        label_visibility="collapsed",
        key=PANEL_KEY,
    )
    return chosen or PANELS[0]


def _show_map(world: World, memory: Memory) -> None:
    proposal = memory.proposal
    st_folium(
        redraw_map(world.scene, payload_store(), guard_lang=memory.lang),
        feature_group_to_add=StatePatch(
            proposal.patch, base_rev=proposal.base_rev, number=proposal.number
        ),
        # What the map says goes another way: nothing else may write to its value.
        returned_objects=[],
        height=HEIGHT_PX,
        use_container_width=True,
        key=MAP_KEY,
        # It renders the map in any case; this would do so twice.
        render=False,
    )
