"""Expected trouble: one base error and its few kinds. Anything else is a bug and may crash."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SHOWN: Final = 200
"""Characters of a text that a message shows at most."""


def in_line(text: str) -> str:
    """Make a text fit into a line of a message: what does not print is escaped, its end cut."""
    cut = text if len(text) <= SHOWN else f"{text[:SHOWN]}\N{HORIZONTAL ELLIPSIS}"
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in cut
    )


class QantarError(Exception):
    """Trouble that a reader can do something about; the page shows it in the reader's language."""


class EmptyError(QantarError):
    """Nothing is left to work on, as when no event has the kinds that were asked for."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a table, precise enough to mend it."""

    table: str
    """File name of the table, such as `places.csv`."""
    row: int | None
    """Line of the file on which the row begins (the header is line 1); None: the whole table."""
    column: str
    """Name of the column; empty when the problem is not about one column."""
    got: str
    """What stands there, see `in_line`."""
    expected: str
    """What should stand there, in words."""
    key: str = ""
    """Key of the row where its line is not known; empty when the line is, or there is no row."""

    def __post_init__(self) -> None:
        """Keep every part of it fit to be shown in one line, whatever stands in a file."""
        for name in ("table", "column", "got", "expected"):
            object.__setattr__(self, name, in_line(getattr(self, name)))

    def __str__(self) -> str:
        """
        Say it in one line.

        `places.csv, row 7, lat: got '99', expected a number ...`; without a line, with the key:
        `events.csv, row 'rally', confidence: got 'high', expected medium ...`.
        """
        row = "" if self.row is None else f"row {self.row}"
        row = f"row '{self.key}'" if self.key else row
        where = ", ".join(part for part in (self.table, row, self.column) if part)
        return f"{where}: got '{self.got}', expected {self.expected}"


class DataError(QantarError):
    """
    Tables that do not keep their contract.

    Attributes
    ----------
    problems
        All of them, of all tables; the message has one line for each.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Refusal:
    """One parameter of a request that cannot be meant."""

    parameter: str
    got: str
    """What stands there, cut to a length that can be shown."""
    expected: str
    """What should stand there, in words."""

    def __str__(self) -> str:
        """Say it in one line: `until: got 'now', expected ...`."""
        return f"{self.parameter}: got '{self.got}', expected {self.expected}"


class ParameterError(QantarError):
    """
    A request that cannot be answered as it is.

    Attributes
    ----------
    refusals
        All that is wrong with it; the message has one line for each.
    """

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("\n".join(map(str, self.refusals)))
