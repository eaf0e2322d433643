"""The dashboard: `streamlit run dashboard.py`, from any folder."""

from pathlib import Path

import streamlit as st

from geo.i18n import LANGUAGES
from geo.page.api_page import write_api_page
from geo.page.share_file import write_file
from geo.page.world import open_api, payload_store, prepare_spread, publish_world
from geo.web.api import Programs
from geo.web.app import create_extras

PAGE = Path(__file__).resolve().parent / "geo" / "page" / "page.py"

programs = Programs(open_api, write_api_page, LANGUAGES)
extras = create_extras(payload_store(), publish_world, programs, write_file, [prepare_spread])
app = st.App(PAGE, **extras)
