"""A reader of the dashboard without a browser: it speaks Streamlit's protocol over a WebSocket."""

import asyncio
import json
from collections.abc import Callable
from time import monotonic
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from geo.view.state import opening_state

STREAM = "/_stcore/stream"
PATIENCE_S = 60.0
"""Who waits longer for an answer has left."""


class ReaderError(Exception):
    """The server answered otherwise than a page needs."""


class Reader:
    """
    One open page, with its map played by us.

    Parameters
    ----------
    url
        Address of the dashboard, `http://...`.
    """

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/").replace("http", "ws", 1) + STREAM
        self._socket: ClientConnection | None = None
        self._map_id = self._fragment_id = ""
        self._rev = 0

    async def __aenter__(self) -> Self:
        """Connect as a browser does, from the page's own origin."""
        origin: Any = self._url.replace("ws", "http", 1).removesuffix(STREAM)
        self._socket = await connect(
            self._url, subprotocols=_protocols(), origin=origin, max_size=None, open_timeout=None
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close the page."""
        if self._socket is not None:
            await self._socket.close()

    async def open(self) -> float:
        """
        Open the page, until its panel is there; give how long it took, seconds.

        Raises
        ------
        ReaderError
            The page has no map, or its script failed.
        TimeoutError
            It took longer than `PATIENCE_S`.
        """
        began = monotonic()
        async with asyncio.timeout(PATIENCE_S):
            await self._ask(None)
            await self._listen(until=lambda _: bool(self._map_id))
            # As soon as it is there the map says so, and the panels follow.
            await self._say({"hello": True, "home": {"lat": 47.5, "lon": 67.0, "zoom": 4.6}})
            await self._listen_to_run()
        return monotonic() - began

    async def drag(self, to_ms: int) -> float:
        """
        Let go of the time handle at an instant (ms since 1970 UTC), until the panel has followed.

        Returns
        -------
        seconds
            From the map's word to the server's last one.

        Raises
        ------
        ReaderError
            The script failed.
        TimeoutError
            It took longer than `PATIENCE_S`.
        """
        began = monotonic()
        async with asyncio.timeout(PATIENCE_S):
            await self._say({"t1": to_ms, "mode": "upto"})
            await self._listen_to_run()
        return monotonic() - began

    async def _say(self, changes: dict[str, Any]) -> None:
        self._rev += 1
        state = opening_state() | {"lang": "en", "playing": False, "mount": "bench"}
        await self._ask(state | {"rev": self._rev} | changes)

    async def _ask(self, word: dict[str, Any] | None) -> None:
        state = ClientState()
        if word is not None:
            state.fragment_id = self._fragment_id
            widget = state.widget_states.widgets.add()
            widget.id, widget.json_value = self._map_id, json.dumps(word)
        await self._connection.send(BackMsg(rerun_script=state).SerializeToString())

    async def _listen_to_run(self) -> None:
        """Listen until a run that begins from now on has ended; one before may yet end."""
        await self._listen(until=lambda message: message.WhichOneof("type") == "new_session")
        await self._listen(until=_is_finished)

    async def _listen(self, *, until: Callable[[ForwardMsg], bool]) -> None:
        while True:
            message = ForwardMsg.FromString(await self._connection.recv(decode=False))
            if message.WhichOneof("type") == "delta":
                self._note(message)
            elif (
                _is_finished(message)
                and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR
            ):
                text = "the page's script failed"
                raise ReaderError(text)
            if until(message):
                return

    def _note(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise ReaderError(element.exception.message)
        if kind == "component_instance":
            self._map_id = element.component_instance.id
            self._fragment_id = message.delta.fragment_id

    @property
    def _connection(self) -> ClientConnection:
        if self._socket is None:
            text = "a reader without a connection"
            raise ReaderError(text)
        return self._socket


def _protocols() -> Any:  # noqa: ANN401 - websockets types names of protocols as a type of its own
    return ["streamlit"]


def _is_finished(message: ForwardMsg) -> bool:
    return message.WhichOneof("type") == "script_finished"
