"""
Maps that move in time: a small extension of folium.

One time axis, drawn inside the map, drives points, regions and arcs in the browser. The package uses nothing else of this project.
"""

from .assets import Inline, Payload, Served, Store, script, stylesheet
from .elements import (
    Alliance,
    Arcs,
    BaseMap,
    Card,
    Controls,
    EventPoints,
    Feed,
    Figures,
    Key,
    LayerControl,
    Legend,
    Locator,
    Moment,
    PlaceSearch,
    StatePatch,
    TimeAxis,
    TimedRegions,
    TimeMapElement,
    use_store,
)
from .style import FAMILY_COLOURS, SHAPES
from .wire import WireError, encode_events, sorted_events

__all__ = [
    "FAMILY_COLOURS",
    "SHAPES",
    "Alliance",
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
    "PlaceSearch",
    "Served",
    "StatePatch",
    "Store",
    "TimeAxis",
    "TimeMapElement",
    "TimedRegions",
    "WireError",
    "encode_events",
    "script",
    "sorted_events",
    "stylesheet",
    "use_store",
]
