"""
Find the Chromium that films the map and that the browser tests drive.

Run as a script it prints the path found, or says what to do (exit code 1).
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.errors import QantarError

VARIABLE = "QANTAR_CHROMIUM"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    Path("/usr/bin/chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
PLAYWRIGHT_FOLDERS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
PLAYWRIGHT_NAMES = (
    "chromium-*/chrome-*/chrome",
    "chromium-*/chrome-*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/*/*headless*shell",
)


class ChromiumMissingError(QantarError):
    """No Chromium was found, or the one that was named is not there."""


def find_chromium() -> Path:
    """
    Find a Chromium: the one named in `QANTAR_CHROMIUM`, the system's, or playwright's own.

    Raises
    ------
    ChromiumMissingError
        None is there, or the one named in `QANTAR_CHROMIUM` cannot be run. A named
        browser is never replaced by another in silence.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if _runs(Path(named)):
            return Path(named)
        message = f"{VARIABLE}: got {named}, expected the path of a Chromium that can be run"
        raise ChromiumMissingError(message)
    for path in _candidates():
        if _runs(path):
            return path
    message = f"no Chromium found: run `make setup`, install one, or name one in {VARIABLE}"
    raise ChromiumMissingError(message)


def _candidates() -> Iterator[Path]:
    """Places to look in, best first; of playwright's own the newest first."""
    yield from (Path(path) for path in map(shutil.which, COMMANDS) if path)
    yield from PLACES
    folders = (os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or "", *PLAYWRIGHT_FOLDERS)
    for folder in (Path(text).expanduser() for text in folders if text):
        for name in PLAYWRIGHT_NAMES:
            yield from sorted(folder.glob(name), reverse=True)


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{find_chromium()}\n")
    except ChromiumMissingError as error:
        sys.exit(str(error))
