"""A web server in this process that hands out pages and data from memory."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from geo.timemap import Served


@dataclass
class Site:
    """Pages under `/name`, and what was published to `store` under `/timemap/digest/name`."""

    url: str
    pages: dict[str, bytes]
    store: Served

    def add(self, name: str, page: str) -> str:
        """Put a page in; give its address."""
        self.pages[name] = page.encode()
        return f"{self.url}/{name}"

    def find(self, path: str) -> tuple[bytes, str] | None:
        """Give body and content type of an address."""
        parts = path.strip("/").split("/")
        if parts[0] in self.pages:
            return self.pages[parts[0]], "text/html; charset=utf-8"
        payload = self.store.get(parts[1], parts[2]) if len(parts) == _PAYLOAD_PARTS else None
        return (payload.body, payload.media_type) if payload else None


_PAYLOAD_PARTS = 3


@contextmanager
def open_site() -> Iterator[Site]:
    """Serve on a free port of this machine only."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    url = f"http://127.0.0.1:{server.server_port}"
    site = Site(url, {}, Served(f"{url}/timemap"))
    server.RequestHandlerClass = _answers(site.find)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _answers(find: Callable[[str], tuple[bytes, str] | None]) -> type[BaseHTTPRequestHandler]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = find(self.path)
            body, media_type = found or (b"", "text/plain")
            self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the base
            """Say nothing."""

    return Answer
