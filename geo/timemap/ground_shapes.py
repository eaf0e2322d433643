"""What each element of the ground is told: the keys that its script reads (see `options`)."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, NotRequired, TypedDict

from .options import Day, Interval, Positive, Text, in_order, one_of
from .shapes import Bounds, Point, Resource
from .style import map_colours


class Tiles(TypedDict):
    """An online map."""

    id: str
    url: str
    attribution: NotRequired[str]
    max_zoom: NotRequired[int]


class BaseMapOptions(TypedDict, total=False):
    """See `BaseMap`."""

    focus: str
    tiles: Sequence[Tiles]
    countries: Resource
    regions: Resource
    lakes: Resource
    rivers: Resource


class RegionRow(TypedDict):
    """A region while something holds there."""

    region: str
    start: Interval
    end: NotRequired[Interval | None]
    value: NotRequired[float | None]
    level: NotRequired[str]


class RegionLayer(TypedDict):
    """Regions filled alike."""

    layer: str
    style: Literal["wash", "hatch", "dots", "step"]
    order: float
    rows: Sequence[Annotated[RegionRow, in_order("start", "end")]]


class TimedRegionsOptions(TypedDict):
    """See `TimedRegions`."""

    layers: Sequence[RegionLayer]


class Claim(TypedDict):
    """A number that somebody published about a region."""

    region: str
    at: Interval
    low: float | None
    high: float | None
    by: Text
    day: Day


class CountLayer(TypedDict):
    """Regions shaded by a number."""

    layer: str
    breaks: Sequence[float]
    events: NotRequired[Mapping[str, Sequence[str]]]
    claims: NotRequired[Sequence[Annotated[Claim, in_order("low", "high")]]]
    colour: NotRequired[str]


class RegionCountsOptions(TypedDict):
    """See `RegionCounts`."""

    layers: Sequence[CountLayer]


Arc = TypedDict(
    "Arc",
    {
        "from": Point,
        "to": Point,
        "start": Interval,
        "end": NotRequired[Interval | None],
        "width": NotRequired[Positive],
        "dashed": NotRequired[bool],
    },
)
"""A great circle."""


class ArcSet(TypedDict):
    """Arcs of one layer and colour."""

    layer: str
    colour: Annotated[str, one_of(map_colours())]
    arcs: Sequence[Annotated[Arc, in_order("start", "end")]]


class ArcsOptions(TypedDict):
    """See `Arcs`."""

    sets: Sequence[ArcSet]


class Member(TypedDict):
    """A state that is or was a member."""

    country: str
    joined_ms: float
    left_ms: NotRequired[float | None]
    status: Literal["member", "former"]


class MemberLayers(TypedDict):
    """Names of layers."""

    member: str
    former: str


class AllianceOptions(TypedDict):
    """See `Alliance`."""

    members: Sequence[Annotated[Member, in_order("joined_ms", "left_ms")]]
    layers: MemberLayers


class Lane(TypedDict):
    """An organisation."""

    id: str
    label: Text


Segment = TypedDict(
    "Segment",
    {
        "country": str,
        "lane": str,
        "stage": Literal["signed", "member", "suspended", "former"],
        "from": float,
        "to": NotRequired[float | None],
    },
)
"""A time in which a state stood so to an organisation."""


class Act(TypedDict):
    """What states did on one day."""

    at: float
    lane: str
    act: Literal["signed", "joined", "force", "suspended", "left"]
    countries: Sequence[str]


class AllianceAxisOptions(TypedDict):
    """See `AllianceAxis`."""

    start: float
    end: float
    names: Mapping[str, Text]
    lanes: Sequence[Lane]
    segments: Sequence[Annotated[Segment, in_order("from", "to")]]
    acts: Sequence[Act]


AllianceAxisSpan = Annotated[AllianceAxisOptions, in_order("start", "end")]
"""An axis that ends no earlier than it starts."""


class LocatorOptions(TypedDict):
    """See `Locator`."""

    bounds: Bounds
    focus: str
    caption: NotRequired[Text]
