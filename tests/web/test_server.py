"""The real server, started as a host would start it: from another folder, under a base path."""

import csv
import gzip
import http.client
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import pytest

from bench.server import _command as bench_command
from tests.browser.server import _command, run_dashboard

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    media_type: str
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    log: Path

    def get(self, path: str, headers: Mapping[str, str] = MappingProxyType({})) -> Answer:
        """Ask for a path."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request("GET", path, headers=dict(headers))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers["content-type"] or "", answer.read())


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the dashboard under /q, from a folder that is not the project's."""
    log = tmp_path_factory.mktemp("elsewhere") / "log.txt"
    nowhere = {"HOME": str(log.parent), "PYTHONPATH": ""}
    with run_dashboard(ROOT, log, base="q", variables=nowhere) as running:
        yield Server(urlsplit(running.url).port or 0, log)


@pytest.mark.parametrize("base", ["", "/q"])
def test_health_answers_with_and_without_the_base_path(server: Server, base: str) -> None:
    answer = server.get(f"{base}/healthz")
    assert (answer.status, answer.media_type) == (200, "application/json")


def test_the_page_is_served_under_the_base_path(server: Server) -> None:
    answer = server.get("/q/")
    assert answer.status == 200
    assert answer.media_type.startswith("text/html")
    assert b"<title>" in answer.body


@pytest.mark.parametrize("base", ["", "/q"])
def test_an_unknown_payload_is_no_page(server: Server, base: str) -> None:
    answer = server.get(f"{base}/timemap/none/none.json")
    assert (answer.status, answer.body) == (404, b"Not found\n")
    assert answer.media_type.startswith("text/plain")


def test_payloads_answer_before_any_page_was_run(server: Server) -> None:
    """The same scene drawn here names the same addresses, since they hold their content's hash."""
    from geo.page.world import open_world  # noqa: PLC0415
    from geo.scene.draw import draw_map  # noqa: PLC0415
    from geo.timemap import Served  # noqa: PLC0415

    drawn = draw_map(open_world().scene, Served("../../timemap"))
    html = drawn.get_root().render()
    paths = set(re.findall(r"\.\./\.\./(timemap/[\w./-]+)", html))
    assert paths
    for path in paths:
        for base in ("", "/q"):
            answer = server.get(f"{base}/{path}")
            assert answer.status == 200, path
            assert not answer.media_type.startswith("text/html")


@pytest.mark.parametrize("base", ["", "/q"])
def test_programs_are_answered_with_and_without_the_base_path(server: Server, base: str) -> None:
    page = server.get(f"{base}/api")
    assert (page.status, page.media_type) == (200, "text/html; charset=utf-8")
    assert b"openapi.json" in page.body
    events = server.get(f"{base}/api/events.csv?kind=arson&until=2022-01-06T00:00Z")
    assert events.media_type.startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(events.body.decode())))
    assert {row["kind"] for row in rows} == {"arson"}
    unknown = server.get(f"{base}/api/nothing")
    assert (unknown.status, unknown.media_type) == (404, "application/problem+json")


def test_answers_for_programs_travel_packed(server: Server) -> None:
    plain = server.get("/q/api/events.csv").body
    packed = server.get("/q/api/events.csv", {"Accept-Encoding": "gzip"}).body
    assert gzip.decompress(packed) == plain
    assert len(packed) < len(plain) / 2


def test_readers_get_a_server_of_this_machine_that_does_not_watch_its_sources() -> None:
    """Tests and bench start with this configuration, too: they say a port and a path only."""
    shipped = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert shipped["server"] == {"address": "127.0.0.1", "fileWatcherType": "none"}
    said = [
        *_command(ROOT, 1, ""),
        *bench_command(ROOT / "dashboard.py", 1),
    ]
    flags = {word for word in said if word.startswith("--")}
    assert flags == {"--server.port", "--server.headless", "--server.baseUrlPath"}


def test_the_configuration_beside_the_dashboard_is_found(server: Server) -> None:
    """By default Streamlit says in its log that it collects usage statistics; ours does not."""
    assert server.get("/q/healthz").status == 200
    said = server.log.read_text(encoding="utf-8")
    assert "http://localhost" in said
    assert "usage statistics" not in said
