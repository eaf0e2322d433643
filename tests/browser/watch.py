"""What a page asks of other hosts, and what its console says: both must stay empty."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route, WebSocket

OWN_SCHEMES = ("file", "data", "blob", "about")


@dataclass
class Watch:
    """Aborts and notes every request to a host other than `host`, and notes errors."""

    host: str
    """Host and port of the server; empty: any request over the network is foreign."""
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Parts of errors that the test itself brings about."""

    def over(self, context: BrowserContext) -> None:
        """Watch all pages of a context."""
        context.route("**/*", self._pass)
        context.on("page", self._listen)
        context.on("weberror", lambda found: self.errors.append(str(found.error)))

    def check(self) -> None:
        """Fail if another host was asked, or the console holds an error nobody expected."""
        unexpected = [
            error for error in self.errors if not any(part in error for part in self.expected)
        ]
        assert self.foreign == []
        assert unexpected == []

    def _is_own(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme in OWN_SCHEMES or (parts.netloc == self.host and bool(self.host))

    def _pass(self, route: Route) -> None:
        if self._is_own(route.request.url):
            route.continue_()
            return
        self.foreign.append(route.request.url)
        route.abort()

    def _listen(self, page: Page) -> None:
        page.on("console", self._note)
        page.on("websocket", self._note_socket)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _note_socket(self, socket: WebSocket) -> None:
        if not self._is_own(socket.url):
            self.foreign.append(socket.url)
