"""The page about the elements, run as it is read: block after block."""

import contextlib
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "TIMEMAP.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def run_walk(folder: Path) -> dict[str, Any]:
    """
    Run every block of the page.

    Parameters
    ----------
    folder
        Where its files are written; the project's `data` is put there for the time.

    Returns
    -------
    names
        What the blocks have defined.
    """
    text = PAGE.read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    (folder / "data").symlink_to(ROOT / "data")
    with contextlib.chdir(folder):
        for block in BLOCK.finditer(text):
            # Empty lines before it: an error names the line of the page.
            above = "\n" * (text.count("\n", 0, block.start(1)))
            exec(compile(above + block[1], str(PAGE), "exec"), names)  # noqa: S102 - our own page
    return names
