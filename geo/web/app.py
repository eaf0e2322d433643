"""What the app brings along besides its page: start-up, routes, headers."""

import gc
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypedDict

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from geo.errors import QantarError
from geo.web.api import Programs, create_api_routes
from geo.web.background import Attention, Job, NoteAnswers, run_later
from geo.web.compression import Compressed
from geo.web.export import Export, export_routes
from geo.web.headers import SecurityHeaders
from geo.web.routes import PayloadStore, create_routes

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
    programs: Programs | None = None,
    export: Export | None = None,
    later: Sequence[Job] = (),
) -> Extras:
    """
    Make what `st.App` takes besides the script.

    Parameters
    ----------
    store
        Keeps the map's payloads.
    publish
        Puts the built-in map's payloads into `store`; called once, before the first request. Its
        `QantarError` does not stop the server: the page and `/healthz` tell what is wrong.
    programs
        What programs can ask for under `/api`; None: nothing.
    export
        Writes the file to take along, see `geo.web.export`; None: there is none.
    later
        Work that may wait until the first page is there, see `geo.web.background`.
    """
    trouble: list[QantarError] = []
    compressed = Compressed()
    attention = Attention()

    def health() -> Mapping[str, object]:
        if trouble:
            return {"status": "data", "problems": str(trouble[0]).splitlines()}
        return {"status": "ok"}

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        trouble.clear()
        try:
            publish()
        except QantarError as error:
            trouble.append(error)
        # Until the payloads are compressed Streamlit's gzip serves.
        run_later((lambda: compressed.fill(list(store.payloads())), *later), attention)
        calm_garbage_collection()
        yield

    return Extras(
        routes=[
            *(export_routes(export) if export else ()),
            *create_routes(store, health, compressed),
            *(create_api_routes(programs) if programs else ()),
        ],
        middleware=[Middleware(NoteAnswers, attention), Middleware(SecurityHeaders)],
        lifespan=lifespan,
    )


def calm_garbage_collection() -> None:
    """Leave what start-up made out of all later collections, and collect seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)
