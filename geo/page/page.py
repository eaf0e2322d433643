"""The page, run anew by Streamlit for each reader and each change outside the map's part."""

import streamlit as st

from geo.page.data_error import show_trouble
from geo.page.follow_map import show_map_and_panels
from geo.page.header import show_header
from geo.page.session import browser_language, take_in
from geo.page.styles import dress
from geo.page.world import look_at_world
from geo.words.catalogue import Words


def show_page() -> None:
    """Show the page, or what is wrong with the data."""
    sight = look_at_world()
    if sight.value is None:
        words = Words(browser_language())
        _show_frame(words)
    else:
        words = Words(take_in(sight.value.known, is_whole=True).lang)
        _show_frame(words)
    if sight.error is not None:
        show_trouble(sight.error, words, shown_of=sight.read_at)
    if sight.value is not None:
        show_map_and_panels(sight.value)


def _show_frame(words: Words) -> None:
    st.set_page_config(page_title=words("page.title"), layout="wide")
    dress()
    if not st.context.is_embedded:
        show_header(words)


show_page()
