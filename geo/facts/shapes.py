"""The outlines that the map is drawn from, `boundaries/*.geojson`: read, and held to their form."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from geo.errors import DataError, Problem
from geo.facts.read import DATA
from geo.facts.vocabulary import REGIONS
from geo.storage.files import read_whole, reason

FOLDER: Final = "boundaries"
"""Within the folder of the tables."""
NAMES: Final = ("name_en", "name_de", "name_ru", "name_kk")


@dataclass(frozen=True, slots=True)
class _Form:
    """What stands in one file."""

    file: str
    key: str
    """Property that tells features apart."""
    depths: Mapping[str, int]
    """Type of geometry -> how deep its positions lie in lists."""
    codes: tuple[str, ...] = ()
    """Keys that must be there."""


_AREAS: Final = {"Polygon": 2, "MultiPolygon": 3}
_LINES: Final = {"LineString": 1, "MultiLineString": 2}
_FORMS: Final = {
    "countries": _Form("countries.geojson", "iso_a2", _AREAS, ("KZ",)),
    "regions": _Form("kaz_regions.geojson", "iso_3166_2", _AREAS, REGIONS),
    "lakes": _Form("lakes.geojson", "id", _AREAS),
    "rivers": _Form("rivers.geojson", "id", _LINES),
}
_FARTHEST: Final = (191.0, 90.0)
"""Longitude, since Chukotka lies beyond 180 degrees east, and latitude."""

Shapes = Mapping[str, bytes]
"""`countries`, `regions`, `lakes`, `rivers` -> GeoJSON as it stands in its file."""


def survey_shapes(folder: Path) -> tuple[Shapes, tuple[Problem, ...]]:
    """
    Read the outlines of a folder of tables; report what is wrong instead of raising it.

    Returns
    -------
    shapes
        Those that could be read.
    problems
        File by file. A feature is named by its place, counted from 0: `features[3]`.
    """
    shapes: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, form in _FORMS.items():
        path = f"{FOLDER}/{form.file}"
        try:
            shapes[name] = read_whole(folder / path)
        except OSError as error:
            problems.append(Problem(path, None, "", reason(error), "a file that can be read"))
        else:
            wrong = _breaches(shapes[name], form)
            problems += [
                Problem(path, None, where, got, expected) for where, got, expected in wrong
            ]
    return MappingProxyType(shapes), tuple(problems)


def read_shapes(folder: Path = DATA) -> Shapes:
    """
    Read the outlines of a folder of tables.

    Raises
    ------
    DataError
        With all problems of all files.
    """
    shapes, problems = survey_shapes(folder)
    if problems:
        raise DataError(problems)
    return shapes


_Breaches = Iterator[tuple[str, str, str]]
"""Where, what stands there, and what should."""


def _breaches(body: bytes, form: _Form) -> _Breaches:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        got = f"{len(body)} bytes, {error}" if body else "an empty file"
        yield "", got, "a whole file of GeoJSON"
        return
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        yield "", "no features", "a FeatureCollection with features"
        return
    for place, feature in enumerate(features):
        yield from _feature_breaches(f"features[{place}]", feature, form)
    keys = [_part(_part(feature, "properties"), form.key) for feature in features]
    yield from (
        (form.key, "nothing", f"a feature {code}") for code in form.codes if code not in keys
    )
    twice = {key for key in keys if isinstance(key, str) and keys.count(key) > 1}
    yield from ((form.key, key, "a key that no other feature has") for key in sorted(twice))


def _feature_breaches(where: str, feature: object, form: _Form) -> _Breaches:
    properties, geometry = _part(feature, "properties"), _part(feature, "geometry")
    key = _part(properties, form.key)
    if not isinstance(key, str) or not key:
        yield f"{where}.properties.{form.key}", _said(key), "some text"
    for name in NAMES:
        if not isinstance(_part(properties, name), str):
            yield f"{where}.properties.{name}", _said(_part(properties, name)), "a text"
    kind = _part(geometry, "type")
    if not isinstance(kind, str) or kind not in form.depths:
        yield f"{where}.geometry.type", _said(kind), f"one of {', '.join(form.depths)}"
    elif not _is_outline(_part(geometry, "coordinates"), form.depths[kind]):
        expected = "lists of positions, each a longitude and a latitude in degrees"
        yield f"{where}.geometry.coordinates", "something else", expected


def _is_outline(lists: object, depth: int) -> bool:
    """Whether positions, two or more in a line, lie so deep in lists that are not empty."""
    level: list[Any] = [lists]
    for _ in range(depth):
        if not all(isinstance(each, list) and each for each in level):
            return False
        level = list(chain.from_iterable(level)) if _ < depth - 1 else level
    return all(len(line) > 1 and all(map(_is_position, line)) for line in level)


def _is_position(point: object) -> bool:
    return (
        isinstance(point, list)
        and len(point) == len(_FARTHEST)
        and all(isinstance(each, int | float) and isfinite(each) for each in point)
        and all(abs(each) <= most for each, most in zip(point, _FARTHEST, strict=True))
    )


def _part(whole: object, name: str) -> object:
    return whole.get(name) if isinstance(whole, dict) else None


def _said(value: object) -> str:
    return "nothing" if value is None else str(value)
