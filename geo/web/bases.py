"""
Routes that answer under any path before their own.

Streamlit does not put `server.baseUrlPath` before the routes of an app, and a proxy may or may not
strip it.
"""

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

Endpoint = Callable[[Request], Awaitable[Response]]


def under_any_base(
    path: str, endpoint: Endpoint, methods: Sequence[str] = ("GET",)
) -> list[BaseRoute]:
    """Make a route for a path, and one for it below any other path."""
    return [
        Route(path, endpoint, methods=list(methods)),
        Route(f"/{{base:path}}{path}", endpoint, methods=list(methods)),
    ]
