"""
Find a Firefox, and drive it over WebDriver BiDi: a websocket, no driver between.

Run as a script it prints the path found, or says what to do (exit code 1).
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

VARIABLE = "QANTAR_FIREFOX"
COMMANDS = ("firefox-esr", "firefox")
PLACES = (
    Path("/usr/bin/firefox-esr"),
    Path("/Applications/Firefox.app/Contents/MacOS/firefox"),
)
START_S = 90
"""Longest wait for the browser's first word."""
SLOW_S = 30
"""Longest wait for anything on a page."""
OFFLINE = {
    # Everything that is not a file goes to a proxy that nobody runs.
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": True,
    "network.proxy.no_proxies_on": "",
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False,
}
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class FirefoxMissingError(Exception):
    """No Firefox was found, or the one that was named is not there."""


class FirefoxError(Exception):
    """Firefox did not start, or did not do what it was asked."""


def find_firefox() -> Path:
    """
    Find a Firefox: the one named in `QANTAR_FIREFOX`, else the system's.

    Raises
    ------
    FirefoxMissingError
        None is there, or the one named in `QANTAR_FIREFOX` cannot be run. A named browser is
        never replaced by another in silence.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if _runs(Path(named)):
            return Path(named)
        message = f"{VARIABLE}: got {named}, expected the path of a Firefox that can be run"
        raise FirefoxMissingError(message)
    for path in (*(Path(path) for path in map(shutil.which, COMMANDS) if path), *PLACES):
        if _runs(path):
            return path
    message = f"no Firefox found: run `make setup`, install one, or name one in {VARIABLE}"
    raise FirefoxMissingError(message)


def _runs(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


@contextlib.contextmanager
def run_firefox(folder: Path) -> Iterator["Firefox"]:
    """
    Run a Firefox without a window, cut off from any network, and end it afterwards.

    Parameters
    ----------
    folder
        For its profile and what it writes.

    Raises
    ------
    FirefoxError
        It did not start; the message holds what it wrote.
    """
    log = folder / "firefox.log"
    profile = Path(tempfile.mkdtemp(dir=folder))
    prefs = (f"user_pref({json.dumps(name)}, {json.dumps(to)});" for name, to in OFFLINE.items())
    (profile / "user.js").write_text("\n".join(prefs), encoding="utf-8")
    command = [str(find_firefox()), "--headless", "--no-remote", "--remote-debugging-port", "0"]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--profile", str(profile), "about:blank"],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "HOME": str(folder)},
        )
    try:
        url = _wait_for_address(process, log)
        with connect(f"{url}/session", max_size=None, open_timeout=SLOW_S) as socket:
            yield Firefox(socket)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for_address(process: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        found = _LISTENING.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise FirefoxError(log.read_text(encoding="utf-8", errors="replace"))


class Firefox:
    """One page of a Firefox."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.said: list[str] = []
        """Errors and warnings of the page."""
        self.asked: list[str] = []
        """Addresses that were asked for."""
        self._send("session.new", {"capabilities": {}})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self._send("session.subscribe", {"events": events})
        tree = self._send("browsingContext.getTree", {})
        self._context = tree["contexts"][0]["context"]

    def resize(self, width: int, height: int) -> None:
        """Give the page a size, px."""
        size = {"width": width, "height": height}
        self._send("browsingContext.setViewport", {"context": self._context, "viewport": size})

    def open(self, url: str) -> None:
        """Go to an address and wait until it has loaded."""
        where = {"context": self._context, "url": url, "wait": "complete"}
        self._send("browsingContext.navigate", where)

    def tell(self, expression: str) -> Any:  # noqa: ANN401 - any JSON
        """Evaluate JavaScript; its value travels as JSON."""
        answer = self._send(
            "script.evaluate",
            {
                "expression": f"JSON.stringify({expression})",
                "target": {"context": self._context},
                "awaitPromise": True,
            },
        )
        if answer["type"] != "success":
            raise FirefoxError(answer["exceptionDetails"]["text"])
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def wait(self, expression: str) -> None:
        """Wait until JavaScript is true."""
        end = time.monotonic() + SLOW_S
        while not self.tell(f"Boolean({expression})"):
            if time.monotonic() > end:
                message = f"{expression}: still false after {SLOW_S} s; {self.said}"
                raise FirefoxError(message)
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of the first element of a selector."""
        box = self.tell(
            f"(({{left, top, width, height}}) => [left + width / 2, top + height / 2])"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        x, y = (round(part) for part in box)
        self._act(
            "pointer",
            {"type": "pointerMove", "x": x, "y": y},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def press(self, key: str) -> None:
        """Press a key where the focus is: a character, or a code of WebDriver."""
        self._act("key", {"type": "keyDown", "value": key}, {"type": "keyUp", "value": key})

    def picture(self) -> str:
        """Take a picture of what is seen: PNG in base64."""
        taken = self._send("browsingContext.captureScreenshot", {"context": self._context})
        return str(taken["data"])

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        source = {"type": kind, "id": kind, "actions": list(actions)}
        self._send("input.performActions", {"context": self._context, "actions": [source]})

    def _send(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=SLOW_S))
            if answer.get("type") == "event":
                self._note(answer["method"], answer["params"])
            elif answer.get("id") == self._number:
                if answer["type"] == "error":
                    message = f"{method}: {answer['error']}, {answer['message']}"
                    raise FirefoxError(message)
                result: dict[str, Any] = answer["result"]
                return result

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "log.entryAdded" and params["level"] in {"error", "warn"}:
            self.said.append(str(params.get("text")))
        if event == "network.beforeRequestSent":
            self.asked.append(params["request"]["url"])


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{find_firefox()}\n")
    except FirefoxMissingError as error:
        sys.exit(str(error))
