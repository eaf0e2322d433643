"""Headers that every answer carries: what the browser may load, and from where."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TILE_HOSTS: Final = (
    "https://tile.openstreetmap.org",
    "https://*.tile.openstreetmap.org",
    "https://server.arcgisonline.com",
)
"""Hosts of online tiles, asked only when the reader picks such a base map."""

_POLICY: Final = {
    "default-src": "'self'",
    # Streamlit and st_folium write scripts into the page and evaluate the map's; the map's guard
    # is a script in a data: address.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' data: blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": f"'self' data: blob: {' '.join(TILE_HOSTS)}",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob: data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
SECURITY_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""Header -> value, for every answer."""
PAGE_HEADERS: Final = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in _POLICY.items()),
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""
Header -> value, for pages only: scripts and data need none, and there are some 70 of them.

Framing is left open: newsrooms may embed the page.
"""


class SecurityHeaders:
    """ASGI middleware: `SECURITY_HEADERS` for every HTTP answer, `PAGE_HEADERS` for pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with its headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "text/html").startswith("text/html")
                for name, value in (SECURITY_HEADERS | (PAGE_HEADERS if is_page else {})).items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)
