"""Published numbers as they became known; instants in ms since 1970 UTC."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

from geo.facts import Facts
from geo.scene_texts import citations_of
from geo.scene_times import day_interval

SERIES: Final = {
    "dead": ("killed_total", "killed_security", "killed_almaty"),
    "detained": ("detained",),
    "troops": ("csto_troops",),
}
"""Figure -> the metrics that it shows; once the first is known, it alone stands for the figure."""


def figure_series(facts: Facts, labels: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    """
    Gather the numbers of the dead, the detained and the troops. Retracted ones are left out.

    Parameters
    ----------
    labels
        What each metric counts, by `metric` or `metric.scope`, and who claimed it, by
        `claimant.<name>`, in every language; claimants without a label stand as in the table.

    Returns
    -------
    series
        See `geo.timemap.Figures`; one per key of `SERIES`, entries by day, and of one day those
        of the whole country last.

    Raises
    ------
    KeyError
        A metric has no label: a bug.
    """
    cited = citations_of(facts, "figures")
    secondhand = _secondhand(facts, cited)
    table = facts.figures.assign(is_country=facts.figures["scope"].isin(["country", "csto"]))
    order = ["as_of", "is_country", "figure_id"]
    rows = table.sort_values(order, kind="stable").to_dict("records")
    return [
        {
            "id": name,
            "entries": [
                _figure(row, labels, cited)
                | {"rank": int(row["metric"] != metrics[0] or row["figure_id"] in secondhand)}
                for row in rows
                if row["metric"] in metrics and row["retracted"] == "no"
            ],
        }
        for name, metrics in SERIES.items()
    ]


def _secondhand(facts: Facts, cited: Mapping[str, list[tuple[str, str]]]) -> set[str]:
    """Figures that only an encyclopedia gives: they rank after those with a named author."""
    kinds = dict(zip(facts.sources["source_id"], facts.sources["kind"], strict=True))
    return {
        figure_id
        for figure_id, sources in cited.items()
        if all(kinds[source_id] == "encyclopedia" for source_id, _ in sources)
    }


def _figure(
    row: Mapping[Hashable, Any],
    labels: Mapping[str, Mapping[str, str]],
    cited: Mapping[str, list[tuple[str, str]]],
) -> dict[str, object]:
    label = labels.get(f"{row['metric']}.{row['scope']}") or labels[row["metric"]]
    return {
        "at": day_interval(row["as_of"]),
        "low": int(row["value_low"]),
        "high": int(row["value_high"]),
        "label": dict(label),
        "by": dict(labels.get(f"claimant.{row['claimed_by']}") or {"en": row["claimed_by"]}),
        "day": row["as_of"],
        "note": row["note"],
        "sources": cited.get(row["figure_id"], []),
    }
