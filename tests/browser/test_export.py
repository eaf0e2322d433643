"""What was exported, as its readers open it: a file without a network, a site on a plain server."""

import contextlib
import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect

from geo.analysis.window import Window, in_view
from geo.facts.join import Joined
from geo.facts.read import DATA, Facts
from geo.facts.shapes import read_shapes
from geo.publish.one_file import write_one_file
from geo.publish.pages import read_static
from geo.publish.permalink import vocabulary
from geo.publish.site import write_site
from geo.view.choice import Choice, choose, read_begin, read_end
from tests.browser.conftest import PHONE, Open
from tests.browser.mapview import MapView, ms
from tests.browser.pure import run
from tests.browser.server import Server
from tests.browser.test_opening import dots, shown
from tests.publish.test_site import one_chart

pytestmark = pytest.mark.browser

TRUTH: Final = json.loads(
    (Path(__file__).parents[1] / "golden" / "address.json").read_text(encoding="utf-8")
)
MOMENTS: Final = ("2022-01-02T12:00", "2022-01-04T06:00", "2022-01-05T17:00", "2022-01-20T00:00")


@pytest.fixture(scope="module")
def address(page: Page) -> Page:
    """Give a page that has the grammar of addresses, and no map."""
    page.add_script_tag(content=read_static("address.js"))
    return page


READ = """
    const each = ([name, texts]) => [texts].flat().map((text) => [name, text]);
    const pairs = Object.entries(arg.params).flatMap(each);
    const { state, lang, panel, refused } = tm.address.read(new URLSearchParams(pairs), arg.known);
    const opening = tm.address.opening(arg.known);
    const isOther = ([name, value]) => JSON.stringify(value) !== JSON.stringify(opening[name]);
    const changes = Object.fromEntries(Object.entries(state).filter(isOther));
    return { state: changes, lang, panel, refused: refused.sort() };
"""
WRITE = """
    const { home, lang, panel, known } = arg;
    const state = { ...tm.address.opening(known), ...arg.state };
    return [...tm.address.write(state, { home, lang, panel, known })];
"""


def known_words() -> dict[str, Any]:
    """Give what the golden cases may name, as an exported page tells its script."""
    known = TRUTH["known"]
    words = {"events": known["event_ids"], "sets": known["set_ids"]}
    words |= {"chapters": known["chapter_ids"], "languages": known["languages"]}
    return words | vocabulary(TRUTH["opening"])


def test_golden_addresses_are_read_as_python_reads_them(address: Page) -> None:
    for case in TRUTH["cases"]:
        told = run(address, READ, {**case, "known": known_words()})
        expected = {name: case[name] for name in ("state", "lang", "panel")}
        assert told == expected | {"refused": sorted(case["refused"])}, case["name"]


def test_golden_states_are_written_as_python_writes_them(address: Page) -> None:
    for case in TRUTH["cases"]:
        told = run(address, WRITE, {**case, "known": known_words(), "home": TRUTH["home"]})
        assert told == [list(pair) for pair in case["written"].items()], case["name"]


# One file -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def one_file(
    real_facts: Facts, real_joined: Joined, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """Export everything in English; give the file's address."""
    return saved(real_facts, real_joined, Choice(), tmp_path_factory.mktemp("file"))


def saved(facts: Facts, joined: Joined, choice: Choice, folder: Path) -> str:
    """Export a choice; give the file's address."""
    path = folder / "qantar.html"
    path.write_bytes(write_one_file(facts, joined.events, choice, read_shapes()).body)
    return path.as_uri()


def opened(open_page: Open, url: str, **options: Any) -> MapView:  # noqa: ANN401
    """Open an exported page and wait until its map is drawn."""
    page = open_page(url, **options)
    page.wait_for_function("() => window.L?.timemap?.maps?.[0]?.ready")
    return MapView(page, page.main_frame)


def test_the_file_counts_as_the_page_does_without_a_network(
    open_page: Open, one_file: str, real_joined: Joined
) -> None:
    view = opened(open_page, one_file, offline=True)
    for moment in MOMENTS:
        assert view.at(moment).drawn == dots(shown(real_joined.events, moment)), moment
    view.row("soe-ends").click()
    expect(view.find(".tm-detail .tm-sources a").first).to_be_visible()
    view.find("details.q-source-list summary").click()
    expect(view.find("details.q-source-list li a").first).to_have_attribute(
        "href", re.compile("^https?://")
    )
    view.find(".tm-story-way").click()
    expect(view.find(".tm-story h3")).to_be_visible()
    expect(view.find(".tm-story-sources li")).not_to_have_count(0)


def test_a_part_draws_its_events_and_no_more(
    open_page: Open, real_facts: Facts, real_joined: Joined, tmp_path: Path
) -> None:
    begin_ms, end_ms = read_begin("2022-01-03"), read_end("2022-01-05")
    choice = choose("de", begin_ms=begin_ms, end_ms=end_ms, kinds=["protest"])
    url = saved(real_facts, real_joined, choice, tmp_path)
    view = opened(open_page, url, offline=True)
    rows = choice.rows(real_joined.events)
    assert view.drawn == dots(rows)
    state = {"mode": "upto", "t0": 0, "t1": ms("2022-01-04T12:00"), "kinds": None}
    early = in_view(rows, Window.of({**state, "confidence": None}))
    assert view.at("2022-01-04T12:00").drawn == dots(early)
    expect(view.find(".q-choice")).to_contain_text(f"{len(rows)} von {len(real_joined.events)}")


