"""Start a Streamlit server of its own for a script, and end it."""

import http.client
import math
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
DASHBOARD = ROOT / "dashboard.py"
PEERS = ROOT / "bench" / "peers"
START_S = 60.0
"""How long a server may take to answer."""
END_S = 3.0
"""How long it may take to end."""
_KB_PER_MB = 1024


class ServerError(Exception):
    """A server ended, or did not answer in time; the message ends with what it wrote."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    process_id: int

    def memory_mb(self) -> float:
        """Give the memory the server's process holds now (resident set), MB of 2^20 bytes."""
        command = ["ps", "-o", "rss=", "-p", str(self.process_id)]
        answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - no shell, our own number
        return int(answer.stdout) / _KB_PER_MB

    def cpu_s(self) -> float:
        """Give the processor time that it has had, seconds; NaN where there is no /proc."""
        try:
            text = Path(f"/proc/{self.process_id}/stat").read_text(encoding="utf-8")
        except OSError:
            return math.nan
        user, system = text.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serve(script: Path, variables: Mapping[str, str] | None = None) -> Iterator[Server]:
    """
    Serve a script with the configuration beside it: for the dashboard, the one that readers get.

    Parameters
    ----------
    variables
        More for its environment.

    Yields
    ------
    server
        Answers on a free port of this machine only.

    Raises
    ------
    ServerError
        It did not come up.
    """
    port = _free_port()
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(  # noqa: S603 - no shell, our own words
            _command(script, port),
            cwd=script.parent,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(variables or {})},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(process, port, log)
            yield Server(f"http://127.0.0.1:{port}", process.pid)
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End it, even while a script keeps it busy."""
    process.terminate()
    try:
        process.wait(timeout=END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _command(script: Path, port: int) -> list[str]:
    options = {
        "server.port": str(port),
        "server.headless": "true",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(script), *words]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(process: subprocess.Popen[bytes], port: int, log: IO[bytes]) -> None:
    ends_at = time.monotonic() + START_S
    while not _answers(port):
        if process.poll() is not None or time.monotonic() > ends_at:
            log.seek(0)
            message = f"the server did not come up:\n{log.read().decode(errors='replace')[-2000:]}"
            raise ServerError(message)
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
