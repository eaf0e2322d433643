"""The map's wheel, in an environment that has nothing else of this project."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

DRAW = """
import sys
import folium
import pandas as pd
import qantar_timemap as timemap

events = pd.DataFrame(
    {
        "lat": [48.0, 50.0, 51.0],
        "lon": [10.0, 12.0, 14.0],
        "earliest_at": pd.to_datetime(
            ["2030-06-01T12:00Z", "2030-06-01T17:00Z", "2030-06-02T18:00Z"]
        ),
        "title": ["A march", "A second march", "A strike"],
    }
)
m = folium.Map(tiles=None, location=(50, 12), zoom_start=5)
timemap.TimeAxis(
    start=timemap.to_ms("2030-06-01T11:00Z"), end=timemap.to_ms("2030-06-02T19:00Z")
).add_to(m)
timemap.EventPoints(events).add_to(m)
timemap.Legend().add_to(m)
timemap.Feed().add_to(m)
timemap.Card().add_to(m)
m.save(sys.argv[1])
"""
"""Draws three events into the file that it is given."""


@dataclass(frozen=True)
class Environment:
    """An environment with the wheel in it."""

    python: Path

    def run(self, code: str, *arguments: str) -> str:
        """Run code far from the project; give what it printed."""
        return run(self.python, "-c", code, *arguments, cwd=self.python.parent)


def run(*command: Path | str, cwd: Path) -> str:
    """Run a command that must succeed; warnings are errors for Python."""
    done = subprocess.run(  # noqa: S603 - our own words
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": "", "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build_wheel(folder: Path) -> Path:
    """Build as `python -m build` does, with the build tools that are installed here."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Environment:
    """Install a wheel into a new environment; what it depends on is borrowed from this one."""
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"),
        *("--no-index", "--no-deps", wheel),
        cwd=folder,
    )
    (packages,) = folder.glob("lib/python*/site-packages")
    borrowed = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    (packages / "borrowed.pth").write_text("\n".join(sorted(borrowed)), encoding="utf-8")
    return Environment(python)
