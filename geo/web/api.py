"""
Answers for programs over HTTP: caching, paging, other origins, and what is wrong with a request.

What there is to ask for is passed in: see `geo.api.answers`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeAlias
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from geo.errors import QantarError
from geo.web.bases import under_any_base
from geo.web.problems import METHODS, OPEN, problem, read_query, refused
from geo.web.turns import RETRY_S, BusyError, LeftError, Turns

CACHING: Final = "public, max-age=300"
"""Five minutes without a question; after that the `ETag` tells for little whether all is as was."""
STATE: Final = "Qantar-Data"
"""Header of answers from data that have changed since, into some that cannot be used: `stale`."""
WAITING: Final = 100
"""Files that are written or waited for at once; a workbook of all events takes about a second."""
_ALL_METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")


class Part(Protocol):
    """Which rows of how many an answer holds."""

    @property
    def total(self) -> int:
        """Rows that were asked for."""

    @property
    def offset(self) -> int:
        """Rows before the first one of the answer."""

    @property
    def limit(self) -> int:
        """Rows in an answer at most."""


class Reply(Protocol):
    """An answer that is written only when its bytes are wanted."""

    @property
    def media_type(self) -> str:
        """Its content type."""

    @property
    def write(self) -> Callable[[], bytes]:
        """Writes its bytes."""

    @property
    def filename(self) -> str | None:
        """Name under which a browser keeps it; None: it is shown."""

    @property
    def part(self) -> Part | None:
        """Which part of all rows it is; None: all there are."""

    @property
    def links(self) -> Sequence[tuple[str, str, str]]:
        """Relation, address and media type of what belongs to it."""


class Api(Protocol):
    """What there is to ask for, as `geo.api.answers.Api` has it."""

    @property
    def digest(self) -> str:
        """Changes whenever an answer may."""

    def answer(self, path: str, params: Mapping[str, str]) -> Reply | None:
        """Answer an address; None when nothing stands there. Raises `ParameterError`."""


@dataclass(frozen=True, slots=True)
class Programs:
    """What the routes for programs need."""

    open_api: Callable[[], tuple[Api, bool]]
    """
    Gives what there is to ask for, and whether it is of now; a `QantarError` where there is none.
    """
    write_page: Callable[[str, str], str]
    """Writes the page for people: from a language, and the way from the page to `/api/`."""
    languages: Sequence[str]
    """Languages of that page, the default first."""


def create_api_routes(programs: Programs) -> list[BaseRoute]:
    """
    Make the routes `.../api` (a page for people), and `.../api/{path}`.

    No address below `/api` answers with Streamlit's page: what is unknown is a problem in JSON
    (RFC 9457), as is whatever is wrong with a request.
    """

    async def respond(request: Request) -> Response:
        if request.method == "OPTIONS":
            return _preflight()
        if request.method not in METHODS:
            return problem(405, f"got {request.method}, expected {', '.join(METHODS)}")
        answer = await run_in_threadpool(_respond, programs, request)
        return answer if isinstance(answer, Response) else await _written(answer, request, files)

    files = Turns(WAITING)
    return [
        # First: `/api/events/api` is no page below the base path `/api/events`.
        *under_any_base("/api/{path:path}", respond, _ALL_METHODS),
        *under_any_base("/api", respond, _ALL_METHODS),
    ]


def _preflight() -> Response:
    allowed = {
        "Access-Control-Allow-Methods": ", ".join(METHODS),
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
        "Allow": ", ".join(METHODS),
    }
    return Response(status_code=204, headers=OPEN | allowed)


async def _written(answer: "_Answer", request: Request, files: Turns) -> Response:
    """Write an answer: files one after the other, pages of JSON at once."""
    reply, headers = answer
    if reply.filename is None:
        body = await run_in_threadpool(reply.write)
        return Response(body, headers=headers, media_type=reply.media_type)
    try:
        body = await files.take(request, reply.write)
    except BusyError:
        busy = problem(503, "got one file too many at once, expected another try in a while")
        busy.headers["Retry-After"] = str(RETRY_S)
        return busy
    except LeftError:
        return Response(status_code=204)
    return Response(body, headers=headers, media_type=reply.media_type)


_Answer: TypeAlias = tuple[Reply, dict[str, str]]
"""What is to be written, and the headers that go with it."""


def _respond(programs: Programs, request: Request) -> Response | _Answer:
    path = request.path_params.get("path", "")
    if not path:
        return _page(programs, request)
    try:
        api, is_of_now = programs.open_api()
        return _answer(api, path, request, {} if is_of_now else {STATE: "stale"})
    except QantarError as error:
        return refused(error)


def _answer(api: Api, path: str, request: Request, state: dict[str, str]) -> Response | _Answer:
    params = read_query(request)
    reply = api.answer(path, params)
    if reply is None:
        return problem(404, "nothing stands at this address; see openapi.json for those there are")
    headers = _headers(reply, params, f'W/"{api.digest[:32]}"') | state
    if _is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return reply, headers | _disposition(reply)


def _headers(reply: Reply, params: Mapping[str, str], etag: str) -> dict[str, str]:
    query = f"?{urlencode(params)}" if params else ""
    links = [
        f'<{address}{query}>; rel="{relation}"; type="{media_type}"'
        for relation, address, media_type in reply.links
    ]
    headers = {**OPEN, "Cache-Control": CACHING, "ETag": etag}
    if reply.part is not None:
        links += _page_links(reply.part, params)
        headers["X-Total-Count"] = str(reply.part.total)
    return headers | ({"Link": ", ".join(links)} if links else {})


def _page_links(part: Part, params: Mapping[str, str]) -> list[str]:
    """Link the pages around this one (RFC 8288), seen from here: under any base path."""
    last = max(part.total - 1, 0) // part.limit * part.limit
    offsets = {
        "first": 0,
        "prev": max(part.offset - part.limit, 0) if part.offset else None,
        "next": part.offset + part.limit if part.offset + part.limit < part.total else None,
        "last": last,
    }
    return [
        f'<?{urlencode({**params, "limit": part.limit, "offset": offset})}>; rel="{relation}"'
        for relation, offset in offsets.items()
        if offset is not None
    ]


def _is_known(request: Request, etag: str) -> bool:
    known = re.findall(r'(?:W/)?"[^"]*"|\*', request.headers.get("if-none-match", ""))
    return any(tag == "*" or tag.removeprefix("W/") == etag.removeprefix("W/") for tag in known)


def _disposition(reply: Reply) -> dict[str, str]:
    if reply.filename is None:
        return {}
    return {"Content-Disposition": f'attachment; filename="{reply.filename}"'}


def _page(programs: Programs, request: Request) -> Response:
    lang = _language(request, programs.languages)
    # The page may stand at /api or at /api/: its links are seen from where it stands.
    way = "" if request.url.path.endswith("/") else "api/"
    headers = {"Cache-Control": CACHING, "Content-Language": lang, "Vary": "Accept-Language"}
    return HTMLResponse(programs.write_page(lang, way), headers=headers)


def _language(request: Request, languages: Sequence[str]) -> str:
    """Give the language asked for, or the first one of the browser that there is."""
    wanted = [request.query_params.get("lang", "")]
    wanted += [part.strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return next((lang.lower() for lang in wanted if lang.lower() in languages), languages[0])
