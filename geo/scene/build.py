"""The map of this dashboard: which elements, layers and texts, for which data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from geo import timemap
from geo.facts.read import Facts
from geo.facts.shapes import Shapes
from geo.facts.vocabulary import FAMILIES, JoinedEvents
from geo.scene.alliance import alliance_history
from geo.scene.arcs import contingent_arcs, members, path_sets, spread_arcs
from geo.scene.figures import figure_series, region_deaths
from geo.scene.regions import first_protests, region_events, region_layers, region_onsets
from geo.scene.story import story_chapters, story_sources
from geo.scene.texts import event_texts, found_texts
from geo.scene.times import MOMENTS, Interval, moments, to_ms
from geo.timemap import Payload
from geo.words.catalogue import LANGUAGES, map_words, read_catalogue

LAYERS_ON: Final = (
    "events",
    "spread",
    "emergency",
    "alliance",
    "former",
    "contingents",
    "regions",
    "labels",
)
REGION_LAYERS: Final = (
    *("emergency", "curfew", "internet", "first_day"),
    *("event_count", "deaths"),
)
LAYER_GROUPS: Final = (
    {"id": "events", "layers": ("events", "spread", "paths_nearest", "paths_gravity")},
    {"id": "regions", "layers": REGION_LAYERS},
    {"id": "alliance", "layers": ("alliance", "former", "contingents")},
    {"id": "ground", "layers": ("regions", "labels")},
)
LAYERS: Final = tuple(layer for group in LAYER_GROUPS for layer in group["layers"])
SHAPES: Final = ("countries", "regions", "lakes", "rivers")
"""What the base map is drawn from."""


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything the map needs, ready to draw; made once per data set."""

    events: JoinedEvents
    """In the order in which they are drawn."""
    payloads: Mapping[str, Payload]
    """`countries`, `regions`, `lakes`, `rivers`."""
    points: timemap.PointsData
    """Events and their texts."""
    options: Mapping[str, Any]
    """What the elements are given, by their name."""


def build_scene(
    facts: Facts, events: JoinedEvents, shapes: Shapes, *, shown: JoinedEvents | None = None
) -> Scene:
    """
    Gather what the map draws.

    Parameters
    ----------
    events
        From `geo.facts.join.join_events`.
    shapes
        From `geo.facts.shapes`.
    shown
        Those of `events` that are drawn, listed and counted; by default all. First protests,
        measures, alliance and figures stay those of all events.

    Raises
    ------
    EmptyError
        The place where the protests began has no first protest.
    """
    rows = timemap.sorted_events(events if shown is None else shown)
    payloads = {name: Payload(f"{name}.json", shapes[name], "application/json") for name in SHAPES}
    points = timemap.encode_points(
        rows,
        families=[{"id": family, "kinds": kinds} for family, kinds in FAMILIES.items()],
        texts=Payload.of_json("texts.json", event_texts(facts, rows)),
        found=Payload.of_json("found.json", found_texts(rows)),
        places=list(facts.places["place_id"]),
    )
    options = _options(facts, timemap.sorted_events(events), payloads["regions"]) | {
        "counts": _region_counts(facts, rows),
        "moments": moments(
            rows, {event: in_every_language(f"moment.{event}") for event in MOMENTS}
        ),
    }
    return Scene(events=rows, payloads=payloads, points=points, options=options)


def _options(facts: Facts, events: JoinedEvents, regions: Payload) -> dict[str, Any]:
    codes = [
        feature["properties"]["iso_3166_2"] for feature in json.loads(regions.body)["features"]
    ]
    first = first_protests(facts, events)
    intervals = [
        (to_ms(earliest), to_ms(latest))
        for earliest, latest in zip(first["earliest_at"], first["latest_at"], strict=True)
    ]
    return {
        "regions": region_layers(facts, events, codes),
        "arcs": [
            {"layer": "spread", "colour": "spread", "arcs": spread_arcs(facts, events)},
            *path_sets(facts, events),
            {"layer": "contingents", "colour": "alliance", "arcs": contingent_arcs(facts)},
        ],
        "members": members(facts),
        "history": alliance_history(facts),
        "figures": figure_series(facts, _figure_labels()),
        "figure_counts": _figure_counts(intervals, region_onsets(facts, events), len(codes)),
        "chapters": story_chapters(facts),
        "story_sources": story_sources(facts),
        "words": {lang: map_words(lang) for lang in LANGUAGES},
    }


def _figure_counts(
    places: Sequence[Interval], regions: Sequence[Interval], n_regions: int
) -> list[dict[str, object]]:
    """Say what is counted of protests and of the emergency; regions where one is known."""
    reached = {"id": "regions", "begins": regions, "of": n_regions}
    return [
        {"id": "places", "begins": places},
        *([reached] if regions else []),
        {"id": "emergency", "layer": "emergency", "of": n_regions},
    ]


def _region_counts(facts: Facts, events: JoinedEvents) -> list[dict[str, object]]:
    return [
        {
            "layer": "deaths",
            "colour": "harm",
            "breaks": (1, 10, 25, 50, 100),
            "claims": region_deaths(facts, _figure_labels()),
        },
        {"layer": "event_count", "breaks": (1, 3, 6, 11, 31), "events": region_events(events)},
    ]


def in_every_language(key: str) -> dict[str, str]:
    """Give the text under `scene.<key>` in each language."""
    return {lang: str(read_catalogue(lang)[f"scene.{key}"]) for lang in LANGUAGES}


def _figure_labels() -> dict[str, dict[str, str]]:
    """Words of figures (`scene.figure.*`) and of those who claimed them (`claimant.*`)."""
    catalogues = {lang: read_catalogue(lang) for lang in LANGUAGES}
    keys = [
        key for key in catalogues[LANGUAGES[0]] if key.startswith(("scene.figure.", "claimant."))
    ]
    return {
        key.removeprefix("scene.figure."): {
            lang: str(words[key]) for lang, words in catalogues.items()
        }
        for key in keys
    }
