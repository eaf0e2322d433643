"""A site for any web server: a page per language, pictures of the charts, the data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geo.errors import DataError, Problem
from geo.facts.checksums import PACKAGE, read_package
from geo.facts.dataset import Dataset, read_dataset
from geo.facts.join import join_events
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.files.package import safe_files
from geo.publish.charts import LOOKS, ChartGroup, DrawCharts, draw_svg
from geo.publish.in_page import as_block
from geo.publish.map_page import axis_of, draw_parts
from geo.publish.one_file import SCRIPTS, write_one_file
from geo.publish.pages import fill_page, method_sections, read_static
from geo.publish.permalink import address_words
from geo.publish.site_files import SiteFolder, SiteStore
from geo.publish.site_picture import SIZE_PX, preview_picture
from geo.scene.build import Scene, build_scene
from geo.scene.texts import source_texts
from geo.storage.files import whole_folder
from geo.timemap import Payload, script
from geo.view.choice import Choice
from geo.words.catalogue import LANGUAGES, Words

NAMES: Final = {"en": "English", "de": "Deutsch"}
"""What languages call themselves."""
ABOUT_DATA: Final = (PACKAGE, "LICENSE", "README.md", "METHOD.md")
UP: Final = "../"
"""From a page of a language to the site's root."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What all pages are written from."""

    folder: SiteFolder
    url: str | None
    dataset: Dataset
    events: JoinedEvents
    scene: Scene
    tables: Sequence[str]
    """Names of the tables in the folder of the data."""
    previews: Mapping[str, str]
    """Language -> path of its preview picture within the site, where this knows its address."""

    @property
    def facts(self) -> Facts:
        """Those of the data set."""
        return self.dataset.facts


def write_site(
    root: Path, data: Path, draw_charts: DrawCharts, *, url: str | None = None
) -> list[str]:
    """
    Write the site; files of an earlier one are overwritten, others stay.

    Parameters
    ----------
    root
        Made where it is missing.
    data
        Folder of the tables.
    draw_charts
        Draws spread and alliance.
    url
        Where the site will stand, with a slash at its end: sitemap, canonical links and preview
        pictures need it.

    Returns
    -------
    names
        Paths within the site of all files written.

    Raises
    ------
    DataError
        The data cannot be used.
    PictureError
        What draws charts is not installed.
    WriteError
        A file cannot be written. Whatever fails, an earlier site stays as it was.
    """
    dataset = read_dataset(data)
    package = read_package(data)
    events = join_events(dataset.facts).events
    scene = build_scene(dataset.facts, events, dataset.shapes)
    with whole_folder(root) as part:
        folder = SiteFolder(part)
        # Others fetch the picture by a whole address only.
        previews = {lang: _keep_preview(folder, scene, lang) for lang in LANGUAGES if url}
        tables = _copy_data(folder, dataset, package)
        site = _Site(folder, url, dataset, events, scene, tables, previews)
        for lang in LANGUAGES:
            _write_language(site, lang, draw_charts(dataset.facts, events, scene, lang))
        _write_root(site)
    return folder.written


def _keep_preview(folder: SiteFolder, scene: Scene, lang: str) -> str:
    picture = preview_picture(scene, Words(lang))
    return folder.keep(Payload(f"preview-{lang}.png", picture, "image/png"))


def _copy_data(folder: SiteFolder, dataset: Dataset, package: Mapping[str, Any]) -> list[str]:
    """Give away what the data package lists, and what is said about it; name the tables."""
    names = [*(resource["path"] for resource in package["resources"]), *ABOUT_DATA]
    files = safe_files(dataset.files)
    missing = [name for name in names if name not in files]
    if missing:
        expected = f"a file of the set, as {PACKAGE} has it"
        raise DataError(Problem(name, None, "", "no such file", expected) for name in missing)
    for name in names:
        folder.write(f"data/{name}", files[name])
    return [name for name in names if name.endswith(".csv")]


def _write_language(site: _Site, lang: str, groups: Sequence[ChartGroup]) -> None:
    words, axis = Words(lang), axis_of(Choice(lang), site.events)
    parts = draw_parts(site.scene, SiteStore(site.folder, lang, UP), lang=lang, axis=axis)
    file = write_one_file(site.facts, site.events, Choice(lang), site.dataset.shapes)
    site.folder.write(f"{lang}/qantar.html", file.body)
    content = {
        **_frame(site, words, page=""),
        "map": parts,
        "map_script": UP + site.folder.keep(script()),
        "page_script": UP + site.folder.keep(_scripts()),
        "address": as_block(address_words(site.scene, axis["opening"])),
        "groups": [(group, _pictures(site, group, lang)) for group in groups],
        "tables": site.tables,
        "file_mb": words.number(len(file.body) / 1e6, digits=1),
    }
    site.folder.write(f"{lang}/index.html", fill_page("site.html", words, **content).encode())
    sources = source_texts(site.facts, set(site.facts.sources["source_id"]))
    text = fill_page(
        "sources.html",
        words,
        **_frame(site, words, page="sources.html"),
        sources=sorted(sources.values(), key=_by_publisher),
        sections=method_sections(words),
    )
    site.folder.write(f"{lang}/sources.html", text.encode())


def _by_publisher(source: Mapping[str, str]) -> tuple[str, str]:
    return source["publisher"].casefold(), source["published_on"]


def _scripts() -> Payload:
    body = "\n".join(read_static(name) for name in SCRIPTS)
    return Payload("page.js", body.encode(), "text/javascript")


def _frame(site: _Site, words: Words, *, page: str) -> dict[str, Any]:
    """Give what the head of every page says: style, languages, addresses, preview."""
    style = Payload("page.css", read_static("page.css").encode(), "text/css")
    return {
        "style": UP + site.folder.keep(style),
        "languages": [(lang, NAMES[lang], f"{UP}{lang}/{page}") for lang in LANGUAGES],
        "page": page,
        "url": site.url,
        "preview": site.previews.get(words.lang, ""),
        "preview_size": SIZE_PX,
    }


def _pictures(site: _Site, group: ChartGroup, lang: str) -> list[dict[str, str]]:
    """Draw the charts of a group in every look; give the paths from the page, by look."""
    return [
        {
            look: UP
            + site.folder.keep(
                Payload(
                    f"{chart.name}-{lang}-{look}.svg",
                    draw_svg(chart.specs[look], look),
                    "image/svg+xml",
                )
            )
            for look in LOOKS
        }
        for chart in group.charts
    ]


def _write_root(site: _Site) -> None:
    """Write what leads to the languages, for people and for machines."""
    words = Words(LANGUAGES[0])
    pages = ["", "sources.html"]
    content = {"url": site.url, "names": NAMES, "pages": pages}
    site.folder.write("index.html", fill_page("root.html", words, **content).encode())
    robots = "User-agent: *\nAllow: /\n"
    if site.url:
        site.folder.write("sitemap.xml", fill_page("sitemap.xml", words, **content).encode())
        robots += f"Sitemap: {site.url}sitemap.xml\n"
    site.folder.write("robots.txt", robots.encode())
