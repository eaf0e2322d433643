"""What is in view is downloaded from the panel that shares, under a base path too."""

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from geo.facts.join import Joined
from tests.browser.conftest import Open
from tests.browser.mapview import MapView
from tests.browser.server import Server
from tests.browser.test_opening import shown

pytestmark = pytest.mark.browser


def download(page: Page, label: str, folder: Path) -> Path:
    """Press a link and keep the file that comes."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_the_file_holds_the_rows_in_view(
    open_page: Open, server_under_path: Server, real_joined: Joined, tmp_path: Path
) -> None:
    page = open_page(f"{server_under_path.url}?panel=share&t=2022-01-05T1200")
    view = MapView.of(page)
    view.find('[data-family="protest"]').click()
    rows = shown(real_joined.events, "2022-01-05T12:00")
    rows = rows[rows["family"] != "protest"]
    expect(page.get_by_text(re.compile(rf": {len(rows)} rows with all"))).to_be_visible()
    path = download(page, "CSV", tmp_path)
    assert path.name == "qantar-events.csv"
    read = pd.read_csv(path)
    assert list(read["event_id"]) == list(rows["event_id"])
    assert read["source_urls"].str.startswith("http").all()
    page.get_by_role("button", name="Copy to clipboard").first.wait_for(state="visible")
    link = page.get_by_test_id("stCode").first.inner_text()
    assert link.startswith(f"{server_under_path.url}?t=2022-01-05T1200&kinds=")
