"""
Maps that move in time: a small extension of folium.

One time axis, drawn inside the map, drives points, regions and arcs in the browser. Each element
works on a plain `folium.Map`:

    m = folium.Map(tiles=None)
    BaseMap(countries=...).add_to(m)
    EventPoints(events).add_to(m)
    TimeAxis(start=..., end=...).add_to(m)
    m.save("map.html")

Times given to an element are milliseconds since 1970 UTC. Texts for readers are `{"en": ..., "de":
...}` or one plain text. The package uses nothing else of this project.
"""

from .assets import Inline, Payload, Served, Store
from .axis import TimeAxis
from .base import TimeMapElement, Written
from .bundle import page_script, script, stylesheet
from .controls import (
    Card,
    Controls,
    Feed,
    Figures,
    Key,
    LayerControl,
    Legend,
    Moment,
    PlaceSearch,
    Story,
    Words,
)
from .frames import WireError
from .ground import Alliance, AllianceAxis, Arcs, BaseMap, Locator, RegionCounts, TimedRegions
from .links import use_store
from .patch import StatePatch
from .picture import Picture
from .points import EventPoints, PointsData, encode_points
from .style import FAMILY_COLOURS, SHAPES
from .times import to_ms
from .wire import encode_events, sorted_events

__all__ = [
    "FAMILY_COLOURS",
    "SHAPES",
    "Alliance",
    "AllianceAxis",
    "Arcs",
    "BaseMap",
    "Card",
    "Controls",
    "EventPoints",
    "Feed",
    "Figures",
    "Inline",
    "Key",
    "LayerControl",
    "Legend",
    "Locator",
    "Moment",
    "Payload",
    "Picture",
    "PlaceSearch",
    "PointsData",
    "RegionCounts",
    "Served",
    "StatePatch",
    "Store",
    "Story",
    "TimeAxis",
    "TimeMapElement",
    "TimedRegions",
    "WireError",
    "Words",
    "Written",
    "encode_events",
    "encode_points",
    "page_script",
    "script",
    "sorted_events",
    "stylesheet",
    "to_ms",
    "use_store",
]
