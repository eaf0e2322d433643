"""What the server's own process asks of other hosts, from its start to its last answer: nothing."""

import asyncio
import http.client
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from bench.reader import STREAM, Reader
from tests.browser.server import run_dashboard

ROOT = Path(__file__).parents[2]
HOOK = """
import json, os, socket, sys

def note(event, args):
    if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
        asked = args[1]
    elif event.startswith("socket.get"):
        asked = args
    else:
        return
    with open(os.environ["ASKED"], "a", encoding="utf-8") as file:
        file.write(json.dumps([event, repr(asked)]) + "\\n")

sys.addaudithook(note)
socket.getaddrinfo("192.0.2.1", 80)
"""
"""Run by every Python process before anything else; it asks for one foreign address itself."""


SEEN = "socket.getaddrinfo ('192.0.2.1'"


@dataclass(frozen=True)
class Running:
    """A server whose process writes down whom it asks."""

    url: str
    asked: Path

    @property
    def netloc(self) -> str:
        """Host and port."""
        return urlsplit(self.url).netloc

    def others(self) -> list[str]:
        """List what was asked of others than this machine, first what the hook asked itself."""
        lines = self.asked.read_text(encoding="utf-8").splitlines()
        return [f"{event} {what}" for event, what in map(json.loads, lines) if not is_here(what)]


def is_here(asked: str) -> bool:
    """Say whether an address, as written down, is one of this machine."""
    host = asked.strip("()").split(",")[0].strip("'\"")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host in {"localhost", ""} or asked.startswith(("'/", "b'"))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run the dashboard as it is shipped."""
    with run_noted(tmp_path_factory.mktemp("asks")) as server:
        yield server


@contextmanager
def run_noted(folder: Path, **more: str) -> Iterator[Running]:
    """Run the dashboard in a process that writes down whom it asks."""
    (folder / "sitecustomize.py").write_text(HOOK, encoding="utf-8")
    asked = folder / "asked.jsonl"
    variables = {"PYTHONPATH": str(folder), "ASKED": str(asked), "HOME": str(folder)} | more
    with run_dashboard(ROOT, folder / "log.txt", variables=variables) as server:
        yield Running(server.url, asked)


def get(running: Running, path: str, **headers: str) -> int:
    """Ask for a path; give the status."""
    with closing(http.client.HTTPConnection(running.netloc, timeout=60)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status


async def knock(running: Running, host: str, origin: str) -> int:
    """Open a WebSocket under a name; give 101, or the status with which it is refused."""
    to = urlsplit(running.url)
    url, page = f"ws://{host}{STREAM}", {"Origin": f"http://{origin}"}
    try:
        async with connect(
            url, host=to.hostname, port=to.port, additional_headers=page, proxy=None
        ):
            return 101
    except InvalidStatus as refusal:
        return refusal.response.status_code


async def read(url: str) -> None:
    """Open the page and drag once."""
    async with Reader(url) as reader:
        await reader.open()
        await reader.drag(1_641_300_000_000)


def test_the_hook_sees_what_is_asked(running: Running) -> None:
    """A counter-example: without it the tests below would hold of anything."""
    assert not is_here("('192.0.2.1', 80)")
    assert not is_here("('checkip.amazonaws.com', 80, 0, 1)")
    assert is_here("('127.0.0.1', 80)")
    assert [asked.partition(",")[0] for asked in running.others()] == [SEEN]


def test_start_page_files_and_answers_ask_nobody(running: Running) -> None:
    asyncio.run(read(running.url))
    for path in ("/", "/api", "/api/events.xlsx", "/export/qantar.html?mode=all", "/healthz"):
        assert get(running, path) == 200, path
    assert len(running.others()) == 1


def test_nor_do_refusals_of_pages_and_names_of_others(running: Running) -> None:
    here, other = running.netloc, "evil.example:8501"
    assert get(running, "/", Host=other) == 421
    assert get(running, "/healthz", Host=other) == 421
    assert asyncio.run(knock(running, here, here)) == 101
    # DNS rebinding: another site's name leads here, and its page is of one origin with it.
    assert asyncio.run(knock(running, other, other)) == 421
    assert asyncio.run(knock(running, here, other)) == 403
    assert len(running.others()) == 1


def test_it_listens_on_this_machine_alone(running: Running) -> None:
    """No other address of the machine leads to it: the log of the kernel says where it listens."""
    port = urlsplit(running.url).port or 0
    table = Path("/proc/net/tcp")
    if not table.exists():
        pytest.skip("the system tells nothing of its sockets")
    listening = [line.split()[1] for line in table.read_text().splitlines()[1:] if " 0A " in line]
    mine = [address for address in listening if address.endswith(f":{port:04X}")]
    assert mine == [f"0100007F:{port:04X}"]


def test_open_to_all_it_asks_nobody_either_and_knows_numbers_and_its_names(tmp_path: Path) -> None:
    open_to_all = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "QANTAR_HOSTS": "qantar.example"}  # noqa: S104
    with run_noted(tmp_path, **open_to_all) as running:
        asyncio.run(read(running.url))
        for host, status in (
            ("192.168.1.5:8501", 200),
            ("qantar.example", 200),
            ("evil.example", 421),
        ):
            assert get(running, "/healthz", Host=host) == status, host
        # A proxy that renames the host.
        assert asyncio.run(knock(running, running.netloc, "qantar.example")) == 101
        assert len(running.others()) == 1
