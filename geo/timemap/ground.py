"""The ground: land, regions and arcs in time, the alliance, and the inset that shows it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import ClassVar, Final, TypedDict, Unpack

from . import ground_shapes as shapes
from .assets import Payload, Store
from .base import TimeMapElement
from .options import checked
from .outlines import pack_outlines

LAND: Final = Path(__file__).parent / "land.json"
"""Outlines of all countries, packed (see `outlines`), to a hundredth of a degree."""


@lru_cache(maxsize=1)
def coarse_land() -> Payload:
    """Give the land that this package brings: Natural Earth's countries, for a map of the world."""
    return Payload(LAND.name, LAND.read_bytes(), "application/json")


class Shapes(TypedDict, total=False):
    """GeoJSON feature collections (lon, lat in degrees) that a `BaseMap` is drawn from."""

    countries: Payload
    """
    The coarse land of this package by default. Features need `iso_a2` and may have `name_<lang>`,
    `label_lat`, `label_lon` (degrees).
    """
    regions: Payload
    """Features need `iso_3166_2`."""
    lakes: Payload
    rivers: Payload


class BaseMap(TimeMapElement):
    """
    Land, borders, lakes and rivers from local data.

    Parameters
    ----------
    focus
        ISO 3166-1 alpha-2 code of the country in the foreground.
    tiles
        Online maps to offer: `{"id", "url", "attribution", "max_zoom"}`. Nothing is loaded until
        the reader picks one.
    store
        How the shapes reach the page. By default they are written into it.
    ground
        `countries`, `regions`, `lakes` and `rivers`, as wanted; see `Shapes`. Without `countries`
        it draws the coarse land that comes with this package: good to about zoom 6.

    Raises
    ------
    WireError
        A shape is no feature collection, or has points, which are no outline.

    Examples
    --------
    >>> island = {
    ...     "type": "Feature",
    ...     "properties": {"iso_a2": "XX", "name_en": "Isle", "label_lat": 50, "label_lon": 10},
    ...     "geometry": {
    ...         "type": "Polygon",
    ...         "coordinates": [[[8, 48], [14, 48], [14, 52], [8, 52], [8, 48]]],
    ...     },
    ... }
    >>> land = Payload.of_json(
    ...     "countries.json", {"type": "FeatureCollection", "features": [island]}
    ... )
    >>> m = folium.Map(tiles=None)
    >>> BaseMap(countries=land, focus="XX").add_to(m)
    """

    shape: ClassVar[object] = shapes.BaseMapOptions

    def __init__(
        self,
        *,
        focus: str = "",
        tiles: Sequence[Mapping[str, object]] = (),
        store: Store | None = None,
        **ground: Unpack[Shapes],
    ) -> None:
        super().__init__({"focus": focus, "tiles": list(tiles)}, store=store)
        given = checked(ground, Shapes, "BaseMap")
        packed = {name: pack_outlines(payload) for name, payload in given.items()}
        packed = {"countries": packed.get("countries") or coarse_land(), **packed}
        self.options |= {name: self.store.publish(payload) for name, payload in packed.items()}


class TimedRegions(TimeMapElement):
    """
    Regions of the `BaseMap` with intervals: what holds where, from when to when.

    Parameters
    ----------
    layers
        `{"layer", "style": "wash"|"hatch"|"dots"|"step", "order", "rows"}`, painted by rising
        `order`; a row is `{"region", "start": [earliest, latest], "end": [earliest, latest] |
        None, "value": 0..1 | None}`, times in ms UTC. Without an `end` it holds from its start
        on. `region` is an ISO 3166-2 code of the base map's regions, or an ISO 3166-1 alpha-2
        code of its countries; what the base map does not have is not drawn. `value` colours the
        style "step", from early (0) to late (1).

    Examples
    --------
    >>> start, end = to_ms("2022-01-05T01:30+06:00"), to_ms("2022-01-19T00:00+06:00")
    >>> row = {"region": "KZ-ALA", "start": [start, start], "end": [end, end], "value": None}
    >>> m = folium.Map(tiles=None)
    >>> layer = {"layer": "emergency", "style": "wash", "order": 1, "rows": [row]}
    >>> TimedRegions([layer]).add_to(m)
    """

    shape: ClassVar[object] = shapes.TimedRegionsOptions

    def __init__(self, layers: Sequence[Mapping[str, object]]) -> None:
        super().__init__({"layers": list(layers)})


class RegionCounts(TimeMapElement):
    """
    Regions of the `BaseMap` by how many, with a legend and a list of the numbers.

    Parameters
    ----------
    layers
        `{"layer", "breaks", "events" or "claims", "colour"}`; of those that are on, the first one
        is drawn. `breaks` are the lowest numbers of the five shades. `events` is `{region: [event
        id]}`: those of `EventPoints` that have happened and are not filtered out are counted.
        `claims` are published numbers: `{"region", "at": [earliest, latest], "low", "high", "by",
        "day"}`, by time, times in ms UTC; the newest day of each region is shown. `colour` is a
        family of events. Regions are ISO 3166-2 codes of the base map.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> RegionCounts(
    ...     [{"layer": "rallies", "breaks": [1, 3, 6, 11, 31], "events": {"KZ-MAN": ["a", "b"]}}]
    ... ).add_to(m)
    """

    shape: ClassVar[object] = shapes.RegionCountsOptions

    def __init__(self, layers: Sequence[Mapping[str, object]]) -> None:
        super().__init__({"layers": list(layers)})


