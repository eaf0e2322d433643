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

    @property
    def is_missed(self) -> bool:
        """Say whether the median lies above the target, as shown."""
        if self.target is None:
            return False
        return not round(self.sample.median, DIGITS[self.unit]) <= self.target


@dataclass(frozen=True, slots=True)
class Section:
    """Numbers that belong together, and how to read them."""

    title: str
    rows: Sequence[Row]
    method: str
    """How they were measured, in a sentence or two."""
    notes: Sequence[str] = field(default=())


def write_report(head: str, sections: Iterable[Section]) -> str:
    """Write all of it: what was measured on, what misses its target, then each table."""
    parts = list(sections)
    return "\n\n".join([head, _summary(parts), *(_section(part) for part in parts)]) + "\n"


def _summary(sections: Iterable[Section]) -> str:
    aimed = [row for section in sections for row in section.rows if row.target is not None]
    missed = [row for row in aimed if row.is_missed]
    lines = ["## Against the targets", "", f"{len(aimed) - len(missed)} of {len(aimed)} reached."]
    lines += [
        f"- Missed: {row.what}: {_shown(row.sample.median, row.unit)} {row.unit}, "
        f"to reach {_shown(row.target or 0, row.unit)}."
        for row in missed
    ]
    return "\n".join(lines)


def _section(section: Section) -> str:
    head = "| what | unit | median | p95 | n | to reach |\n|---|---|--:|--:|--:|---|"
    table = "\n".join([head, *(_line(row) for row in section.rows)])
    notes = "\n".join(f"- {note}" for note in section.notes)
    blocks = (f"## {section.title}", section.method, table, notes)
    return "\n\n".join(block for block in blocks if block)


def _line(row: Row) -> str:
    sample = row.sample
    target = "" if row.target is None else f"{_shown(row.target, row.unit)}: {_verdict(row)}"
    numbers = (_shown(value, row.unit) for value in (sample.median, sample.p95))
    return f"| {row.what} | {row.unit} | {' | '.join(numbers)} | {sample.n} | {target} |"


def _verdict(row: Row) -> str:
    return "**missed**" if row.is_missed else "reached"


def _shown(value: float, unit: str) -> str:
    return "-" if math.isnan(value) else f"{value:,.{DIGITS[unit]}f}"
