"""Addresses of our own: the map's payloads and the server's health."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute

from geo.web.bases import under_any_base
from geo.web.compression import Compressed
from geo.web.files import File

FOREVER = "public, max-age=31536000, immutable"
"""For addresses that hold the hash of their content."""

Health = Callable[[], Mapping[str, object]]
"""
What to tell a caller who asks how we are. `status` is "ok"; "stale" while readers get what was good
last, since what stands there now has problems; or else what keeps everything from them.
"""
USABLE: Final = ("ok", "stale")
"""Words for a server that readers can use: a new one would have less to show."""


class PayloadStore(Protocol):
    """Where published payloads are kept, as `geo.timemap.Served` does."""

    def get(self, digest: str, name: str) -> File | None:
        """Find a payload by its hash and name; None when it was never published."""

    def payloads(self) -> Iterable[File]:
        """Give everything that was published."""


def create_routes(
    store: PayloadStore, health: Health, compressed: Compressed | None = None
) -> list[BaseRoute]:
    """
    Make the routes.

    Parameters
    ----------
    compressed
        Payloads that need not be compressed for each reader; none by default.

    Returns
    -------
    routes
        `.../timemap/{digest}/{name}`: a payload, to be kept for ever, or a 404 in plain text;
        `.../healthz`: JSON, 200 when its status is one of `USABLE`, else 503.
    """
    small = compressed or Compressed()

    async def send_payload(request: Request) -> Response:
        path = request.path_params
        payload = store.get(path["digest"], path["name"])
        if payload is None:
            return await refuse(request)
        headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
        body = small.get(payload.digest, request.headers.get("accept-encoding", ""))
        if body is not None:
            headers["Content-Encoding"] = "br"
        return Response(body or payload.body, media_type=payload.media_type, headers=headers)

    async def refuse(_: Request) -> Response:
        return PlainTextResponse("Not found\n", 404, headers={"Cache-Control": "no-store"})

    async def send_health(_: Request) -> Response:
        # It may have to read the data anew, which takes a second.
        state = dict(await run_in_threadpool(health))
        status = 200 if state.get("status") in USABLE else 503
        return JSONResponse(state, status, headers={"Cache-Control": "no-store"})

    return [
        *under_any_base("/timemap/{digest}/{name}", send_payload),
        # Before Streamlit's own last route, which answers any address with the page.
        *under_any_base("/timemap/{rest:path}", refuse),
        *under_any_base("/healthz", send_health),
    ]
