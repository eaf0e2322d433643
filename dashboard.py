"""The dashboard: `streamlit run dashboard.py`, from any folder."""

from pathlib import Path

import streamlit as st

from geo.page.share_file import write_file
from geo.page.world import payload_store, publish_world
from geo.web.app import create_extras

PAGE = Path(__file__).resolve().parent / "geo" / "page" / "page.py"

app = st.App(PAGE, **create_extras(payload_store(), publish_world, write_file))
