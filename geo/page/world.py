"""What the page shows: read, joined and drawn once, shared by all readers."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from geo.analysis.search import SEARCH_TEXT, search_texts
from geo.analysis.spread.onsets import onsets, with_places
from geo.api.answers import Api
from geo.errors import QantarError
from geo.facts.dataset import read_dataset, stamp_of
from geo.facts.join import join_events
from geo.facts.read import DATA, Facts
from geo.facts.shapes import Shapes
from geo.facts.vocabulary import EVENT_KINDS, JoinedEvents
from geo.page.panels.spread_results import find_results
from geo.scene.build import Scene, build_scene
from geo.scene.draw import redraw_map
from geo.scene.regions import region_names as names_in
from geo.storage.latest import Latest, Sight
from geo.timemap import Served
from geo.view.state import Known
from geo.words.catalogue import LANGUAGES, read_catalogue

PAYLOADS = "../../timemap"
"""Where the map finds its payloads, seen from the component's frame: under any base path."""

_COUNTED: Final = (
    *("earliest_at", "latest_at", "ended_at", "kind", "confidence", "set", SEARCH_TEXT),
    *("on_map", "region_iso", "started_local"),
)


@dataclass(frozen=True, eq=False)
class World:
    """The facts and what follows from them. Frames are shared: copy before changing."""

    facts: Facts
    events: JoinedEvents
    """As `join_events` gives them, and what a search looks in (`search_text`)."""
    scene: Scene
    shapes: Shapes = field(default_factory=dict)
    """The outlines that the map is drawn from."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Every file of the set, as it was when the facts were read."""

    @cached_property
    def api(self) -> Api:
        """What programs can ask for, and what is there to download."""
        return Api(self.facts, self.events, self.files)

    @cached_property
    def narrow(self) -> pd.DataFrame:
        """The events' columns by which they are chosen and counted: all take longer to copy."""
        return self.events[[name for name in _COUNTED if name in self.events]]

    @cached_property
    def known(self) -> Known:
        """What an address may name."""
        return Known(
            event_ids=frozenset(self.events["event_id"]),
            languages=LANGUAGES,
            chapter_ids=frozenset(self.facts.chapters["chapter_id"]),
        )

    @cached_property
    def onsets(self) -> pd.DataFrame:
        """First protests in their order, with their places: see `geo.analysis.spread.onsets`."""
        return with_places(onsets(self.facts.first_protests, self.events), self.facts.places)

    @cached_property
    def onsets_digest(self) -> str:
        """Name the onsets by their content."""
        return sha256(self.onsets.to_csv().encode()).hexdigest()


@lru_cache(maxsize=4)
def region_names(world: World, lang: str) -> dict[str, str]:
    """Give the names of the regions by ISO 3166-2 code, as the map has them."""
    return names_in(world.scene.payloads["regions"].body, lang)


def open_world(folder: Path = DATA) -> World:
    """
    Give the newest world of a data folder that could be read, see `look_at_world`.

    Raises
    ------
    QantarError
        None could be read since the server runs.
    """
    return look_at_world(folder).need()


def look_at_world(folder: Path = DATA) -> Sight[World]:
    """
    Give the newest world of a data folder, and what is wrong with the data since.

    It is read again only when a file of the folder has changed.
    """
    return _latest_world(folder).look()


@st.cache_resource(show_spinner=False, max_entries=2)
def _latest_world(folder: Path) -> Latest[World]:
    return Latest(lambda: stamp_of(folder), lambda: _read_world(folder))


def _read_world(folder: Path) -> World:
    dataset = read_dataset(folder)
    facts = dataset.facts
    events = join_events(facts).events
    scene = build_scene(facts, events, dataset.shapes)
    texts = search_texts(events, facts.places, kind_words=_kind_words())
    searched = events.assign(**{SEARCH_TEXT: texts})
    return World(facts, searched, scene, dataset.shapes, dataset.files)


def _kind_words() -> dict[str, list[str]]:
    """Give the word for each kind of event in every language."""
    catalogues = [read_catalogue(lang) for lang in LANGUAGES]
    return {kind: [str(words[f"map.kind.{kind}"]) for words in catalogues] for kind in EVENT_KINDS}


@st.cache_resource(show_spinner=False)
def payload_store() -> Served:
    """Give the one store of the map's payloads; it outlives a reload of this module."""
    return Served(PAYLOADS)


def open_api() -> tuple[Api, bool]:
    """
    Give what programs can ask for, and whether it is of now: the data may have problems since.

    Raises
    ------
    QantarError
        No data could be read since the server runs.
    """
    sight = look_at_world()
    return sight.need().api, sight.error is None


def publish_world() -> None:
    """Put the payloads of the built-in map into the store, if there is a map."""
    with suppress(QantarError):  # Page and health tell what is wrong with the data.
        redraw_map(open_world().scene, payload_store(), guard_lang=LANGUAGES[0])


def data_health() -> dict[str, object]:
    """
    Tell how the data are now: `status`, and all `problems`, one in a line.

    The status is `ok`; `stale` where a last good state is shown, read at `data_of`, since what
    stands there now has problems; or `data` where there is none.
    """
    sight = look_at_world()
    if sight.error is None:
        return {"status": "ok"}
    problems = str(sight.error).splitlines()
    if sight.read_at is None:
        return {"status": "data", "problems": problems}
    data_of = sight.read_at.isoformat(timespec="seconds")
    return {"status": "stale", "data_of": data_of, "problems": problems}


def prepare_spread() -> None:
    """Test the spread before somebody opens its panel: it takes seconds."""
    with suppress(QantarError):  # The page tells what is wrong with the data.
        world = open_world()
        find_results(world.onsets_digest, world.onsets)
