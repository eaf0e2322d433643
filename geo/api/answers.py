"""Answers for programs: from the path and parameters of an address to bytes. No HTTP here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Final, TypeAlias
from urllib.parse import urlencode

from geo.api.collections import (
    COLLECTIONS,
    FILE_LIMITS,
    PAGE_LIMITS,
    PAGE_PARAMETERS,
    PAGE_ROWS,
    Collection,
    Stock,
    extract,
)
from geo.api.openapi import describe_api
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.about import data_digest
from geo.files.csv_text import METADATA_TYPE, write_csv_metadata
from geo.files.extract import Extract
from geo.files.formats import FORMATS, JSON, METADATA, OPENAPI, PACKAGE
from geo.files.json_text import json_rows, to_json, write_json
from geo.files.package import INSIDE, write_package
from geo.files.package import MEDIA_TYPE as ZIP
from geo.view.query import Reading, UnreadableError

_BY_NAME: Final = {collection.name: collection for collection in COLLECTIONS}
_Asked: TypeAlias = tuple[tuple[str, str], ...]
"""Parameters by name: equal requests are answered from what was made before."""


@dataclass(frozen=True, slots=True)
class Part:
    """Which rows of how many an answer holds."""

    total: int
    offset: int
    limit: int


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is written only when its bytes are wanted."""

    media_type: str
    write: Callable[[], bytes]
    filename: str | None = None
    """Name under which a browser keeps it; None: it is shown."""
    part: Part | None = None
    links: tuple[tuple[str, str, str], ...] = ()
    """Relation, address seen from this one, and media type of what belongs to it."""


class Api:
    """
    What programs can ask for, made of the facts.

    Parameters
    ----------
    events
        With what a search looks in.
    files
        Of the set, see `geo.facts.dataset.Dataset`.
    """

    def __init__(self, facts: Facts, events: JoinedEvents, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.digest = data_digest(files)
        """Changes whenever an answer may."""
        self._stock = Stock(facts, events, self.digest)
        self._written = lru_cache(maxsize=32)(self._write_file)
        self._rows = lru_cache(maxsize=32)(self._take_rows)

    def answer(self, path: str, params: Mapping[str, str]) -> Reply | None:
        """
        Answer an address below `/api/`.

        Returns
        -------
        reply
            None when nothing stands there.

        Raises
        ------
        ParameterError
            With every parameter that is unknown or cannot be meant.
        """
        if path in {OPENAPI, PACKAGE}:
            _refuse_unknown(params, ())
            if path == OPENAPI:
                return Reply(JSON, lambda: self._description)
            return Reply(ZIP, lambda: self._package, filename=f"{INSIDE}.zip")
        name, slash, row_id = path.partition("/")
        if slash:
            return self._one(_BY_NAME.get(name), row_id, params)
        name, dot, ending = path.partition(".")
        collection = _BY_NAME.get(name)
        if collection is None or (dot and not ending):
            return None
        return self._many(collection, ending, params)

    @cached_property
    def _description(self) -> bytes:
        samples = {each.name: self._rows(each.name, ()) for each in COLLECTIONS}
        return to_json(describe_api(samples))

    @cached_property
    def _package(self) -> bytes:
        return write_package(self._files)

    def _one(
        self, collection: Collection | None, row_id: str, params: Mapping[str, str]
    ) -> Reply | None:
        if collection is None:
            return None
        _refuse_unknown(params, ())
        rows = self._rows(collection.name, ())
        found = rows.frame.index[rows.frame[collection.key] == row_id]
        if found.empty:
            return None
        (row,) = json_rows(rows.part(found[0], found[0] + 1))
        return Reply(JSON, lambda: to_json(row))

    def _many(self, collection: Collection, ending: str, params: Mapping[str, str]) -> Reply | None:
        form = FORMATS.get(ending)
        if ending not in {"", METADATA} and form is None:
            return None
        if form is not None and form.needs_places and not collection.has_places:
            return None
        _refuse_unknown(params, collection.parameters)
        asked = tuple(sorted(params.items()))
        rows = self._rows(collection.name, asked)
        part = _read_part(params, len(rows.frame), is_page=not ending)
        shown = rows.part(part.offset, part.offset + part.limit)
        if not ending:
            page = {"total": part.total, "limit": part.limit, "offset": part.offset}
            return Reply(JSON, lambda: write_json(shown, page=page), part=part)
        if form is None:
            url = f"{collection.name}.csv" + (f"?{urlencode(params)}" if params else "")
            return Reply(METADATA_TYPE, lambda: write_csv_metadata(shown, url))
        return Reply(
            form.media_type,
            lambda: self._written(collection.name, ending, asked),
            filename=f"qantar-{collection.name}.{ending}",
            part=part if "limit" in params else None,
            links=_metadata_link(collection) if ending == "csv" else (),
        )

    def _take_rows(self, name: str, asked: _Asked) -> Extract:
        return extract(_BY_NAME[name], dict(asked), self._stock)

    def _write_file(self, name: str, ending: str, asked: _Asked) -> bytes:
        rows = self._rows(name, asked)
        part = _read_part(dict(asked), len(rows.frame), is_page=False)
        return FORMATS[ending].write(rows.part(part.offset, part.offset + part.limit))


def _metadata_link(collection: Collection) -> tuple[tuple[str, str, str], ...]:
    return (("describedby", f"{collection.name}.{METADATA}", METADATA_TYPE),)


def _refuse_unknown(params: Mapping[str, str], known: tuple[str, ...]) -> None:
    read = Reading(params)
    read.known(known)
    read.finish()


def _read_part(params: Mapping[str, str], total: int, *, is_page: bool) -> Part:
    read = Reading(params)
    limits = PAGE_LIMITS if is_page else FILE_LIMITS
    limit, offset = (
        read.one(name, partial(_whole, low=limits[name][0], high=limits[name][1]))
        for name in PAGE_PARAMETERS
    )
    read.finish()
    rows = PAGE_ROWS if is_page else max(total, 1)
    return Part(total, offset or 0, limit or rows)


def _whole(text: str, low: int, high: int) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(high))
    if not is_number or not low <= int(text) <= high:
        message = f"a whole number from {low} to {high}"
        raise UnreadableError(message)
    return int(text)
