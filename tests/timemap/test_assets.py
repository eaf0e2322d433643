"""Scripts, styles and data: written into the page, or served under the hash of their content."""

import base64
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from rcssmin import cssmin

import geo.timemap
from geo.timemap import Inline, Payload, Served, script, stylesheet
from geo.timemap.bundle import LANGUAGES, guard_url, own_script

STATIC = Path(geo.timemap.__file__).parent / "static"
TEXTS = Payload.of_json("texts.json", {"title": "Жаңаөзен"})
BYTES = Payload("events.bin", bytes(range(256)), "application/octet-stream")


def test_json_is_written_into_the_page_as_it_is() -> None:
    assert Inline().publish(TEXTS) == {"json": {"title": "Жаңаөзен"}}


def test_bytes_are_written_into_the_page_as_base64() -> None:
    published = Inline().publish(BYTES)
    assert base64.b64decode(str(published["base64"])) == BYTES.body


def test_what_is_published_is_served_under_its_url() -> None:
    store = Served("../../timemap")
    url = store.publish(BYTES)["url"]
    assert url == f"../../timemap/{BYTES.digest}/events.bin"
    assert store.get(BYTES.digest, "events.bin") is BYTES


@pytest.mark.parametrize(
    ("digest", "name"), [(BYTES.digest, "other.bin"), ("0" * 20, "events.bin"), ("", "")]
)
def test_what_was_not_published_is_not_served(digest: str, name: str) -> None:
    store = Served("../../timemap")
    store.publish(BYTES)
    assert store.get(digest, name) is None


def test_two_stores_share_nothing() -> None:
    Served("one").publish(BYTES)
    assert Served("two").get(BYTES.digest, BYTES.name) is None


def test_the_same_content_has_the_same_url_and_other_content_another() -> None:
    again = Payload.of_json("texts.json", {"title": "Жаңаөзен"})
    other = Payload.of_json("texts.json", {"title": "Almaty"})
    assert again.digest == TEXTS.digest
    assert other.digest != TEXTS.digest


def test_digests_survive_what_streamlit_folium_strips() -> None:
    """It drops `_[a-z0-9]+` before it compares scripts: a digest must not hold an underscore."""
    digests = [Payload("x", str(number).encode(), "text/plain").digest for number in range(200)]
    assert all(re.fullmatch("[0-9a-f]{20}", digest) for digest in digests)


def test_every_file_of_the_script_is_in_it_in_the_order_of_their_names() -> None:
    body = script().body.decode()
    files = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
    firsts = {name: re.search(r"^ *((?:L|tm)\.[\w.]+) = ", files[name], re.M) for name in files}
    marks = {name: first[1] for name, first in firsts.items() if first}
    assert marks.keys() == files.keys()
    places = [body.index(f"{marks[name]}=") for name in sorted(marks)]
    assert places == sorted(places)
    assert len(set(places)) == len(files)


def test_comments_and_indents_stay_at_home_and_texts_do_not() -> None:
    code = own_script()
    assert "/**" not in code
    assert not re.search(r"^\s", code, re.MULTILINE)
    source = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    # Outside of comments: what stands in quotation marks is what readers and browsers get.
    bare = re.sub(r"^ *(//|/?\*).*$|/\*.*?\*/| // .*$", "", source, flags=re.M)
    texts = set(re.findall(r'"(?:[^"\\\n]|\\.)*"', bare))
    assert len(texts) > 500
    assert [text for text in texts if text not in code] == []


def test_leaflet_comes_before_what_needs_it() -> None:
    body = script().body.decode()
    assert 0 < body.index("Leaflet 1.9") < body.index("L.timemap={")


def test_every_style_is_in_the_stylesheet() -> None:
    body = stylesheet()
    assert ".leaflet-container" in body
    for path in STATIC.glob("*.css"):
        assert cssmin(path.read_text(encoding="utf-8")) in body


def test_the_script_ends_with_words_and_colours() -> None:
    last = own_script().split("L.timemap.words = ", 1)[1]
    words, _ = json.JSONDecoder().raw_decode(last)
    assert set(words) == set(LANGUAGES)
    palettes, _ = json.JSONDecoder().raw_decode(last.split("L.timemap.palettes = ", 1)[1])
    assert set(palettes) == {"light", "dark"}
    for part in ("css", "map", "families"):
        assert palettes["light"][part].keys() == palettes["dark"][part].keys()


def test_neither_script_nor_styles_load_anything_from_another_host() -> None:
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", stylesheet())
    assert "@import" not in stylesheet()
    assert not re.search(r"(fetch|importScripts|import)\(\s*['\"`]https?:", own_script())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guard_is_a_data_url_that_says_its_message_in_the_readers_language(lang: str) -> None:
    url = guard_url(lang)
    assert url.startswith("data:text/javascript")
    assert url.isascii()
    assert not re.search(r"[\"'<>\s]", url)
    text = unquote(url.partition(",")[2])
    assert "TEXTS" not in text
    words = json.loads((STATIC.parent / "locale" / f"map.{lang}.json").read_text("utf-8"))
    assert json.dumps(words["map.error.title"]) in text
