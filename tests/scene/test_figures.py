"""Published numbers: by day, with who gave them, and without what was withdrawn."""

from typing import Any

from geo.facts.read import Facts
from geo.facts.vocabulary import FIGURE_SCOPES, REGIONS
from geo.scene.figures import REGION_OF, SERIES, figure_series, region_deaths
from tests.world import build_facts, build_row

LABELS = {metric: {"en": metric, "de": metric} for metrics in SERIES.values() for metric in metrics}


def entries(facts: Facts) -> dict[str, list[dict[str, Any]]]:
    """Give the entries of each series by its id."""
    found = {}
    for series in figure_series(facts, LABELS):
        rows = series["entries"]
        assert isinstance(rows, list)
        found[str(series["id"])] = rows
    return found


def test_figures_stand_by_day(real_facts: Facts) -> None:
    for rows in entries(real_facts).values():
        assert len(rows) > 1
        days = [row["day"] for row in rows]
        assert days == sorted(days)
        assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)


def test_every_figure_of_the_series_is_there_but_those_withdrawn(real_facts: Facts) -> None:
    table = real_facts.figures
    shown = table[table["retracted"] == "no"]
    for name, rows in entries(real_facts).items():
        assert len(rows) == shown["metric"].isin(SERIES[name]).sum()


def test_a_number_that_was_withdrawn_is_absent() -> None:
    withdrawn = build_row("figures", figure_id="w", value_low="164", retracted="yes")
    dead = entries(build_facts(figures=[withdrawn, build_row("figures")]))["dead"]
    assert [row["low"] for row in dead] == [225]


def test_every_figure_says_who_gave_it_and_cites_a_source(real_facts: Facts) -> None:
    for rows in entries(real_facts).values():
        for row in rows:
            assert row["by"]
            assert row["sources"]
            ends = [end for end in (row["low"], row["high"]) if end is not None]
            assert ends
            assert ends == sorted(ends)


def test_once_a_toll_of_all_dead_is_known_it_alone_ranks_first() -> None:
    metrics = ("killed_security", "killed_total", "killed_almaty")
    figures = [build_row("figures", figure_id=metric, metric=metric) for metric in metrics]
    dead = entries(build_facts(figures=figures))["dead"]
    ranks = {row["label"]["en"]: row["rank"] for row in dead}
    assert ranks == {"killed_total": 0, "killed_security": 1, "killed_almaty": 1}


def test_of_one_day_the_figure_for_the_whole_country_comes_last() -> None:
    city = build_row("figures", figure_id="z", metric="killed_security", scope="almaty")
    country = build_row("figures", figure_id="a", metric="killed_security", scope="country")
    town = build_row("figures", figure_id="b", metric="killed_security", scope="mangystau")
    labels = LABELS | {
        f"killed_security.{scope}": {"en": scope} for scope in ("almaty", "mangystau", "country")
    }
    facts = build_facts(figures=[country, city, town])
    dead = figure_series(facts, labels)[0]["entries"]
    assert isinstance(dead, list)
    assert [row["label"]["en"] for row in dead] == ["mangystau", "almaty", "country"]


def test_a_figure_for_one_place_is_labelled_as_such() -> None:
    row = build_row("figures", metric="detained", scope="almaty")
    labels = LABELS | {"detained.almaty": {"en": "in Almaty"}}
    series = figure_series(build_facts(figures=[row]), labels)
    (found,) = (one["entries"] for one in series if one["id"] == "detained")
    assert isinstance(found, list)
    assert found[0]["label"] == {"en": "in Almaty"}


def test_who_gave_a_figure_is_said_in_each_language_that_has_words_for_it() -> None:
    row = build_row("figures", metric="detained", claimed_by="prosecutor")
    words = {"en": "prosecutor", "de": "Staatsanwaltschaft"}
    for labels, by in (
        (LABELS | {"claimant.prosecutor": words}, words),
        (LABELS, {"en": "prosecutor"}),
    ):
        series = figure_series(build_facts(figures=[row]), labels)
        (found,) = (one["entries"] for one in series if one["id"] == "detained")
        assert isinstance(found, list)
        assert found[0]["by"] == by


def detained_by_rank(*rows: tuple[str, str, int]) -> list[int]:
    """Give the ranks of numbers of detained: day, scope, value."""
    table = [
        build_row(
            "figures",
            figure_id=f"f{k}",
            metric="detained",
            as_of=day,
            scope=scope,
            value_low=str(value),
            value_high=str(value),
        )
        for k, (day, scope, value) in enumerate(rows)
    ]
    series = figure_series(build_facts(figures=table), LABELS)
    (found,) = (one["entries"] for one in series if one["id"] == "detained")
    assert isinstance(found, list)
    return [row["rank"] for row in found]


def test_a_number_of_one_place_gives_way_to_that_of_the_country_unless_it_is_more() -> None:
    country = ("2022-01-03", "country", 60)
    assert detained_by_rank(country, ("2022-01-06", "almaty", 2000)) == [0, 0]
    assert detained_by_rank(country, ("2022-01-06", "almaty", 20)) == [0, 1]
    assert detained_by_rank(("2022-01-02", "almaty", 20), country) == [0, 0]


def test_the_dead_of_regions_name_who_counted_and_leave_out_what_was_withdrawn() -> None:
    rows = [
        build_row("figures", figure_id="a", metric="killed_almaty", scope="almaty"),
        build_row("figures", figure_id="b", metric="killed_region", scope="atyrau-region"),
        build_row("figures", figure_id="c", metric="killed_total", scope="country"),
        build_row(
            "figures", figure_id="d", metric="killed_almaty", scope="almaty", retracted="yes"
        ),
    ]
    found = region_deaths(build_facts(figures=rows), LABELS)
    assert [claim["region"] for claim in found] == ["KZ-ALA", "KZ-ATY"]
    assert all(claim["by"] and claim["day"] for claim in found)


def test_every_scope_of_a_figure_within_the_country_lies_in_a_region() -> None:
    inside = {s for s in FIGURE_SCOPES if s != "country" and not s.startswith("csto")}
    assert inside <= set(REGION_OF)
    assert set(REGION_OF.values()) == set(REGIONS)


def test_an_open_end_of_a_number_stays_open() -> None:
    over = build_row("figures", value_low="44", value_high="")
    (row,) = entries(build_facts(figures=[over]))["dead"]
    assert (row["low"], row["high"]) == (44, None)
