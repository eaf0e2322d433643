"""Our own addresses: under any base path, with the right type, and never the page by mistake."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.errors import EmptyError
from geo.web.app import create_extras
from geo.web.headers import PAGE_HEADERS, SECURITY_HEADERS, SecurityHeaders
from geo.web.routes import create_routes

BASES = ["", "/q", "/a/b"]


@dataclass(frozen=True)
class File:
    """A payload."""

    body: bytes
    media_type: str


class Shelf:
    """A store of two payloads."""

    def get(self, digest: str, name: str) -> File | None:
        """Find one."""
        return {
            ("abc", "events.json"): File(b'{"n":1}', "application/json"),
            ("abc", "events.bin"): File(b"\x00\x01", "application/octet-stream"),
        }.get((digest, name))


def client(status: Mapping[str, object] | None = None) -> TestClient:
    """Serve our routes before one that answers everything with a page, as Streamlit does."""
    page = Route("/{path:path}", lambda _: HTMLResponse("<html>page</html>"))
    routes = create_routes(Shelf(), lambda: status or {"status": "ok"})
    return TestClient(Starlette(routes=[*routes, page], middleware=[Middleware(SecurityHeaders)]))


@pytest.mark.parametrize("base", BASES)
def test_a_payload_is_served_to_be_kept_for_ever(base: str) -> None:
    answer = client().get(f"{base}/timemap/abc/events.json")
    assert (answer.status_code, answer.content) == (200, b'{"n":1}')
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_binary_payload_keeps_its_type_and_bytes() -> None:
    answer = client().get("/q/timemap/abc/events.bin")
    assert answer.content == b"\x00\x01"
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("path", ["xyz/events.json", "abc/other", "abc", "", "a/b/c/d"])
def test_an_unknown_payload_is_a_plain_404_and_never_the_page(base: str, path: str) -> None:
    answer = client().get(f"{base}/timemap/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")
    assert "page" not in answer.text
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize("base", BASES)
def test_health_is_json(base: str) -> None:
    answer = client().get(f"{base}/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["content-type"] == "application/json"


def test_bad_health_is_told() -> None:
    assert client({"status": "data"}).get("/healthz").status_code == 503


@pytest.mark.parametrize("path", ["/healthz", "/timemap/abc/events.json", "/timemap/no", "/x"])
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = client().get(path).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_policy_stands_with_pages_only() -> None:
    page = client().get("/x").headers
    assert {name: page[name] for name in PAGE_HEADERS} == PAGE_HEADERS
    for path in ("/healthz", "/timemap/abc/events.json"):
        assert not PAGE_HEADERS.keys() & {name.title() for name in client().get(path).headers}


def test_only_images_may_come_from_elsewhere() -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in PAGE_HEADERS["Content-Security-Policy"].split(";")
    )
    assert [name for name, value in policy.items() if "https:" in value] == ["img-src"]
    assert policy["object-src"] == "'none'"


def test_the_map_is_published_before_the_first_request() -> None:
    done: list[str] = []
    extras = create_extras(Shelf(), lambda: done.append("published"))
    with TestClient(Starlette(**extras)) as running:
        assert done == ["published"]
        assert running.get("/healthz").json() == {"status": "ok"}


def test_broken_data_do_not_stop_the_server() -> None:
    def publish() -> None:
        message = "places.csv: nothing there"
        raise EmptyError(message)

    with TestClient(Starlette(**create_extras(Shelf(), publish))) as running:
        answer = running.get("/q/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "data", "problems": ["places.csv: nothing there"]}


def exporting(export: Callable[[Mapping[str, str]], File]) -> TestClient:
    """Serve a file to take along."""
    return TestClient(Starlette(routes=create_routes(Shelf(), lambda: {"status": "ok"}, export)))


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
    assert (answer.status_code, answer.text) == (422, "events: got none\n")
