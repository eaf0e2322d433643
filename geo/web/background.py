"""Work that nobody waits for: job after job, once the readers have what they asked for."""

import time
from collections.abc import Callable, Iterable
from threading import Thread
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

QUIET_S: Final = 3.0
"""Without an answer for so long, the first page is there: a slow machine makes it in two."""
LATEST_S: Final = 60.0
"""A server that is never quiet begins then."""
_LOOK_S: Final = 0.5

Job = Callable[[], object]


class Attention:
    """When a reader was last answered."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = self._last = clock()

    def note(self) -> None:
        """Note that one is being answered."""
        self._last = self._clock()

    @property
    def is_elsewhere(self) -> bool:
        """Whether nobody has been answered for `QUIET_S`, or `LATEST_S` have gone by."""
        now = self._clock()
        return now - self._last >= QUIET_S or now - self._begun >= LATEST_S


class NoteAnswers:
    """ASGI middleware: every answer, over HTTP or a WebSocket, is noted."""

    def __init__(self, app: ASGIApp, attention: Attention) -> None:
        self._app = app
        self._attention = attention

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note each part of its answer."""

        async def send_noted(message: Message) -> None:
            self._attention.note()
            await send(message)

        is_asked = scope["type"] in {"http", "websocket"}
        await self._app(scope, receive, send_noted if is_asked else send)


def run_later(jobs: Iterable[Job], attention: Attention) -> Thread:
    """
    Do the jobs in their order when the readers' attention is elsewhere.

    They share the interpreter with the pages: beside the first of them, they would double its time.

    Returns
    -------
    thread
        It does not keep the server from ending.
    """

    def work() -> None:
        for job in jobs:
            while not attention.is_elsewhere:
                time.sleep(_LOOK_S)
            job()

    thread = Thread(target=work, name="later", daemon=True)
    thread.start()
    return thread
