"""
Addresses of our own: the map's payloads and the server's health.

Streamlit does not put `server.baseUrlPath` before the routes of an app, and a proxy may or may not
strip it: each route therefore answers under any path before it.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from typing import Final, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geo.errors import QantarError

FOREVER = "public, max-age=31536000, immutable"
"""For addresses that hold the hash of their content."""

EXPORT: Final = "/export/qantar.html"
"""The one file to take along."""

Health = Callable[[], Mapping[str, object]]
"""What to tell a caller who asks how we are; `status` is "ok" or says what is wrong."""


class Payload(Protocol):
    """A file for the map."""

    @property
    def body(self) -> bytes:
        """Its bytes."""

    @property
    def media_type(self) -> str:
        """Its content type."""


Export = Callable[[Mapping[str, str]], "Payload"]
"""Writes one file for the parameters of an address; a `QantarError` says what it lacks."""
_WAITING: Final = 4
"""Files that are written or waited for at once: each takes the machine for about a second."""


class PayloadStore(Protocol):
    """Where published payloads are kept, as `geo.timemap.Served` does."""

    def get(self, digest: str, name: str) -> Payload | None:
        """Find a payload by its hash and name; None when it was never published."""


def create_routes(
    store: PayloadStore, health: Health, export: Export | None = None
) -> list[BaseRoute]:
    """
    Make the routes.

    Parameters
    ----------
    export
        Writes the file to take along; None: there is none.

    Returns
    -------
    routes
        `.../timemap/{digest}/{name}`: a payload, to be kept for ever, or a 404 in plain text;
        `.../healthz`: JSON, 200 when its status is "ok", else 503;
        `.../export/qantar.html`: a file for the address' parameters, 304 where the reader has it,
        422 where nothing is left of the events, 503 while too many wait.
    """

    async def send_payload(request: Request) -> Response:
        path = request.path_params
        payload = store.get(path["digest"], path["name"])
        if payload is None:
            return await refuse(request)
        return Response(
            payload.body, media_type=payload.media_type, headers={"Cache-Control": FOREVER}
        )

    async def refuse(_: Request) -> Response:
        return PlainTextResponse("Not found\n", 404, headers={"Cache-Control": "no-store"})

    async def send_health(_: Request) -> Response:
        state = dict(health())
        status = 200 if state.get("status") == "ok" else 503
        return JSONResponse(state, status, headers={"Cache-Control": "no-store"})

    files = [] if export is None else _under_any_base(EXPORT, _sender(export))
    return [
        *files,
        *_under_any_base("/timemap/{digest}/{name}", send_payload),
        # Before Streamlit's own last route, which answers any address with the page.
        *_under_any_base("/timemap/{rest:path}", refuse),
        *_under_any_base("/healthz", send_health),
    ]


def _sender(export: Export) -> Callable[[Request], Awaitable[Response]]:
    """Answer with files that are written one after the other, apart from the page's own work."""
    turn = asyncio.Lock()
    waiting: set[Request] = set()

    async def send(request: Request) -> Response:
        if len(waiting) >= _WAITING:
            return PlainTextResponse("Busy\n", 503, headers={"Retry-After": "5"})
        waiting.add(request)
        try:
            async with turn:
                payload = await run_in_threadpool(export, dict(request.query_params))
        except QantarError as error:
            return PlainTextResponse(f"{error}\n", 422, headers={"Cache-Control": "no-store"})
        finally:
            waiting.discard(request)
        return _as_download(payload, request.headers.get("if-none-match", ""))

    return send


def _as_download(payload: Payload, known: str) -> Response:
    tag = f'"{hashlib.sha256(payload.body).hexdigest()[:20]}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    # The tag of a compressed answer comes back as a weak one.
    if tag in known:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{EXPORT.rpartition("/")[2]}"'
    return Response(payload.body, media_type=payload.media_type, headers=headers)


def _under_any_base(path: str, endpoint: Callable[[Request], object]) -> list[BaseRoute]:
    return [Route(path, endpoint), Route(f"/{{base:path}}{path}", endpoint)]
