"""Events on the map."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import pandas as pd
from narwhals.typing import IntoDataFrame

from . import shapes
from .assets import Payload, Store
from .base import TimeMapElement
from .default_texts import plain_texts
from .frames import WireError, read_frame
from .options import checked
from .style import FAMILY_COLOURS, SHAPES, distinct_looks
from .wire import encode_events, sort_read

_TOLD: Final = ("title", "summary", "place", "place_id", "event_id")
"""Columns that a reader is told something from."""


@dataclass(frozen=True)
class PointsData:
    """
    What `EventPoints` gives to the page; made once by `encode_points`, drawn at will.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {"lat": [43.3], "lon": [52.9], "earliest_at": pd.to_datetime(["2022-01-02T06:00Z"])}
    ... )
    >>> points = encode_points(frame.assign(title="Road blocked"))
    >>> points.events.name, points.texts.name
    ('events.bin', 'texts.json')
    >>> encode_points(frame).texts is None
    True
    """

    events: Payload
    """From `encode_events`."""
    texts: Payload | None
    """JSON for card and feed; None where a frame tells no more than kind, time and coordinates."""
    found: Payload | None = None
    """JSON with a text per event that is found and never shown; asked for by the first search."""


def encode_points(
    events: IntoDataFrame,
    *,
    families: Sequence[Mapping[str, object]] | None = None,
    texts: Payload | None = None,
    found: Payload | None = None,
    places: Sequence[str] | None = None,
) -> PointsData:
    """
    Write events and their texts as the script reads them.

    Parameters
    ----------
    events
        A frame of pandas, GeoPandas, polars or pyarrow: see `frames.read_frame` for what is taken,
        `wire.sorted_events` for the columns, in any order. Texts for card and feed come from
        `texts`, else from the columns `title`, `summary` and `place` (name of the place); a frame
        with none of them and no ids travels without texts, in 24 bytes an event.
    families
        `{"id", "kinds"}`, and if wanted `"shape"` and `"color"` (one of CSS, or `{"light",
        "dark"}`; `colour` is the same); by default all kinds are one family. Those that bring no
        colour get distinct ones. An event whose kind none of them has is listed and never drawn:
        it needs `on_map` False.
    texts
        JSON with `events` (in the order of `sorted_events`), `places` (in the order of `places`)
        and `sources`; a list may be empty where nothing is told.
    found
        JSON with a text per event (in the order of `sorted_events`) that a search looks in besides,
        e.g. titles in further languages. Served, it travels with the first search only.
    places
        Every `place_id` in the order of `texts["places"]`; by default in the order of appearance.

    Raises
    ------
    WireError
        The events do not keep the contract, or `places` lacks one of theirs; without `texts`
        also when no event tells where one of `places` is. `texts` are not as many as the events
        or places; a family is told what it does not know, or two claim one kind; an event that
        is on the map has a kind of no family.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {
    ...         "lat": [43.3, 43.3],
    ...         "lon": [52.9, 52.9],
    ...         "earliest_at": pd.to_datetime(["2022-01-02T06:00Z", "2022-01-02T11:00Z"]),
    ...         "kind": ["rally", "fire"],
    ...     }
    ... )
    >>> families = [{"id": "protest", "kinds": ["rally"]}, {"id": "violence", "kinds": ["fire"]}]
    >>> m = folium.Map(tiles=None)
    >>> EventPoints(encode_points(frame, families=families)).add_to(m)
    """
    frame = read_frame(events)
    tells = texts is None and any(name in frame for name in _TOLD)
    rows = sort_read(_with_places(frame) if tells else frame)
    ids = _place_ids(rows) if places is None else _once(places)
    if texts is not None:
        _check_texts(texts, len(rows), len(ids))
    if found is not None:
        _check_found(found, len(rows))
    every = _dressed(families or [{"id": "other", "kinds": sorted(set(rows["kind"]))}])
    _check_drawn(rows, every)
    wire = encode_events(
        rows,
        families=every,
        places=ids,
        precisions=sorted(set(rows["precision"])),
        confidences=sorted(set(rows["confidence"])),
    )
    return PointsData(
        events=Payload("events.bin", wire, "application/octet-stream"),
        texts=Payload.of_json("texts.json", plain_texts(rows, ids)) if tells else texts,
        found=found,
    )


class EventPoints(TimeMapElement):
    """
    Events as bubbles by place from afar and as single marks up close, each from its interval on.

    More than 2,000 places are drawn as single marks at every zoom, or as density. A second element
    on a map adds a set of its own to the first one's axis, with hollow marks, to switch on and off.

    Parameters
    ----------
    events
        A frame that keeps the contract of `wire.sorted_events`, or what `encode_points` made.
    set_id, name
        What the set is called in the state, and by readers: a text or `{"en": ..., "de": ...}`.
        Needed where a map has several.
    options
        `layer`, `labels` (names of layers), `radius` px, `strong` (place ids whose name always
        shows), `waters` (names of seas). Those of the first element count.
    store
        How the data reach the page. By default they are written into it.

    Raises
    ------
    WireError
        See `encode_points`; or a set has a name and no id.

    Examples
    --------
    >>> frame = pd.DataFrame(
    ...     {
    ...         "lat": [43.3, 43.2],
    ...         "lon": [52.9, 76.9],
    ...         "earliest_at": pd.to_datetime(["2022-01-02T06:00Z", "2022-01-04T14:00Z"]),
    ...         "title": ["Road blocked", "March in the evening"],
    ...     }
    ... )
    >>> m = folium.Map(tiles=None)
    >>> EventPoints(frame).add_to(m)
    """

    shape: ClassVar[object] = shapes.EventPointsOptions

    def __init__(
        self,
        events: IntoDataFrame | PointsData,
        *,
        set_id: str | None = None,
        name: str | Mapping[str, str] = "",
        options: Mapping[str, object] | None = None,
        store: Store | None = None,
    ) -> None:
        super().__init__(options, store=store)
        points = events if isinstance(events, PointsData) else encode_points(events)
        if set_id is not None:
            given = {"id": set_id, "name": name or set_id}
            self.options["set"] = checked(given, shapes.Set, "EventPoints.set")
        elif name:
            message = f"EventPoints: got the name {name!r} of a set without its set_id"
            raise WireError(message)
        self.options["data"] = self.store.publish(points.events)
        for option, payload in (("texts", points.texts), ("found", points.found)):
            if payload is not None:
                self.options[option] = self.store.publish(payload)

    @property
    def key(self) -> str | None:
        """Two sets of one id could not be told apart."""
        return f"set {self.options['set']['id']!r}" if "set" in self.options else None


def _dressed(families: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Check families, and give each a shape and, where there are several, a colour of its own."""
    read = checked(families, Sequence[shapes.Family], "families")
    for key in ("id", "kind"):
        names = [
            name
            for family in read
            for name in (family["kinds"] if key == "kind" else [family["id"]])
        ]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            message = (
                f"families: got the {key} {', '.join(map(repr, twice))} twice, expected it once"
            )
            raise WireError(message)
    if len(read) > 1:
        _colour(read)
    return [{"shape": SHAPES.get(family["id"], "circle"), **family} for family in read]


