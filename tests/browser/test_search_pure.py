"""Pure parts of search and list: letters as Python compares them, names, and the newest of many."""

import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from geo.analysis.search import normalise, search_words
from geo.facts.join import Joined
from geo.facts.read import Facts
from tests.browser.pure import run

pytestmark = pytest.mark.browser

HOUR = 3_600_000
DAY = 24 * HOUR


def test_letters_are_compared_as_in_python(
    page: Page, real_facts: Facts, real_joined: Joined
) -> None:
    columns = [name for name in real_joined.events if str(name).startswith(("title", "summary"))]
    texts = sorted(set(real_joined.events[columns].to_numpy().ravel()))
    texts += sorted(set(real_facts.places["name_kk"]) | set(real_facts.places["name_kk_latn"]))
    letters = map(chr, range(0x20, 0x3000))
    # No control signs, and none newer than the tables that Python has.
    texts += [letter for letter in letters if unicodedata.category(letter) not in {"Cn", "Cc"}]
    texts += ["\u0301e\u0301", "\uff21\uac00"]
    assert run(page, "return arg.map(tm.normalise);", texts) == list(map(normalise, texts))
    words = run(page, "return arg.map(tm.searchWords);", texts)
    assert words == [list(search_words(text)) for text in texts]


PLACES_TRUTH = json.loads(
    (Path(__file__).parents[1] / "golden" / "places.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", PLACES_TRUTH["cases"], ids=lambda case: case["name"])
def test_what_lies_in_a_place_is_what_it_is_in_python(page: Page, case: dict[str, Any]) -> None:
    body = """
        const at = (id) => arg.places.findIndex((place) => place.id === id);
        const places = arg.places.map((place) => ({ ...place, parent: at(place.parent) }));
        return [...tm.placesWithin(places, arg.chosen)].sort();
    """
    asked = {"places": PLACES_TRUTH["places"], "chosen": case["chosen"]}
    assert run(page, body, asked) == case["within"]


PLACES = """
    const index = tm.nameIndex(arg.places);
    return tm.findPlaces(index, arg.text, 9).map(({ place, name }) => [place.id, name]);
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ust kamenogorsk", [["uk", "Ust-Kamenogorsk"]]),
        ("guryev", [["at", "Gur'yev"]]),
        ("al", [["al", "Almaty"], ["sq", "Square, Almaty"], ["ur", "Uralsk"]]),
        ("алм", [["al", "Алматы"]]),
        (" - ", []),
    ],
)
def test_places_are_found_by_the_begin_of_a_name_first(
    page: Page, text: str, found: list[list[str]]
) -> None:
    places = [
        {"id": "ur", "name": {"en": "Uralsk"}, "aliases": ["Oral"]},
        {"id": "sq", "name": "Square, Almaty"},
        {"id": "uk", "name": {"en": "Ust-Kamenogorsk"}, "aliases": []},
        {"id": "at", "name": {"en": "Atyrau"}, "aliases": ["Gur'yev"]},
        {"id": "al", "name": {"en": "Almaty", "ru": "Алматы"}, "aliases": []},
    ]
    assert run(page, PLACES, {"places": places, "text": text}) == found


NEWEST = """
    const { rows, state, limit, told } = arg;
    const standing = Uint8Array.from(rows, (row) => row.standing);
    const column = (name) => Float64Array.from(rows, (row) => row[name]);
    const texts = told ? {} : null;
    const textOf = (i) => (told ? rows[i] : null);
    const [earliest, latest] = [column("earliest"), column("latest")];
    const events = { length: rows.length, standing, earliest, latest, texts, textOf };
    return new tm.Newest(events, new tm.Zone(360)).first(limit, state, (i) => i % 7 !== 3);
"""


def made_rows(count: int, *, told: bool) -> list[dict[str, Any]]:
    """Make events of all precisions, in the order of their earliest instant."""
    rng = random.Random(7)  # noqa: S311 - not for secrets
    rows = []
    for _ in range(count):
        minute = rng.randrange(30 * 1440)
        precision = rng.choice(["minute", "hour", "day", "approx"])
        started = f"2022-01-{1 + minute // 1440:02}"
        if precision != "day":
            started += f"T{minute % 1440 // 60:02}:{minute % 60:02}"
        wall = (
            1_640_995_200_000 + (minute // 1440 * 1440 if precision == "day" else minute) * 60_000
        )
        offset = rng.choice([300, 360]) if told else 360
        reach = {"minute": 0, "hour": HOUR, "day": DAY, "approx": 12 * HOUR}[precision]
        earliest = wall - offset * 60_000 - (reach if precision == "approx" else 0)
        time = {"started": started, "precision": precision, "offset_min": offset}
        standing = rng.choice([0, 1, 2, 2])
        rows.append(
            {"earliest": earliest, "latest": earliest + reach, "time": time, "standing": standing}
        )
    return sorted(rows, key=lambda row: row["earliest"])


def sort_key(row: dict[str, Any], state: dict[str, Any], *, told: bool) -> tuple[int, bool, int]:
    """Give what the list is sorted by: the day shown, whether the hour is known, the instant."""
    if told:
        day = int(row["time"]["started"][8:10]) + 18_992
        is_known = row["time"]["precision"] in {"minute", "hour"}
        today = (state["t1"] + row["time"]["offset_min"] * 60_000) // DAY
    else:
        day = (row["earliest"] + 360 * 60_000) // DAY
        is_known = row["latest"] - row["earliest"] <= HOUR
        today = (state["t1"] + 360 * 60_000) // DAY
    shown = day if state["mode"] == "all" else min(day, today)
    return (-shown, not is_known, -row["earliest"])


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("mode", ["upto", "all"])
@pytest.mark.parametrize("limit", [1, 8, 500])
def test_the_first_page_is_that_of_a_list_that_is_sorted_as_a_whole(
    page: Page, mode: str, limit: int, *, told: bool
) -> None:
    state = {"mode": mode, "t1": 1_640_995_200_000 + 17 * DAY + 5 * HOUR}
    rows = made_rows(3000, told=told)
    for row in rows:
        row["standing"] *= mode == "all" or row["earliest"] <= state["t1"]
    kept = [i for i, row in enumerate(rows) if row["standing"] and i % 7 != 3]
    expected = sorted(kept, key=lambda i: (*sort_key(rows[i], state, told=told), i))[:limit]
    arg = {"rows": rows, "state": state, "limit": limit, "told": told}
    assert run(page, NEWEST, arg) == expected


@pytest.mark.parametrize("told", [True, False])
def test_the_list_goes_by_instants_where_clocks_show_an_hour_twice(
    page: Page, *, told: bool
) -> None:
    body = """
        const { earliest, told } = arg;
        const zone = new tm.Zone("Europe/Berlin");
        const timeOf = (ms) => ({
            started: tm.wallText(zone.wall(ms)),
            precision: "minute",
            offset_min: zone.ahead(ms) / 60000,
        });
        const events = {
            length: earliest.length,
            standing: earliest.map(() => tm.IN),
            earliest,
            latest: earliest,
            texts: told ? {} : null,
            textOf: (i) => (told ? { time: timeOf(earliest[i]) } : null),
        };
        return new tm.Newest(events, zone).first(9, { mode: "all", t1: 0 }, () => true);
    """
    change = 1_667_091_600_000
    # Shown as 02:15, 02:30 (two events), 02:55; then 02:00 again (and 1 ms later), 02:15, 02:30.
    minutes = [-45, -30, -30, -5, 0, 1 / 60_000, 15, 30]
    earliest = [change + round(at * 60_000) for at in minutes]
    newest = sorted(range(len(earliest)), key=lambda i: (-earliest[i], i))
    assert run(page, body, {"earliest": earliest, "told": told}) == newest
