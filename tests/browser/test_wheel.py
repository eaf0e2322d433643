"""A map drawn from the wheel, opened as a reader would."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.mapview import MapView, ms
from tests.timemap.wheel import DRAW, build_wheel, install

pytestmark = pytest.mark.browser


def test_a_map_from_the_wheel_moves_in_time(open_page: Open, tmp_path: Path) -> None:
    environment = install(build_wheel(tmp_path), tmp_path / "environment")
    path = tmp_path / "map.html"
    environment.run(DRAW, str(path))
    page = open_page(path.as_uri())
    view = MapView(page, page.main_frame)
    assert view.drawn == 3
    expect(view.find(".tm-row")).to_have_count(3)
    all_of_them = view.picture()
    assert view.apply(mode="upto", t1=ms("2030-06-01T19:00")).drawn == 1
    assert view.picture() != all_of_them
    expect(view.find(".tm-row")).to_have_count(1)
