"""
By which names the server may be asked for: the guard against DNS rebinding.

A page of another site can give its own name the address of this machine. Its reader's browser then
asks this server under that name, and takes what comes for the page's own. Such a name is refused.
"""

from collections.abc import Sequence
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

VARIABLE: Final = "QANTAR_HOSTS"
"""Environment variable with more names, commas between: `qantar.example.org,*.example.net`."""
ANY: Final = "*"
"""Stands for every name: where what stands in front of the server looks at names itself."""
LOCAL: Final = ("localhost", "127.0.0.1", "::1")
ANY_IP: Final = "ip"
"""Stands for every IP address."""
EVERYWHERE: Final = ("", "0.0.0.0", "::")  # noqa: S104 - told apart, not listened on
"""Addresses that mean every interface of the machine."""


def allowed_hosts(address: str, named: str) -> tuple[str, ...]:
    """
    Give the names that a server may be asked for.

    Parameters
    ----------
    address
        Where it listens. A server that listens everywhere is asked by numbers that it need not
        know: any IP address will do, since no foreign name hides behind one.
    named
        What `QANTAR_HOSTS` says.
    """
    listed = [name.strip().lower().strip("[]").rstrip(".") for name in named.split(",")]
    own = (ANY_IP,) if address in EVERYWHERE else (address.lower(),)
    return tuple(dict.fromkeys([*LOCAL, *own, *filter(None, listed)]))


def is_allowed(netloc: str | None, hosts: Sequence[str]) -> bool:
    """Say whether a `Host` header, or the host of an `Origin`, is one of those allowed."""
    if ANY in hosts:
        return True
    name = _name(netloc)
    if name is None:
        return False
    suffixes = [host.removeprefix("*") for host in hosts if host.startswith("*.")]
    return (
        name in hosts
        or any(name.endswith(suffix) for suffix in suffixes)
        or (ANY_IP in hosts and _is_ip(name))
    )


class KnownHosts:
    """
    ASGI middleware: refuses requests for other names, and WebSockets that pages of others open.

    A page may open one if it comes from the very host that it asks, or from one that is named.
    The `Origin` of a WebSocket that passed is taken away: behind a proxy that renames the host,
    Streamlit would else ask a public server which address this machine has, to compare them.

    Parameters
    ----------
    hosts
        From `allowed_hosts`.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self._app = app
        self._hosts = hosts
        self._origins = [host for host in hosts if host not in {ANY, ANY_IP}]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 421 (Misdirected Request), 403 for a foreign page."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host"), headers.get("origin")
        if not is_allowed(host, self._hosts):
            refusal = PlainTextResponse(
                f"Host: got {host!r}, expected a name of this server; {VARIABLE} adds names\n", 421
            )
            await refusal(scope, receive, send)
        elif scope["type"] == "http" or origin is None:
            await self._app(scope, receive, send)
        elif _netloc(origin) == host or is_allowed(_netloc(origin), self._origins):
            told = MutableHeaders(raw=list(scope["headers"]))
            del told["origin"]
            await self._app({**scope, "headers": told.raw}, receive, send)
        else:
            text = f"Origin: got {origin!r}, expected a page of this server\n"
            await PlainTextResponse(text, 403)(scope, receive, send)


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _name(netloc: str | None) -> str | None:
    """Give the name without its port, in small letters; None where there is none."""
    try:
        parts = urlsplit(f"//{netloc or ''}")
        _ = parts.port
    except ValueError:
        return None
    is_plain = parts.netloc == (netloc or "") and parts.username is None
    return (parts.hostname or "").rstrip(".") or None if is_plain else None


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
