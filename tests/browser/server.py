"""A dashboard that really runs, for the time of some tests."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
START_S = 90
"""Longest wait for the first answer."""
STOP_S = 10


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    url: str
    """Address of the page, with a slash at its end."""
    log: Path
    """What the server has written so far."""


class ServerError(Exception):
    """The server did not start; the message holds what it wrote."""


@contextlib.contextmanager
def run_dashboard(
    folder: Path,
    log: Path,
    *,
    base: str = "",
    port: int | None = None,
    variables: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """
    Run `streamlit run dashboard.py` and end it afterwards.

    It has the configuration that readers get, the one beside `dashboard.py`; only what must differ
    for a test is said: the port, the path, and that no browser is to be opened.

    Parameters
    ----------
    folder
        Where `dashboard.py` stands, and `.streamlit`.
    log
        File for what the server writes.
    base
        Path under which it serves, without slashes.
    port
        Where it listens; None: a port that is free.
    variables
        More for its environment, or others.

    Raises
    ------
    ServerError
        It ended or gave no answer in time.
    """
    port = port or _free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            _command(folder, port, base),
            cwd=log.parent,
            env={**os.environ, **(variables or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    path = f"/{base}/" if base else "/"
    try:
        _wait(process, port, f"{path}healthz", log)
        yield Server(f"http://{HOST}:{port}{path}", log)
    finally:
        _stop(process)


def _command(folder: Path, port: int, base: str) -> list[str]:
    options = {
        "server.port": str(port),
        "server.headless": "true",
        "server.baseUrlPath": base,
    }
    flags = [part for name, value in options.items() for part in (f"--{name}", value)]
    return [sys.executable, "-m", "streamlit", "run", str(folder / "dashboard.py"), *flags]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    """Wait until `path` is answered, be it with bad news."""
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        connection = http.client.HTTPConnection(HOST, port, timeout=2)
        with contextlib.closing(connection), contextlib.suppress(OSError):
            connection.request("GET", path)
            connection.getresponse().read()
            return
        time.sleep(0.1)
    raise ServerError(log.read_text(encoding="utf-8", errors="replace"))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and what it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
