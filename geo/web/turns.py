"""Work that takes the whole machine for a while: one after the other, and not without end."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

T = TypeVar("T")


class BusyError(Exception):
    """Too many wait already; ask again in `RETRY_S` seconds."""


class LeftError(Exception):
    """Who asked has left meanwhile: nobody waits for the answer."""


RETRY_S = 5


class Turns:
    """
    One piece of work at a time, in a thread of its own; who asks meanwhile waits for a turn.

    At once, several would be no sooner ready, since they share the interpreter, and each holds what
    it needs for itself.

    Parameters
    ----------
    most
        So many may work or wait.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting = 0
        self._turn = asyncio.Lock()

    async def take(self, request: Request, work: Callable[[], T]) -> T:
        """
        Do a piece of work.

        Raises
        ------
        BusyError
            Too many wait.
        LeftError
            The request's reader has left before the turn came.
        """
        if self._waiting >= self._most:
            raise BusyError
        self._waiting += 1
        try:
            async with self._turn:
                if await request.is_disconnected():
                    raise LeftError
                return await run_in_threadpool(work)
        finally:
            self._waiting -= 1
