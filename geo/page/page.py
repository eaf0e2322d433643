"""The page, run anew by Streamlit for each reader and each change outside the map's part."""

import streamlit as st

from geo.errors import QantarError
from geo.i18n import Words
from geo.page.header import show_header
from geo.page.look import dress
from geo.page.panels import show_map_and_panels
from geo.page.session import browser_language, take_in
from geo.page.trouble import show_trouble
from geo.page.world import World, open_world


def show_page() -> None:
    """Show the page, or what is wrong with the data."""
    try:
        world = open_world()
    except QantarError as error:
        _show_frame(Words(browser_language()))
        show_trouble(error, Words(browser_language()))
        return
    _show_world(world)


def _show_world(world: World) -> None:
    _show_frame(Words(take_in(world.known, is_whole=True).lang))
    show_map_and_panels(world)


def _show_frame(words: Words) -> None:
    st.set_page_config(page_title=words("page.title"), layout="wide")
    dress()
    if not st.context.is_embedded:
        show_header(words)


show_page()
