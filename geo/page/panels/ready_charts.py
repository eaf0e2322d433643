"""The charts of spread and alliance for an export: those of the panels, over the whole time."""

from collections.abc import Mapping
from typing import Any, Final

from geo.analysis.spread.onsets import region_days
from geo.analysis.window import in_view
from geo.charts.matrix import cell_rows
from geo.charts.onsets import Count, Measure, measured_places, window_rows
from geo.charts.theme import MOMENT, midnight
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.page.markup import Html, joined, table, text
from geo.page.panels.contingents import contingents_spec, contingents_table, wall_moment
from geo.page.panels.memberships import acts_table, memberships_spec, organisations_table
from geo.page.panels.spread_charts import (
    day_words,
    matrix_spec,
    matrix_table,
    places_spec,
    steps_spec,
    steps_table,
)
from geo.page.reader import View
from geo.page.records import records
from geo.page.show_chart import Rows, Spec
from geo.page.world import World, region_names
from geo.publish.charts import LOOKS, Chart, ChartGroup
from geo.scene.build import Scene
from geo.view.state import opening_state
from geo.words.catalogue import Words

_NOTHING: Final = Html("")


def ready_charts(facts: Facts, events: JoinedEvents, scene: Scene, lang: str) -> list[ChartGroup]:
    """Draw the charts of both panels with their tables."""
    words = Words(lang)
    view = View(World(facts, events, scene), words, opening_state() | {"mode": "all"}, LOOKS[0])
    return [
        ChartGroup(words("panel.spread"), words("spread.note"), _spread(view)),
        ChartGroup(words("panel.alliance"), words("export.charts.alliance"), _alliance(view)),
    ]


def _spread(view: View) -> list[Chart]:
    world, words, lang = view.world, view.words, view.words.lang
    counts = region_days(in_view(world.events, view.window))
    window = window_rows(world.onsets, view.window)
    cells = cell_rows(counts, day_words(lang), region_names(world, lang), words)

    def steps(count: Count) -> Mapping[str, Spec]:
        return _looks({look: steps_spec(world, lang, look, count) for look in LOOKS}, window)

    def places(measure: Measure) -> Mapping[str, Spec]:
        return _looks({look: places_spec(world, lang, look, measure) for look in LOOKS}, window)

    matrix = _looks({look: matrix_spec(world, lang, look) for look in LOOKS}, cells)
    days = _told("days", matrix, matrix_table(view, counts), words("spread.title.matrix"))
    return [
        _told("reach", steps("reach"), _NOTHING),
        _told("people", steps("people"), steps_table(world, lang)),
        _told("distance", places("distance"), _NOTHING),
        _told("population", places("population"), _places_table(world, words)),
        days,
    ]


def _alliance(view: View) -> list[Chart]:
    world, words, lang = view.world, view.words, view.words.lang
    day = view.moment.date()
    on_day: Rows = {MOMENT: [{"at": midnight(day.isoformat())}]}
    at_moment: Rows = {MOMENT: [{"at": wall_moment(view)}]}
    members = _looks({look: memberships_spec(world, lang, look) for look in LOOKS}, on_day)
    bars = _looks({look: contingents_spec(world, lang, look) for look in LOOKS}, at_moment)
    # The table names the organisations' colours.
    caption = words("alliance.table", day=words.date(day, "calendar"))
    key = joined((organisations_table(world, day, lang, caption), acts_table(world, lang)))
    return [
        _told("memberships", members, key, is_key=True),
        _told("contingents", bars, contingents_table(world, lang), words("contingent.title")),
    ]


def _looks(specs: Mapping[str, Spec], rows: Rows) -> Mapping[str, Spec]:
    """Give charts their rows, as plain ones: the page's are Arrow tables."""
    return {look: {**spec, "datasets": {**_plain(spec), **rows}} for look, spec in specs.items()}


def _plain(spec: Spec) -> dict[str, Any]:
    return {name: rows.to_pylist() for name, rows in spec["datasets"].items()}


def _told(
    name: str, specs: Mapping[str, Spec], rows: Html, title: str = "", *, is_key: bool = False
) -> Chart:
    described = str(specs[LOOKS[0]].get("description", ""))
    return Chart(name, described, specs, rows, title, is_key)


def _places_table(world: World, words: Words) -> Html:
    """List the places with their first report, distance and population."""
    places = world.facts.places.set_index("place_id")[f"name_{words.lang}"]
    distances, peopled = (
        measured_places(world.onsets, world.events, words, measure)
        for measure in ("distance", "population")
    )
    people = dict(zip(peopled["place_id"], peopled["measured"], strict=True))
    rows = [
        (
            text(places[row["place_id"]]),
            text(row["first"]),
            text(row["measured"]),
            text(people.get(row["place_id"], "\u2013")),
        )
        for row in records(distances.sort_values(["begin", "end"]))
    ]
    head = [words(f"spread.{name}") for name in ("place", "first", "distance", "population")]
    return table(words("export.charts.places"), head, rows, "q-tall")
