"""The page as a reader gets it, on the real data."""

import math
import re
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests
from streamlit.testing.v1 import AppTest

from geo.errors import DataError, Problem
from geo.facts.read import DATA
from geo.page import world
from geo.page.data_error import trouble_text
from geo.page.follow_map import is_run_asked_for
from geo.page.panels.event_list import AT_ONCE
from geo.page.panels.table import PAGE_ROWS
from geo.page.session import part_key
from geo.page.world import open_world
from geo.view.address import read_time
from geo.view.state import OPEN, PANELS, PARTS, opening_state
from geo.words.catalogue import LANGUAGES, Words

PAGE = Path(__file__).parents[2] / "geo" / "page" / "page.py"


def open_page(**params: str) -> AppTest:
    """Open the page at an address."""
    app = AppTest.from_file(str(PAGE), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def tell(app: AppTest, rev: int, **changes: object) -> AppTest:
    """Let the map tell a new state."""
    word = opening_state() | {"lang": "en", "playing": False, "mount": "a", "rev": rev} | changes
    app.session_state["map"] = word
    return app.run()


def shown(app: AppTest) -> str:
    """Give all HTML of the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def params(app: AppTest) -> dict[str, str]:
    """Give the parameters of the address."""
    values = {str(name): value for name, value in app.query_params.items()}
    return {name: value if isinstance(value, str) else value[-1] for name, value in values.items()}


def test_the_page_opens_with_title_map_and_list() -> None:
    app = open_page()
    assert not app.exception
    assert "<h1>Kazakhstan, January 2022</h1>" in shown(app)
    assert len(app.get("component_instance")) == 1
    choice = app.segmented_control(key="panel")
    assert choice.options == [Words("en")(f"panel.{name}") for name in PANELS]
    assert choice.value == PANELS[0]
    assert "Up to Wednesday, 5 January, 17:00, Almaty time" in shown(app)
    assert params(app) == {}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("opened", OPEN)
def test_every_panel_and_part_opens_from_the_address(opened: str, lang: str) -> None:
    panel, _, part = opened.partition(".")
    app = open_page(panel=opened, lang=lang)
    assert not app.exception
    assert app.session_state["panel"] == panel
    if panel in PARTS:
        assert app.session_state[part_key(panel)] == (part or PARTS[panel][0])
    choice = app.segmented_control(key="panel")
    assert choice.options == [Words(lang)(f"panel.{name}") for name in PANELS]
    ids = [block.proto.id for block in app.get("flex_container")]
    assert [name for name in PANELS for one in ids if one.endswith(f"-panel_{name}")] == [panel]


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("mode", ["upto", "window", "all"])
def test_every_panel_bears_a_time_at_which_nothing_was(panel: str, mode: str) -> None:
    app = open_page(panel=panel, mode=mode, t="2021-12-02")
    assert not app.exception


def test_an_empty_window_says_so() -> None:
    assert Words("en")("happened.none") in shown(open_page(t="2021-12-02"))


def test_the_panel_follows_the_map_and_so_does_the_address() -> None:
    app = tell(open_page(), 1, t1=read_time("2022-01-03T1200"))
    assert "Up to Monday, 3 January, 12:00" in shown(app)
    assert params(app) == {"t": "2022-01-03T1200"}


def test_the_address_stands_still_while_the_map_plays() -> None:
    app = tell(open_page(), 1, t1=read_time("2022-01-03T1200"), playing=True)
    assert "Up to Monday, 3 January, 12:00" in shown(app)
    assert params(app) == {}


@pytest.mark.parametrize("opened", ["method", "figures.claims"])
def test_a_choice_that_the_browser_has_not_shown_yet_is_kept(opened: str) -> None:
    app = open_page(panel=opened)
    panel, _, part = opened.partition(".")
    # What a widget says that was sent anew before the browser had shown it once.
    app.session_state["panel"] = None
    if part:
        app.session_state[part_key(panel)] = None
    app.run()
    assert app.segmented_control(key="panel").value == panel
    assert params(tell(app, 1, t1=read_time("2022-01-03T1200")))["panel"] == opened


def test_a_run_that_is_asked_for_is_seen_before_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = ScriptRequests()
    context = SimpleNamespace(script_requests=requests)
    monkeypatch.setattr("geo.page.follow_map.get_script_run_ctx", lambda: context)
    assert not is_run_asked_for()
    requests.request_rerun(RerunData(fragment_id="map"))
    assert is_run_asked_for()


def test_another_language_changes_words_and_address_and_nothing_else() -> None:
    app = tell(open_page(panel="spread"), 1, t1=read_time("2022-01-03T1200"))
    app.query_params["lang"] = "de"
    app.run()
    assert "<h1>Kasachstan, Januar 2022</h1>" in shown(app)
    assert params(app) == {"t": "2022-01-03T1200", "lang": "de", "panel": "spread"}


def test_parameters_of_others_stay_in_the_address() -> None:
    app = tell(open_page(utm="letter"), 1, t1=read_time("2022-01-03T1200"))
    assert params(app) == {"utm": "letter", "t": "2022-01-03T1200"}


def test_hostile_parameters_are_told_and_never_shown() -> None:
    app = open_page(t="<script>alert(1)</script>", event="<b>", mode="all")
    assert not app.exception
    assert "left out: t, event" in shown(app)
    assert "alert(1)" not in shown(app)
    # An address that the reader chose stays as it is until the reader changes something.
    assert params(app) == {"t": "<script>alert(1)</script>", "event": "<b>", "mode": "all"}
    assert params(tell(app, 1, mode="upto")) == {}


def test_kinds_that_are_off_are_gone_from_the_list() -> None:
    app = tell(open_page(), 1, kinds=["arson"])
    assert "q-event q-violence" in shown(app)
    assert "q-event q-protest" not in shown(app)
    assert Words("en")("happened.filtered") in shown(app)


def test_a_search_is_followed_by_list_table_and_address() -> None:
    app = tell(open_page(mode="all"), 1, search="  Alma-Ata ")
    assert "only what mentions “Alma-Ata”" in shown(app)
    assert params(app)["search"] == "Alma-Ata"
    table = shown(open_page(mode="all", search="astana LPG", panel="table"))
    assert "lpg-price-freed" in table
    assert "zhanaozen-first-gathering" not in table


def test_a_long_list_begins_with_its_newest_entries() -> None:
    assert shown(open_page(mode="all")).count('<li class="q-event ') == AT_ONCE


def test_the_panels_wait_for_the_word_of_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("geo.page.follow_map.MAP_FIRST_S", 60.0)
    monkeypatch.setattr("geo.page.follow_map.sleep", waited.append)
    monkeypatch.setattr("geo.page.follow_map.monotonic", lambda: 30.0 * len(waited))
    app = open_page()
    assert len(waited) == 2
    assert shown(app).count('<li class="q-event ')
    tell(app, 1)
    assert len(waited) == 2


def test_the_table_holds_exactly_the_rows_of_the_list() -> None:
    listed = tell(open_page(), 1, t1=read_time("2022-01-04T1200"))
    listed.toggle(key="happened_all").set_value(True).run()
    table = tell(open_page(panel="table"), 1, t1=read_time("2022-01-04T1200"))
    keys = re.findall(r"<code>(.*?)</code>", shown(table))
    assert len(keys) == PAGE_ROWS
    for page in range(2, math.ceil(shown(listed).count('<li class="q-event ') / PAGE_ROWS) + 1):
        table.session_state["table_page"] = page
        keys += re.findall(r"<code>(.*?)</code>", shown(table.run()))
    assert len(keys) == len(set(keys)) == shown(listed).count('<li class="q-event ')


def test_a_page_of_the_table_that_is_no_more_gives_way_to_the_last() -> None:
    table = open_page(panel="table", mode="all")
    table.session_state["table_page"] = 9
    fewer = tell(table.run(), 1, t1=read_time("2022-01-02T1800"), mode="upto")
    assert not fewer.exception
    assert 0 < shown(fewer).count("<code>") <= PAGE_ROWS


def test_the_table_links_a_file_of_the_rows_in_view() -> None:
    html = shown(tell(open_page(panel="table"), 1, kinds=["arson"], search="Almaty"))
    (address,) = re.findall(r'href="(api/events\.csv[^"]*)"', html)
    asked = dict(parse_qsl(urlsplit(unescape(address)).query))
    assert asked == {"until": "2022-01-05T11:00Z", "kind": "arson", "search": "Almaty"}


def test_the_data_are_read_once_for_all() -> None:
    assert open_world() is open_world()


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the page read a copy of the data in which one latitude is impossible."""
    for path in DATA.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "boundaries").symlink_to(DATA / "boundaries")
    places = pd.read_csv(tmp_path / "places.csv", dtype=str, keep_default_na=False)
    places.loc[0, "lat"] = "99"
    places.to_csv(tmp_path / "places.csv", index=False)
    for give in (world.open_world, world.look_at_world):
        monkeypatch.setattr(give, "__defaults__", (tmp_path,))
    return tmp_path


