"""The scene as a map: its elements, in the order in which they are laid."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

import folium

from geo import timemap
from geo.scene.build import LAYER_GROUPS, LAYERS_ON, SHAPES, Scene, in_every_language
from geo.scene.times import axis_options
from geo.words.catalogue import LANGUAGES

TILES: Final = (
    {
        "id": "osm",
        "url": "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "attribution": "© OpenStreetMap contributors",
        "max_zoom": 19,
    },
    {
        "id": "satellite",
        "url": "https://server.arcgisonline.com/ArcGIS/rest/services/World_Imagery/MapServer/tile"
        "/{z}/{y}/{x}",
        "attribution": "Esri, Maxar, Earthstar Geographics",
        "max_zoom": 18,
    },
)
HOME: Final = ((41.0, 49.6), (55.0, 83.4))
"""The opening view: from the Caspian to the Altai, degrees."""
ALLIANCE_VIEW: Final = ((35.0, 22.0), (72.0, 178.0))
"""All member states, degrees."""
CASPIAN: Final = {"lat": 41.9, "lon": 50.6}
STRONG_NAMES: Final = ("zhanaozen", "almaty")


def draw_map(
    scene: Scene,
    store: timemap.Store | None = None,
    *,
    lang: str = LANGUAGES[0],
    guard_lang: str | None = None,
    axis: Mapping[str, Any] | None = None,
    tiles: Sequence[Mapping[str, object]] = TILES,
) -> folium.Map:
    """
    Draw the scene on a new map.

    Parameters
    ----------
    store
        Where the page gets data and scripts from; None writes everything into the page.
    lang
        Language to begin with; another one is another script, and so another map in a page.
    guard_lang
        Language of the message that stands in the map's place when its script fails to arrive;
        by default `lang`. It is no part of the map's script.
    axis
        What differs from `geo.scene.times.axis_options`.
    tiles
        Online maps that are offered.

    Returns
    -------
    folium_map
        Its script is the same for the same scene, but for folium's random names.
    """
    elements = _elements(scene, store, lang, axis or {}, tiles)
    return _laid(elements, store, guard_lang or lang)


def redraw_map(scene: Scene, store: timemap.Served, *, guard_lang: str) -> folium.Map:
    """
    Draw what `draw_map(scene, store, guard_lang=guard_lang)` does, from calls written once.

    For a page that runs again for each change: it takes a third of the time.
    """
    calls = _calls(scene, store)
    return _laid([timemap.Written(*told, store=store) for told in calls], store, guard_lang)


@lru_cache(maxsize=4)
def _calls(scene: Scene, store: timemap.Served) -> tuple[tuple[str, str], ...]:
    """Name each element, with its call."""
    elements = _elements(scene, store, LANGUAGES[0], {}, TILES)
    return tuple((element.element, element.call()) for element in elements)


def _laid(
    elements: Sequence[timemap.TimeMapElement], store: timemap.Store | None, guard_lang: str
) -> folium.Map:
    """Lay the elements on a new map, in their order."""
    folium_map = folium.Map(
        tiles=None,
        zoom_control=False,
        attributionControl=True,
        zoomSnap=0.25,
        zoomDelta=1,
        minZoom=2,
        maxZoom=16,
        worldCopyJump=False,
        location=(48.0, 67.0),
        zoom_start=4,
    )
    if store is not None:
        timemap.use_store(folium_map, store, lang=guard_lang)
    for element in elements:
        element.add_to(folium_map)
    return folium_map


def _elements(
    scene: Scene,
    store: timemap.Store | None,
    lang: str,
    axis: Mapping[str, Any],
    tiles: Sequence[Mapping[str, object]],
) -> list[timemap.TimeMapElement]:
    options = scene.options
    shapes = {name: scene.payloads[name] for name in SHAPES}
    axis = axis_options(scene.events, LAYERS_ON, lang=lang) | dict(axis)
    elements: list[timemap.TimeMapElement] = [
        timemap.Words(options["words"]),
        timemap.TimeAxis(**axis, moments=options["moments"]),
        timemap.Controls(home=HOME, attribution=in_every_language("attribution"), fit_screen=True),
        timemap.Picture(
            name="qantar",
            title=in_every_language("title"),
            credit=in_every_language("credit"),
        ),
        timemap.BaseMap(**shapes, focus="KZ", tiles=tiles, store=store),
        timemap.Alliance(options["members"], layers={"member": "alliance", "former": "former"}),
        timemap.AllianceAxis(**options["history"]),
        timemap.TimedRegions(options["regions"]),
        timemap.RegionCounts(options["counts"]),
        timemap.Arcs(options["arcs"]),
        _points(scene, store),
        timemap.Legend(),
        timemap.PlaceSearch(),
        timemap.LayerControl(LAYER_GROUPS, tiles=tiles),
        timemap.Locator(bounds=ALLIANCE_VIEW, focus="KZ", caption=in_every_language("locator")),
        timemap.Key(),
        timemap.Moment(zone=in_every_language("zone")),
        timemap.Figures(
            options["figures"],
            counts=options["figure_counts"],
        ),
        *_story(options, store),
        timemap.Card(),
        timemap.Feed(),
    ]
    for element in elements:
        element.store = store or element.store
    return elements


def _story(options: Mapping[str, Any], store: timemap.Store | None) -> list[timemap.Story]:
    """Tell the story where there is one."""
    chapters = options["chapters"]
    return [timemap.Story(chapters, sources=options["story_sources"], store=store)][: len(chapters)]


def _points(scene: Scene, store: timemap.Store | None) -> timemap.EventPoints:
    return timemap.EventPoints(
        scene.points,
        options={
            "strong": STRONG_NAMES,
            "waters": [{"name": in_every_language("water.caspian"), **CASPIAN}],
        },
        store=store,
    )
