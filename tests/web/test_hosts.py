"""By which names the server may be asked for, and from whose pages."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket

from geo.web.hosts import KnownHosts, allowed_hosts, is_allowed

HERE = ("localhost", "localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST", "localhost.")
OTHERS = (
    *("evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example"),
    *("", None, "a@localhost", "localhost/x", "localhost:port", "[::1", "local host"),
)
NUMBERS = ("192.168.1.5:8501", "10.0.0.1", "[fe80::1]:8501")


@pytest.mark.parametrize("host", HERE)
def test_this_machine_is_known_by_its_own_names(host: str) -> None:
    assert is_allowed(host, allowed_hosts("127.0.0.1", ""))


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "::", ""])  # noqa: S104
@pytest.mark.parametrize("host", OTHERS)
def test_other_names_are_not_known_wherever_it_listens(host: str | None, address: str) -> None:
    assert not is_allowed(host, allowed_hosts(address, ""))


@pytest.mark.parametrize("host", NUMBERS)
def test_numbers_are_known_where_it_listens_to_all(host: str) -> None:
    assert is_allowed(host, allowed_hosts("0.0.0.0", ""))  # noqa: S104
    assert not is_allowed(host, allowed_hosts("127.0.0.1", ""))


def test_the_address_it_listens_at_is_a_name() -> None:
    assert is_allowed("192.168.1.5:8501", allowed_hosts("192.168.1.5", ""))
    assert not is_allowed("192.168.1.6:8501", allowed_hosts("192.168.1.5", ""))


def test_more_names_are_those_that_are_listed() -> None:
    hosts = allowed_hosts("127.0.0.1", " Qantar.example , *.example.org,, [2001:db8::1]")
    for host in ("qantar.example", "QANTAR.example:443", "a.example.org", "a.b.example.org"):
        assert is_allowed(host, hosts), host
    assert is_allowed("[2001:db8::1]:80", hosts)
    for host in ("a.qantar.example", "example.org", "evilexample.org", "evil.example"):
        assert not is_allowed(host, hosts), host


def test_a_star_is_any_name() -> None:
    assert is_allowed("evil.example", allowed_hosts("127.0.0.1", "*"))


def serve(address: str, named: str) -> TestClient:
    """Serve a page, and a socket that tells which `Origin` it was given."""

    async def say(socket: WebSocket) -> None:
        await socket.accept()
        await socket.send_text(str(socket.headers.get("origin")))
        await socket.close()

    hosts = Middleware(KnownHosts, allowed_hosts(address, named))
    routes = [Route("/", lambda _: PlainTextResponse("here")), WebSocketRoute("/say", say)]
    return TestClient(Starlette(routes=routes, middleware=[hosts]))


def status_of(client: TestClient, host: str, origin: str) -> int:
    """Open a socket; give 101, or the status with which it is refused."""
    headers = {"Host": host, "Origin": origin}
    try:
        with client.websocket_connect("/say", headers=headers) as socket:
            # Who is asked for, and from where, is looked at in one place: not again in Streamlit.
            assert socket.receive_text() == "None"
    except WebSocketDenialResponse as refusal:
        return refusal.status_code
    return 101


def test_a_foreign_name_is_refused_with_what_was_expected() -> None:
    answer = serve("127.0.0.1", "").get("/", headers={"Host": "evil.example:8501"})
    assert answer.status_code == 421
    assert answer.text == (
        "Host: got 'evil.example:8501', expected a name of this server; QANTAR_HOSTS adds names\n"
    )


@pytest.mark.parametrize(
    ("address", "named", "host", "origin", "status"),
    [
        ("127.0.0.1", "", "localhost:8501", "http://localhost:8501", 101),
        ("127.0.0.1", "", "127.0.0.1:8501", "http://localhost:8501", 101),
        # DNS rebinding: the name of another site leads here, and its page asks for itself.
        ("127.0.0.1", "", "evil.example:8501", "http://evil.example:8501", 421),
        ("0.0.0.0", "", "evil.example:8501", "http://evil.example:8501", 421),  # noqa: S104
        # A page of another site asks for this server.
        ("127.0.0.1", "", "localhost:8501", "http://evil.example", 403),
        ("127.0.0.1", "", "localhost:8501", "null", 403),
        ("127.0.0.1", "*", "localhost:8501", "http://evil.example", 403),
        ("0.0.0.0", "", "192.168.1.5:8501", "http://192.168.1.5:8501", 101),  # noqa: S104
        ("0.0.0.0", "", "192.168.1.5:8501", "http://203.0.113.9", 403),  # noqa: S104
        # Behind a proxy that keeps the name, and one that does not.
        ("127.0.0.1", "qantar.example", "qantar.example", "https://qantar.example", 101),
        ("127.0.0.1", "qantar.example", "127.0.0.1:8501", "https://qantar.example", 101),
        ("127.0.0.1", "*", "any.example", "https://any.example", 101),
    ],
)
def test_a_socket_opens_for_pages_of_this_server_only(
    address: str, named: str, host: str, origin: str, status: int
) -> None:
    assert status_of(serve(address, named), host, origin) == status


def test_programs_that_are_no_pages_have_no_origin() -> None:
    with serve("127.0.0.1", "").websocket_connect("/say", headers={"Host": "localhost"}) as socket:
        assert socket.receive_text() == "None"
