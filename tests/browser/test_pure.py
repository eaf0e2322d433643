"""Functions of the map's script that need no map, and the truth they share with Python."""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from geo.words.catalogue import LANGUAGES, map_words
from tests.browser.pure import run

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parents[1] / "golden" / "window.json"
TRUTH = json.loads(GOLDEN.read_text(encoding="utf-8"))
CASES = TRUTH["cases"]
WORDS = json.loads((GOLDEN.parent / "words.json").read_text(encoding="utf-8"))


STAND = """
    const { state, events, truth } = arg;
    const words = (name) => [...new Set(events.map((event) => event[name]))];
    const [kinds, confidences, sets] = [words("kind"), words("confidence"), words("set")];
    const placeOf = (id) => truth.places.findIndex((place) => place.id === id);
    const places = truth.places.map((place) => ({ ...place, parent: placeOf(place.parent) }));
    const told = (event) => ({ ...event, ...truth.texts[event.id] });
    const texts = events.map(told).map((text) => ({ ...text, place: placeOf(text.place) }));
    const set = Object.assign(Object.create(tm.EventSet.prototype), {
        length: events.length,
        header: { kinds, confidences },
        texts: arg.texts === false ? null : { events: texts, places },
        ...(sets[0] && { sets, setOf: events.map((event) => sets.indexOf(event.set)) }),
        kind: events.map((event) => kinds.indexOf(event.kind)),
        confidence: events.map((event) => confidences.indexOf(event.confidence)),
        earliest: events.map((event) => event.earliest),
        latest: events.map((event) => event.latest),
        ended: events.map((event) => event.ended ?? NaN),
        kept: new Uint8Array(events.length),
        standing: new Uint8Array(events.length),
    });
    set.filter(state);
    set.stand(state);
    if (arg.isPinned) return set.compared;
    const those = (test) => events.filter((_, i) => test(set.standing[i])).map(({ id }) => id);
    return [those((one) => one !== tm.OUT), those((one) => one === tm.IN)];
"""


@pytest.fixture(scope="module", autouse=True)
def _words(page: Page) -> None:
    """Kinds have the words of the data set, as on its page."""
    own = {lang: map_words(lang) for lang in LANGUAGES}
    run(page, "for (const lang in arg) Object.assign(tm.words[lang], arg[lang]);", own)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_golden_case_stands_as_written(page: Page, case: dict[str, Any]) -> None:
    assert run(page, STAND, case | {"truth": TRUTH}) == [case["possible"], case["certain"]]


COMPARED = [case for case in CASES if "compared" in case]


@pytest.mark.parametrize("case", COMPARED, ids=[case["name"] for case in COMPARED])
def test_a_golden_case_is_compared_with_its_pin_as_written(
    page: Page, case: dict[str, Any]
) -> None:
    found = run(page, STAND, case | {"truth": TRUTH, "isPinned": True})
    assert found == case["compared"]


def degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a Mercator pair (0..1)."""
    lat = 2 * math.atan(math.exp((0.5 - y) * 2 * math.pi)) - math.pi / 2
    return math.degrees(lat), (x - 0.5) * 360


@pytest.mark.parametrize(
    ("start", "end", "middle"),
    [
        # By symmetry: tan(lat) = tan(60) / cos(45) halfway between two places on one parallel.
        ((60, 0), (60, 90), (math.degrees(math.atan(math.sqrt(6))), 45)),
        # Along a meridian and along the equator.
        ((10, 20), (50, 20), (30, 20)),
        ((0, 30), (0, 80), (0, 55)),
        # Over the date line: longitudes run on.
        ((0, 170), (0, -170), (0, 180)),
    ],
)
def test_a_great_circle_goes_from_end_to_end_through_its_middle(
    page: Page,
    start: tuple[float, float],
    end: tuple[float, float],
    middle: tuple[float, float],
) -> None:
    body = "return [...tm.greatCircle({lat: arg[0], lon: arg[1]}, {lat: arg[2], lon: arg[3]}, 72)];"
    path = run(page, body, [*start, *end])
    assert len(path) == 73 * 2
    pairs = [degrees(x, y) for x, y in zip(path[::2], path[1::2], strict=True)]
    assert pairs[0] == pytest.approx(start)
    assert (pairs[-1][0], pairs[-1][1] % 360) == pytest.approx((end[0], end[1] % 360))
    assert pairs[36] == pytest.approx(middle)


def test_mercator_puts_known_places_where_they_belong(page: Page) -> None:
    places = [(0, 0), (85.0511287798, -180), (-85.0511287798, 180), (43.34116, 52.86192)]
    body = "return arg.map(([lat, lon]) => [tm.mercatorX(lon), tm.mercatorY(lat)]);"
    origin, corner, other, zhanaozen = run(page, body, places)
    assert origin == pytest.approx([0.5, 0.5])
    assert corner == pytest.approx([0, 0], abs=1e-9)
    assert other == pytest.approx([1, 1])
    assert degrees(*zhanaozen) == pytest.approx((43.34116, 52.86192))


STAMP = """
    const raster = new tm.Raster(60, 40);
    const disc = (alpha) => new tm.Sprite(8, (context, x, y) => {
        context.globalAlpha = alpha;
        context.fillStyle = "#C80000";
        tm.traceMark(context, "circle", x, y, 6);
        context.fill();
    });
    for (const [x, y, alpha] of arg) raster.stamp(disc(alpha), x, y);
    const bytes = raster.image.data;
    const rgba = (k) => bytes.slice(4 * k, 4 * k + 4);
    const points = [[10, 10], [14, 10], [30, 30], [59, 0], [0, 39]];
    const out = points.map(([x, y]) => [...rgba(y * 60 + x)]);
    const one = disc(0.5);
    const covered = [[0, 0], [5, 0], [0, -5], [5, 5], [9, 0]].map(([dx, dy]) => one.covers(dx, dy));
    raster.clear();
    return [out, covered, raster.pixels.some(Boolean)];
