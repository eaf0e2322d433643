"""What is wrong with a request, found in its parameters and told as RFC 9457 has it."""

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse

from geo.errors import ParameterError, QantarError, Refusal

METHODS: Final = ("GET", "HEAD", "OPTIONS")
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Qantar-Data, X-Total-Count",
    # Pages of any origin may use the answers, also those that isolate themselves.
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Headers by which pages of other origins may read the answers."""
PROBLEM_TYPE: Final = "application/problem+json"
LONGEST_QUERY: Final = 4000
"""Characters of all parameters together that are accepted."""


class LongQueryError(QantarError):
    """A request with more parameters than are accepted."""


def read_query(request: Request) -> dict[str, str]:
    """
    Read the parameters of a request.

    Raises
    ------
    LongQueryError
        They are longer than `LONGEST_QUERY`.
    ParameterError
        One stands more than once: which is meant nobody knows.
    """
    if len(request.url.query) > LONGEST_QUERY:
        message = f"got more, expected parameters of {LONGEST_QUERY} characters at most"
        raise LongQueryError(message)
    pairs = request.query_params.multi_items()
    counts = Counter(name for name, _ in pairs)
    twice = [Refusal(name, f"{n} times", "once") for name, n in counts.items() if n > 1]
    if twice:
        raise ParameterError(twice)
    return dict(pairs)


def problem(status: int, detail: str, refusals: Sequence[Refusal] = ()) -> JSONResponse:
    """Say what is wrong with a request, as RFC 9457 has it."""
    content: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if refusals:
        content["errors"] = [
            {"parameter": each.parameter, "got": each.got, "expected": each.expected}
            for each in refusals
        ]
    headers = {**OPEN, "Cache-Control": "no-store"}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(METHODS)
    return JSONResponse(content, status, headers=headers, media_type=PROBLEM_TYPE)


def refused(error: QantarError) -> JSONResponse:
    """Say why a request gets no answer: 400, 414, or 503 where the data are the reason."""
    if isinstance(error, ParameterError):
        return problem(400, str(error), error.refusals)
    if isinstance(error, LongQueryError):
        return problem(414, str(error))
    return problem(503, str(error))
