"""What the reader sees instead of the map when the data cannot be read."""

import streamlit as st

from geo.errors import DataError, QantarError
from geo.i18n import Words
from geo.page.markup import Html, joined, paragraph, table, tag, text

_HEAD = ("table", "row", "column", "got", "expected")


def show_trouble(error: QantarError, words: Words) -> None:
    """Say what is wrong, where, and what to do about it."""
    st.html(tag("div", trouble_text(error, words), css="st-key-panels", role="alert"))


def trouble_text(error: QantarError, words: Words) -> Html:
    """Write every problem with file, row, column, what stands there and what should."""
    head = tag("h2", text(words("trouble.title")), css="q-moment")
    if not isinstance(error, DataError):
        return joined((head, paragraph(str(error))))
    rows = [
        (
            text(problem.table),
            text(problem.key if problem.row is None else problem.row),
            text(problem.column),
            text(problem.got),
            text(problem.expected),
        )
        for problem in error.problems
    ]
    columns = [words(f"trouble.{name}") for name in _HEAD]
    count = words.plural("trouble.count", len(rows))
    return joined((head, paragraph(count), table(words("trouble.advice"), columns, rows)))
