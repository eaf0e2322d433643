"""The dashboard: `streamlit run dashboard.py`, from any folder."""

from os import environ
from pathlib import Path

import streamlit as st

from geo.page.api_page import write_api_page
from geo.page.panels.share_file import write_file
from geo.page.world import data_health, open_api, payload_store, prepare_spread, publish_world
from geo.web.api import Programs, create_api_routes
from geo.web.app import create_extras
from geo.web.export import export_routes
from geo.web.hosts import VARIABLE, allowed_hosts
from geo.words.catalogue import LANGUAGES

PAGE = Path(__file__).resolve().parent / "geo" / "page" / "page.py"

programs = Programs(open_api, write_api_page, LANGUAGES)
extras = create_extras(
    payload_store(),
    publish_world,
    data_health,
    routes=[*export_routes(write_file), *create_api_routes(programs)],
    later=[prepare_spread],
    hosts=allowed_hosts(st.get_option("server.address") or "", environ.get(VARIABLE, "")),
)
app = st.App(PAGE, **extras)
