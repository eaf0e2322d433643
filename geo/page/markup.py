"""
Pieces of HTML for `st.html`. Every text is escaped here, once; every function returns safe HTML.

`st.html` cleans what it gets, too; links other than http(s) are not made at all.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NewType

Html = NewType("Html", str)
"""Safe HTML: made by the functions of this module and joined by them only."""


def text(content: object) -> Html:
    """Write any content as plain text."""
    return Html(escape(str(content)))


def joined(parts: Iterable[Html], separator: str = "") -> Html:
    """Put pieces one after the other, with a separator that is plain text."""
    return Html(escape(separator).join(parts))


def tag(name: str, *content: Html, css: str = "", **attributes: str) -> Html:
    """
    Wrap content in an element.

    Parameters
    ----------
    css
        Class names.
    attributes
        Other attributes; a trailing underscore is dropped, others become hyphens.
    """
    attributes = {"class": css, **attributes} if css else attributes
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return Html(f"<{name}{written}>{''.join(content)}</{name}>")


def link(url: str, label: str, title: str = "") -> Html:
    """
    Write a link that opens beside the page; plain text where the address is not http(s).

    Parameters
    ----------
    title
        Said on hover.
    """
    hint = {"title": title} if title else {}
    if not url.startswith(("https://", "http://")):
        return tag("span", text(label), **hint) if hint else text(label)
    # To give no referrer is to give no opener.
    return tag("a", text(label), href=url, target="_blank", rel="noreferrer", **hint)


def download(address: str, label: str, css: str = "") -> Html:
    """Write a link to a file of ours, seen from the page: under any base path."""
    return tag("a", text(label), css=css, href=address, download="")


def paragraph(content: str, css: str = "") -> Html:
    """Write a paragraph of plain text."""
    return tag("p", text(content), css=css)


def items(entries: Iterable[Html], css: str = "") -> Html:
    """Write a list without order."""
    return tag("ul", *(tag("li", entry) for entry in entries), css=css)


def table(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[Html]],
    css: str = "",
    *,
    row_css: Sequence[str] = (),
) -> Html:
    """
    Write a table whose first column names each row.

    Parameters
    ----------
    caption
        Says what the table holds; read out, and shown above it.
    row_css
        Class names of each row.
    """
    top = tag("tr", *(tag("th", text(name), scope="col") for name in head))
    body = [
        tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest), css=mark)
        for (first, *rest), mark in zip(rows, row_css or [""] * len(rows), strict=True)
    ]
    whole = tag(
        "table",
        tag("caption", text(caption)),
        tag("thead", top),
        tag("tbody", *body),
    )
    # A region that scrolls must be reachable by keyboard.
    return tag(
        "div", whole, css=f"q-table {css}".strip(), tabindex="0", role="region", aria_label=caption
    )
