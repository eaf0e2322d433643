"""The parts of a panel that has more than one: one is open, which the reader chooses."""

from collections.abc import Callable, Mapping

import streamlit as st

from geo.page.reader import View
from geo.page.session import keep_address, part_key
from geo.view.state import PARTS
from geo.words.catalogue import Words


def show_parts(panel: str, view: View, show: Mapping[str, Callable[[View], None]]) -> None:
    """
    Show the part of a panel that is chosen, and the choice.

    Parameters
    ----------
    show
        Name of each part in `PARTS` -> what fills it.
    """
    part = _choose(panel, view.words)
    # A container for each: charts of one would else be taken for those of another.
    with st.container(key=f"{panel}_{part}"):
        show[part](view)


def _choose(panel: str, words: Words) -> str:
    chosen = st.segmented_control(
        words("panel.parts"),
        PARTS[panel],
        format_func=lambda name: words(f"{panel}.title.{name}"),
        required=True,
        label_visibility="collapsed",
        on_change=keep_address,
        key=part_key(panel),
        persist_state="page",
    )
    return chosen or PARTS[panel][0]
