"""The top of the page: what it is, in one sentence, and the language."""

import streamlit as st

from geo.i18n import LANGUAGES, Words
from geo.page.markup import paragraph, tag, text
from geo.page.session import LANG_KEY


def show_header(words: Words) -> None:
    """Show title, context and the switch of language; tell the browser the page's language."""
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.html(
            tag(
                "div",
                tag("h1", text(words("page.title"))),
                paragraph(words("page.lead")),
                css="q-head",
            )
        )
        st.segmented_control(
            words("page.language"),
            LANGUAGES,
            required=True,
            format_func=str.upper,
            key=LANG_KEY,
            label_visibility="collapsed",
        )
    # Streamlit's page calls itself English always; screen readers must know better.
    script = f"document.documentElement.lang = '{words.lang}'"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
