"""The charts of the panels, ready for an export."""

from geo.facts.join import Joined
from geo.facts.read import Facts
from geo.facts.shapes import read_shapes
from geo.page.panels.ready_charts import ready_charts
from geo.publish.charts import LOOKS, WIDTH_PX, draw_svg
from geo.scene.build import build_scene


def test_each_chart_has_words_every_look_and_a_table(
    real_facts: Facts, real_joined: Joined
) -> None:
    scene = build_scene(real_facts, real_joined.events, read_shapes())
    spread, alliance = ready_charts(real_facts, real_joined.events, scene, "de")
    assert (spread.title, alliance.title) == ("Ausbreitung", "Bündnis")
    charts = [*spread.charts, *alliance.charts]
    assert [chart.name for chart in charts] == [
        *("reach", "people", "distance", "population", "days"),
        *("memberships", "contingents"),
    ]
    for chart in charts:
        assert len(chart.description) > 30
        assert set(chart.specs) == set(LOOKS)
    # A chart without a table is told by the next one's.
    assert [chart.name for chart in charts if not chart.table] == ["reach", "distance"]
    assert "Schangaösen" in charts[3].table
    svg = draw_svg(charts[0].specs["light"], "light").decode()
    assert f'width="{WIDTH_PX}"' in svg
    assert "Orte mit gemeldetem Protest" in svg
