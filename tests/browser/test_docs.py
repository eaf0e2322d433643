"""The page about the elements, seen as its reader sees what it draws."""

import re
import shutil
from pathlib import Path

import folium
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.mapview import MapView, frame_of
from tests.browser.server import run_dashboard
from tests.timemap.walk import PAGE, ROOT, in_project, run_walk

pytestmark = pytest.mark.browser

TEXT = PAGE.read_text(encoding="utf-8")
APP = re.findall(r"^```python app\.py\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)[0]
SCRIPT, BOTH = re.findall(r"^```js\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_the_saved_map_has_its_events_words_and_times(open_page: Open, tmp_path: Path) -> None:
    run_walk(tmp_path)
    page = open_page((tmp_path / "storm.html").as_uri())
    view = MapView(page, page.main_frame)
    assert view.drawn == 11
    expect(view.find(".tm-legend-name")).to_have_text(
        ["Flood", "Power cut", "Way closed", "Rescue"]
    )
    expect(view.row("9")).to_contain_text("10:00")
    expect(view.row("5")).to_contain_text("some time this day")
    page.evaluate(SCRIPT.replace("const storm", "window.storm"))
    assert view.state["mode"] == "window"
    expect(view.row("0")).to_have_count(0)
    expect(view.row("3")).to_have_count(1)
    methods = re.findall(r"`(\w+)\(", TEXT.partition("| of a map |")[2].partition("| key of")[0])
    assert "picture" in methods
    assert [name for name in methods if view.tell(f"typeof map.{name}") != "function"] == []
    view.apply(lang="de")
    expect(view.find(".tm-legend-name").first).to_have_text("Flut")


def test_two_sets_stand_on_one_axis_with_a_pin_and_as_density(
    open_page: Open, tmp_path: Path
) -> None:
    run_walk(tmp_path)
    page = open_page((tmp_path / "two.html").as_uri())
    view = MapView(page, page.main_frame)
    sets = view.find(".tm-legend-set")
    expect(sets).to_have_text(["Storm", "Lightning"])
    assert [row.get_attribute("aria-pressed") for row in sets.all()] == ["true", "false"]
    assert view.drawn == 11
    expect(view.find(".tm-since")).to_contain_text("3\N{EN DASH}5 events since")
    assert page.evaluate(f"{BOTH}; [low, high]") == [3, 5]
    assert view.drawn > 2000
    expect(view.find("[data-density]")).to_have_attribute("aria-pressed", "true")


def test_a_notebook_shows_the_map_within_its_page(open_page: Open, tmp_path: Path) -> None:
    drawn = run_walk(tmp_path)["m"]
    assert isinstance(drawn, folium.Map)
    notebook = tmp_path / "notebook.html"
    notebook.write_text(f"<!doctype html><body>{drawn._repr_html_()}", encoding="utf-8")
    page = open_page(notebook.as_uri())
    frame = page.wait_for_selector("iframe")
    assert frame is not None
    inside = frame.content_frame()
    assert inside is not None
    assert MapView(page, inside).drawn == 11


def test_the_streamlit_page_draws_without_a_server_of_its_own(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    (tmp_path / "dashboard.py").write_text(in_project(APP), encoding="utf-8")
    with run_dashboard(tmp_path, tmp_path / "log.txt") as server:
        page = open_page(server.url)
        frame_of(page)
        view = MapView.of(page)
        assert view.drawn == 1
        expect(page.get_by_text("1 events")).to_be_visible()
        view.tell("map.set({t1: map.span.end})")
        expect(page.get_by_text("2 events")).to_be_visible()