"""


def test_what_is_stamped_last_lies_on_top_and_marks_are_cut_at_the_rim(page: Page) -> None:
    looks, covered, dirty = run(page, STAMP, [[10, 10, 1], [18, 10, 0.5], [58, 1, 1], [30, 30, 1]])
    assert looks[0] == looks[2] == looks[3] == [200, 0, 0, 255]
    assert looks[1][3] == 128
    assert looks[4] == [0, 0, 0, 0]
    assert covered == [True, True, True, False, False]
    assert not dirty


def test_a_hard_sprite_has_no_soft_edge(page: Page) -> None:
    body = """
        const disc = (isHard) => new tm.Sprite(8, (context, x, y) => {
            tm.traceMark(context, "circle", x, y, 5.3);
            context.fill();
        }, { isHard });
        return [disc(false), disc(true)].map(({ solid, edge }) => [solid.length, edge.length]);
    """
    (soft_solid, soft_edge), (hard_solid, hard_edge) = run(page, body)
    assert (soft_edge > 0, hard_edge) == (True, 0)
    assert soft_solid < hard_solid < soft_solid + soft_edge
    assert hard_solid == pytest.approx(math.pi * 5.3**2, rel=0.08)


def test_the_shapes_of_marks_are_of_comparable_area(page: Page) -> None:
    body = """
        const covered = (shape) => new tm.Sprite(40, (context, x, y) => {
            tm.traceMark(context, shape, x, y, 20);
            context.fill();
        }, { isHard: true }).solid.length;
        return arg.map(covered);
    """
    shapes = ["circle", "diamond", "square", "triangle", "star", "plus", "hexagon", "pentagon"]
    areas = run(page, body, shapes)
    circle = math.pi * 20**2
    assert areas[0] == pytest.approx(circle, rel=0.01)
    assert all(0.8 * circle < area < 1.3 * circle for area in areas)


MANY = """
    let seed = 11;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const make = (length, kinds) => {
        const some = () => Math.floor(random() * 31 * tm.DAY);
        const earliest = Float64Array.from({ length }, some).sort();
        const latest = earliest.map((ms) => ms + (random() < 0.4 ? tm.DAY : 0));
        const column = (Type, pick) => Type.from({ length }, pick);
        const families = kinds.map((kind) => ({ id: kind, shape: "circle", kinds: [kind] }));
        const kind = column(Uint8Array, () => Math.floor(random() * kinds.length));
        const header = { length, families, kinds, precisions: [""], confidences: ["low", "high"] };
        return new tm.EventSet(header, {
            lat: column(Float32Array, () => 41 + random() * 14),
            lon: column(Float32Array, () => 47 + random() * 40),
            earliest, latest, kind, family: Int8Array.from(kind),
            ended: earliest.map((ms) => (random() < 0.2 ? ms + 3 * tm.DAY : NaN)),
            precision: new Uint8Array(length),
            confidence: column(Uint8Array, () => (random() < 0.5 ? 0 : 1)),
            dot: new Uint8Array(length).fill(1),
        });
    };
