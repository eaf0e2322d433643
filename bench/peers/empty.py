"""The least page with a map that st_folium can show."""

import folium
from streamlit_folium import st_folium

st_folium(folium.Map(tiles=None))
