"""The charts of spread and alliance for an export: those of the panels, over the whole time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from geo.analysis.spread import region_days
from geo.analysis.window import in_view
from geo.export.charts import LOOKS, Chart, ChartGroup
from geo.facts import Facts
from geo.i18n import Words
from geo.page.alliance import (
    _acts,
    _chart,
    _contingent_bars,
    _contingents,
    _organisations,
)
from geo.page.charts import Spec, at_moment
from geo.page.markup import Html, joined, table, text
from geo.page.rows import records
from geo.page.spread import (
    _matrix,
    _matrix_cells,
    _matrix_table,
    _measured,
    _places_chart,
    _steps_chart,
    _steps_table,
    _windowed,
)
from geo.page.spread_charts import with_cells
from geo.page.state import opening_state
from geo.page.view import View
from geo.page.world import World
from geo.scene import Scene
from geo.schema import JoinedEvents

_NOTHING: Final = Html("")


def ready_charts(facts: Facts, events: JoinedEvents, scene: Scene, lang: str) -> list[ChartGroup]:
    """Draw the charts of both panels with their tables."""
    world = World(facts, events, scene)
    views = {
        look: View(world, Words(lang), opening_state() | {"mode": "all"}, look) for look in LOOKS
    }
    words = Words(lang)
    return [
        ChartGroup(words("panel.spread"), words("spread.note"), _spread(views)),
        ChartGroup(words("panel.alliance"), words("export.charts.alliance"), _alliance(views)),
    ]


def _spread(views: Mapping[str, View]) -> list[Chart]:
    view = views["light"]
    world, words, lang = view.world, view.words, view.words.lang
    counts = region_days(in_view(world.events, view.window))

    def steps(name: str) -> dict[str, Spec]:
        return {
            look: _windowed(each, _steps_chart(world, lang, look, name))
            for look, each in views.items()
        }

    def places(name: str) -> dict[str, Spec]:
        return {
            look: _windowed(each, _places_chart(world, lang, look, name))
            for look, each in views.items()
        }

    cells = _matrix_cells(view, counts)
    matrix = {look: with_cells(_matrix(world, lang, look), cells) for look in views}
    return [
        _told("reach", steps("reach"), _NOTHING),
        _told("people", steps("people"), _steps_table(world, lang)),
        _told("distance", places("distance"), _NOTHING),
        _told("population", places("population"), _places_table(world, words)),
        _told("days", matrix, _matrix_table(view, counts), words("spread.title.matrix")),
    ]


def _alliance(views: Mapping[str, View]) -> list[Chart]:
    view = views["light"]
    world, words, lang = view.world, view.words, view.words.lang
    day = view.moment.date()
    wall = view.moment.replace(tzinfo=None).isoformat(timespec="minutes")
    members = {look: at_moment(_chart(world, lang, look), day.isoformat()) for look in views}
    bars = {look: at_moment(_contingent_bars(world, lang, look), wall) for look in views}
    told = joined((_organisations(world, day, lang), _acts(world, lang)))
    memberships = _told("memberships", members, told)
    return [
        replace(memberships, is_key=True),
        _told("contingents", bars, _contingents(world, lang), words("contingent.title")),
    ]


def _told(name: str, specs: Mapping[str, Mapping[str, Any]], rows: Html, title: str = "") -> Chart:
    return Chart(name, str(specs["light"].get("description", "")), specs, rows, title)


def _places_table(world: World, words: Words) -> Html:
    """List the places with their first report, distance and population."""
    people = {
        row["name"]: row["measured"] for row in records(_measured(world, words, "population"))
    }
    rows = [
        (
            text(row["name"]),
            text(row["first"]),
            text(row["measured"]),
            text(people.get(row["name"], "\u2013")),
        )
        for row in records(_measured(world, words, "distance").sort_values(["begin", "end"]))
    ]
    head = [words(f"spread.{name}") for name in ("place", "first", "distance", "population")]
    return table(words("spread.title.places"), head, rows, "q-tall")
