"""How the page looks: what Streamlit's theme cannot say. The rules stand in `styles.css`."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st

from geo.charts.theme import COLOURS

CSS: Final = Path(__file__).with_name("styles.css")


def dress() -> None:
    """Add our style sheet; colours follow the reader's light or dark by themselves."""
    st.html(style_sheet())


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """Put the colours of the families before the rules."""
    colours = "".join(
        f"--q-{name}:light-dark({COLOURS['light'][name]},{COLOURS['dark'][name]});"
        for name in COLOURS["light"]
    )
    return f"<style>.stApp{{{colours}}}{CSS.read_text(encoding='utf-8')}</style>"
