"""A world of three places, to build tables from: what a test changes is all it has to say."""

import csv
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pandas as pd

from geo.facts.contracts import CONTRACTS
from geo.facts.read import DATA, Facts
from geo.facts.tables import TextTable, to_types

Row = dict[str, str]
"""One row of a table as it stands in its file."""

FORTY_WORDS: Final = " ".join(["word"] * 40)
"""A chapter is not shorter than this."""

ROWS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "places": {
            "place_id": "west",
            "name_en": "West",
            "name_de": "Westen",
            "name_ru": "Запад",
            "name_kk": "Батыс",
            "kind": "town",
            "region_iso": "KZ-MAN",
            "country_iso2": "KZ",
            "lat": "43.3",
            "lon": "52.9",
            "location_precision": "settlement",
            "tz": "Asia/Aqtau",
            "coord_source": "made up",
        },
        "sources": {
            "source_id": "paper",
            "publisher": "The Paper",
            "title": "A report",
            "url": "https://paper.example/report",
            "published_on": "2022-01-06",
            "language": "en",
            "kind": "newspaper",
            "state_controlled": "no",
            "reading": "full",
        },
        "events": {
            "event_id": "rally",
            "place_id": "west",
            "started_local": "2022-01-05",
            "time_precision": "day",
            "kind": "protest",
            "scope": "place",
            "title_en": "A rally",
            "title_de": "Eine Kundgebung",
            "title_ru": "Митинг",
            "title_kk": "Митинг",
            "summary_en": "People met.",
            "summary_de": "Menschen trafen sich.",
            "actor_en": "residents",
            "actor_de": "Einwohner",
            "confidence": "medium",
        },
        "citations": {
            "table": "events",
            "row_id": "rally",
            "source_id": "paper",
            "says": "People met on that day",
        },
        "first_protests": {
            "place_id": "west",
            "event_id": "rally",
            "first_local": "2022-01-05",
            "confidence": "medium",
        },
        "alliance": {
            "membership_id": "kz-csto",
            "country_iso2": "KZ",
            "name_en": "Kazakhstan",
            "name_de": "Kasachstan",
            "name_ru": "Казахстан",
            "name_kk": "Қазақстан",
            "organisation": "CSTO",
            "joined_on": "2002-10-07",
        },
        "alliance_organs": {
            "organ_id": "council",
            "name_en": "Council",
            "name_de": "Rat",
            "name_ru": "Совет",
            "role_en": "It decides",
            "role_de": "Er entscheidet",
        },
        "contingents": {
            "contingent_id": "ru",
            "country_iso2": "RU",
            "unit": "A brigade",
            "guarded_en": "An airport",
            "guarded_de": "Einen Flughafen",
            "home_place_id": "abroad",
            "arrived_from": "2022-01-06",
            "arrived_to": "2022-01-06",
            "left_from": "2022-01-13",
            "left_to": "2022-01-19",
        },
        "figures": {
            "figure_id": "killed",
            "metric": "killed_total",
            "value_low": "225",
            "value_high": "225",
            "as_of": "2022-01-15",
            "scope": "country",
            "claimed_by": "prosecutor",
            "retracted": "no",
        },
        "statements": {
            "statement_id": "claim",
            "person": "A speaker",
            "role_en": "minister",
            "role_de": "Minister",
            "topic": "cause",
            "claim_en": "It was so",
            "claim_de": "So sei es gewesen",
            "in_seed": "no",
        },
        "seed_check": {
            "check_id": "price",
            "statement_en": "It doubled",
            "statement_de": "Er verdoppelte sich",
            "verdict": "confirmed",
        },
        "region_measures": {
            "measure_id": "man-emergency",
            "region_iso": "KZ-MAN",
            "measure": "state_of_emergency",
            "start_local": "2022-01-05T01:30",
        },
        "aftermath": {
            "aftermath_id": "trial",
            "place_id": "west",
            "happened_on": "2022-06-01",
            "kind": "trial",
            "title_en": "A trial",
            "title_de": "Ein Prozess",
            "summary_en": "It opened.",
            "summary_de": "Er begann.",
            "actor_en": "court",
            "actor_de": "Gericht",
            "confidence": "medium",
        },
        "no_evidence": {
            "place_id": "east",
            "searched_on": "2026-11-22",
            "searched": "The Paper",
        },
        "causes": {"event_id": "rally", "cause_id": "spark"},
        "claims": {
            "claim_id": "price",
            "claim_en": "The price did",
            "claim_de": "Der Preis war es",
        },
        "claim_sides": {"claim_id": "price", "statement_id": "claim", "side": "for"},
        "chapters": {
            "chapter_id": "spark",
            "order": "1",
            "title_en": "The spark",
            "title_de": "Der Funke",
            "text_en": f"It began. {FORTY_WORDS}",
            "text_de": f"Es begann. {FORTY_WORDS}",
            "from_local": "2022-01-01",
            "to_local": "2022-01-02",
            "lat": "43.3",
            "lon": "52.9",
            "zoom": "7",
            "layers": "events;spread",
            "event_ids": "rally",
        },
        "audit": {
            "table": "events",
            "row_id": "rally",
            "read_on": "2026-11-30",
            "verdict": "ok",
        },
    }
)
"""A good row of each table; columns that are not named are empty."""

