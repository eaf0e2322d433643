"""What is written about the elements is true: each is described, and every example runs."""

import doctest
import inspect
import json
import re
from pathlib import Path
from types import MappingProxyType

import folium
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo import timemap
from tests.timemap.frames import loaded_by, read_options
from tests.timemap.walk import PAGE, in_project, run_walk

APP = re.compile(r"^```python app\.py\n(.*?)^```$", re.DOTALL | re.MULTILINE)
WORDS = MappingProxyType({"folium": folium, "pd": pd, "json": json} | vars(timemap))
"""What examples may use without importing it."""
PUBLIC = {
    name: getattr(timemap, name) for name in timemap.__all__ if callable(getattr(timemap, name))
}
WITHOUT_EXAMPLE = {"Store", "WireError"}
"""A protocol and an error: nobody makes one."""


class _Results(doctest.OutputChecker):
    """Compares what an example names as its result; one that names none only has to run."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        return not want or super().check_output(want, got, optionflags)


@pytest.fixture
def walk(tmp_path: Path) -> Path:
    """Run the page about the elements; give the folder that it wrote into."""
    run_walk(tmp_path)
    return tmp_path


def described(thing: object) -> str:
    """Give the description of an element: of its class, or of the function."""
    return inspect.cleandoc(thing.__doc__ or "")


WITH_EXAMPLE = [name for name in PUBLIC if name not in WITHOUT_EXAMPLE]
WITH_PARAMETERS = [
    name
    for name in WITH_EXAMPLE
    if not isinstance(PUBLIC[name], type) or "__init__" in vars(PUBLIC[name])
]


@pytest.mark.parametrize("name", WITH_PARAMETERS)
def test_every_parameter_of_a_public_element_is_described(name: str) -> None:
    thing = PUBLIC[name]
    section = described(thing).partition("Parameters\n-----")[2]
    missing = [
        parameter
        for parameter in inspect.signature(thing).parameters
        if not parameter.startswith("_")
        and not re.search(rf"^(\w+, )*{parameter}(, \w+)*$", section, re.MULTILINE)
        and not re.search(rf'^    {parameter}: .*\n    """', inspect.getsource(thing), re.MULTILINE)
    ]
    assert missing == []


@pytest.mark.parametrize("name", WITH_EXAMPLE)
def test_every_public_element_has_an_example_that_runs(name: str) -> None:
    examples = doctest.DocTestParser().get_doctest(
        described(PUBLIC[name]), dict(WORDS), name, None, None
    )
    assert examples.examples
    report: list[str] = []
    runner = doctest.DocTestRunner(
        checker=_Results(), optionflags=doctest.IGNORE_EXCEPTION_DETAIL, verbose=False
    )
    assert runner.run(examples, out=report.append).failed == 0, "".join(report)


def test_an_example_that_does_not_hold_is_noticed() -> None:
    wrong = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)
    assert doctest.DocTestRunner(checker=_Results()).run(wrong, out=lambda _: None).failed == 1
    broken = doctest.DocTestParser().get_doctest(">>> 1 / 0\n", {}, "broken", None, None)
    assert doctest.DocTestRunner(checker=_Results()).run(broken, out=lambda _: None).failed == 1


def test_the_page_about_the_elements_runs_from_top_to_bottom(walk: Path) -> None:
    saved = {path.name: path.read_text(encoding="utf-8") for path in walk.glob("*.html")}
    assert set(saved) == {"first.html", "storm.html", "two.html"}
    for page in saved.values():
        assert loaded_by(page) == []
    texts = read_options(saved["storm.html"], "EventPoints")["texts"]["json"]
    assert len(texts["events"]) == 14


def test_an_error_of_the_page_is_the_one_that_it_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_walk(tmp_path)
    printed = capsys.readouterr().out.strip()
    assert f"print(error)  # {printed}\n" in PAGE.read_text(encoding="utf-8")


def test_the_page_names_every_element() -> None:
    text = PAGE.read_text(encoding="utf-8")
    elements = {
        name
        for name, thing in PUBLIC.items()
        if isinstance(thing, type) and issubclass(thing, timemap.TimeMapElement)
    }
    named = {name for name in elements if f"timemap.{name}(" in text or f"`{name}`" in text}
    assert elements - named == {"TimeMapElement"}


def test_the_streamlit_page_of_the_walk_runs() -> None:
    app = AppTest.from_string(in_project(APP.findall(PAGE.read_text(encoding="utf-8"))[0])).run(
        timeout=60
    )
    assert not app.exception
    assert len(app.get("component_instance")) == 1
