"""Addresses of files with what is in view. They hold the filters, so a rerun makes no file."""

from typing import Final
from urllib.parse import urlencode

from geo.analysis.window import Window
from geo.api.collections import EVENTS
from geo.view.query import write_selection

API: Final = "api/"
"""Where programs ask, seen from the page: under any base path."""


def address_of(ending: str, window: Window) -> str:
    """Give the address of the events in view as a file, seen from the page."""
    asked = urlencode(write_selection(window))
    return f"{API}{EVENTS.name}.{ending}" + (f"?{asked}" if asked else "")
