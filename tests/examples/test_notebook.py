"""The notebook: without outputs, and every cell runs in its order."""

import ast
import json
from pathlib import Path
from typing import Any

import folium
import pytest

from tests.timemap.frames import read_options, render

NOTEBOOK = Path(__file__).parents[2] / "examples" / "timemap.ipynb"
CONTENT: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
CODE = [cell for cell in CONTENT["cells"] if cell["cell_type"] == "code"]


def run_cell(source: str, names: dict[str, Any]) -> object:
    """Run a cell as a notebook does; give what its last line shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, str(NOTEBOOK), "exec"), names)  # noqa: S102 - our own cells
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), str(NOTEBOOK), "eval"), names)  # noqa: S307


@pytest.fixture(scope="module")
def shown() -> list[object]:
    names: dict[str, Any] = {}
    return [run_cell("".join(cell["source"]), names) for cell in CODE]


def test_the_notebook_holds_no_outputs() -> None:
    assert [cell["outputs"] for cell in CODE] == [[]] * len(CODE)
    assert {cell["execution_count"] for cell in CODE} == {None}


def test_its_cells_have_ids_of_their_own_as_the_format_wants() -> None:
    assert (CONTENT["nbformat"], CONTENT["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in CONTENT["cells"]]
    assert len(set(ids)) == len(ids)


def test_it_shows_a_map_of_each_set(shown: list[object]) -> None:
    maps = [one for one in shown if isinstance(one, folium.Map)]
    texts = [read_options(render(one), "EventPoints")["texts"]["json"] for one in maps]
    invented, own = ({event["title"] for event in text["events"]} for text in texts)
    assert "Tunnel closed" in invented
    assert len(own) > 50
