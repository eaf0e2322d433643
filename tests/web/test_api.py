"""Answers for programs over HTTP: caching, pages, other origins, errors, never Streamlit's page."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from geo.api.answers import Api, Reply
from geo.errors import EmptyError
from geo.page.api_page import write_api_page
from geo.page.world import open_api
from geo.web.api import Programs, create_api_routes
from geo.web.headers import PAGE_HEADERS, SECURITY_HEADERS, SecurityHeaders
from geo.words.catalogue import LANGUAGES, Words

BASES = ["", "/q", "/a/b"]
PROBLEM = "application/problem+json"


def serve(programs: Programs) -> TestClient:
    """Serve our routes before one that answers everything with a page, as Streamlit does."""
    page = Route("/{path:path}", lambda _: HTMLResponse("<html>Streamlit's page</html>"))
    routes = [*create_api_routes(programs), page]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)]))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """Serve the real data."""
    with serve(Programs(open_api, write_api_page, LANGUAGES)) as running:
        yield running


@pytest.mark.parametrize("base", BASES)
def test_events_answer_under_any_base_path(client: TestClient, base: str) -> None:
    answer = client.get(f"{base}/api/events", params={"kind": "arson", "limit": "3"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    told = answer.json()
    assert len(told["items"]) == 3
    assert {row["kind"] for row in told["items"]} == {"arson"}
    assert answer.headers["x-total-count"] == str(told["total"])


def test_links_lead_through_all_pages(client: TestClient) -> None:
    address, seen = "/q/api/events?kind=protest&limit=20", list[str]()
    while address:
        answer = client.get(address)
        seen += [row["event_id"] for row in answer.json()["items"]]
        found = re.findall(r'<([^>]*)>; rel="(\w+)"', answer.headers["link"])
        links = {relation: target for target, relation in found}
        assert {"first", "last"} <= links.keys()
        address = str(answer.url.join(links["next"])) if "next" in links else ""
    total = client.get("/api/events?kind=protest").json()["total"]
    assert len(seen) == len(set(seen)) == total > 20


@pytest.mark.parametrize(
    ("ending", "media_type"),
    [
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("geojson", "application/geo+json"),
        ("parquet", "application/vnd.apache.parquet"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_file_has_its_type_and_name(client: TestClient, ending: str, media_type: str) -> None:
    answer = client.get(f"/api/events.{ending}?kind=looting")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    name = f'attachment; filename="qantar-events.{ending}"'
    assert answer.headers["content-disposition"] == name
    assert len(answer.content) > 500


def test_a_csv_links_what_its_columns_mean(client: TestClient) -> None:
    answer = client.get("/q/api/events.csv?kind=arson")
    (target,) = re.findall(r'<([^>]*)>; rel="describedby"', answer.headers["link"])
    told = client.get(str(answer.url.join(target)))
    assert told.headers["content-type"] == "application/csvm+json"
    assert told.json()["url"] == "events.csv?kind=arson"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["kind"] for row in rows} == {"arson"}


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/events.csv")
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "public, max-age=300"
    for known in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get("/api/events.csv", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get("/api/events.csv", headers={"If-None-Match": 'W/"other"'})
    assert other.status_code == 200


def test_a_wrong_request_is_wrong_whatever_is_known(client: TestClient) -> None:
    answer = client.get("/api/events?until=now", headers={"If-None-Match": "*"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/api", "/api/events", "/q/api/events.csv", "/api/dataset.zip"])
def test_head_tells_the_same_without_the_content(client: TestClient, path: str) -> None:
    full, head = client.get(path), client.head(path)
    assert head.status_code == 200
    for name in ("content-type", "content-length"):
        assert head.headers[name] == full.headers[name]


def test_pages_of_other_origins_may_read(client: TestClient) -> None:
    for path in ("/api/events", "/api/nothing", "/api/events?until=now"):
        answer = client.get(path, headers={"Origin": "https://news.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]
    asked = {"Origin": "https://news.example", "Access-Control-Request-Method": "GET"}
    before = client.options("/q/api/events", headers=asked)
    assert before.status_code == 204
    assert before.headers["access-control-allow-origin"] == "*"
    assert "GET" in before.headers["access-control-allow-methods"]
    assert "POST" not in before.headers["access-control-allow-methods"]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "events.exe",
        "events/no-such-event",
        "events/api",
        "..%2f..%2fetc%2fpasswd",
        "events/..%2f..%2fCITATION.cff",
        "openapi.json/",
        "x/y/z",
    ],
)
def test_an_unknown_address_is_a_problem_and_never_the_page(
    client: TestClient, base: str, path: str
) -> None:
    answer = client.get(f"{base}/api/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == PROBLEM
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["status"] == 404


def test_a_wrong_parameter_is_named_with_what_was_got_and_expected(client: TestClient) -> None:
    answer = client.get("/api/events", params={"until": "<b>now</b>", "kind": "landslide"})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == PROBLEM
    told = answer.json()
    assert told["title"] == "Bad Request"
    errors = {each["parameter"]: each for each in told["errors"]}
    assert errors["until"]["got"] == "<b>now</b>"
    assert "2022-01-05T11:00Z" in errors["until"]["expected"]
    assert "protest, blockade" in errors["kind"]["expected"]


@pytest.mark.parametrize(
    ("query", "name"),
    [("kinds=protest", "kinds"), ("kind=arson&kind=strike", "kind"), ("limit=1e3", "limit")],
)
def test_parameters_are_never_ignored(client: TestClient, query: str, name: str) -> None:
    answer = client.get(f"/api/events?{query}")
    assert answer.status_code == 400
    assert [each["parameter"] for each in answer.json()["errors"]] == [name]


def test_too_much_is_refused(client: TestClient) -> None:
    answer = client.get(f"/api/events?search={'x' * 5000}")
    assert (answer.status_code, answer.headers["content-type"]) == (414, PROBLEM)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    answer = client.request(method, "/q/api/events")
    assert (answer.status_code, answer.headers["content-type"]) == (405, PROBLEM)
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/api", "/api/events", "/api/nothing", "/api/events.csv"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    has_policy = "content-security-policy" in headers
    assert has_policy == (path == "/api")
    assert not has_policy or headers["content-security-policy"] in PAGE_HEADERS.values()


def test_broken_data_are_told_in_the_same_form() -> None:
    def broken() -> tuple[Api, bool]:
        message = "places.csv: nothing there"
        raise EmptyError(message)

    answer = serve(Programs(broken, write_api_page, LANGUAGES)).get("/api/events")
    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
    assert answer.json()["detail"] == "places.csv: nothing there"


def test_answers_from_an_earlier_state_of_the_data_say_so(client: TestClient) -> None:
    api, _ = open_api()
    late = serve(Programs(lambda: (api, False), write_api_page, LANGUAGES)).get("/api/events")
    assert (late.status_code, late.headers["qantar-data"]) == (200, "stale")
    assert "qantar-data" not in client.get("/api/events").headers


def test_files_are_written_one_after_the_other() -> None:
    at_once, most = 0, 0

    def write() -> bytes:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        sleep(0.01)
        at_once -= 1
        return b"file"

    class Slow:
        """Has nothing but files."""

        digest = "0" * 32

        def answer(self, path: str, params: Mapping[str, str]) -> Reply:
            """Give the same file for every address."""
            assert path
            assert not params
            return Reply("text/plain", write, filename="file")

    served = serve(Programs(lambda: (Slow(), True), write_api_page, LANGUAGES))
    with served as running, ThreadPoolExecutor(20) as readers:
        answers = list(readers.map(lambda n: running.get(f"/api/{n}.csv"), range(20)))
    assert {(answer.status_code, answer.content) for answer in answers} == {(200, b"file")}
    assert most == 1


@pytest.mark.parametrize("path", ["/api", "/api/", "/q/api", "/q/api/", "/a/b/api"])
def test_every_link_of_the_page_for_people_leads_somewhere(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    targets = set(re.findall(r'href="([^"]+)"', page.text))
    assert len(targets) > 20
    for target in targets:
        answer = client.head(str(page.url.join(target.replace("&amp;", "&"))))
        assert answer.status_code == 200, target
        assert "Streamlit" not in answer.text
        is_page = answer.headers["content-type"].startswith("text/html")
        assert is_page == target.startswith("?lang="), target


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [
        ("", "", "en"),
        ("", "de-AT,de;q=0.9", "de"),
        ("", "fr,de;q=0.5", "de"),
        ("?lang=de", "en", "de"),
        ("?lang=xx", "", "en"),
    ],
)
def test_the_page_for_people_speaks_their_language(
    client: TestClient, query: str, accepted: str, lang: str
) -> None:
    answer = client.get(f"/api{query}", headers={"Accept-Language": accepted})
    assert answer.headers["content-language"] == lang
    assert f'<html lang="{lang}">' in answer.text
    assert Words(lang)("api.collections") in answer.text


def test_the_description_says_where_the_answers_are(client: TestClient) -> None:
    answer = client.get("/q/api/openapi.json")
    (server,) = json.loads(answer.text)["servers"]
    base = str(answer.url.join(server["url"]))
    assert base.endswith("/q/api")
    assert client.get(f"{base}/events?limit=1").json()["total"] > 0
