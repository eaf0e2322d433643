"""Kinds and families are switched off in the legend, and everything follows."""

import re

import pytest
from playwright.sync_api import expect

from geo.facts.join import Joined
from geo.facts.vocabulary import FAMILIES
from tests.browser.mapview import MapView
from tests.browser.test_opening import dots, says_count, shown

pytestmark = pytest.mark.browser


def fold(view: MapView, family: str) -> None:
    """Show or hide the kinds of a family."""
    view.find(f'.tm-legend-line:has([data-family="{family}"]) .tm-fold').click()


def test_a_kind_switched_off_leaves_map_histogram_feed_and_counts(
    view: MapView, real_joined: Joined
) -> None:
    rows = shown(real_joined.events)
    before = view.state["drawn"], view.picture("canvas.tm-histogram"), view.picture()
    fold(view, "violence")
    kind = view.find('[data-kind="clash"]')
    expect(kind).to_have_attribute("aria-pressed", "true")
    kind.click()
    expect(kind).to_have_attribute("aria-pressed", "false")
    expect(kind.locator(".tm-count")).to_have_text("off")
    expect(view.find('[data-family="violence"]')).to_have_attribute("aria-pressed", "mixed")
    kept = rows[rows["kind"] != "clash"]
    assert view.drawn == dots(kept) < before[0]
    assert view.picture("canvas.tm-histogram") != before[1]
    assert view.picture() != before[2]
    expect(view.find(".tm-feed-head .tm-count")).to_have_text(
        re.compile(rf"^(\d+\u2013)?{len(kept)} entries$")
    )
    clash = rows.loc[rows["kind"] == "clash", "event_id"].iloc[-1]
    expect(view.row(clash)).to_have_count(0)
    kind.click()
    expect(view.row(clash)).to_have_count(1)
    assert view.state["kinds"] is None
    assert (view.drawn, view.picture("canvas.tm-histogram")) == before[:2]
    fold(view, "violence")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_switched_off_leaves_the_map(
    view: MapView, real_joined: Joined, family: str
) -> None:
    rows = shown(real_joined.events)
    bars = view.picture("canvas.tm-histogram")
    row = view.find(f'[data-family="{family}"]')
    row.click()
    assert view.drawn == dots(rows[rows["family"] != family])
    assert view.picture("canvas.tm-histogram") != bars
    expect(row).to_have_attribute("aria-pressed", "false")
    row.click()
    assert view.drawn == dots(rows)


def test_with_everything_switched_off_the_feed_says_so(view: MapView) -> None:
    view.apply(kinds=[])
    assert view.drawn == 0
    expect(view.find(".tm-empty")).to_contain_text("Nothing is reported")


@pytest.mark.parametrize(
    "patch", [{"kinds": ["protest"]}, {"confidence": ["high"]}, {"search": "gas"}]
)
def test_what_does_not_follow_the_filters_says_so(view: MapView, patch: dict[str, object]) -> None:
    figures, key = view.find(".tm-figures"), view.find(".tm-key")
    said = [(figures, "whatever the filters leave out"), (key, "not filtered")]
    for node, words in said:
        expect(node).not_to_contain_text(words)
    view.apply(**patch)
    for node, words in said:
        expect(node).to_contain_text(words)
    view.apply(kinds=None, confidence=None, search="")
    for node, words in said:
        expect(node).not_to_contain_text(words)


def test_the_counts_of_the_legend_follow_a_search(view: MapView, real_joined: Joined) -> None:
    view.apply(search="gas", mode="all")
    counted = view.tell("[...map.events.counts.high].reduce((sum, one) => sum + one, 0)")
    assert counted == view.tell("map.events.found('gas').reduce((sum, one) => sum + one, 0)")
    assert 0 < counted < len(real_joined.events)
    shown_counts = view.find("[data-family] .tm-count").all_text_contents()
    assert sum(int(text) for text in shown_counts) <= counted


def test_the_page_leaves_a_switched_off_kind_out_too(fresh: MapView, real_joined: Joined) -> None:
    rows = shown(real_joined.events)
    fresh.find('[data-family="protest"]').click()
    kept = rows[~rows["kind"].isin(FAMILIES["protest"])]
    says_count(fresh.page, kept)
    expect(fresh.page.locator(".q-event.q-violence").first).to_be_visible()
    expect(fresh.page.locator(".q-event.q-protest")).to_have_count(0)
    expect(fresh.page.locator(".q-note")).to_contain_text("switched off on the map")
