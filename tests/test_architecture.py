"""Imports flow one way; the counter-examples show that the rules bite."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# From the ground up. A part may import the parts before it, never a later one.
LAYERS = (
    "geo.errors",
    "geo.storage.files",
    "geo.storage.latest",
    "geo.facts.vocabulary",
    "geo.facts.read",
    "geo.facts.dataset",
    "geo.facts.join",
    "geo.analysis",
    "geo.scene.build",
    "geo.charts",
    "geo.export",
    "geo.page",
)
# Parts beside the way of the data, and all of `geo` that they may import.
BESIDE = {
    "geo.timemap": (),
    "geo.words.catalogue": ("geo.errors",),
    "geo.boundaries.build": ("geo.errors", "geo.storage.files"),
    "geo.web": ("geo.errors", "geo.timemap"),
    # What leaves the page takes all that is below the page.
    "geo.export": (
        *(
            "geo.errors",
            "geo.storage.files",
            "geo.facts.vocabulary",
            "geo.facts.read",
            "geo.facts.dataset",
            "geo.facts.join",
        ),
        *("geo.analysis", "geo.scene.build", "geo.timemap", "geo.words.catalogue"),
    ),
}
FREE = ("geo.__main__",)
# Who may import a package from outside: these parts and no other.
RESERVED = {
    "streamlit": ("geo.page", "geo.web"),
    "streamlit_folium": ("geo.page",),
    "folium": ("geo.timemap", "geo.scene.build", "geo.export"),
    "branca": ("geo.timemap", "geo.scene.build", "geo.export"),
    "altair": ("geo.charts", "geo.page.show_chart"),
    "shapely": ("geo.boundaries.build",),
    "playwright": ("geo.export",),
}


def modules(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Each module of `geo` under `root`: its dotted name and its parsed text."""
    for path in sorted((root / "geo").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def imported(name: str, tree: ast.Module, known: set[str]) -> Iterator[str]:
    """Yield the dotted name of every module that `name` imports, anywhere in its text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = name if _is_package(name, known) else name.rpartition(".")[0]
            for _ in range(node.level - 1):
                package = package.rpartition(".")[0]
            base = node.module or ""
            if node.level:
                base = f"{package}.{base}".rstrip(".")
            # `from geo import facts` imports geo.facts.read; `from geo.facts.read import Facts` geo.facts.read.
            for alias in node.names:
                full = f"{base}.{alias.name}"
                yield full if full in known else base


def _is_package(name: str, known: set[str]) -> bool:
    return any(other.startswith(f"{name}.") for other in known)


def within(name: str, parts: tuple[str, ...]) -> bool:
    """Say whether `name` is one of `parts`, lies inside one, or is a stage of one (`part_*`)."""
    return any(name == part or name.startswith((f"{part}.", f"{part}_")) for part in parts)


def allowed(name: str) -> tuple[str, ...] | None:
    """List the parts of `geo` that `name` may import; None when its part is unknown."""
    for part, others in BESIDE.items():
        if within(name, (part,)):
            return (part, *others)
    for place, part in enumerate(LAYERS):
        if within(name, (part,)):
            beside = {
                "geo.scene.build": ("geo.timemap", "geo.words.catalogue"),
                "geo.charts": ("geo.timemap", "geo.words.catalogue"),
                "geo.export": ("geo.timemap", "geo.words.catalogue"),
                "geo.page": ("geo.timemap", "geo.words.catalogue", "geo.web"),
            }
            return (*LAYERS[: place + 1], *beside.get(part, ()))
    return None


def breaches(root: Path) -> list[str]:
    """List every import under `root` that goes against the rules, in reading order."""
    trees = dict(modules(root))
    known = set(trees)
    found = []
    for name, tree in trees.items():
        if name == "geo" or name in FREE:
            continue
        parts = allowed(name)
        if parts is None:
            found.append(f"{name}: belongs to no known part")
            continue
        for target in imported(name, tree, known):
            inside = target.startswith("geo.") and not within(target, parts)
            holders = RESERVED.get(target.partition(".")[0])
            outside = holders is not None and not within(name, holders)
            if inside or outside:
                found.append(f"{name} imports {target}")
    return found


def write_house(root: Path, texts: dict[str, str]) -> None:
    """Write modules by dotted name under `root`, each package with its `__init__.py`."""
    for name, text in texts.items():
        path = root.joinpath(*name.split(".")).with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        for folder in (path.parent, *path.parent.parents):
            if folder == root:
                break
            (folder / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")


def test_imports_of_the_project_flow_one_way() -> None:
    assert breaches(ROOT) == []


def test_there_is_something_to_check() -> None:
    names = {name for name, _ in modules(ROOT)}
    assert {"geo.facts.read", "geo.facts.join", "geo.boundaries.build"} <= names


@pytest.mark.parametrize(
    ("name", "text", "target"),
    [
        ("geo.analysis.spread.onsets", "import streamlit as st", "streamlit"),
        ("geo.facts.join", "def draw():\n    import folium", "folium"),
        ("geo.page.map", "from folium import Map", "folium"),
        ("geo.timemap.wire", "from geo import errors", "geo.errors"),
        ("geo.timemap.wire", "from ..facts import Facts", "geo.facts.read"),
        ("geo.facts.read", "from geo.facts.join import join_events", "geo.facts.join"),
        ("geo.errors", "import geo.facts.vocabulary", "geo.facts.vocabulary"),
        ("geo.analysis", "from . import scene", "geo.scene.build"),
        ("geo.scene.build", "from geo.view.state import ViewState", "geo.view.state"),
        ("geo.facts.read", "from shapely import box", "shapely"),
        ("geo.publish.site", "from geo.view.state import ViewState", "geo.view.state"),
        ("geo.publish.site", "import streamlit", "streamlit"),
        ("geo.charts.spread", "import streamlit", "streamlit"),
        ("geo.page.panels.spread", "import altair", "altair"),
    ],
)
def test_an_import_against_the_flow_is_named(
    tmp_path: Path, name: str, text: str, target: str
) -> None:
    house = dict.fromkeys(
        (
            "geo.errors",
            "geo.facts.vocabulary",
            "geo.facts.read",
            "geo.facts.join",
            "geo.scene.build",
        ),
        "",
    )
    write_house(tmp_path, house | {"geo.view.state": ""} | {name: text})
    assert breaches(tmp_path) == [f"{name} imports {target}"]


def test_an_unknown_part_is_named(tmp_path: Path) -> None:
    write_house(tmp_path, {"geo.misc": ""})
    assert breaches(tmp_path) == ["geo.misc: belongs to no known part"]


def test_imports_with_the_flow_pass(tmp_path: Path) -> None:
    house = {
        "geo.errors": "",
        "geo.facts.read": "from geo.errors import DataError",
        "geo.facts.join": "from .facts import Facts",
        "geo.timemap.wire": "import folium\nfrom . import style",
        "geo.timemap.style": "import json",
        "geo.scene.build": "import folium\nfrom geo.timemap import wire",
        "geo.boundaries.land": "import shapely",
        "geo.page.map": "import streamlit\nfrom geo.scene.build import draw_map\nfrom geo import i18n",
    }
    write_house(tmp_path, house)
    assert breaches(tmp_path) == []
