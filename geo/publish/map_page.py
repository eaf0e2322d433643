"""The map as parts of a page of our own: folium writes its elements, we write the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

from geo.facts.vocabulary import JoinedEvents
from geo.publish.one_language import in_language
from geo.scene.build import LAYERS_ON, Scene
from geo.scene.draw import TILES, draw_map
from geo.scene.times import axis_options
from geo.timemap import Store
from geo.view.choice import Choice

if TYPE_CHECKING:
    from branca.element import Figure

MAP_NAME: Final = "qantar_map"
"""In place of folium's random names: the same choice gives the same bytes."""


@dataclass(frozen=True, slots=True)
class MapParts:
    """What a page needs to show the map, once it has the map's script."""

    body: str
    """The map's element."""
    script: str
    """Makes the map; comes after the element."""
    chapters: Sequence[Mapping[str, Any]]
    """Those of the story that are told."""


def axis_of(choice: Choice, events: JoinedEvents) -> dict[str, Any]:
    """
    Give the axis of an export.

    Parameters
    ----------
    events
        All events, not only the chosen ones.
    """
    return choice.axis(axis_options(events, LAYERS_ON, lang=choice.lang))


def draw_parts(
    scene: Scene,
    store: Store,
    *,
    lang: str,
    axis: Mapping[str, Any],
    tiles: Sequence[Mapping[str, object]] = TILES,
) -> MapParts:
    """
    Draw a scene, in one language, as parts of a page.

    Chapters of the story whose time is not on the axis are left out.
    """
    chapters = _on_axis(scene.options["chapters"], axis)
    words = {lang: scene.options["words"][lang]}
    options = in_language({**scene.options, "chapters": chapters}, lang) | {"words": words}
    folium_map = draw_map(replace(scene, options=options), store, lang=lang, axis=axis, tiles=tiles)
    figure = cast("Figure", folium_map.get_root())
    figure.render()
    name = folium_map.get_name()
    return MapParts(
        body=figure.html.render().replace(name, MAP_NAME),
        script=figure.script.render().replace(name, MAP_NAME),
        chapters=chapters,
    )


def _on_axis(
    chapters: Sequence[Mapping[str, Any]], axis: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    start, end = axis["start"], axis["end"]
    return [one for one in chapters if start <= one["at"][0] and one["at"][1] <= end]
