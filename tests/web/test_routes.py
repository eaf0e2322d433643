"""Our own addresses: under any base path, with the right type, and never the page by mistake."""

from collections.abc import Mapping
from dataclasses import dataclass

import brotli
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.web.app import create_extras
from geo.web.compression import Compressed
from geo.web.headers import PAGE_HEADERS, SECURITY_HEADERS, SecurityHeaders
from geo.web.routes import create_routes

BASES = ["", "/q", "/a/b"]


@dataclass(frozen=True)
class File:
    """A payload."""

    body: bytes
    media_type: str
    digest: str = "abc"


FILES = {
    ("abc", "events.json"): File(b'{"n":1}', "application/json"),
    ("abd", "events.bin"): File(b"\x00\x01", "application/octet-stream", "abd"),
}


class Shelf:
    """A store of two payloads."""

    def get(self, digest: str, name: str) -> File | None:
        """Find one."""
        return FILES.get((digest, name))

    def payloads(self) -> list[File]:
        """Give both."""
        return list(FILES.values())


def client(
    status: Mapping[str, object] | None = None, compressed: Compressed | None = None
) -> TestClient:
    """Serve our routes before one that answers everything with a page, as Streamlit does."""
    page = Route("/{path:path}", lambda _: HTMLResponse("<html>page</html>"))
    routes = create_routes(Shelf(), lambda: status or {"status": "ok"}, compressed)
    return TestClient(Starlette(routes=[*routes, page], middleware=[Middleware(SecurityHeaders)]))


@pytest.mark.parametrize("base", BASES)
def test_a_payload_is_served_to_be_kept_for_ever(base: str) -> None:
    answer = client().get(f"{base}/timemap/abc/events.json")
    assert (answer.status_code, answer.content) == (200, b'{"n":1}')
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_binary_payload_keeps_its_type_and_bytes() -> None:
    answer = client().get("/q/timemap/abd/events.bin")
    assert answer.content == b"\x00\x01"
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "br"), ("br;q=0.5", "br"), ("br; q=0, gzip", None), ("gzip", None), ("", None)],
)
def test_who_takes_brotli_gets_what_was_compressed_once(
    accepted: str, encoding: str | None
) -> None:
    compressed = Compressed()
    compressed.fill(Shelf().payloads())
    served = client(compressed=compressed)
    with served.stream(
        "GET", "/timemap/abc/events.json", headers={"Accept-Encoding": accepted}
    ) as answer:
        body = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert (brotli.decompress(body) if encoding else body) == b'{"n":1}'


def test_a_payload_that_is_not_compressed_yet_goes_out_as_it_is() -> None:
    answer = client(compressed=Compressed()).get(
        "/timemap/abc/events.json", headers={"Accept-Encoding": "br"}
    )
    assert "content-encoding" not in answer.headers
    assert answer.content == b'{"n":1}'


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
    extras = create_extras(Shelf(), lambda: done.append("published"), lambda: {"status": "ok"})
    with TestClient(Starlette(**extras)) as running:
        assert done == ["published"]
        assert running.get("/healthz").json() == {"status": "ok"}


def test_health_is_that_of_the_moment() -> None:
    states: list[dict[str, object]] = [
        {"status": "data", "problems": ["places.csv: nothing there"]},
        {"status": "stale", "problems": ["places.csv: nothing there"]},
        {"status": "ok"},
    ]
    told = iter(states)
    extras = create_extras(Shelf(), lambda: None, lambda: next(told))
    with TestClient(Starlette(**extras)) as running:
        answers = [running.get("/q/healthz") for _ in states]
    assert [answer.status_code for answer in answers] == [503, 200, 200]
    assert [answer.json() for answer in answers] == states
