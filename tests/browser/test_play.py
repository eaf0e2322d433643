"""Time that runs by itself: speeds, loop, stops, background tabs, readers who want no motion."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.mapview import MapView, ms
from tests.browser.server import Server

pytestmark = pytest.mark.browser

HOUR = 3_600_000
DAY = 24 * HOUR
HIDE = """(isHidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
    Object.defineProperty(document, "visibilityState",
        { configurable: true, get: () => (isHidden ? "hidden" : "visible") });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_speeds_go_from_an_hour_to_a_week_per_second(view: MapView) -> None:
    hours = [int(one) for one in view.tell("[...map.axis.speedChoice.options].map((o) => o.value)")]
    assert (hours[0], hours[-1]) == (1, 168)
    assert hours == sorted(hours)
    assert all(after / before <= 3 for before, after in pairwise(hours))
    expect(view.find(".tm-speed option").first).to_have_text("1 hour per second")
    expect(view.find(".tm-speed option").last).to_have_text("1 week per second")


def test_play_keeps_to_its_speed(view: MapView) -> None:
    view.find(".tm-speed").select_option("24")
    moved, seconds = view.tell(
        """(async () => {
            map.axis.untouched = false;
            map.axis.player.start();
            const frame = () => new Promise((done) => requestAnimationFrame(done));
            await frame(); await frame();
            const [from, began] = [map.current.t1, await frame()];
            while (performance.now() - began < 900) await frame();
            const out = [map.current.t1 - from, ((await frame()) - began) / 1000];
            map.axis.pause();
            return out;
        })()"""
    )
    # A frame that takes longer than 0.1 s is not made up for.
    assert 0.5 < moved / DAY / seconds < 1.15


def test_in_a_background_tab_play_neither_runs_on_nor_jumps(view: MapView) -> None:
    view.find(".tm-speed").select_option("12")
    view.find(".tm-play").click()
    view.wait("map.current.t1 > map.span.start + 6 * tm.HOUR")
    view.frame.evaluate(HIDE, arg=True)
    before = view.tell("map.current.t1")
    view.page.wait_for_timeout(1200)
    assert view.tell("map.current.t1") == before
    assert view.tell("map.playing")
    first = view.frame.evaluate(
        f"""async () => {{
            const map = L.timemap.maps[0];
            ({HIDE})(false);
            const frame = () => new Promise((done) => requestAnimationFrame(done));
            await frame(); await frame();
            return map.current.t1;
        }}"""
    )
    assert first - before < 4 * HOUR
    view.wait("map.current.t1 > arg", before + 6 * HOUR)
    view.find(".tm-play").click()


def test_play_begins_anew_at_the_end_if_wished(view: MapView) -> None:
    view.find(".tm-icon-settings").click()
    view.find("[data-setting=loop]").check()
    view.find(".tm-speed").select_option("168")
    view.at("2022-01-31T12:00").tell("map.axis.untouched = false")
    view.find(".tm-play").click()
    view.wait("map.current.t1 < arg", ms("2022-01-20T00:00"))
    assert view.tell("map.playing")
    view.find(".tm-play").click()
    view.tell("map.axis.player.loops = false")
    view.at("2022-01-30T00:00")
    view.find(".tm-play").click()
    view.wait("!map.playing")
    assert view.state["t1"] == view.tell("map.span.end")


def test_a_part_of_the_axis_is_repeated_while_it_is_shown(view: MapView) -> None:
    view.tell("map.axis.showDay(arg)", ms("2022-01-05T12:00"))
    view.tell("(map.axis.untouched = false, map.axis.player.loops = true)")
    view.find(".tm-speed").select_option("72")
    seen = view.tell(
        """(async () => {
            map.axis.player.start();
            const seen = [];
            const began = performance.now();
            while (performance.now() - began < 800) {
                await new Promise((done) => requestAnimationFrame(done));
                seen.push(map.current.t1);
            }
            map.axis.pause();
            return seen;
        })()"""
    )
    assert all(ms("2022-01-05T00:00") <= at <= ms("2022-01-06T00:00") for at in seen)
    assert any(after < before for before, after in pairwise(seen))


def test_play_pauses_at_key_moments_if_wished(view: MapView) -> None:
    view.find(".tm-icon-settings").click()
    view.find("[data-setting=stops]").check()
    view.find(".tm-speed").select_option("24")
    view.at("2022-01-05T18:00").tell("map.axis.untouched = false")
    moments = view.tell("map.axis.options.moments.map(({ at, title }) => [at[0], title.en])")
    ahead = [moment for moment in moments if moment[0] > ms("2022-01-05T18:00")]
    for at, title in ahead[:2]:
        view.find(".tm-play").click()
        view.wait("!map.playing")
        assert view.state["t1"] == at
        expect(view.find(".tm-axis > .tm-spoken")).to_contain_text(title)


def test_who_wants_no_motion_gets_one_step_per_second(server: Server, open_page: Open) -> None:
    view = MapView.of(open_page(server.url, reduced_motion="reduce"))
    view.find(".tm-speed").select_option("12")
    times = view.tell(
        """(async () => {
            const times = new Set();
            map.axis.toggle();
            const began = performance.now();
            while (performance.now() - began < 2600) {
                await new Promise((done) => requestAnimationFrame(done));
                times.add(map.current.t1);
            }
            map.axis.pause();
            return [...times];
        })()"""
    )
    start = ms("2022-01-01T00:00")
    assert times == [start, start + 12 * HOUR, start + DAY]
