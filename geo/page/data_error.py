"""What the reader sees when the data cannot be read: instead of the map, or above the last one."""

from datetime import datetime

import streamlit as st

from geo.errors import DataError, QantarError
from geo.page.markup import Html, joined, paragraph, table, tag, text
from geo.words.catalogue import Words

_HEAD = ("table", "row", "column", "got", "expected")


def show_trouble(error: QantarError, words: Words, *, shown_of: datetime | None = None) -> None:
    """
    Say what is wrong, where, and what to do about it.

    Parameters
    ----------
    shown_of
        When the data were read that are shown all the same, UTC; None: none are.
    """
    if shown_of is None:
        st.html(tag("div", trouble_text(error, words), css="st-key-panels", role="alert"))
        return
    summary = tag("summary", text(words("trouble.stale", at=words.date(shown_of, "moment"))))
    told = tag("details", summary, _problems(error, words))
    st.html(tag("div", told, css="st-key-panels", role="alert"))


def trouble_text(error: QantarError, words: Words) -> Html:
    """Write every problem with file, row, column, what stands there and what should."""
    head = tag("h2", text(words("trouble.title")), css="q-moment")
    return joined((head, _problems(error, words)))


def _problems(error: QantarError, words: Words) -> Html:
    if not isinstance(error, DataError):
        return paragraph(str(error))
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
    return joined((paragraph(count), table(words("trouble.advice"), columns, rows)))
