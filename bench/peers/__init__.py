"""How a map in time is built with Streamlit and folium alone: what Qantar is compared with."""