"""


def test_blocks_stand_as_each_event_would_alone(page: Page) -> None:
    body = (
        MANY
        + """
        const events = make(7000, ["a", "b", "c"]);
        const all = { kinds: null, confidence: null, sets: null, search: "" };
        const states = [];
        for (let k = 0; k < 40; k++) {
            const t1 = Math.floor(random() * 31 * tm.DAY);
            const t0 = t1 - Math.floor(random() * 5 * tm.DAY);
            const pin = k % 4 ? null : Math.floor(random() * 31 * tm.DAY);
            const kinds = k % 5 ? null : ["a", "c"];
            states.push({ ...all, mode: ["upto", "window", "all"][k % 3], t0, t1, pin, kinds });
        }
        let wrong = 0;
        for (const state of states) {
            events.filter(state);
            events.stand(state);
            const low = [0, 0, 0], high = [0, 0, 0], sides = [0, 0, 0, 0];
            for (let i = 0; i < events.length; i++) {
                const kept = !state.kinds || state.kinds.includes(events.kindOf(i));
                const times = [events.earliest[i], events.latest[i], events.ended[i]];
                const one = kept ? tm.standing(...times, state) : tm.OUT;
                if (one !== events.standing[i]) wrong += 1;
                if (one === tm.OUT) continue;
                high[events.kind[i]] += 1;
                if (one === tm.IN) low[events.kind[i]] += 1;
                sides[0] += one === tm.IN && events.latest[i] <= state.pin;
                sides[1] += events.earliest[i] <= state.pin;
                sides[2] += one === tm.IN && events.earliest[i] > state.pin;
                sides[3] += events.latest[i] > state.pin;
            }
            if (String([low, high]) !== String([events.counts.low, events.counts.high])) wrong += 1;
            const { before, since } = events.compared || {};
            if ((state.pin === null) !== (events.compared === null)) wrong += 1;
            const got = before && [before.low, before.high, since.low, since.high];
            if (before && String(got) !== String(sides)) wrong += 1;
        }
        return wrong;
    """
    )
    assert run(page, body) == 0


def test_sets_are_joined_in_the_order_of_time_and_each_keeps_its_own(page: Page) -> None:
    body = (
        MANY
        + """
        const both = [make(500, ["a", "b"]), make(300, ["b", "z"])];
        const sets = both.map((events, k) => ({ id: "s" + k, name: "", events }));
        const list = (length, one) => Array.from({ length }, (_, k) => one(k));
        sets[1].events.texts = {
            events: list(300, (i) => ({ id: "t" + i, title: "", place: i % 7 })),
            places: list(7, (k) => ({ id: "p" + k, name: "", parent: k ? 0 : -1 })),
            sources: { x: {} },
        };
        sets[1].events.place_index = Uint32Array.from({ length: 300 }, (_, i) => i % 7);
        const all = tm.joinSets(sets);
        const sorted = all.earliest.every((ms, i) => !i || all.earliest[i - 1] <= ms);
        const told = [...Array(800).keys()].filter((i) => all.place(i)?.id);
        all.filter({ kinds: null, confidence: null, sets: ["s1"], search: "" });
        all.stand({ mode: "all" });
        const ofSecond = (i) => all.setOf[i] === 1 && all.families[all.family[i]].set === 1;
        return {
            sorted, length: all.length, told: told.length,
            same: tm.joinSets(sets.slice(0, 1)) === sets[0].events,
            own: told.every((i) => ofSecond(i) && all.place(i).parent !== 0),
            kinds: all.header.kinds, kept: all.counts.all.high,
            unique: new Set(told.map((i) => all.idOf(i))).size,
        };
    """
    )
    found = run(page, body)
    assert found["sorted"]
    assert found["own"]
    assert found["same"]
    assert (found["length"], found["told"], found["kept"], found["unique"]) == (800, 300, 300, 300)
    assert found["kinds"] == ["a", "b", "z"]


def test_kinds_of_several_sets_stay_apart_however_many_they_are(page: Page) -> None:
    body = (
        MANY
        + """
        const words = (letter) => Array.from({ length: 250 }, (_, k) => letter + k);
        const sets = ["a", "b"].map((id) => ({ id, name: "", events: make(2000, words(id)) }));
        const all = tm.joinSets(sets);
        const letter = (i) => all.header.kinds[all.kind[i]][0];
        const wrong = [...all.kind.keys()].filter((i) => letter(i) !== sets[all.setOf[i]].id);
        return [wrong.length, new Set(all.kind).size > 256];
    """
    )
    assert run(page, body) == [0, True]


def test_events_of_one_spot_open_around_it_and_others_stay(page: Page) -> None:
    body = """
        const events = { x: [0.5, 0.5, 0.5, 0.7], y: [0.5, 0.5, 0.5, 0.2] };
        const view = { scale: 1000, left: 0, top: 0 };
        const { placed, groups } = tm.openUp(events, [0, 1, 2, 3], view, 6);
        const at = [...placed.events].map((i, k) => [i, placed.x[k], placed.y[k]]);
        return [at, groups];
    """
    at, groups = run(page, body)
    assert [i for i, _, _ in at] == [0, 1, 2, 3]
    assert at[3][1:] == [700, 200]
    assert len(groups) == 1
    for (_, x0, y0), (_, x1, y1) in pairwise(at[:3]):
        assert math.hypot(x1 - x0, y1 - y0) > 6
    assert all(math.hypot(x - 500, y - 500) <= groups[0]["r"] for _, x, y in at[:3])


CLUSTER = """
    let seed = 1;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const spots = Array.from({ length: 200 }, (_, place) => {
        const weight = 1 + Math.floor(random() * 20);
        const events = Array.from({ length: weight }, (_, k) => place * 100 + k);
        const [x, y] = [random(), random()];
        return { place, x, y, weight, parent: place % 9 ? -1 : (place + 1) % 200, events };
    });
    const wanted = spots.flatMap((spot) => spot.events).sort((a, b) => a - b).join();
    return arg.map((scale) => {
        const clusters = tm.cluster(spots, scale);
        const kept = clusters.flatMap((one) => one.spots.flatMap((spot) => spot.events));
        const sum = (all) => all.reduce((total, spot) => total + spot.weight, 0);
        const weights = clusters.every((one) => one.weight === sum(one.spots));
        return [clusters.length, kept.sort((a, b) => a - b).join() === wanted, weights];
    });
