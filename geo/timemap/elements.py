"""
Folium elements for a map that moves in time. Each works on a plain `folium.Map`.

    m = folium.Map(tiles=None)
    BaseMap(countries=...).add_to(m)
    EventPoints(events).add_to(m)
    TimeAxis(start=..., end=...).add_to(m)
    m.save("map.html")

Times given to an element are milliseconds since 1970 UTC. Texts for readers are `{"en": ..., "de": ...}` or one plain text.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import folium
import pandas as pd
from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from .assets import LANGUAGES, Inline, Payload, Served, Store, guard_url, script, stylesheet
from .style import SHAPES
from .wire import encode_events, sorted_events

#: folium's own links that a map of these elements does not need (by name): jQuery, Bootstrap and marker fonts.
_FOLIUM_EXTRAS: Final = (
    "jquery",
    "bootstrap",
    "awesome_markers",
    "bootstrap_css",
    "glyphicons_css",
    "awesome_markers_font_css",
    "awesome_markers_css",
    "awesome_rotate_css",
)


class TimeMapElement(JSCSSMixin, MacroElement):
    """
    One element of a map that moves in time; the script draws it.

    Parameters
    ----------
    options
        What the script's class of the same name reads.
    store
        How data reaches the page. By default everything is written into it.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            L.timemap.of({{ this._parent.get_name() }}).add({{ this.element|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(
        self, options: Mapping[str, Any] | None = None, *, store: Store | None = None
    ) -> None:
        super().__init__()
        self._name = self.element = type(self).__name__
        self.options = dict(options or {})
        self.store: Store = store or Inline()

    def render(self, **kwargs: Any) -> None:
        """Put script and styles into the page once, then this element's own call."""
        figure = self.get_root()
        if isinstance(figure, Figure) and isinstance(self.store, Inline):
            write_assets(figure)
        super().render(**kwargs)


class _Verbatim(Element):
    """Text that goes into the page as it is; scripts may hold what looks like a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: Any) -> str:
        """Give the text."""
        return self.text


def write_assets(figure: Figure) -> None:
    """Write Leaflet, script and styles into a page in place of folium's links to other hosts."""
    header = figure.header
    body = script().body.decode().replace("</script", "<\\/script")
    header.add_child(_Verbatim(f"<style>{stylesheet().body.decode()}</style>"), name="leaflet_css")
    header.add_child(_Verbatim(f"<script>{body}</script>"), name="leaflet")
    if all(
        isinstance(child, (TimeMapElement, folium.TileLayer)) for child in _children_of_maps(figure)
    ):
        for name in _FOLIUM_EXTRAS:
            header._children.pop(name, None)  # noqa: SLF001 - branca offers no way to take a child away


def _children_of_maps(figure: Figure) -> Iterator[Element]:
    for child in figure._children.values():  # noqa: SLF001
        if isinstance(child, folium.Map):
            yield from child._children.values()  # noqa: SLF001


def use_store(folium_map: folium.Map, store: Store, *, lang: str = LANGUAGES[0]) -> folium.Map:
    """
    Have a map load Leaflet, script and styles from `store` only.

    Parameters
    ----------
    lang
        Language of the message that stands in the map's place when one of them fails to arrive.
    """
    if isinstance(store, Served):
        for payload in (script(), stylesheet()):
            store.publish(payload)
        folium_map.default_js = [
            ("timemap_guard", guard_url(lang)),
            ("leaflet", store.url(script())),
        ]
        folium_map.default_css = [("leaflet_css", store.url(stylesheet()))]
    return folium_map


class BaseMap(TimeMapElement):
    """
    Land, borders, lakes and rivers from local data.

    Parameters
    ----------
    countries, regions, lakes, rivers
        GeoJSON feature collections. Countries need `iso_a2` and may have `name_<lang>`, `label_lat`, `label_lon`; regions need `iso_3166_2`.
    focus
        ISO 3166-1 alpha-2 code of the country in the foreground.
    tiles
        Online maps to offer: `{"id", "url", "attribution", "max_zoom"}`. Nothing is loaded until the reader picks one.
    """

    def __init__(
        self,
        *,
        countries: Payload,
        regions: Payload | None = None,
        lakes: Payload | None = None,
        rivers: Payload | None = None,
        focus: str = "",
        tiles: Sequence[Mapping[str, object]] = (),
        store: Store | None = None,
    ) -> None:
        super().__init__({"focus": focus, "tiles": list(tiles)}, store=store)
        layers = {"countries": countries, "regions": regions, "lakes": lakes, "rivers": rivers}
        self.options |= {
            name: self.store.publish(payload) for name, payload in layers.items() if payload
        }


class EventPoints(TimeMapElement):
    """
    Events as bubbles by place from afar and as single marks up close, each from its interval on.

    Parameters
    ----------
    events
        See `wire.sorted_events` for the columns. Texts for card and feed come from `texts`, else from the columns `title` and `summary`.
    families
        `{"id", "kinds"}`, and if wanted `"shape"`; by default all kinds are one family.
    texts
        JSON with `events` (in the order of `sorted_events`), `places` (in the order of `places`) and `sources`.
    places
        Every `place_id` in the order of `texts["places"]`; by default in the order of appearance.
    options
        `layer`, `labels` (names of layers), `radius` px, `strong` (place ids whose name always shows), `waters` (names of seas).
    """

    def __init__(
        self,
        events: pd.DataFrame,
        *,
        families: Sequence[Mapping[str, object]] | None = None,
        texts: Payload | None = None,
        places: Sequence[str] | None = None,
        options: Mapping[str, object] | None = None,
        store: Store | None = None,
    ) -> None:
        super().__init__(options, store=store)
        rows = sorted_events(events)
        ids = list(places) if places is not None else list(dict.fromkeys(rows["place_id"]))
        every = families or [{"id": "other", "kinds": sorted(set(rows["kind"]))}]
        wire = encode_events(
            rows,
            families=[
                {"shape": SHAPES.get(str(family["id"]), "circle"), **family} for family in every
            ],
            places=ids,
            precisions=sorted(set(rows["precision"])),
            confidences=sorted(set(rows["confidence"])),
        )
        self.options["data"] = self.store.publish(
            Payload("events.bin", wire, "application/octet-stream")
        )
        self.options["texts"] = self.store.publish(
            texts or Payload.of_json("texts.json", _plain_texts(rows, ids))
        )


def _plain_texts(rows: pd.DataFrame, places: Sequence[str]) -> dict[str, object]:
    """Texts of a frame that brings only `title` and `summary`."""
    index = {place: number for number, place in enumerate(places)}
    first = rows.drop_duplicates("place_id").set_index("place_id")
    empty = pd.Series("", index=rows.index)
    columns = [
        rows.get(name, empty).astype(str)
        for name in ("event_id", "title", "summary", "kind", "place_id", "confidence")
    ]
    starts = rows["earliest_at"].dt.tz_convert("UTC").dt.strftime("%Y-%m-%dT%H:%M")
    return {
        "events": [
            {
                "id": event_id,
                "title": title or event_id,
                "summary": summary,
                "kind": kind,
                "scope": "place",
                "place": index[place],
                "confidence": confidence,
                "time": {"started": start, "precision": "minute", "ended": "", "offset_min": 0},
                "sources": [],
            }
            for event_id, title, summary, kind, place, confidence, start in zip(
                *columns, starts, strict=True
            )
        ],
        "places": [
            {
                "id": place,
                "name": str(first.get("place", first["lat"].map("").get(place, ""))),
                "lat": float(first.at[place, "lat"]),
                "lon": float(first.at[place, "lon"]),
                "precision": str(first.at[place, "precision"]),
                "kind": "venue",
                "parent": -1,
            }
            for place in places
        ],
        "sources": {},
    }


class TimeAxis(TimeMapElement):
    """
    The one control of time: histogram, handle or window, play, steps, key moments.

    Parameters
    ----------
    start, end
        Ends of the axis, ms UTC.
    fold_at
        What lies after this instant is folded into the last part of the axis.
    offset_min
        Minutes that the axis' wall time is ahead of UTC.
    opening
        Where the state begins, e.g. `{"t1": ..., "t0": ..., "mode": "upto", "layers": [...]}`.
    moments
        `{"at": [earliest, latest], "title": {...}}`, in order of time.
    speed
        Hours of the axis per second of play.
    """

    def __init__(
        self,
        *,
        start: int,
        end: int,
        fold_at: int | None = None,
        offset_min: int = 0,
        opening: Mapping[str, object] | None = None,
        moments: Sequence[Mapping[str, object]] = (),
        speed: int = 6,
    ) -> None:
        super().__init__(
            {
                "start": start,
                "end": end,
                "fold_at": fold_at if fold_at is not None else end,
                "fold_share": 0.06 if fold_at is not None and fold_at < end else 0,
                "offset_min": offset_min,
                "opening": {
                    "t0": start,
                    "t1": end,
                    "layers": ["events", "labels"],
                    **(opening or {}),
                },
                "moments": list(moments),
                "speed": speed,
            }
        )


class TimedRegions(TimeMapElement):
    """
    Polygons with intervals, found by their code in the `BaseMap`.

    Parameters
    ----------
    layers
        `{"layer", "style": "wash"|"hatch"|"dots"|"step", "order", "rows"}`; a row is `{"region", "start": [earliest, latest], "end":
        [earliest, latest] | None, "value": 0..1 | None}`.
    """

    def __init__(self, layers: Sequence[Mapping[str, object]]) -> None:
        super().__init__({"layers": list(layers)})


class Arcs(TimeMapElement):
    """
    Great circles that draw themselves.

    Parameters
    ----------
    sets
        `{"layer", "colour": "spread"|"alliance", "arcs"}`; an arc is `{"from": {"lat", "lon"}, "to": {"lat", "lon"}, "start": [earliest, latest],
        "end": [earliest, latest] | None, "width" px, "dashed"}`.
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
    An inset that shows all members at all times, with the frame of the view, and a button that flies there and back.

    Parameters
    ----------
    bounds
        The view of all members: `[[south, west], [north, east]]` in degrees.
    focus
        Code of the country in the foreground.
    """

    def __init__(self, *, bounds: Sequence[Sequence[float]], focus: str) -> None:
        super().__init__({"bounds": bounds, "focus": focus})


class Controls(TimeMapElement):
    """
    Zoom, back to `home`, full screen, scale bar, credit line.

    Parameters
    ----------
    home
        The opening view: `[[south, west], [north, east]]` in degrees.
    attribution
        Whom the data comes from.
    """

    def __init__(
        self, *, home: Sequence[Sequence[float]], attribution: Mapping[str, str] | str = ""
    ) -> None:
        super().__init__({"home": home, "attribution": attribution})


class PlaceSearch(TimeMapElement):
    """A field that finds the places of the events by any of their names."""


class Legend(TimeMapElement):
    """Families and kinds with their counts; a click switches one off and on, everywhere."""


class Key(TimeMapElement):
    """What the fills and lines of the layers that are on mean."""


class LayerControl(TimeMapElement):
    """Layers to toggle, in `groups` of `{"id", "layers": [name]}`, and the online maps of `tiles` (`{"id"}`)."""

    def __init__(
        self, groups: Sequence[Mapping[str, object]], *, tiles: Sequence[Mapping[str, object]] = ()
    ) -> None:
        super().__init__({"groups": list(groups), "tiles": list(tiles)})


class Moment(TimeMapElement):
    """The moment in words, large; `zone` says whose time it is."""

    def __init__(self, *, zone: Mapping[str, str] | str) -> None:
        super().__init__({"zone": zone})


class Figures(TimeMapElement):
    """
    A row of figures at the moment, each with who gave it.

    Parameters
    ----------
    series
        `{"id", "entries"}`; an entry is `{"at": [earliest, latest], "low", "high", "label", "by", "day", "sources"}`, by time.
    first_protests
        Interval of each place's first protest, ms.
    emergency
        Layer of `TimedRegions` that is counted, of `regions` regions.
    """

    def __init__(
        self,
        series: Sequence[Mapping[str, object]],
        *,
        first_protests: Sequence[Sequence[int]],
        emergency: str,
        regions: int,
    ) -> None:
        super().__init__(
            {
                "series": list(series),
                "first_protests": first_protests,
                "emergency": emergency,
                "regions": regions,
            }
        )


class Feed(TimeMapElement):
    """What happened up to now, newest first."""


class Card(TimeMapElement):
    """One event in full, with its sources."""


class StatePatch(folium.FeatureGroup):
    """
    A change of state that Python proposes to the map, for `st_folium(..., feature_group_to_add=...)`.

    Parameters
    ----------
    patch
        Parts of the state.
    base_rev
        The map ignores the patch when the reader has touched it since this revision.
    number
        Each number is taken once.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            L.timemap.of({{ this._parent.get_name() }}).propose({{ this.proposal|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, patch: Mapping[str, object], *, base_rev: int, number: int) -> None:
        super().__init__(control=False)
        self.proposal = {"patch": dict(patch), "baseRev": base_rev, "number": number}
