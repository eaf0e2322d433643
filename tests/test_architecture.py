"""Imports flow one way (`[tool.importlinter]`); counter-examples show that it bites."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Copy every module's place, without its text."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for path in (ROOT / "geo").rglob("*.py"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("geo/scene/build.py", "from geo.page import page", "geo.scene.build -> geo.page.page"),
        ("geo/timemap/wire.py", "from geo import errors", "geo.timemap.wire -> geo.errors"),
        ("geo/publish/site.py", "import streamlit", "geo.publish.site -> streamlit"),
        ("geo/page/page.py", "import folium", "geo.page.page -> folium"),
        ("geo/misc/__init__.py", "", "misc"),
    ],
)
def test_an_import_against_the_flow_is_named(house: Path, path: str, text: str, told: str) -> None:
    assert lint(house).returncode == 0
    (house / path).parent.mkdir(exist_ok=True)
    (house / path).write_text(f"{text}\n", encoding="utf-8")

    found = lint(house)

    assert found.returncode == 1
    assert told in found.stdout
