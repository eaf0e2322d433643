"""The page about the elements, run as it is read: block after block."""

import contextlib
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "TIMEMAP.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def in_project(code: str) -> str:
    """Give code of the page as it is written here, where the wheel's package is `geo.timemap`."""
    return code.replace("import qantar_timemap as timemap", "from geo import timemap").replace(
        "from qantar_timemap", "from geo.timemap"
    )


def run_walk(folder: Path) -> dict[str, Any]:
    """
    Run every block of the page.

    Parameters
    ----------
    folder
        Where its files are written.

    Returns
    -------
    names
        What the blocks have defined.
    """
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    with contextlib.chdir(folder):
        for block in BLOCK.finditer(text):
            # Empty lines before it: an error names the line of the page.
            above = "\n" * (text.count("\n", 0, block.start(1)))
            exec(compile(above + in_project(block[1]), str(PAGE), "exec"), names)  # noqa: S102 - our own page
    return names
