"""Work that waits until the readers have their page."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from geo.web.background import LATEST_S, QUIET_S, Attention, NoteAnswers, run_later


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


def test_attention_is_elsewhere_after_a_while_without_answers() -> None:
    clock = Clock()
    attention = Attention(clock)
    told = [attention.is_elsewhere]
    clock.now = QUIET_S
    told.append(attention.is_elsewhere)
    attention.note()
    told.append(attention.is_elsewhere)
    assert told == [False, True, False]


def test_a_server_that_is_never_quiet_begins_at_last() -> None:
    clock = Clock()
    attention = Attention(clock)
    clock.now = LATEST_S
    attention.note()
    assert attention.is_elsewhere


def test_answers_over_http_and_websocket_are_noted() -> None:
    clock = Clock()
    attention = Attention(clock)

    async def say(socket: WebSocket) -> None:
        await socket.accept()
        clock.now += QUIET_S
        await socket.send_text("here")
        await socket.close()

    app = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("here")), WebSocketRoute("/say", say)],
        middleware=[Middleware(NoteAnswers, attention)],
    )
    clock.now = QUIET_S
    client = TestClient(app)
    client.get("/")
    assert not attention.is_elsewhere
    with client.websocket_connect("/say") as socket:
        socket.receive_text()
        assert not attention.is_elsewhere


def test_jobs_are_done_in_their_order() -> None:
    clock = Clock()
    attention = Attention(clock)
    clock.now = QUIET_S
    done: list[str] = []
    run_later([lambda: done.append("small"), lambda: done.append("spread")], attention).join()
    assert done == ["small", "spread"]