class Arcs(TimeMapElement):
    """
    Great circles that draw themselves.

    Parameters
    ----------
    sets
        `{"layer", "colour" (of `style.map_colours`), "arcs"}`; an arc is `{"from": {"lat", "lon"},
        "to": ..., "start": [earliest, latest], "end": [earliest, latest] | None, "width" px,
        "dashed"}`; degrees, ms UTC. It arrives when its `start` has closed and goes with its
        `end`; without one it steps back within two days.

    Examples
    --------
    >>> start = to_ms("2022-01-02T12:00+05:00")
    >>> arc = {
    ...     "from": {"lat": 43.34, "lon": 52.86}, "to": {"lat": 43.65, "lon": 51.16},
    ...     "start": [start, start], "end": None, "width": 1.5, "dashed": False,
    ... }
    >>> m = folium.Map(tiles=None)
    >>> Arcs([{"layer": "spread", "colour": "spread", "arcs": [arc]}]).add_to(m)
    """

    shape: ClassVar[object] = shapes.ArcsOptions

    def __init__(self, sets: Sequence[Mapping[str, object]]) -> None:
        super().__init__({"sets": list(sets)})


class Alliance(TimeMapElement):
    """
    Members of an alliance as tints of the base map.

    Parameters
    ----------
    members
        `{"country", "joined_ms", "left_ms" | None, "status": "member"|"former"}`; `country` is an
        ISO 3166-1 alpha-2 code of the `BaseMap`, times in ms UTC. After `left_ms` it is former.
    layers
        Names of the layers: `{"member": ..., "former": ...}`.

    Examples
    --------
    >>> joined = to_ms("1992-05-15T00:00Z")
    >>> armenia = {"country": "AM", "joined_ms": joined, "left_ms": None, "status": "member"}
    >>> m = folium.Map(tiles=None)
    >>> Alliance([armenia], layers={"member": "alliance", "former": "former"}).add_to(m)
    """

    shape: ClassVar[object] = shapes.AllianceOptions

    def __init__(
        self, members: Sequence[Mapping[str, object]], *, layers: Mapping[str, str]
    ) -> None:
        super().__init__({"members": list(members), "layers": dict(layers)})


class AllianceAxis(TimeMapElement):
    """
    A small axis in years on which the reader sees the alliance as it was on another day.

    It opens with the button of the `Locator` and takes the tints of `Alliance` over once the reader
    enters it; it gives them back when it is closed, or when the map's own time is moved. The day
    stands in the state as `alliance_on` (YYYY-MM-DD).

    Parameters
    ----------
    start, end
        Span of the axis, ms UTC.
    names
        Country code -> name.
    lanes
        Organisations, the earliest first: `{"id", "label"}`. Each has a row of its own; where a
        state is in several, the last one counts.
    segments
        `{"country", "lane", "stage", "from", "to" | None}`, ms UTC; `stage` is `signed` (not in
        force), `member`, `suspended` or `former`.
    acts
        `{"at", "lane", "act", "countries"}`; `act` is `signed`, `joined`, `force`, `suspended` or
        `left`. The axis has a tick for each and steps from one to the next.

    Examples
    --------
    >>> start, joined = to_ms("1992-01-01T00:00Z"), to_ms("1992-05-15T00:00Z")
    >>> m = folium.Map(tiles=None)
    >>> AllianceAxis(
    ...     start=start, end=to_ms("2024-12-31T00:00Z"), names={"AM": "Armenia"},
    ...     lanes=[{"id": "treaty", "label": "Treaty"}],
    ...     segments=[{"country": "AM", "lane": "treaty", "stage": "member", "from": joined,
    ...                "to": None}],
    ...     acts=[{"at": joined, "lane": "treaty", "act": "signed", "countries": ["AM"]}],
    ... ).add_to(m)
    """

    shape: ClassVar[object] = shapes.AllianceAxisSpan

    def __init__(
        self,
        *,
        start: int,
        end: int,
        names: Mapping[str, Mapping[str, str] | str],
        lanes: Sequence[Mapping[str, object]],
        segments: Sequence[Mapping[str, object]],
        acts: Sequence[Mapping[str, object]],
    ) -> None:
        super().__init__(
            {
                "start": start,
                "end": end,
                "names": dict(names),
                "lanes": list(lanes),
                "segments": list(segments),
                "acts": list(acts),
            }
        )


class Locator(TimeMapElement):
    """
    An inset with all members and the frame of the view, and a button that flies there and back.

    It needs `BaseMap` and `Alliance` on the same map.

    Parameters
    ----------
    bounds
        The view of all members: `[[south, west], [north, east]]` in degrees; east of 180 may run
        on to 360.
    focus
        ISO 3166-1 alpha-2 code of the country in the foreground.
    caption
        What it shows: a text or `{"en": ..., "de": ...}`.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Locator(bounds=[[35, 22], [72, 178]], focus="KZ").add_to(m)
    """

    shape: ClassVar[object] = shapes.LocatorOptions

    def __init__(
        self,
        *,
        bounds: Sequence[Sequence[float]],
        focus: str,
        caption: Mapping[str, str] | str = "",
    ) -> None:
        super().__init__({"bounds": bounds, "focus": focus, "caption": caption})
