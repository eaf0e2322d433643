"""The file to take along: under any base path, written one at a time, sent once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geo.errors import EmptyError, ParameterError, Refusal
from geo.web.export import export_routes
from geo.web.problems import LONGEST_QUERY, PROBLEM_TYPE

BASES = ["", "/q", "/a/b"]


@dataclass(frozen=True)
class File:
    """A file."""

    body: bytes
    media_type: str
    digest: str = "abc"


def exporting(export: Callable[[Mapping[str, str]], File]) -> TestClient:
    """Serve a file to take along."""
    return TestClient(Starlette(routes=export_routes(export)))


@pytest.mark.parametrize("base", BASES)
def test_the_file_to_take_along_follows_the_address(base: str) -> None:
    asked = []

    def export(params: Mapping[str, str]) -> File:
        asked.append(dict(params))
        return File(b"<!doctype html>", "text/html; charset=utf-8")

    answer = exporting(export).get(f"{base}/export/qantar.html?lang=de&kinds=protest")
    assert (answer.status_code, answer.content) == (200, b"<!doctype html>")
    assert asked == [{"lang": "de", "kinds": "protest"}]
    assert answer.headers["content-disposition"] == 'attachment; filename="qantar.html"'


def test_who_has_the_file_is_not_sent_it_again() -> None:
    site = exporting(lambda _: File(b"same", "text/html"))
    tag = site.get("/export/qantar.html").headers["etag"]
    again = site.get("/export/qantar.html", headers={"If-None-Match": f"W/{tag}"})
    assert (again.status_code, again.content) == (304, b"")


def test_a_file_without_events_is_refused_in_words() -> None:
    def export(_: Mapping[str, str]) -> File:
        message = "events: got none"
        raise EmptyError(message)

    answer = exporting(export).get("/export/qantar.html")
    assert (answer.status_code, answer.json()["detail"]) == (422, "events: got none")


def test_what_cannot_be_meant_is_refused_as_in_the_api() -> None:
    def export(params: Mapping[str, str]) -> File:
        raise ParameterError([Refusal(name, text, "better") for name, text in params.items()])

    site = exporting(export)
    for query, parameter in (("t=soon", "t"), ("t=1&t=2", "t")):
        answer = site.get(f"/export/qantar.html?{query}")
        assert (answer.status_code, answer.headers["content-type"]) == (400, PROBLEM_TYPE)
        assert [each["parameter"] for each in answer.json()["errors"]] == [parameter]
    assert site.get(f"/export/qantar.html?search={'x' * LONGEST_QUERY}").status_code == 414