def test_the_wheel_over_the_map_scrolls_a_file_that_is_longer_than_the_screen(
    open_page: Open, one_file: str
) -> None:
    view = opened(open_page, one_file)
    zoom = view.state["view"]["zoom"]
    view.page.mouse.move(600, 400)
    view.page.mouse.wheel(0, 300)
    view.page.wait_for_function("() => scrollY > 100")
    assert view.state["view"]["zoom"] == zoom


def test_the_file_fits_a_phone(open_page: Open, one_file: str) -> None:
    view = opened(open_page, one_file, viewport=PHONE, offline=True)
    width = view.page.evaluate("document.documentElement.scrollWidth")
    assert width == PHONE["width"]
    expect(view.find("#credits")).to_contain_text("GeoNames")


# A site -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a site under a path, as a plain file server does."""
    root = tmp_path_factory.mktemp("www")
    write_site(root / "sub", DATA, one_chart)
    with serving(root) as url:
        yield f"{url}/sub/"


class _Quiet(SimpleHTTPRequestHandler):
    """Says nothing of requests."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep still."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder."""
    handler = partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_site_opens_in_the_readers_language_and_counts_as_the_page_does(
    open_page: Open, site: str, real_joined: Joined
) -> None:
    view = opened(open_page, site, locale="de-DE")
    assert view.page.url == f"{site}de/"
    expect(view.find("h1")).to_have_text("Kasachstan, Januar 2022")
    for moment in MOMENTS[1:3]:
        assert view.at(moment).drawn == dots(shown(real_joined.events, moment)), moment
    picture = view.find("figure img")
    picture.scroll_into_view_if_needed()
    view.page.wait_for_function("document.querySelector('figure img').naturalWidth > 0")


def test_a_permalink_gives_back_what_its_reader_saw(open_page: Open, site: str) -> None:
    first = opened(open_page, f"{site}en/")
    first.find('[role=slider][data-which="t1"]').press("ArrowRight")
    first.tell("map.set({ kinds: ['protest', 'strike'] })")
    first.tell("map.look({ lat: 43.25, lon: 76.9, zoom: 9 }, { fly: false, asReader: true })")
    first.page.wait_for_function("location.hash.includes('lat=43.25')")
    url = first.page.url
    assert url.partition("#")[2].startswith("t=2022-01-05T2300&kinds=protest.strike&lat=43.25")
    second = opened(open_page, url)
    assert second.drawn == first.drawn
    for name in ("t1", "mode", "kinds", "layers"):
        assert second.state[name] == first.state[name], name
    assert second.state["view"]["zoom"] == 9
    # Another link in the same page, and its language from the link.
    second.page.evaluate("location.hash = 't=2022-01-03T0600'")
    second.wait("map.current.t1 === arg", ms("2022-01-03T06:00"))
    assert second.state["kinds"] is None
    second.page.evaluate("location.hash = 't=2022-01-03T0600&lang=de'")
    second.page.wait_for_url(f"{site}de/#t=2022-01-03T0600")


def test_an_embedded_map_is_alone_and_leads_to_the_whole_page(open_page: Open, site: str) -> None:
    url = f"{site}en/?embed#t=2022-01-04T1200"
    view = opened(open_page, url, viewport={"width": 700, "height": 520})
    for hidden in (".q-head", ".q-text", "#credits", ".tm-slot.tm-side"):
        expect(view.find(hidden)).to_be_hidden()
    for part in (".tm-map", ".tm-axis"):
        box = view.find(part).bounding_box()
        assert box
        assert box["height"] > 100
        assert box["y"] + box["height"] <= 520
    link = view.find(".leaflet-control-attribution a[data-keeps-hash]")
    expect(link).to_have_attribute("href", re.compile(r"/sub/en/#t=2022-01-04T1200$"))


def test_the_snippet_to_embed_follows_the_map(open_page: Open, site: str) -> None:
    view = opened(open_page, f"{site}en/#t=2022-01-04T1200")
    view.find("details[data-embed] summary").click()
    field = view.find("details[data-embed] textarea")
    expect(field).to_have_value(re.compile(rf'src="{site}en/\?embed#t=2022-01-04T1200"'))


def test_the_dashboard_can_be_embedded_and_gives_the_file_of_its_address(
    open_page: Open, server: Server
) -> None:
    page = open_page(f"{server.url}?embed=true&kinds=protest&lang=de")
    view = MapView.of(page)
    expect(page.get_by_text("Qantar: die ganze Seite")).to_be_visible()
    expect(page.locator("h1")).to_have_count(0)
    expect(page.get_by_role("radio")).to_have_count(0)
    answer = page.request.get(f"{server.url}export/qantar.html?kinds=protest&lang=de")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    ids = re.search(r'id="qantar-texts[^"]*">(.*?)</script>', answer.text(), re.DOTALL)
    assert ids
    events = json.loads(ids[1])["events"]
    assert {event["kind"] for event in events} == {"protest"}
    assert view.drawn <= len(events)
