"""From `data/` to checked tables, or to all that is wrong with them at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo.errors import DataError, Problem
from geo.facts.contracts import CONTRACTS
from geo.facts.links import check_links
from geo.facts.tables import check_table, read_table, to_types
from geo.facts.vocabulary import (
    Aftermath,
    Alliance,
    AllianceOrgans,
    Audit,
    Causes,
    Chapters,
    Citations,
    Claims,
    ClaimSides,
    Contingents,
    Events,
    Figures,
    FirstProtests,
    NoEvidence,
    Places,
    RegionMeasures,
    SeedCheck,
    Sources,
    Statements,
)

DATA = Path(__file__).resolve().parents[2] / "data"
"""The tables that come with the project."""


@dataclass(frozen=True, eq=False)
class Facts:
    """
    The checked tables, in the order of their files, each with a plain range index.

    Every contract holds and every link leads to a row. Counts are Int64 (NA where empty), decimal
    numbers float64 (NaN where empty); all else is text, "" where empty. Times are still the wall
    time of their place, as text. Columns and units: `data/README.md`. Frames are shared: copy
    before changing.
    """

    places: Places
    sources: Sources
    events: Events
    citations: Citations
    """The one link table: (`table`, `row_id`) is supported by `source_id`, which `says` ..."""
    first_protests: FirstProtests
    alliance: Alliance
    alliance_organs: AllianceOrgans
    contingents: Contingents
    figures: Figures
    statements: Statements
    seed_check: SeedCheck
    region_measures: RegionMeasures
    aftermath: Aftermath
    no_evidence: NoEvidence
    causes: Causes
    claims: Claims
    claim_sides: ClaimSides
    chapters: Chapters
    audit: Audit
    """Rows that were read again against their sources: (`table`, `row_id`), day and verdict."""


@dataclass(frozen=True, eq=False)
class Survey:
    """What a folder holds: its facts, or the reasons why it has none."""

    counts: Mapping[str, int]
    """Table name -> number of rows that could be read."""
    problems: tuple[Problem, ...]
    """Table by table in the order of `counts`, then links between tables."""
    facts: Facts | None
    """None exactly when there are problems."""


def survey_facts(folder: Path = DATA) -> Survey:
    """Read and check all tables of a folder; report what is wrong instead of raising it."""
    tables = {name: read_table(folder, name) for name in CONTRACTS}
    rows = {name: table.rows for name, table in tables.items()}
    problems = [problem for table in tables.values() for problem in check_table(table)]
    problems += check_links(rows)
    return Survey(
        counts=MappingProxyType({name: len(frame) for name, frame in rows.items()}),
        problems=tuple(problems),
        facts=None
        if problems
        else Facts(**{name: to_types(table) for name, table in tables.items()}),
    )


def read_facts(folder: Path = DATA) -> Facts:
    """
    Read the tables of a folder.

    Raises
    ------
    DataError
        With all problems of all tables.
    """
    survey = survey_facts(folder)
    if survey.facts is None:
        raise DataError(survey.problems)
    return survey.facts
