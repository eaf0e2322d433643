"""The way to the alliance and back, and the search for places and events."""

import pytest
from playwright.sync_api import Page, expect

from geo.facts.join import Joined
from geo.facts.places import within
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from tests.browser.mapview import MapView, ms

pytestmark = pytest.mark.browser

MOSCOW, YEREVAN, DUSHANBE = (55.75, 37.62), (40.18, 44.51), (38.56, 68.77)


def search(view: MapView, text: str) -> None:
    """Type into the field of the search."""
    field = view.find(".tm-field")
    field.fill(text)
    expect(field).to_have_attribute("aria-expanded", "true")


def test_names_stand_clear_of_their_own_bubbles(view: MapView) -> None:
    """A bubble is as wide as its count: its name has to know."""
    view.apply(t1=ms("2022-01-05T16:00")).still()
    # The boxes of the next frame's names, as they are painted.
    view.tell(
        """(() => {
            const { besideBox } = tm;
            window.boxes = [];
            tm.besideBox = (...how) => {
                boxes.push(besideBox(...how));
                return boxes.at(-1);
            };
        })()"""
    )
    view.apply(t1=ms("2022-01-05T17:00")).still()
    gaps = view.tell(
        """(() => {
            const { labels } = map.points.arranged;
            return labels.map(({ cluster: { x, y, r } }, k) => {
                const [left, top, right, bottom] = boxes.slice(-labels.length)[k];
                const dx = Math.max(left - x, 0, x - right);
                return Math.hypot(dx, Math.max(top - y, 0, y - bottom)) - r;
            });
        })()"""
    )
    assert len(gaps) > 15
    assert min(gaps) > 3


def test_the_locator_flies_to_the_alliance_and_back(view: MapView) -> None:
    before = view.state["view"]
    view.find(".tm-locator").click()
    capitals = [MOSCOW, YEREVAN, DUSHANBE]
    view.wait("arg.every((place) => map.map.getBounds().contains(place))", capitals)
    button = view.find('button:has-text("Back to Kazakhstan")')
    expect(button).to_be_visible()
    view.wait("!map.settingView")
    assert view.state["view"]["zoom"] < before["zoom"]
    button.click()
    view.wait("Math.abs(map.view().zoom - arg.zoom) < 0.01 && !map.settingView", before)
    after = view.state["view"]
    assert after["lat"] == pytest.approx(before["lat"], abs=0.01)
    assert after["lon"] == pytest.approx(before["lon"], abs=0.01)
    expect(view.find('button:has-text("See the alliance")')).to_be_visible()


def test_the_locator_shows_the_frame_of_the_view(view: MapView) -> None:
    before = view.picture("canvas.tm-locator-map")
    view.look(43.3, 76.9, 8)
    assert view.picture("canvas.tm-locator-map") != before


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("алматы", "Almaty", (43.25, 76.93)),
        ("schanga", "Zhanaozen", (43.34, 52.86)),
        ("astana", "Nur-Sultan", (51.18, 71.45)),
        ("oskemen", "Ust-Kamenogorsk", (49.97, 82.61)),
        ("ust kamen", "Ust-Kamenogorsk", (49.97, 82.61)),
    ],
)
def test_a_place_is_found_by_any_of_its_names_and_flown_to(
    view: MapView, text: str, name: str, place: tuple[float, float]
) -> None:
    search(view, text)
    offer = f'[role=option]:not(:has-text("Only events")):has-text("{name}")'
    view.find(f".tm-found {offer}").first.click()
    expect(view.find(".tm-found")).to_be_hidden()
    view.wait("map.map.getZoom() > 7 && map.map.getCenter().distanceTo(arg) < 5000", place)
    expect(view.find(".tm-feed-head strong")).to_have_text(name)
    view.wait("!map.settingView")


def town_with_venues(joined: Joined, facts: Facts) -> tuple[str, str, JoinedEvents]:
    """Give the town of most events in places that lie in it: its id, its name, and all of them."""
    places = facts.places.set_index("place_id")
    events = joined.events
    inside = events[events["parent_place_id"] != ""]
    town = str(inside["parent_place_id"].mode()[0])
    meant = events["place_id"].isin(within(facts.places, [town]))
    return town, str(places.loc[town, "name_en"]), events[meant]


def test_the_list_of_a_town_has_what_happened_in_its_venues_and_opens_on_its_first_protest(
    view: MapView, real_joined: Joined, real_facts: Facts
) -> None:
    town, name, events = town_with_venues(real_joined, real_facts)
    view.apply(mode="all")
    search(view, name)
    view.find(f'.tm-found [role=option]:not(:has-text("Only events")):has-text("{name}")').nth(
        0
    ).click()
    expect(view.find(".tm-feed-head strong")).to_have_text(name)
    view.list_all()
    listed = view.find(".tm-row").evaluate_all("rows => rows.map((row) => row.dataset.event)")
    assert sorted(listed) == sorted(events["event_id"])
    expect(view.find(".tm-feed-head .tm-count")).to_contain_text(str(len(events)))
    firsts = real_facts.first_protests.set_index("place_id")["event_id"]
    assert listed[0] == firsts[town]
    expect(view.find(".tm-day").first).to_contain_text("First protest here")


def test_another_search_looks_everywhere_again(view: MapView) -> None:
    view.tell("map.emit('place', { places: ['no-such-place'], name: 'Nowhere' })")
    expect(view.find(".tm-empty")).to_have_text("Nothing is reported in Nowhere for this time.")
    found = view.tell("map.events.found('gas').reduce((sum, one) => sum + one, 0)")
    assert found > 0
    view.apply(search="gas", mode="all")
    expect(view.find(".tm-feed-head strong")).not_to_have_text("Nowhere")
    expect(view.find(".tm-feed-head .tm-count")).to_contain_text(str(found))
    # A place that is chosen during a search stands with it, and says what leaves nothing.
    view.tell("map.emit('place', { places: ['no-such-place'], name: 'Nowhere' })")
    expect(view.find(".tm-empty")).to_have_text(
        "Nothing is reported in Nowhere for this time with these filters."
    )


def test_a_result_is_chosen_with_the_arrow_keys(view: MapView) -> None:
    search(view, "almaty")
    options = view.find(".tm-found [role=option]")
    assert options.count() > 1
    view.page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(options.nth(0)).to_have_attribute("aria-selected", "false")
    view.page.keyboard.press("Escape")
    expect(view.find(".tm-found")).to_be_hidden()


def test_a_search_without_result_says_so(view: MapView) -> None:
    search(view, "xyzzy")
    expect(view.find(".tm-found")).to_have_text("No event and no place found")
    view.page.keyboard.press("Escape")
    view.find(".tm-field").fill("")


def test_home_brings_the_opening_view_back(view: MapView) -> None:
    before = view.state["view"]
    view.look(43.3, 76.9, 8)
    view.find('button[aria-label="Back to the opening view"]').click()
    view.wait("Math.abs(map.view().zoom - arg.zoom) < 0.01 && !map.settingView", before)
    assert view.state["view"]["lat"] == pytest.approx(before["lat"], abs=0.01)


def test_the_wheel_scrolls_the_page_and_zooms_with_ctrl(view: MapView) -> None:
    page: Page = view.page
    zoom = view.state["view"]["zoom"]
    page.mouse.move(500, 400)
    page.mouse.wheel(0, 200)
    expect(view.find(".tm-hint.is-on")).to_contain_text("Ctrl")
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 100")
    assert view.state["view"]["zoom"] == zoom
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 0")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    view.wait("map.map.getZoom() > arg", zoom)
    view.still()
