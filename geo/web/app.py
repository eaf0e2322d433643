"""What the app brings along besides its page: start-up, routes, headers."""

import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypedDict

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from geo.web.background import Attention, Job, NoteAnswers, run_later
from geo.web.compression import Compressed
from geo.web.headers import SecurityHeaders
from geo.web.hosts import ANY, KnownHosts
from geo.web.routes import Health, PayloadStore, create_routes

GC_THRESHOLDS = (50_000, 20, 50)
"""Allocations before a collection of each generation: slow, since Streamlit's own is off."""


class Extras(TypedDict):
    """Keyword arguments of `st.App`."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    lifespan: Callable[[object], AbstractAsyncContextManager[None]]


def create_extras(
    store: PayloadStore,
    publish: Callable[[], None],
    health: Health,
    *,
    routes: Sequence[BaseRoute] = (),
    later: Sequence[Job] = (),
    hosts: Sequence[str] = (ANY,),
) -> Extras:
    """
    Make what `st.App` takes besides the script.

    Parameters
    ----------
    store
        Keeps the map's payloads.
    publish
        Puts the built-in map's payloads into `store`; called once, before the first request.
    health
        Tells how the data are whenever `/healthz` asks, see `geo.web.routes`.
    routes
        More of them: the answers for programs, the file to take along.
    later
        Work that may wait until the first page is there, see `geo.web.background`.
    hosts
        Names that the server may be asked for, from `geo.web.hosts.allowed_hosts`.
    """
    compressed = Compressed()
    attention = Attention()

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        publish()
        # Until the payloads are compressed Streamlit's gzip serves.
        run_later((lambda: compressed.fill(list(store.payloads())), *later), attention)
        calm_garbage_collection()
        yield

    return Extras(
        routes=[*routes, *create_routes(store, health, compressed)],
        middleware=[
            Middleware(NoteAnswers, attention),
            Middleware(SecurityHeaders),
            Middleware(KnownHosts, hosts),
        ],
        lifespan=lifespan,
    )


def calm_garbage_collection() -> None:
    """Leave what start-up made out of all later collections, and collect seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