@pytest.mark.usefixtures("broken")
def test_broken_data_are_named_instead_of_a_stack_trace() -> None:
    app = open_page()
    assert not app.exception
    html = shown(app)
    for part in (Words("en")("trouble.title"), "places.csv", "lat", "99"):
        assert part in html
    assert not app.get("component_instance")


def test_mended_data_are_read_again(broken: Path) -> None:
    with pytest.raises(DataError):
        open_world(broken)
    (broken / "places.csv").write_bytes((DATA / "places.csv").read_bytes())
    assert len(open_world(broken).events) == len(open_world(DATA).events)


def test_a_running_server_keeps_the_last_good_data_and_says_so(broken: Path) -> None:
    half = (broken / "places.csv").read_bytes()
    assert world.data_health()["status"] == "data"
    (broken / "places.csv").write_bytes((DATA / "places.csv").read_bytes())
    assert world.data_health() == {"status": "ok"}
    assert "The data have changed since " not in shown(open_page())

    (broken / "places.csv").write_bytes(half)

    health = world.data_health()
    assert health["status"] == "stale"
    assert "places.csv, row 2, lat: got '99'" in str(health["problems"])
    app = open_page()
    assert app.get("component_instance")
    html = shown(app)
    assert Words("en")("trouble.title") not in html
    for part in ("<summary>The data have changed since ", "places.csv", "lat", "99"):
        assert part in html
    api, is_of_now = world.open_api()
    assert not is_of_now
    assert api.answer("events.csv", {}) is not None
    assert api.answer("dataset.zip", {}) is not None


def test_a_problem_is_told_with_all_it_knows_and_nothing_of_it_is_markup() -> None:
    error = DataError([Problem("places.csv", 7, "lat", "<b>99</b>", "a number")])
    html = trouble_text(error, Words("en"))
    assert "&lt;b&gt;99&lt;/b&gt;" in html
    for part in ("places.csv", "7", "lat", "a number"):
        assert part in html
