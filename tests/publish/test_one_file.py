"""One HTML file: what it holds, what it leaves out, how large it is."""

import gzip
import json
import re
from typing import Any

import pytest

from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.shapes import read_shapes
from geo.publish.in_page import as_block
from geo.publish.one_file import write_one_file
from geo.publish.one_language import in_language
from geo.view.choice import Choice, choose, read_begin, read_end
from geo.words.catalogue import LANGUAGES, Words

LARGEST_BYTES = 1_800_000
LARGEST_PACKED_BYTES = 550_000
LARGEST_BARE_BYTES = 600_000
LARGEST_BARE_PACKED_BYTES = 170_000
"""Without texts and outlines, which grow with the tables."""
LARGEST_TEXTS_BYTES = 2_500
"""Bytes of an event with all that is said of it and of its sources, on average."""


BLOCK = re.compile(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', re.DOTALL)


class Page:
    """An exported file, taken apart."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lang = re.findall(r'<html lang="(\w+)">', text)[0]
        found = BLOCK.findall(text)
        self.blocks: dict[str, Any] = {name: json.loads(body) for name, body in found}

    def block(self, name: str) -> Any:  # noqa: ANN401 - any JSON
        """Give the data whose element begins with a name."""
        (found,) = (body for key, body in self.blocks.items() if key.startswith(f"qantar-{name}"))
        return found


@pytest.fixture(scope="module", params=LANGUAGES)
def whole(request: pytest.FixtureRequest, real_facts: Facts, real_joined: Joined) -> Page:
    """Write everything, in one language after the other."""
    return written(real_facts, real_joined, Choice(request.param))


@pytest.fixture(scope="module")
def part(real_facts: Facts, real_joined: Joined) -> Page:
    """Write three days of two kinds."""
    begin_ms, end_ms = read_begin("2022-01-03"), read_end("2022-01-05")
    choice = choose("de", begin_ms=begin_ms, end_ms=end_ms, kinds=["protest", "clash"])
    return written(real_facts, real_joined, choice)


def written(facts: Facts, joined: Joined, choice: Choice) -> Page:
    """Write a file and take it apart."""
    payload = write_one_file(facts, joined.events, choice, read_shapes())
    assert payload.media_type == "text/html; charset=utf-8"
    return Page(payload.body.decode())


def test_it_is_small_enough_to_be_mailed(whole: Page) -> None:
    texts = {name: whole.block(name) for name in ("texts", "sources", "story")}
    told = len(json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode())
    assert told / len(texts["texts"]["events"]) <= LARGEST_TEXTS_BYTES
    # What is no text of the tables does not grow with them.
    bare = BLOCK.sub("", whole.text).encode()
    assert len(bare) <= LARGEST_BARE_BYTES
    assert len(gzip.compress(bare)) <= LARGEST_BARE_PACKED_BYTES
    body = whole.text.encode()
    assert len(body) <= LARGEST_BYTES
    assert len(gzip.compress(body)) <= LARGEST_PACKED_BYTES


def test_it_loads_nothing_and_says_so_to_the_browser(whole: Page) -> None:
    assert "default-src 'none'" in whole.text
    assert re.findall(r"<(?:script|img|iframe|source|object)\b[^>]*\bsrc=", whole.text) == []
    assert [tag for tag in re.findall(r"<link\b[^>]*>", whole.text) if "data:" not in tag] == []
    assert "tile.openstreetmap" not in whole.text
    assert not re.search(r"url\(\s*['\"]?https?:", whole.text)


def test_it_has_title_language_and_credits(whole: Page) -> None:
    words = Words(whole.lang)
    assert f"<title>{words('page.title')}</title>" in whole.text
    for name in ("GeoNames", "Natural Earth", "CC BY 4.0"):
        assert name in whole.text.partition('id="credits"')[2]


def test_it_holds_every_event_with_its_sources(whole: Page, real_joined: Joined) -> None:
    texts, sources = whole.block("texts"), whole.block("sources")
    assert sorted(event["id"] for event in texts["events"]) == sorted(
        real_joined.events["event_id"]
    )
    cited = {source for event in texts["events"] for source, _ in event["sources"]}
    assert cited <= sources.keys()
    assert "sources" not in texts


def test_it_holds_one_language_but_all_names_of_places(whole: Page) -> None:
    texts = whole.block("texts")
    assert all(isinstance(event["title"], str) for event in texts["events"])
    assert any("ru" in place["name"] for place in texts["places"])
    catalogues = whole.text.split("L.timemap.words = ", 1)[1]
    assert list(json.JSONDecoder().raw_decode(catalogues)[0]) == [whole.lang]


def test_the_story_finds_its_sources_in_the_same_place(whole: Page, real_facts: Facts) -> None:
    story, sources = whole.block("story"), whole.block("sources")
    assert len(story["chapters"]) == len(real_facts.chapters)
    assert {source for chapter in story["chapters"] for source in chapter["sources"]} <= set(
        sources
    )


def test_a_part_holds_exactly_the_chosen_events(part: Page, real_joined: Joined) -> None:
    begin_ms, end_ms = read_begin("2022-01-03"), read_end("2022-01-05")
    choice = choose(begin_ms=begin_ms, end_ms=end_ms, kinds=["protest", "clash"])
    chosen = choice.rows(real_joined.events)
    events = part.block("texts")["events"]
    assert sorted(event["id"] for event in events) == sorted(chosen["event_id"])
    assert {event["kind"] for event in events} == {"protest", "clash"}
    (counts,) = re.findall(r'add\("RegionCounts", (.*?)\);\n', part.text)
    by_region = [layer["events"] for layer in json.loads(counts)["layers"] if "events" in layer]
    counted = {event for regions in by_region for ids in regions.values() for event in ids}
    assert counted <= set(chosen["event_id"])
    left_out = real_joined.events[~real_joined.events["event_id"].isin(chosen["event_id"])]
    titles = set(left_out["title_de"]) - set(chosen["title_de"])
    assert [title for title in titles if title in json.dumps(events, ensure_ascii=False)] == []


def test_a_part_says_what_it_is(part: Page, real_joined: Joined) -> None:
    n = len(part.block("texts")["events"])
    said = f"Diese Datei enthält {n} von {len(real_joined.events)} Ereignissen"
    assert f'<p class="q-choice">{said} · Von Montag, 3. Januar, 00:00 bis' in part.text


def test_a_part_cites_fewer_sources_and_tells_only_chapters_on_its_axis(
    part: Page, whole: Page
) -> None:
    begin_ms, end_ms = read_begin("2022-01-03"), read_end("2022-01-05")
    chapters = part.block("story")["chapters"]
    assert 0 < len(chapters) < len(whole.block("story")["chapters"])
    assert all(begin_ms <= one["at"][0] and one["at"][1] <= end_ms for one in chapters)
    assert 0 < len(part.block("sources")) < len(whole.block("sources"))


def test_the_same_choice_gives_the_same_bytes(real_facts: Facts, real_joined: Joined) -> None:
    choice = choose(end_ms=read_end("2022-01-03"))
    first, second = (
        write_one_file(real_facts, real_joined.events, choice, read_shapes()) for _ in range(2)
    )
    assert first.body == second.body


def test_data_cannot_end_the_element_they_stand_in() -> None:
    assert "<" not in as_block({"title": "</script><script>alert(1)</script>"})
    assert json.loads(as_block(["<b>"])) == ["<b>"]


def test_a_text_that_a_language_lacks_stands_in_english_or_in_what_there_is() -> None:
    value = {
        "a": [{"en": "x", "de": "y"}, {"en": "x"}, {"ru": "z"}],
        "b": {},
        "places": {"en": "p"},
    }
    told = in_language(value, "de", keep=("places",))
    assert told == {"a": ["y", "x", "z"], "b": {}, "places": {"en": "p"}}