"""


def test_bubbles_keep_every_event_and_part_as_one_comes_closer(page: Page) -> None:
    found = run(page, CLUSTER, [1, 256, 2048, 65536, 10_000_000])
    assert all(kept and weights for _, kept, weights in found)
    counts = [count for count, _, _ in found]
    assert counts == sorted(counts)
    assert counts[0] < 5
    assert counts[-1] == 200


LABELS = """
    let seed = 7;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const placer = new tm.LabelPlacer(900, 500);
    const disc = () => [random() * 900, random() * 500, 4 + random() * 20];
    const discs = Array.from({ length: 60 }, disc);
    const boxes = discs.map(([x, y, r]) => [x - r, y - r, x + r, y + r]);
    boxes.forEach((box) => placer.block(box));
    for (const [x, y, r] of discs) {
        const width = 30 + random() * 90;
        const side = placer.beside(x, y, r, width, 14);
        if (side) boxes.push(tm.besideBox(side, x, y, r, width, 14));
    }
    const labels = boxes.slice(discs.length);
    for (let k = 0; k < 40; k++) {
        const at = placer.around([[random() * 900, random() * 500]], 70, 12);
        if (at) labels.push([at[0] - 35, at[1] - 6, at[0] + 35, at[1] + 6]);
    }
    const all = [...boxes.slice(0, discs.length), ...labels];
    const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    const isOut = (box) => box[0] < 0 || box[1] < 0 || box[2] > 900 || box[3] > 500;
    const outside = labels.filter(isOut);
    const clashes = labels.filter((one) => all.some((other) => other !== one && meet(one, other)));
    return [labels.length, outside.length, clashes.length];
"""


def test_names_cover_neither_each_other_nor_a_bubble(page: Page) -> None:
    placed, outside, clashes = run(page, LABELS)
    assert placed > 20
    assert (outside, clashes) == (0, 0)


@pytest.mark.parametrize("side", ["e", "w", "n", "s", "se", "ne", "sw", "nw"])
def test_a_name_beside_a_disc_does_not_cover_it(page: Page, side: str) -> None:
    left, top, right, bottom = run(page, "return tm.besideBox(arg, 100, 100, 20, 60, 14);", side)
    assert (right - left, bottom - top) == pytest.approx((60, 14))
    nearest = min(max(left, 100), right), min(max(top, 100), bottom)
    assert math.dist(nearest, (100, 100)) >= 20


def test_a_link_that_is_not_http_stays_text(page: Page) -> None:
    body = "return arg.map((url) => tm.link(url, 'here').tagName);"
    urls = ["https://example.org", "javascript:alert(1)", "data:text/html,x", "", None]
    assert run(page, body, urls) == ["A", "SPAN", "SPAN", "SPAN", "SPAN"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_ranges_are_written_as_in_python(page: Page, lang: str) -> None:
    cases = [case for case in WORDS["ranges"] if case["lang"] == lang]
    written = run(
        page,
        "const words = new tm.Words(arg.lang);"
        "return arg.cases.map(({ low, high }) => words.range(low, high));",
        {"lang": lang, "cases": cases},
    )
    assert written == [case["text"] for case in cases]
