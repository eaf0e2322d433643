"""The one file to take along, under an address of its own."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute

from geo.errors import EmptyError, QantarError
from geo.web.bases import under_any_base
from geo.web.files import File
from geo.web.problems import problem, read_query, refused
from geo.web.turns import RETRY_S, BusyError, LeftError, Turns

PATH: Final = "/export/qantar.html"
WAITING: Final = 4
"""Files that are written or waited for at once: each takes the machine for about a second."""


Export = Callable[[Mapping[str, str]], File]
"""Writes one file for the parameters of an address; a `QantarError` says what it lacks."""


def export_routes(export: Export) -> list[BaseRoute]:
    """
    Make the routes.

    Files are written one after the other, apart from the page's own work.

    Returns
    -------
    routes
        `.../export/qantar.html`: a file for the address' parameters, 304 where the reader has it,
        400 for parameters that cannot be meant, 422 where nothing is left of the events, 503 while
        too many wait, or the data are broken. What is wrong is told as everywhere under `/api`.
    """
    return under_any_base(PATH, _sender(export))


def _sender(export: Export) -> Callable[[Request], Awaitable[Response]]:
    turns = Turns(WAITING)

    async def send(request: Request) -> Response:
        try:
            params = read_query(request)
            file = await turns.take(request, lambda: export(params))
        except BusyError:
            return PlainTextResponse("Busy\n", 503, headers={"Retry-After": str(RETRY_S)})
        except LeftError:
            return Response(status_code=204)
        except EmptyError as error:
            return problem(422, str(error))
        except QantarError as error:
            return refused(error)
        return _as_download(file, request.headers.get("if-none-match", ""))

    return send


def _as_download(file: File, known: str) -> Response:
    tag = f'"{file.digest}"'
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    # The tag of a compressed answer comes back as a weak one.
    if tag in known:
        return Response(status_code=304, headers=headers)
    headers["Content-Disposition"] = f'attachment; filename="{PATH.rpartition("/")[2]}"'
    return Response(file.body, media_type=file.media_type, headers=headers)
