"""The wheel: what is in it, and that it draws where there is nothing else of this project."""

import re
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import geo.timemap
from tests.timemap.frames import loaded_by, read_options
from tests.timemap.walk import BLOCK, PAGE
from tests.timemap.wheel import DRAW, Environment, build_wheel, install, run

APP = re.compile(r"^```python app\.py\n(.*?)^```$", re.DOTALL | re.MULTILINE)
RUN_APP = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(sys.argv[1]).run(timeout=60)
assert not app.exception, app.exception
assert len(app.get("component_instance")) == 1
"""
PACKAGE = Path(geo.timemap.__file__).parent
LOADING = re.compile(
    r"""(?:\bfetch|\bimport|importScripts|\bopen|\bWebSocket|\burl)\(\s*['"`]?(?:https?:|wss?:|//)"""
    r"""|@import|\bsrc\s*=\s*['"`](?:https?:|//)""",
)
"""Ways in which a script or a style loads from an address that it holds."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return install(wheel, tmp_path_factory.mktemp("environment"))


@pytest.fixture(scope="module")
def page(environment: Environment, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("page") / "map.html"
    environment.run(DRAW, str(path))
    return path.read_text(encoding="utf-8")


def test_every_file_of_the_package_is_in_the_wheel_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    own = {path.relative_to(PACKAGE) for path in PACKAGE.rglob("*") if path.is_file()}
    expected = {f"qantar_timemap/{path.as_posix()}" for path in own if path.suffix != ".pyc"}
    assert names == expected
    for part in ("__init__.py", "py.typed", "static/timemap.css", "locale/map.de.json"):
        assert f"qantar_timemap/{part}" in names


def test_the_wheel_names_its_licence_and_brings_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        licence = archive.read(info.replace("METADATA", "licenses/LICENSE")).decode()
        about = Parser().parsestr(archive.read(info).decode())
    assert (about["Name"], about["License-Expression"]) == ("qantar-timemap", "MIT")
    assert licence.startswith("MIT License")


def test_leaflet_is_a_dependency_and_no_part_of_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        about = Parser().parsestr(archive.read(info).decode())
        texts = [archive.read(name) for name in archive.namelist()]
    assert any(need.startswith("xstatic-leaflet") for need in about.get_all("Requires-Dist", []))
    assert not any(b"Leaflet 1.9" in text for text in texts)


def test_the_environment_has_nothing_else_of_this_project(environment: Environment) -> None:
    found = environment.run(
        "from importlib.util import find_spec as find; print(find('geo'), find('tests'))"
    )
    assert found.split() == ["None", "None"]


def test_a_map_is_drawn_from_the_wheel(page: str) -> None:
    texts = read_options(page, "EventPoints")["texts"]["json"]
    assert [event["title"] for event in texts["events"]] == [
        "A march",
        "A second march",
        "A strike",
    ]
    assert page.count("L.timemap={") == 1


def test_all_code_of_the_guide_runs_in_an_empty_folder(
    environment: Environment, tmp_path: Path
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    script = tmp_path / "guide.py"
    script.write_text("\n".join(BLOCK.findall(text)), encoding="utf-8")
    (tmp_path / "app.py").write_text(APP.findall(text)[0], encoding="utf-8")
    run(environment.python, script, cwd=tmp_path)
    pages = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.html")}
    assert {"first.html", "storm.html", "two.html"} <= set(pages)
    assert [link for page in pages.values() for link in loaded_by(page)] == []
    run(environment.python, "-c", RUN_APP, tmp_path / "app.py", cwd=tmp_path)


def test_the_saved_map_asks_no_other_host(page: str) -> None:
    assert loaded_by(page) == []
    assert LOADING.findall(page) == []


@pytest.mark.parametrize(
    "text",
    [
        "fetch('https://example.org/x')",
        "background: url(//example.org/x.png)",
        '@import "x.css"',
        'image.src = "https://example.org/x.png"',
        'new WebSocket("wss://example.org")',
    ],
)
def test_a_page_that_would_ask_one_is_noticed(text: str) -> None:
    assert LOADING.search(text)
