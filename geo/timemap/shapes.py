"""What each element is told: the keys that its script reads, with their types (see `options`)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, NotRequired, TypedDict

from .options import (
    Colour,
    Day,
    Interval,
    Lat,
    Lon,
    Positive,
    Text,
    in_order,
    window_in_order,
    within,
)

Resource = Mapping[str, object]
"""What a store gave for a payload."""
Bounds = Sequence[Sequence[float]]
"""`[[south, west], [north, east]]`, degrees."""


class Looks(TypedDict):
    """A colour for the light and one for the dark look."""

    light: Colour
    dark: NotRequired[Colour]


class Family(TypedDict):
    """Kinds of events under one shape and colour."""

    id: str
    kinds: Sequence[str]
    shape: NotRequired[Literal["circle", "diamond", "square", "triangle", "star"]]
    colour: NotRequired[Colour | Looks]


class Nothing(TypedDict):
    """An element that is told nothing."""


class Point(TypedDict):
    """A place on the earth."""

    lat: Lat
    lon: Lon


class View(Point):
    """A place to look at."""

    zoom: NotRequired[float]


class Water(Point):
    """A name on a sea."""

    name: Text


class Set(TypedDict):
    """What a set of events is called."""

    id: str
    name: Text


class EventPointsOptions(TypedDict, total=False):
    """See `EventPoints`."""

    layer: str
    labels: str
    radius: Positive
    strong: Sequence[str]
    waters: Sequence[Water]
    set: Set
    data: Resource
    texts: Resource
    found: Resource


class Opening(TypedDict, total=False):
    """Where the state begins, or what of it Python changes."""

    mode: Literal["upto", "window", "all"]
    t0: float
    t1: float
    pin: float | None
    fade: Positive | None
    density: bool
    alliance_on: Day | None
    kinds: Sequence[str] | None
    confidence: Sequence[str] | None
    search: str
    sets: Sequence[str] | None
    layers: Sequence[str] | None
    event: str | None
    chapter: str | None
    lang: str


class Aim(TypedDict, total=False):
    """Where the map looks: `lat`, `lon` (and `zoom`), or `bounds`."""

    lat: Lat
    lon: Lon
    zoom: float
    bounds: Bounds


class Change(Opening, total=False):
    """What of the state Python changes."""

    view: Aim | None


class KeyMoment(TypedDict):
    """An interval with a title on the axis."""

    at: Interval
    title: Text


class TimeAxisOptions(TypedDict, total=False):
    """See `TimeAxis`."""

    start: float
    end: float
    fold_at: float
    fold_share: Annotated[float, within(0, 1)]
    zone: str | int
    opening: Annotated[Opening, window_in_order]
    moments: Sequence[KeyMoment]
    speed: float | None
    loop: bool
    pause_at_moments: bool


class Offer(TypedDict):
    """An online map that readers may pick; `LayerControl` needs no more than its `id`."""

    id: str
    url: NotRequired[str]
    attribution: NotRequired[str]
    max_zoom: NotRequired[int]


class ControlsOptions(TypedDict):
    """See `Controls`."""

    home: Bounds
    attribution: Text
    fit_screen: bool


class Group(TypedDict):
    """Layers that readers switch together."""

    id: str
    layers: Sequence[str]


class LayerControlOptions(TypedDict):
    """See `LayerControl`."""

    groups: Sequence[Group]
    tiles: Sequence[Offer]


class MomentOptions(TypedDict):
    """See `Moment`."""

    zone: Text


class PictureOptions(TypedDict):
    """See `Picture`."""

    name: str
    title: Text
    credit: Text


class Entry(TypedDict):
    """A figure that somebody gave."""

    at: Interval
    low: float | None
    high: float | None
    rank: float
    label: Text
    by: Text
    day: Day
    sources: Sequence[object]
    note: NotRequired[str]


class Series(TypedDict):
    """What was said of one figure over time."""

    id: str
    entries: Sequence[Annotated[Entry, in_order("low", "high")]]


class Counted(TypedDict, total=False):
    """A figure counted here."""

    id: str
    begins: Sequence[Interval]
    layer: str
    of: float


class FiguresOptions(TypedDict, total=False):
    """See `Figures`."""

    series: Sequence[Series]
    counts: Sequence[Counted]


class StoryOptions(TypedDict):
    """See `Story`."""

    n: int
    data: NotRequired[Resource]


class Statement(TypedDict):
    """Who said what, in a chapter."""

    who: Text
    role: Text
    at: float | None
    text: Text
    sources: Sequence[str]
    day: NotRequired[Day]


class Chapter(TypedDict):
    """A step of a story."""

    id: str
    title: Text
    text: Text
    at: Interval
    view: View
    layers: Sequence[str]
    events: Sequence[str]
    claims: Sequence[Statement]
    sources: Sequence[str]


class Source(TypedDict, total=False):
    """Where something was read."""

    publisher: Text
    title: Text
    url: str
    published_on: str
    language: str
    state: str
    reading: str


class WordsOptions(TypedDict):
    """See `Words`."""

    texts: Mapping[str, Mapping[str, Text]]
