"""The panel that shares: link, files, citation, and who is to be named."""

import csv
import io
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from geo.analysis.window import Window, in_view
from geo.page.panels.share import ORDER, today
from geo.page.world import open_world
from geo.view.address import read_params, read_time
from geo.view.state import opening_state
from geo.words.catalogue import LANGUAGES, Words
from tests.page.test_page import open_page, shown, tell

CHANGES = {"kinds": ["protest", "clash"], "search": "Almaty", "t1": read_time("2022-01-06T0930")}


def files(app: AppTest) -> dict[str, str]:
    """Find the addresses of files that are offered, by what they end with."""
    found = re.findall(r'<a [^>]*href="(api/[^"]+)"[^>]*download', shown(app))
    return {urlsplit(each).path.partition(".")[2]: unescape(each) for each in found}


def copied(app: AppTest) -> list[str]:
    """Give the texts that can be copied."""
    return [element.value for element in app.code]


@pytest.mark.parametrize("mode", ["upto", "window", "all"])
def test_files_hold_exactly_the_rows_in_view(mode: str) -> None:
    app = tell(open_page(panel="share"), 1, mode=mode, **CHANGES)
    found = files(app)
    assert set(ORDER) < found.keys()
    state = opening_state() | CHANGES | {"mode": mode}
    world = open_world()
    wanted = in_view(world.events, Window.of(state))
    assert f"{len(wanted)} rows" in shown(app)
    asked = urlsplit(found["csv"])
    reply = world.api.answer(asked.path.removeprefix("api/"), dict(parse_qsl(asked.query)))
    assert reply is not None
    rows = list(csv.DictReader(io.StringIO(reply.write().decode())))
    assert [row["event_id"] for row in rows] == list(wanted["event_id"])
    assert {urlsplit(found[ending]).query for ending in ORDER} == {asked.query}


def test_where_nothing_is_in_view_only_the_whole_set_is_offered() -> None:
    app = open_page(panel="share", t="2021-12-02")
    assert list(files(app)) == ["zip"]
    assert Words("en")("share.none") in shown(app)


def test_addresses_are_seen_from_the_page() -> None:
    """Under a base path an address that begins with a slash would lead out of it."""
    assert all(
        not address.startswith(("/", "http"))
        for address in files(open_page(panel="share")).values()
    )


def test_the_link_opens_what_is_seen() -> None:
    app = tell(open_page(panel="share", lang="de"), 1, layers=["events"], **CHANGES)
    link = copied(app)[0]
    params = dict(parse_qsl(urlsplit(link).query))
    assert params["lang"] == "de"
    assert "panel" not in params
    reading = read_params(params, open_world().known)
    assert reading.refused == ()
    kept = {name: reading.state[name] for name in (*CHANGES, "layers")}
    assert kept == CHANGES | {"layers": ["events"]}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_citation_names_title_version_link_and_day(lang: str) -> None:
    link, _, citation, bibtex = copied(open_page(panel="share", lang=lang))
    for text in (citation, bibtex):
        assert "Qantar: January 2022 in Kazakhstan on a map that moves in time" in text
        assert "0.1.0" in text
        assert link in text
    assert Words(lang).date(today(), "calendar") in citation
    assert bibtex.startswith("@misc{qantar,")
    assert today().isoformat() in bibtex
    assert isinstance(today(), date)


def test_everyone_to_be_named_is_named() -> None:
    html = shown(open_page(panel="share"))
    for name in ("CC BY 4.0", "GeoNames", "Natural Earth", "MIT", 'href="api/openapi.json"'):
        assert name in html
