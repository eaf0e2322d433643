"""The ground: land, regions and arcs in time, the alliance, and the inset that shows it."""

from collections.abc import Mapping, Sequence
from typing import Required, TypedDict, Unpack

from .assets import Payload, Store
from .base import TimeMapElement
from .outlines import pack_outlines


class Shapes(TypedDict, total=False):
    """GeoJSON feature collections (lon, lat in degrees) that a `BaseMap` is drawn from."""

    countries: Required[Payload]
    """Features need `iso_a2` and may have `name_<lang>`, `label_lat`, `label_lon` (degrees)."""
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
    shapes
        `countries`, and if wanted `regions`, `lakes` and `rivers`; see `Shapes`.
    """

    def __init__(
        self,
        *,
        focus: str = "",
        tiles: Sequence[Mapping[str, object]] = (),
        store: Store | None = None,
        **shapes: Unpack[Shapes],
    ) -> None:
        super().__init__({"focus": focus, "tiles": list(tiles)}, store=store)
        layers = {name: shapes.get(name) for name in ("countries", "regions", "lakes", "rivers")}
        self.options |= {
            name: self.store.publish(pack_outlines(payload))
            for name, payload in layers.items()
            if isinstance(payload, Payload)
        }


class TimedRegions(TimeMapElement):
    """
    Polygons with intervals, found by their code in the `BaseMap`.

    Parameters
    ----------
    layers
        `{"layer", "style": "wash"|"hatch"|"dots"|"step", "order", "rows"}`, painted by rising
        `order`; a row is `{"region", "start": [earliest, latest], "end": [earliest, latest] |
        None, "value": 0..1 | None}`. Without an `end` it holds from its start on.
    """

    def __init__(self, layers: Sequence[Mapping[str, object]]) -> None:
        super().__init__({"layers": list(layers)})


class Arcs(TimeMapElement):
    """
    Great circles that draw themselves.

    Parameters
    ----------
    sets
        `{"layer", "colour": "spread"|"alliance", "arcs"}`; an arc is `{"from": {"lat", "lon"},
        "to": {"lat", "lon"}, "start": [earliest, latest], "end": [earliest, latest] | None,
        "width" px, "dashed"}`. It arrives when its `start` has closed and goes with its `end`.
    """

    def __init__(self, sets: Sequence[Mapping[str, object]]) -> None:
        super().__init__({"sets": list(sets)})


class Alliance(TimeMapElement):
    """
    Members of an alliance as tints of the base map.

    Parameters
    ----------
    members
        `{"country", "joined_ms", "left_ms" | None, "status": "member"|"former"}`.
    layers
        Names of the layers: `{"member": ..., "former": ...}`.
    """

    def __init__(
        self, members: Sequence[Mapping[str, object]], *, layers: Mapping[str, str]
    ) -> None:
        super().__init__({"members": list(members), "layers": dict(layers)})


class Locator(TimeMapElement):
    """
    An inset with all members and the frame of the view, and a button that flies there and back.

    Parameters
    ----------
    bounds
        The view of all members: `[[south, west], [north, east]]` in degrees.
    focus
        Code of the country in the foreground.
    """

    def __init__(self, *, bounds: Sequence[Sequence[float]], focus: str) -> None:
        super().__init__({"bounds": bounds, "focus": focus})
