"""The present sight as a picture, as the reader who saves it gets it."""

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, Route, expect

from geo.timemap import BaseMap, Controls, Moment, Payload, Picture
from tests.browser.conftest import PHONE, Open
from tests.browser.mapview import MapView
from tests.browser.server import Server
from tests.browser.test_plain_map import invented, saved, small_map, whole

pytestmark = pytest.mark.browser

PNG: Final = """map.picture(arg).then((blob) => new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.readAsDataURL(blob);
}))"""
GREEN: Final = (20, 180, 60)
"""Colour of the online map's tiles."""
TILES: Final = [{"id": "osm", "url": "https://tiles.invalid/{z}/{x}/{y}.png", "attribution": "Us"}]


def picture(view: MapView, **options: object) -> Image.Image:
    """Take a picture as an embedding page would."""
    return opened(base64.b64decode(view.tell(PNG, options)))


def opened(png: bytes) -> Image.Image:
    """Read a PNG."""
    return Image.open(io.BytesIO(png)).convert("RGB")


def paper(image: Image.Image) -> int:
    """Brightness of a corner, from 0 to 255."""
    return image.convert("L").tobytes()[0]


def has_tiles(image: Image.Image) -> bool:
    """Say whether the online map is part of a picture."""
    counted = image.getcolors(image.width * image.height) or []
    return any(colour == GREEN and count > 1000 for count, colour in counted)


def test_the_button_saves_a_picture_named_after_the_moment(fresh: MapView) -> None:
    button = fresh.find(".tm-picture")
    assert button.get_attribute("aria-label") == "Save as picture"
    button.focus()
    with fresh.page.expect_download() as download:
        button.press("Enter")
    assert download.value.suggested_filename == "qantar-2022-01-05T17-00.png"
    image = opened(Path(download.value.path()).read_bytes())
    assert image.width == 2 * fresh.tell("map.map.getSize().x")
    expect(fresh.find(".tm-saved [role=status]")).to_contain_text("qantar-2022-01-05T17-00.png")
    # Map and page are as they were before.
    assert fresh.find(".tm-saved button").first.is_visible()
    assert fresh.picture() == fresh.apply(kinds=["arson"]).apply(kinds=None).picture()


def test_a_picture_follows_time_look_language_and_size(open_page: Open, tmp_path: Path) -> None:
    folium_map = small_map(invented())
    Picture(title={"en": "Invented", "de": "Erfunden"}).add_to(folium_map)
    view = whole(open_page, saved(folium_map, tmp_path))
    first = picture(view, width=640, height=480, ratio=1)
    assert first.size == (640, 480)
    assert picture(view, width=640, height=480, ratio=2).size == (1280, 960)
    again = picture(view, width=640, height=480, ratio=1)
    assert ImageChops.difference(first, again).getbbox() is None
    german = picture(view.apply(lang="de"), width=640, height=480, ratio=1)
    assert ImageChops.difference(first, german).getbbox() is not None
    view.page.emulate_media(color_scheme="dark")
    view.wait("map.theme === 'dark'")
    assert paper(picture(view, ratio=1)) < 60
    assert paper(first) > 200


def test_a_phone_has_the_button_and_a_wide_picture(open_page: Open, server: Server) -> None:
    view = MapView.of(open_page(server.url, viewport=PHONE, has_touch=True))
    expect(view.find(".tm-picture")).to_be_visible()
    assert picture(view).width == 1440


@pytest.fixture
def tiled(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Open a map with an online map that is not really online; its server allows copies or not."""
    folium_map = small_map(invented())
    Controls(home=[[47, 9], [52, 15]]).add_to(folium_map)
    Moment(zone="time of nowhere").add_to(folium_map)
    nothing = Payload.of_json("countries.json", {"type": "FeatureCollection", "features": []})
    BaseMap(countries=nothing, tiles=TILES).add_to(folium_map)
    Picture().add_to(folium_map)
    page = browser.new_page()
    page.goto(saved(folium_map, tmp_path))
    yield page
    page.close()


@pytest.mark.parametrize("allows", [True, False])
def test_an_online_map_is_in_the_picture_where_its_server_allows_copies(
    tiled: Page, *, allows: bool
) -> None:
    tile = io.BytesIO()
    Image.new("RGB", (256, 256), GREEN).save(tile, "PNG")

    def answer(route: Route) -> None:
        headers = {"Access-Control-Allow-Origin": "*" if allows else "https://other.invalid"}
        route.fulfill(body=tile.getvalue(), content_type="image/png", headers=headers)

    tiled.route("https://tiles.invalid/**", answer)
    view = MapView(tiled, tiled.main_frame)
    view.tell("map.basemap.useTiles('osm')")
    view.wait("document.querySelectorAll('.leaflet-tile-loaded').length > 3")
    assert has_tiles(picture(view, ratio=1)) is allows
    assert view.tell("map.basemap.tileId") == "osm"
    tiled.click(".tm-picture")
    said = expect(view.find(".tm-saved"))
    (said.not_to_contain_text if allows else said.to_contain_text)("allows no copies")
