"""The bench's growing sets are what they say; nothing here measures."""

import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from bench.growing.closer import everything, window
from bench.growing.measure import compare, foresee, grids
from bench.growing.outcome import LIMIT_S, Outcome
from bench.growing.pages import growing
from bench.made import BOX, END, KINDS, START, counts_at, make_events, sweep_ms
from bench.npm import LIBRARIES
from bench.own import draw, encode, radius_px
from bench.peers.plugins import timeline_slider, timestamped_geojson
from bench.report import Row, Section, write_report
from bench.sample import Sample
from bench.server import PEERS
from geo.timemap import Served, sorted_events
from tests.timemap.frames import decode, loaded_by

COUNT = 40


@pytest.fixture
def events() -> pd.DataFrame:
    return make_events(COUNT)


def test_invented_events_are_the_same_each_time_and_keep_the_contract(events: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(events, make_events(COUNT))
    rows = sorted_events(events)
    (south, west), (north, east) = BOX
    assert len(rows) == COUNT
    assert rows["lat"].between(south, north).all()
    assert rows["lon"].between(west, east).all()
    assert rows["earliest_at"].between(START, END).all()
    assert (rows["latest_at"] >= rows["earliest_at"]).all()
    assert set(make_events(2_000)["kind"]) == set(KINDS)


def test_a_sweep_grows_to_all_events(events: pd.DataFrame) -> None:
    counts = counts_at(events, 10)
    assert counts == sorted(counts)
    assert counts[0] > 0
    assert counts[-1] == COUNT
    assert sweep_ms(10)[-1] == END.timestamp() * 1000
    assert [patch["t1"] for patch in growing(10)] == sweep_ms(10)


def test_sweeps_set_what_they_say() -> None:
    assert {patch["mode"] for patch in everything(5)} == {"upto"}
    assert {int(str(patch["t1"])) - int(str(patch["t0"])) for patch in window(5)} == {86_400_000}


def test_our_page_takes_everything_from_the_store(events: pd.DataFrame) -> None:
    store = Served("https://own.example")
    points = encode(events)
    page = draw(points, store, radius=radius_px(COUNT))
    assert decode(points.events.body).header["length"] == COUNT
    assert store.get(points.events.digest, points.events.name) is not None
    assert all(url.startswith(("https://own.example", "data:")) for url in loaded_by(page))


@pytest.mark.parametrize(
    ("write", "mark", "script"),
    [
        (timeline_slider, '"start":', "leaflet.timeline"),
        (timestamped_geojson, '"times":', "leaflet.timedimension"),
    ],
)
def test_a_plugin_page_holds_every_event(
    events: pd.DataFrame, write: Callable[..., str], mark: str, script: str
) -> None:
    page = write(events, radius=4)
    assert page.count(mark) == COUNT
    asked = {url.rpartition("/")[2] for url in loaded_by(page)}
    assert any(name.startswith(script) and name in LIBRARIES for name in asked)


@pytest.mark.parametrize("way", ["objects", "geojson", "deck"])
def test_a_served_page_shows_what_has_begun_and_notes_its_time(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = tmp_path / "times"
    monkeypatch.setenv("QANTAR_BENCH_TIMES", str(times))
    app = AppTest.from_file(str(PEERS / "growing.py"), default_timeout=60)
    for name, value in (("way", way), ("count", str(COUNT)), ("steps", "10")):
        app.query_params[name] = value
    app.run()
    app.slider[0].set_value(1).run()
    assert not app.exception
    assert len(times.read_text(encoding="utf-8").splitlines()) == 2


def test_ours_is_set_against_the_best_peer_and_one_that_did_not_finish() -> None:
    def fast(ms: float) -> Outcome:
        return Outcome(steps=Sample.of([ms]))

    section = compare(
        {
            "own": {3_000: fast(10), 30_000: fast(10)},
            "deck": {3_000: fast(50), 30_000: fast(90)},
            "objects": {3_000: Outcome(trouble="not finished"), 30_000: Outcome(trouble="left")},
        }
    )
    assert [row.sample.median for row in section.rows] == [9, LIMIT_S * 100]
    report = write_report("", [section])
    assert "1 of 2 reached." in report
    assert "the best peer: 9.00 times, to reach 10.00." in report


def test_what_cannot_finish_is_not_tried() -> None:
    quick = Outcome(steps=Sample.of([300, 900]), opening=Sample.of([1_000]))
    assert foresee(30_000, 3_000, quick) == ""
    assert foresee(1_000_000, 3_000, quick) == "not tried: some 333 s expected"
    assert foresee(30_000, 3_000, Outcome(trouble="not finished")).startswith("not tried")


def test_a_grid_shows_trouble_in_place_of_a_number() -> None:
    first = next(iter(grids({"objects": {300: Outcome(trouble="not finished in 20 s")}}, [300])))
    assert "| `st.slider` + `st_folium`, one object per event | not finished in 20 s |" in (
        write_report("", [first])
    )


def test_a_number_that_is_not_there_misses_its_target() -> None:
    row = Row("a frame", Sample(()), "ms", 17, 25)
    assert [verdict.is_reached for verdict in row.verdicts()] == [False, False]
    assert "0 of 2 reached." in write_report("", [Section("", [row], "")])
    assert math.isnan(row.sample.p95)
