"""The file to take along: for the same events as the page shows."""

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from geo.analysis.window import Window, in_view
from geo.errors import EmptyError, ParameterError
from geo.facts.places import within
from geo.page.panels.share_file import embed_snippet, write_file
from geo.page.world import open_world
from geo.view.address import read_params


def events_of(page: bytes) -> list[str]:
    """Name the events that a file holds."""
    found = re.search(r'id="qantar-texts[^"]*">(.*?)</script>', page.decode(), re.DOTALL)
    assert found
    return sorted(event["id"] for event in json.loads(found[1])["events"])


@pytest.mark.parametrize(
    "params",
    [
        {"lang": "de"},
        {"mode": "window", "from": "2022-01-03", "t": "2022-01-04T1200", "kinds": "protest"},
        {"mode": "all", "search": "gas", "conf": "high.medium"},
    ],
)
def test_it_holds_what_the_page_shows_at_the_same_address(params: dict[str, str]) -> None:
    world = open_world()
    state = read_params(params, world.known).state
    shown = in_view(world.events, Window.of(state))
    page = write_file(params).body
    assert 0 < len(shown) < len(world.events)
    assert events_of(page) == sorted(shown["event_id"])
    assert f'<html lang="{params.get("lang", "en")}">'.encode() in page


def panel() -> None:
    """Show the panel as a page of its own."""
    from geo.page.panels.share_file import show_one_file  # noqa: PLC0415
    from geo.page.reader import View  # noqa: PLC0415
    from geo.page.world import open_world  # noqa: PLC0415
    from geo.view.state import opening_state  # noqa: PLC0415
    from geo.words.catalogue import Words  # noqa: PLC0415 - the page runs alone

    state = opening_state() | {"kinds": ["protest"]}
    show_one_file(View(open_world(), Words("de"), state, "light"))


def test_the_panel_offers_what_is_in_view_and_everything_and_a_snippet() -> None:
    app = AppTest.from_function(panel, default_timeout=60).run()
    assert not app.exception
    html = "".join(element.proto.body for element in app.get("html"))
    links = re.findall(r'<a href="([^"]+)" download="qantar.html">([^<]+)</a>', html)
    assert [address for address, _ in links] == [
        "export/qantar.html?kinds=protest&amp;lang=de",
        "export/qantar.html?mode=all&amp;lang=de",
    ]
    n = len(events_of(write_file({"kinds": "protest", "lang": "de"}).body))
    assert links[0][1] == f"Diese {n} Ereignisse als eine HTML-Datei herunterladen"
    assert "kinds=protest&amp;lang=de" in app.code[0].value


def test_equal_choices_are_written_once() -> None:
    first = write_file({"mode": "all", "t": "2022-01-04"})
    assert write_file({"mode": "all", "from": "2022-01-02"}) is first


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({"t": "soon", "lang": "de"}, {"t"}),
        ({"from": "2022-01-06", "t": "2022-01-05", "mode": "window"}, {"from"}),
        ({"kinds": "protest.landslide", "conf": "sure"}, {"kinds", "conf"}),
        ({"kind": "protest"}, {"kind"}),
        # What decides nothing of the file means nothing here.
        ({"pin": "2022-01-02", "layers": "events"}, {"pin", "layers"}),
        ({"place": "nowhere", "region": "KZ"}, {"place", "region"}),
        ({"lang": "fr", "mode": "", "search": "x" * 401}, {"lang", "mode", "search"}),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(params: dict[str, str], names: set[str]) -> None:
    with pytest.raises(ParameterError) as caught:
        write_file(params)
    assert {each.parameter for each in caught.value.refusals} == names
    assert all(each.expected for each in caught.value.refusals)


def test_a_place_is_taken_with_what_lies_in_it() -> None:
    world = open_world()
    inside = world.events[world.events["parent_place_id"] != ""]
    town = inside["parent_place_id"].iloc[0]
    page = write_file({"mode": "all", "place": town}).body
    meant = world.events["place_id"].isin(within(world.facts.places, [town]))
    assert events_of(page) == sorted(world.events.loc[meant, "event_id"])
    name = world.facts.places.set_index("place_id").loc[town, "name_en"]
    assert f"only in: {name}".encode() in page


def test_nothing_in_view_is_said_so() -> None:
    with pytest.raises(EmptyError):
        write_file({"search": "no event mentions this"})


def test_the_snippet_holds_address_and_title_as_text() -> None:
    snippet = embed_snippet("https://example.org/q/", {"search": 'a"b'}, "<Title>")
    assert 'src="https://example.org/q/?embed=true&amp;search=a%22b"' in snippet
    assert 'title="&lt;Title&gt;"' in snippet
