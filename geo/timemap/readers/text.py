"""Bytes of a text file as text, and text as rows of cells."""

import csv
import io
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from charset_normalizer import from_bytes

SEPARATORS: Final = ",;\t|"
_BOMS: Final = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_WESTERN: Final = "cp1252"
"""What a file is most likely written in that is not Unicode and too short to tell."""
_ENOUGH: Final = 2000
"""Bytes from which on a guess is better than the most likely one."""


class TextError(ValueError):
    """It is no text, or no table; the message says why."""


def decode(body: bytes, encoding: str | None = None) -> tuple[str, str]:
    """
    Read bytes as text: Unicode where they can be, else in the encoding that fits best.

    Parameters
    ----------
    encoding
        Its name, where it is known.

    Returns
    -------
    text, encoding
        Without a byte order mark.

    Raises
    ------
    TextError
        It is no text in that encoding, or in any.

    Examples
    --------
    >>> decode("Málaga".encode("latin-1"))
    ('Málaga', 'cp1252')
    """
    mark = next((name for bom, name in _BOMS.items() if body.startswith(bom)), None)
    for name in [encoding] if encoding else [mark or "utf-8", *_guesses(body)]:
        try:
            text = body.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text, name
    wanted = f"text in {encoding}" if encoding else "text, e.g. a CSV file in UTF-8"
    message = f"got bytes that are no text, expected {wanted}"
    raise TextError(message)


def _guesses(body: bytes) -> list[str]:
    if b"\0" in body:
        return ["utf-16-le", "utf-16-be"]
    best = from_bytes(body).best() if len(body) >= _ENOUGH else None
    return [*([best.encoding] if best else []), _WESTERN]


def separator_of(text: str) -> str:
    """Give the separator that the header has most of, outside of quotes."""
    head = next(iter(io.StringIO(text)), "")
    bare = "".join(head.split('"')[::2])
    return max(SEPARATORS, key=bare.count)


def rows_of(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """
    Cut text into cells; a line ends where CSV says, not at every sign that Unicode calls one.

    Yields
    ------
    line, cells
        The line on which the row begins, from 1. Rows without anything in them are left out.

    Raises
    ------
    TextError
        A quote is not closed.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    with _long_fields():
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                message = (
                    f"line {line}: got a row that cannot be cut into cells ({error}), expected CSV"
                )
                raise TextError(message) from None
            if any(cell.strip() for cell in cells):
                yield line, cells


@contextmanager
def _long_fields() -> Iterator[None]:
    """Take cells of any length, which the csv module would refuse."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)
