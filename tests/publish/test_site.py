"""The site: what its pages say, hold and link to."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from geo.facts.checksums import check_package
from geo.facts.read import DATA, Facts
from geo.facts.vocabulary import JoinedEvents
from geo.publish.charts import LOOKS, Chart, ChartGroup
from geo.publish.site import write_site
from geo.scene.build import Scene
from geo.words.catalogue import LANGUAGES

URL = "https://example.org/qantar/"
LOCAL = re.compile(r'(?:src|srcset|href)="(?!https?:|data:|#)([^"?#]*)[^"]*"')


def one_chart(_: Facts, __: JoinedEvents, ___: Scene, lang: str) -> list[ChartGroup]:
    """Draw one small chart, instead of those of the panels."""
    spec = {
        "data": {"values": [{"x": 1.23456789, "y": 2}]},
        "mark": "point",
        "encoding": {"x": {"field": "x", "type": "quantitative"}},
        "height": 40,
    }
    table = "<table><tr><th>one</th></tr></table>"
    chart = Chart("points", f"described in {lang}", dict.fromkeys(LOOKS, spec), table)
    return [ChartGroup("Title", "Note & more", [chart])]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a site that knows its address."""
    root = tmp_path_factory.mktemp("site")
    write_site(root, DATA, one_chart, url=URL)
    return root


def pages(site: Path) -> Sequence[Path]:
    """Give every page but the one files, which stand for themselves."""
    return [path for path in site.rglob("*.html") if path.name != "qantar.html"]


def test_each_language_has_its_pages_and_says_which_it_is(site: Path) -> None:
    assert len(pages(site)) == 1 + 2 * len(LANGUAGES)
    for lang in LANGUAGES:
        for name in ("index.html", "sources.html"):
            text = (site / lang / name).read_text(encoding="utf-8")
            assert f'<html lang="{lang}">' in text
            for other in LANGUAGES:
                page = "" if name == "index.html" else name
                assert f'hreflang="{other}" href="{URL}{other}/{page}"' in text


def test_every_link_within_the_site_leads_to_a_file(site: Path) -> None:
    for page in pages(site):
        for target in LOCAL.findall(page.read_text(encoding="utf-8")):
            path = page.parent / target
            assert (path / "index.html" if path.is_dir() else path).is_file(), f"{page}: {target}"


def test_pages_load_nothing_from_another_host(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        assert re.findall(r'(?:src|srcset)="https?:', text) == []
        assert re.findall(r'<link rel="stylesheet" href="https?:', text) == []


def test_what_languages_share_stands_once_under_the_hash_of_its_content(site: Path) -> None:
    assets = [path.name for path in (site / "assets").iterdir()]
    assert all(re.fullmatch(r"[\w-]+\.[0-9a-f]{12}\.\w+", name) for name in assets)
    for stem in ("timemap", "countries", "regions", "lakes", "rivers", "events", "page"):
        found = [name for name in assets if name.startswith(f"{stem}.") and ".css" not in name]
        assert len(found) == 1, found


def test_charts_are_pictures_with_words_and_a_table_beside_them(site: Path) -> None:
    text = (site / "de" / "index.html").read_text(encoding="utf-8")
    assert 'alt="described in de"' in text
    assert "<table><tr><th>one</th></tr></table>" in text
    assert "Note &amp; more" in text
    (picture,) = (site / "assets").glob("points-de-light.*.svg")
    svg = picture.read_text(encoding="utf-8")
    assert ET.fromstring(svg).tag.endswith("svg")  # noqa: S314 - our own
    assert "aria-" not in svg
    assert not re.search(r"\d\.\d{3}", re.sub(r">[^<]*<", "><", svg))


def test_preview_and_addresses_are_whole_where_the_site_knows_its_own(site: Path) -> None:
    text = (site / "en" / "index.html").read_text(encoding="utf-8")
    preview = re.search(r'property="og:image" content="https://example.org/qantar/([^"]+)"', text)
    assert preview
    assert (site / preview[1]).read_bytes().startswith(b"\x89PNG")
    assert f'<link rel="canonical" href="{URL}en/">' in text
    places = re.findall("<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert places == [f"{URL}{lang}/{page}" for page in ("", "sources.html") for lang in LANGUAGES]
    assert f"Sitemap: {URL}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_the_data_package_comes_along_whole(site: Path) -> None:
    assert check_package(site / "data") == []
    package = json.loads((site / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert len(package["resources"]) >= 15
    assert "CC BY 4.0" in (site / "data" / "LICENSE").read_text(encoding="utf-8")


def test_every_page_names_whom_the_data_come_from(site: Path) -> None:
    for lang in LANGUAGES:
        for page in (site / lang).iterdir():
            credit = page.read_text(encoding="utf-8").partition('id="credits"')[2]
            for name in ("GeoNames", "Natural Earth", "CC BY 4.0"):
                assert name in credit, page


def test_all_sources_are_listed_without_a_script(site: Path, real_facts: Facts) -> None:
    text = (site / "en" / "sources.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<li><a href="https?://', text)) >= len(real_facts.sources)
