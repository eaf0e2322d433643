"""Answers for programs: what they hold, and what is refused."""

import json
from typing import Any

import pytest

from geo.api.answers import Api, Reply
from geo.api.collections import COLLECTIONS, MOST_ROWS, PAGE_ROWS, Collection
from geo.errors import ParameterError
from geo.facts.read import Facts
from geo.facts.vocabulary import REGIONS
from geo.files.formats import FORMATS, METADATA
from geo.view.query import SETS


def ask(api: Api, path: str, **params: str) -> Reply:
    """Ask for an address that is there."""
    reply = api.answer(path, params)
    assert reply is not None
    return reply


def read(api: Api, path: str, **params: str) -> Any:  # noqa: ANN401 - any JSON
    """Read a JSON answer."""
    return json.loads(ask(api, path, **params).write())


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda each: each.name)
def test_pages_together_are_all_rows_in_the_order_of_the_table(
    api: Api, real_facts: Facts, collection: Collection
) -> None:
    found: list[str] = []
    total = 1
    while len(found) < total:
        page = read(api, collection.name, limit="50", offset=str(len(found)))
        assert 0 < len(page["items"]) <= 50
        found += [row[collection.key] for row in page["items"]]
        total = page["total"]
    frame = getattr(real_facts, collection.table)
    if collection.name == "events":
        assert sorted(found) == sorted(frame["event_id"])
    else:
        assert found == list(frame[collection.key])


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda each: each.name)
def test_a_row_has_an_address_of_its_own(api: Api, collection: Collection) -> None:
    page = read(api, collection.name, limit="1", offset="3")
    (row,) = page["items"]
    assert read(api, f"{collection.name}/{row[collection.key]}") == row


@pytest.mark.parametrize(
    ("collection", "column", "word"),
    [
        (each, column, words[0])
        for each in COLLECTIONS
        for column, words in each.words.items()
        if column not in {"set", "region"}
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_filter_keeps_rows_of_that_word_only(
    api: Api, real_facts: Facts, collection: Collection, column: str, word: str
) -> None:
    page = read(api, collection.name, **{column: word, "limit": "1000"})
    frame = getattr(real_facts, collection.table)
    assert page["total"] == len(page["items"]) == (frame[column] == word).sum()
    assert {row[column] for row in page["items"]} <= {word}


def test_the_one_set_there_is_holds_all_events(api: Api, real_facts: Facts) -> None:
    assert read(api, "events", set=SETS[0])["total"] == len(real_facts.events)
    assert read(api, "events", set="none")["total"] == 0


def test_a_region_keeps_what_happened_in_it(api: Api, real_facts: Facts) -> None:
    regions = real_facts.events["place_id"].map(
        real_facts.places.set_index("place_id")["region_iso"]
    )
    for region in REGIONS:
        page = read(api, "events", region=region, limit="1000")
        assert page["total"] == len(page["items"]) == (regions == region).sum()
        assert {row["region_iso"] for row in page["items"]} <= {region}


def test_words_of_one_filter_add_and_filters_together_narrow(api: Api) -> None:
    both = read(api, "events", kind="arson,looting")["total"]
    arson, looting = (read(api, "events", kind=kind)["total"] for kind in ("arson", "looting"))
    assert both == arson + looting > 0
    assert read(api, "events", kind="arson,looting", confidence="high")["total"] < both
    assert read(api, "events", kind="none")["total"] == 0


def test_a_search_finds_what_mentions_every_word(api: Api) -> None:
    everything = read(api, "events", limit="1000")
    first = everything["items"][0]
    found = read(api, "events", search=first["title_de"], limit="1000")
    assert 0 < found["total"] < everything["total"]
    assert first["event_id"] in {row["event_id"] for row in found["items"]}


def test_places_are_kept_by_box(api: Api, real_facts: Facts) -> None:
    found = {row["place_id"] for row in read(api, "places", bbox="52,43,53,44")["items"]}
    places = real_facts.places
    inside = places["lon"].between(52, 53) & places["lat"].between(43, 44)
    assert found == set(places.loc[inside, "place_id"])
    assert 0 < len(found) < len(places)


def test_json_comes_in_pages_and_files_come_whole(api: Api) -> None:
    assert len(read(api, "events")["items"]) == PAGE_ROWS
    reply = ask(api, "events.geojson")
    assert reply.part is not None or len(json.loads(reply.write())["features"]) > PAGE_ROWS
    few = json.loads(ask(api, "events.geojson", limit="2", offset="1").write())["features"]
    assert [each["id"] for each in few] == [
        row["event_id"] for row in read(api, "events", limit="2", offset="1")["items"]
    ]


@pytest.mark.parametrize("ending", [*FORMATS, METADATA])
def test_a_file_may_have_no_rows(api: Api, ending: str) -> None:
    none = ask(api, f"events.{ending}", kind="none").write()
    assert 0 < len(none) < len(ask(api, f"events.{ending}", kind="arson").write())
    assert len(ask(api, f"events.{ending}", offset="100000").write()) > 0


def test_beyond_the_last_row_there_is_nothing(api: Api) -> None:
    page = read(api, "events", offset="100000")
    assert page["items"] == []
    assert page["total"] > 0


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing",
        "events.exe",
        "events.",
        ".csv",
        "sources.geojson",
        "events/",
        "events/no-such-event",
        "events/../sources",
        "../data/events.csv",
        "events.csv/x",
        "nothing/x",
        "figures.csv.csv",
        "events//",
        "__init__",
        "events/%2e%2e",
    ],
)
def test_what_is_not_there_is_nothing(api: Api, path: str) -> None:
    assert api.answer(path, {}) is None


@pytest.mark.parametrize(
    ("path", "params", "name"),
    [
        ("events", {"kinds": "protest"}, "kinds"),
        ("places", {"until": "2022-01-05"}, "until"),
        ("sources", {"bbox": "1,2,3,4"}, "bbox"),
        ("openapi.json", {"x": "1"}, "x"),
        ("dataset.zip", {"kind": "arson"}, "kind"),
        ("events/zhanaozen-first-gathering", {"limit": "1"}, "limit"),
        ("events", {"limit": "0"}, "limit"),
        ("events", {"limit": str(MOST_ROWS + 1)}, "limit"),
        ("events", {"limit": "\N{SUPERSCRIPT TWO}"}, "limit"),
        ("events", {"offset": "-1"}, "offset"),
        ("events.csv", {"offset": "1e9"}, "offset"),
        ("events.csv", {"limit": "9" * 400}, "limit"),
        ("figures", {"metric": "=1"}, "metric"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused_by_name(
    api: Api, path: str, params: dict[str, str], name: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        api.answer(path, params)
    assert [each.parameter for each in caught.value.refusals] == [name]


def test_all_of_a_file_is_the_same_whichever_way_it_is_asked(api: Api) -> None:
    first = ask(api, "events.csv", kind="arson", confidence="high")
    again = ask(api, "events.csv", confidence="high", kind="arson")
    assert first.write() == again.write()
