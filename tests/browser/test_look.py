"""Language, and light and dark: both reach the map without a remount."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.mapview import MapView, Marked, ms
from tests.browser.server import Server

pytestmark = pytest.mark.browser


def test_switching_to_german_changes_page_and_map_without_a_remount(fresh: MapView) -> None:
    mark = Marked(fresh.page)
    names, page = fresh.picture(), fresh.page
    page.get_by_role("link", name="DE", exact=True).click()
    expect(page.locator("h1")).to_have_text("Kasachstan, Januar 2022")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("h2.q-moment")).to_contain_text("5. Januar")
    expect(fresh.find(".tm-date")).to_contain_text("Mittwoch, 5. Januar")
    expect(fresh.find(".tm-field")).to_have_attribute("placeholder", "Ereignisse und Orte suchen")
    expect(fresh.find(".tm-legend")).to_contain_text("Gewalt")
    assert fresh.picture() != names
    mark.check()
    chosen = page.get_by_role("link", name="DE", exact=True)
    expect(chosen).to_be_focused()
    expect(chosen).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="EN", exact=True).click()
    expect(fresh.find(".tm-date")).to_contain_text("Wednesday 5 January")
    mark.check()


def test_another_language_leaves_the_play_as_it_is(fresh: MapView) -> None:
    fresh.find(".tm-play").click()
    fresh.wait("map.playing && map.current.t1 < arg", ms("2022-01-05T17:00"))
    before = fresh.tell("map.current.t1")
    fresh.page.get_by_role("link", name="DE", exact=True).click()
    fresh.wait("map.current.lang === 'de' && map.current.t1 > arg", before)
    expect(fresh.page.locator("h1")).to_have_text("Kasachstan, Januar 2022")
    assert fresh.tell("map.playing")


def test_a_language_opens_in_a_tab_of_its_own_with_what_is_seen(fresh: MapView) -> None:
    page = fresh.page
    fresh.find('[data-family="harm"]').click()
    page.wait_for_url("**kinds=*")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="DE", exact=True).click(modifiers=["ControlOrMeta"])
    assert "lang=de" in opened.value.url
    assert "kinds=" in opened.value.url
    assert fresh.state["lang"] == "en"
    opened.value.close()


def test_a_german_browser_gets_german(open_page: Open, server: Server) -> None:
    view = MapView.of(open_page(server.url, locale="de-DE"))
    expect(view.page.locator("h1")).to_have_text("Kasachstan, Januar 2022")
    expect(view.find(".tm-date")).to_contain_text("Mittwoch, 5. Januar")


def test_no_word_of_the_map_is_missing_in_either_language(view: MapView) -> None:
    for lang in ("en", "de"):
        view.apply(lang=lang)
        assert "map." not in view.find(".tm-shell").inner_text()


def test_dark_reaches_page_and_map(open_page: Open, server: Server, view: MapView) -> None:
    sea = 41.9, 51.5
    light = view.apply(layers=[]).colour(*sea)
    dark = MapView.of(open_page(server.url, color_scheme="dark"))
    expect(dark.find(".tm-shell")).to_have_attribute("data-theme", "dark")
    dark.apply(layers=[])
    assert sum(dark.colour(*sea)) < sum(light) - 150
    expect(dark.page.locator(".stApp")).to_have_css("background-color", "rgb(18, 22, 28)")


def test_a_change_of_the_system_to_dark_reaches_the_map_without_a_remount(fresh: MapView) -> None:
    mark = Marked(fresh.page)
    view = fresh.look(45.0, 70.0, 6).state["view"]
    fresh.page.emulate_media(color_scheme="dark")
    expect(fresh.find(".tm-shell")).to_have_attribute("data-theme", "dark")
    assert fresh.state["view"] == view
    mark.check()
