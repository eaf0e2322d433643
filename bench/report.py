"""How results are written down: Markdown for people."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bench.sample import Sample

DIGITS = {"ms": 1, "KB": 0, "MB": 0, "times": 2}
"""Unit -> decimals shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """One number: what it is, how it came out, and what was to be reached."""

    what: str
    sample: Sample
    unit: str
    target: float | None = None
    """In `unit`; at most this is to be reached by the median."""
    target_p95: float | None = None
    """In `unit`; at most this is to be reached by the p95."""
    at_least: bool = False
    """The target is a lower bound."""

    def verdicts(self) -> list["Verdict"]:
        """Compare with the targets it has, as shown; a number that is not there misses its own."""
        aims = (("", self.sample.median, self.target), ("p95 ", self.sample.p95, self.target_p95))
        return [
            Verdict(name, value, target, is_reached=self._reaches(value, target))
            for name, value, target in aims
            if target is not None
        ]

    def _reaches(self, value: float, target: float) -> bool:
        seen = round(value, DIGITS[self.unit])
        return seen >= target if self.at_least else seen <= target


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a number came out against its target."""

    name: str
    """Empty for the median."""
    value: float
    target: float
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Numbers that belong together, and how to read them."""

    title: str
    rows: Sequence[Row]
    method: str
    """How they were measured, in a sentence or two."""
    notes: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Grid:
    """The same number of several things in several cases, side by side."""

    title: str
    columns: Sequence[str]
    lines: Sequence[tuple[str, Sequence[str]]]
    """What it is, and its text in each column."""
    method: str
    notes: Sequence[str] = field(default=())


def write_report(head: str, sections: Iterable[Section | Grid]) -> str:
    """Write all of it: what was measured on, what misses its target, then each table."""
    parts = list(sections)
    tables = [_grid(part) if isinstance(part, Grid) else _section(part) for part in parts]
    summary = _summary(part for part in parts if isinstance(part, Section))
    return "\n\n".join([head, summary, *tables]) + "\n"


def _summary(sections: Iterable[Section]) -> str:
    aimed = [
        (row, verdict) for section in sections for row in section.rows for verdict in row.verdicts()
    ]
    missed = [(row, verdict) for row, verdict in aimed if not verdict.is_reached]
    lines = ["## Against the targets", "", f"{len(aimed) - len(missed)} of {len(aimed)} reached."]
    lines += [
        f"- Missed: {row.what}: {verdict.name}{_shown(verdict.value, row.unit)} {row.unit}, "
        f"to reach {_shown(verdict.target, row.unit)}."
        for row, verdict in missed
    ]
    return "\n".join(lines)


def _grid(grid: Grid) -> str:
    head = f"| | {' | '.join(grid.columns)} |\n|---|{'--:|' * len(grid.columns)}"
    table = "\n".join([head, *(f"| {what} | {' | '.join(cells)} |" for what, cells in grid.lines)])
    return _blocks(grid.title, grid.method, table, grid.notes)


def _section(section: Section) -> str:
    head = "| what | unit | median | p95 | n | to reach |\n|---|---|--:|--:|--:|---|"
    table = "\n".join([head, *(_line(row) for row in section.rows)])
    return _blocks(section.title, section.method, table, section.notes)


def _blocks(title: str, method: str, table: str, notes: Sequence[str]) -> str:
    listed = "\n".join(f"- {note}" for note in notes)
    return "\n\n".join(block for block in (f"## {title}", method, table, listed) if block)


def _line(row: Row) -> str:
    sample = row.sample
    target = "; ".join(_verdict(verdict, row.unit) for verdict in row.verdicts())
    numbers = (_shown(value, row.unit) for value in (sample.median, sample.p95))
    return f"| {row.what} | {row.unit} | {' | '.join(numbers)} | {sample.n} | {target} |"


def _verdict(verdict: Verdict, unit: str) -> str:
    word = "reached" if verdict.is_reached else "**missed**"
    return f"{verdict.name}{_shown(verdict.target, unit)}: {word}"


def _shown(value: float, unit: str) -> str:
    return "-" if math.isnan(value) else f"{value:,.{DIGITS[unit]}f}"
