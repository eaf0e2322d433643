"""What is broken in the data is named on the page, which shows no stack trace."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Open
from tests.browser.mapview import FRAME, MapView
from tests.browser.server import Server, run_dashboard
from tests.world import put_in_place

pytestmark = pytest.mark.browser

Lines = list[str]
LAKES = "boundaries/lakes.geojson"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what the dashboard needs, to break it."""
    folder = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("geo", "data", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "dashboard.py", folder)
    return folder


@pytest.fixture(scope="module")
def broken_server(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the copy, which is broken from the start, so that there is no good state to keep."""
    log = tmp_path_factory.mktemp("broken") / "log.txt"
    put_in_place(copy / "data" / LAKES, "half")
    with run_dashboard(copy, log) as running:
        yield running
    assert "Traceback" not in log.read_text(encoding="utf-8")


def change(folder: Path, name: str, breaks: Callable[[Lines], Lines]) -> str:
    """Break a table; give what it was."""
    path = folder / "data" / name
    whole = path.read_text(encoding="utf-8")
    path.write_text("\n".join(breaks(whole.split("\n"))), encoding="utf-8")
    return whole


def latitude_99(lines: Lines) -> Lines:
    """Put the place in line 3 beyond the pole."""
    cells = lines[2].split(",")
    cells[lines[0].split(",").index("lat")] = "99"
    return [*lines[:2], ",".join(cells), *lines[3:]]


def unknown_place(lines: Lines) -> Lines:
    """Move the event in line 3 to a place that there is not."""
    event, _, rest = lines[2].split(",", 2)
    return [*lines[:2], f"{event},atlantis,{rest}", *lines[3:]]


def wrong_date(lines: Lines) -> Lines:
    """Date the event in line 4 on a day that there is not."""
    event, place, _, rest = lines[3].split(",", 3)
    return [*lines[:3], f"{event},{place},2022-01-32,{rest}", *lines[4:]]


def double_key(lines: Lines) -> Lines:
    """Have the place in line 2 twice."""
    return [*lines[:-1], lines[1], ""]


def missing_column(lines: Lines) -> Lines:
    """Name a column otherwise."""
    return [lines[0].replace("place_id", "spot_id", 1), *lines[1:]]


def says(page: Page) -> str:
    """Wait for the message; give the words of the page."""
    expect(page.get_by_role("heading", name="The data cannot be shown")).to_be_visible()
    text = page.locator("body").inner_text()
    for sign in ("Traceback", "Error:", ".py", "st.App"):
        assert sign not in text
    assert page.locator(FRAME).count() == 0
    return text


@pytest.mark.parametrize(
    ("table", "breaks", "named"),
    [
        ("places.csv", latitude_99, ("3", "lat", "99", "-90")),
        ("events.csv", unknown_place, ("3", "place_id", "atlantis", "places")),
        ("events.csv", wrong_date, ("4", "started_local", "2022-01-32", "YYYY-MM-DD")),
        ("places.csv", double_key, ("place_id", "zhanaozen", "no other row")),
        ("places.csv", missing_column, ("place_id", "spot_id")),
    ],
)
def test_a_broken_row_is_named_with_file_row_column_got_and_expected(
    open_page: Open,
    broken_server: Server,
    copy: Path,
    table: str,
    breaks: Callable[[Lines], Lines],
    named: tuple[str, ...],
) -> None:
    whole = change(copy, table, breaks)
    try:
        text = says(open_page(broken_server.url))
    finally:
        (copy / "data" / table).write_text(whole, encoding="utf-8")
    row = next(line for line in text.split("\n") if line.startswith(table))
    rest = text[text.index(row) :]
    for part in named:
        assert part in rest, part


def test_mended_data_bring_the_map_back_and_new_trouble_leaves_it(
    open_page: Open, broken_server: Server, copy: Path
) -> None:
    page = open_page(broken_server.url)
    assert LAKES in says(page)
    shutil.copy(ROOT / "data" / LAKES, copy / "data" / LAKES)
    page.reload()
    drawn = MapView.of(page).drawn
    assert drawn > 0
    notice = page.get_by_role("alert").filter(has_text="The data have changed since")
    expect(notice).to_have_count(0)

    put_in_place(copy / "data" / "places.csv", "half")
    page.reload()
    assert MapView.of(page).drawn == drawn
    expect(notice).to_be_visible()
    notice.locator("summary").click()
    expect(notice).to_contain_text("places.csv")

    shutil.copy(ROOT / "data" / "places.csv", copy / "data" / "places.csv")
    page.reload()
    assert MapView.of(page).drawn == drawn
    expect(notice).to_have_count(0)