EAST: Final = MappingProxyType(
    {"place_id": "east", "region_iso": "KZ-ALA", "lat": "43.2", "lon": "76.9", "tz": "Asia/Almaty"}
)
ABROAD: Final = MappingProxyType(
    {
        "place_id": "abroad",
        "region_iso": "",
        "country_iso2": "RU",
        "lat": "55.8",
        "lon": "37.6",
        "tz": "Europe/Moscow",
    }
)


def build_row(table: str, /, **changes: str) -> Row:
    """Build a good row of a table, but for `changes`."""
    empty = dict.fromkeys(map(str, CONTRACTS[table].columns), "")
    return {**empty, **ROWS[table], **changes}


def build_place(**changes: str) -> Row:
    """Build the town `west` (UTC+5), but for `changes`."""
    return build_row("places", **changes)


def build_event(**changes: str) -> Row:
    """Build a rally in `west` on 5 January, but for `changes`."""
    return build_row("events", **changes)


def build_tables(**changes: list[Row]) -> dict[str, list[Row]]:
    """
    Build all tables of the world, but for those in `changes`.

    The places are `west` (UTC+5), `east` (UTC+6) and `abroad` (Moscow, UTC+3). Every row that
    needs a source cites the one there is.
    """
    tables = {table: [build_row(table)] for table in CONTRACTS}
    tables["causes"] = []  # they would need a second event
    tables["no_evidence"] = []
    tables["aftermath"] = []
    tables["audit"] = []
    tables["places"] = [build_place(), build_place(**EAST), build_place(**ABROAD)]
    tables.update(changes)
    if "citations" not in changes:
        tables["citations"] = list(_cite_all(tables))
    return tables


def _cite_all(tables: Mapping[str, list[Row]]) -> Iterable[Row]:
    for table in ("events", "alliance", "alliance_organs", "contingents", "figures", "statements"):
        for row in tables[table]:
            yield build_row("citations", table=table, row_id=next(iter(row.values())))
    yield build_row("citations", table="seed_check", row_id="price")
    yield build_row("citations", table="region_measures", row_id="man-emergency")


def build_facts(**changes: list[Row]) -> Facts:
    """Build the facts of the world, but for the tables in `changes`; links are not checked."""
    tables = build_tables(**changes)
    return Facts(**{table: to_types(to_table(table, rows)) for table, rows in tables.items()})


def to_table(table: str, rows: list[Row]) -> TextTable:
    """Give rows the shape that reading gives them: text, indexed by the line in the file."""
    columns = list(rows[0] if rows else build_row(table))
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    return TextTable(table, frame.set_axis(range(2, len(rows) + 2), axis="index"))


def write_tables(folder: Path, tables: Mapping[str, list[Row]]) -> Path:
    """Write tables as CSV files into a folder, with our own outlines; return the folder."""
    outlines = folder / "boundaries"
    if not outlines.exists():
        outlines.symlink_to(DATA / "boundaries")
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            head = list(rows[0] if rows else build_row(table))
            writer = csv.DictWriter(file, head, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return folder


def put_in_place(path: Path, kind: str) -> None:
    """Put something in the place of a file: no file, or one that is no longer whole."""
    if kind in {"empty", "half"}:
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] if kind == "half" else b"")
        return
    path.unlink()
    match kind:
        case "folder":
            path.mkdir()
        case "dangling":
            path.symlink_to(path.with_name("nowhere"))
        case "loop":
            path.symlink_to(path)
        case "pipe":
            os.mkfifo(path)


def copy_data(folder: Path) -> Path:
    """Copy the built-in data, to break them; return the folder."""
    return Path(shutil.copytree(DATA, folder))
