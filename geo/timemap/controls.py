"""What stands around the map: legend, controls, and the panel with figures, feed and card."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from . import shapes
from .assets import Payload, Store
from .base import TimeMapElement


class Controls(TimeMapElement):
    """
    Zoom, back to `home`, full screen, scale bar, credit line.

    Parameters
    ----------
    home
        The opening view: `[[south, west], [north, east]]` in degrees. It replaces `location` and
        `zoom_start` of the `folium.Map`.
    attribution
        Whom the data comes from.
    fit_screen
        Inside a Streamlit page, take the height that the screen leaves instead of the frame's.

    Examples
    --------
    >>> m = folium.Map(tiles=None, zoom_control=False)
    >>> Controls(home=[[41, 49.6], [55, 83.4]], attribution="Places: GeoNames").add_to(m)
    """

    shape: ClassVar[object] = shapes.ControlsOptions

    def __init__(
        self,
        *,
        home: Sequence[Sequence[float]],
        attribution: Mapping[str, str] | str = "",
        fit_screen: bool = False,
    ) -> None:
        super().__init__({"home": home, "attribution": attribution, "fit_screen": fit_screen})


class PlaceSearch(TimeMapElement):
    """
    A search: keeps only the events that mention some words, and finds their places by any name.

    Every word has to stand in the title, summary, actor, kind or id of an event, or in a name of
    its place; accents and capitals make no difference. It needs `EventPoints` on the same map.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> PlaceSearch().add_to(m)
    """

    shape: ClassVar[object] = shapes.Nothing


class Legend(TimeMapElement):
    """
    Families and kinds with their counts; a click switches one off and on, everywhere.

    A count is a range while events may or may not have happened yet. It needs `EventPoints` on
    the same map; on a phone it is a row of chips under it.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Legend().add_to(m)
    """

    shape: ClassVar[object] = shapes.Nothing


class Key(TimeMapElement):
    """
    What the fills and lines of the layers that are on mean.

    It tells of `Arcs`, `TimedRegions` and `Alliance` in words of your own, `map.key.<layer>` (see
    `Words`), else with the name of the layer.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Key().add_to(m)
    """

    shape: ClassVar[object] = shapes.Nothing


class LayerControl(TimeMapElement):
    """
    Layers to toggle, and a choice of online maps.

    Parameters
    ----------
    groups
        `{"id", "layers": [name]}`, in the order in which they are shown.
    tiles
        Online maps that the `BaseMap` offers: `{"id"}`.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> LayerControl([{"id": "ground", "layers": ["regions", "labels"]}]).add_to(m)
    """

    shape: ClassVar[object] = shapes.LayerControlOptions

    def __init__(
        self, groups: Sequence[Mapping[str, object]], *, tiles: Sequence[Mapping[str, object]] = ()
    ) -> None:
        super().__init__({"groups": list(groups), "tiles": list(tiles)})


class Moment(TimeMapElement):
    """
    The moment in words, large.

    Parameters
    ----------
    zone
        Says whose time it is.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Moment(zone={"en": "time in Almaty", "de": "Zeit in Almaty"}).add_to(m)
    """

    shape: ClassVar[object] = shapes.MomentOptions

    def __init__(self, *, zone: Mapping[str, str] | str) -> None:
        super().__init__({"zone": zone})


class Figures(TimeMapElement):
    """
    A row of figures at the moment, each with who gave it.

    Parameters
    ----------
    series
        `{"id", "entries"}`; an entry is `{"at": [earliest, latest] ms, "low", "high", "rank",
        "label", "by", "day", "sources"}`, by time. Of those known at the moment, the newest one
        of the lowest `rank` is shown; a `high` of None has no upper end.
    counts
        Figures counted here, which stand before the others: `{"id", "begins": [[earliest, latest]
        ms]}` counts what has begun by the moment, `{"id", "layer"}` regions in which a layer of
        `TimedRegions` holds then; `"of"` says out of how many. Words are yours: `map.figure.<id>`
        and, for who counted, `map.figure.<id>.by` (see `Words`).

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> noon = to_ms("2022-01-06T12:00+06:00")
    >>> dead = {
    ...     "at": [noon, noon], "low": 18, "high": 18, "rank": 1, "day": "2022-01-06",
    ...     "label": "security forces killed", "by": "city of Almaty", "sources": [],
    ... }
    >>> Figures(
    ...     [{"id": "dead", "entries": [dead]}],
    ...     counts=[
    ...         {"id": "places", "begins": [[noon, noon]]},
    ...         {"id": "closed", "layer": "road_closed", "of": 17},
    ...     ],
    ... ).add_to(m)
    """

    shape: ClassVar[object] = shapes.FiguresOptions

    def __init__(
        self,
        series: Sequence[Mapping[str, object]],
        *,
        counts: Sequence[Mapping[str, object]] = (),
    ) -> None:
        super().__init__({"series": list(series), "counts": list(counts)})


class Story(TimeMapElement):
    """
    A story in chapters: each moves time, view and layers, and stands in the panel with its sources.

    A button in the panel leads in; leaving restores what the reader had. Arrow keys turn the pages.
    The chapter is part of the state, and in a page of its own of the address (`#chapter=<id>`).

    Parameters
    ----------
    chapters
        `{"id", "title", "text", "at": [from, to] ms, "view": {"lat", "lon", "zoom"}, "layers":
        [name], "events": [id], "claims", "sources": [source id]}`; the time runs from the begin
        of `at` to its end. A claim is `{"who", "role", "at" ms | None, "text", "sources"}`.
    sources
        By id: `{"publisher", "title", "url", "published_on", "language", "state", "reading"}`.
    store
        How the story reaches the page. By default it is written into it.

    Examples
    --------
    >>> start, end = to_ms("2022-01-01T00:00+06:00"), to_ms("2022-01-02T12:00+06:00")
    >>> spark = {
    ...     "id": "spark", "title": "The spark", "text": "A price doubles.", "at": [start, end],
    ...     "view": {"lat": 43.3, "lon": 52.9, "zoom": 6}, "layers": ["events", "labels"],
    ...     "events": [], "claims": [], "sources": [],
    ... }
    >>> m = folium.Map(tiles=None)
    >>> Story([spark]).add_to(m)
    """

    shape: ClassVar[object] = shapes.StoryOptions

    def __init__(
        self,
        chapters: Sequence[Mapping[str, object]],
        *,
        sources: Mapping[str, object] | None = None,
        store: Store | None = None,
    ) -> None:
        super().__init__({"n": len(chapters)}, store=store)
        story = {"chapters": list(chapters), "sources": dict(sources or {})}
        self.options["data"] = self.store.publish(Payload.of_json("story.json", story))


class Words(TimeMapElement):
    """
    Words of your own: names of kinds, families and layers, or a whole language more.

    They hold for all maps of a page. What a language lacks stands in English.

    Parameters
    ----------
    texts
        Language -> key -> text. Keys are those of `locale/map.en.json`, and `map.kind.<kind>`,
        `map.family.<family>`, `map.layer.<layer>`, `map.layers.<group>`, `map.key.<layer>`,
        `map.figure.<id>`, `map.figure.series_<id>`, `map.count.<of>`. In a text `{name}` is
        filled in; one that counts is `{"one": ..., "other": ...}`.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Words({"en": {"map.kind.flood": "Flood"}}).add_to(m)
    """

    shape: ClassVar[object] = shapes.WordsOptions

    def __init__(self, texts: Mapping[str, Mapping[str, str | Mapping[str, str]]]) -> None:
        super().__init__({"texts": {lang: dict(words) for lang, words in texts.items()}})

    def call(self) -> str:
        """Give the call; words stand in the script, for all else is said in them."""
        return f"add({self.arguments()})"


class Feed(TimeMapElement):
    """
    What happened up to now (or in the window), newest first, in the panel beside the map.

    A click on a row flies there and opens the `Card`, if there is one. It needs `EventPoints` on
    the same map.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Feed().add_to(m)
    """

    shape: ClassVar[object] = shapes.Nothing


class Card(TimeMapElement):
    """
    One event in full, with its sources, once it is clicked on the map or in the `Feed`.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Card().add_to(m)
    """

    shape: ClassVar[object] = shapes.Nothing
