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

from geo import timemap

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "TIMEMAP.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
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


def described(thing: object) -> str:
    """Give the description of an element: of its class, or of the function."""
    return inspect.cleandoc(thing.__doc__ or "")


@pytest.mark.parametrize("name", PUBLIC)
def test_every_parameter_of_a_public_element_is_described(name: str) -> None:
    thing = PUBLIC[name]
    if name in WITHOUT_EXAMPLE or (isinstance(thing, type) and "__init__" not in vars(thing)):
        return
    section = described(thing).partition("Parameters\n-----")[2]
    missing = [
        parameter
        for parameter in inspect.signature(thing).parameters
        if not parameter.startswith("_")
        and not re.search(rf"^(\w+, )*{parameter}(, \w+)*$", section, re.MULTILINE)
        and not re.search(rf'^    {parameter}: .*\n    """', inspect.getsource(thing), re.MULTILINE)
    ]
    assert missing == []


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_element_has_an_example_that_runs(name: str) -> None:
    if name in WITHOUT_EXAMPLE:
        return
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