def _colour(families: Sequence[dict[str, Any]]) -> None:
    """Give each family that has no colour, and no known name, one that no other has."""
    bare = [family for family in families if "colour" not in family]
    known = {family["id"] for family in bare} & (FAMILY_COLOURS["light"].keys() - {"other"})
    given = [family.get("colour") for family in families]
    taken = {one["light"] if isinstance(one, dict) else one for one in given}
    looks = (look for look in distinct_looks(sorted(known)) if look["light"] not in taken)
    for family in bare:
        if family["id"] not in known:
            family["colour"] = next(looks)


def _check_drawn(rows: pd.DataFrame, families: Sequence[Mapping[str, Any]]) -> None:
    """Refuse events that would be counted and listed, and in silence not drawn."""
    known = {kind for family in families for kind in family["kinds"]}
    lost = sorted(set(rows.loc[rows["on_map"] & ~rows["kind"].isin(known), "kind"]))
    if lost:
        message = (
            f"families: got none for the kinds {lost[:20]}, expected one for each that is drawn:"
            " add them to one, or give the events on_map False to have them listed only"
        )
        raise WireError(message)


def _once(places: Sequence[str]) -> list[str]:
    ids = checked(places, Sequence[str], "places")
    twice = sorted({one for one, count in Counter(ids).items() if count > 1})
    if twice:
        message = f"places: got {twice[:20]} twice, expected each once"
        raise WireError(message)
    return list(ids)


def _check_texts(texts: Payload, n_events: int, n_places: int) -> None:
    content = _json_of(texts, "texts")
    if not isinstance(content, dict):
        message = f"texts: got JSON of a {type(content).__name__}, expected an object with 'events'"
        raise WireError(message)
    for name, expected in (("events", n_events), ("places", n_places)):
        listed = content.get(name) or []
        if not isinstance(listed, list) or len(listed) not in (0, expected):
            got = len(listed) if isinstance(listed, list) else type(listed).__name__
            message = f"texts.{name}: got {got}, expected one for each of the {expected} {name}"
            raise WireError(message)


def _check_found(found: Payload, n_events: int) -> None:
    content = _json_of(found, "found")
    if not isinstance(content, list) or len(content) != n_events:
        got = len(content) if isinstance(content, list) else type(content).__name__
        message = f"found: got {got}, expected a list of one text for each of the {n_events} events"
        raise WireError(message)


def _json_of(payload: object, name: str) -> object:
    if not isinstance(payload, Payload):
        message = (
            f"{name}: got a {type(payload).__name__}, expected a Payload:"
            f" Payload.of_json('{name}.json', ...) makes one"
        )
        raise WireError(message)
    try:
        content: object = json.loads(payload.body)
    except ValueError as error:
        message = f"{name}: got {payload.name} that is no JSON ({error}), expected JSON"
        raise WireError(message) from None
    return content


def _with_places(events: pd.DataFrame) -> pd.DataFrame:
    """Make each coordinate a place where the frame names none."""
    if "place_id" in events or not {"lat", "lon"} <= set(events.columns):
        return events
    return events.assign(place_id=events["lat"].astype(str) + "," + events["lon"].astype(str))


def _place_ids(rows: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(rows["place_id"])) if "place_id" in rows else []
