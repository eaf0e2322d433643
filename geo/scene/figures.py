"""Published numbers as they became known; instants in ms since 1970 UTC."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from geo.facts.read import Facts
from geo.scene.texts import citations_of
from geo.scene.times import day_interval

SERIES: Final = {
    "dead": ("killed_total", "killed_security", "killed_almaty"),
    "detained": ("detained",),
    "troops": ("csto_troops",),
}
"""Figure -> the metrics that it shows; once the first is known, it alone stands for the figure."""
_DEATHS_OF_REGIONS: Final = ("killed_almaty", "killed_region")
REGION_OF: Final[Mapping[str, str]] = {
    "akmola-region": "KZ-AKM",
    "aktobe-region": "KZ-AKT",
    "almaty": "KZ-ALA",
    "almaty-region": "KZ-ALM",
    "atyrau-region": "KZ-ATY",
    "east-kazakhstan-region": "KZ-VOS",
    "karaganda-region": "KZ-KAR",
    "kostanay-region": "KZ-KUS",
    "kyzylorda": "KZ-KZY",
    "kyzylorda-region": "KZ-KZY",
    "mangystau": "KZ-MAN",
    "north-kazakhstan-region": "KZ-SEV",
    "nur-sultan": "KZ-AST",
    "pavlodar-region": "KZ-PAV",
    "shymkent": "KZ-SHY",
    "taldykorgan": "KZ-ALM",
    "taraz": "KZ-ZHA",
    "turkistan-region": "KZ-YUZ",
    "west-kazakhstan-region": "KZ-ZAP",
    "zhambyl-region": "KZ-ZHA",
}
"""What a figure covers -> the region in which that lies."""


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
    series: list[dict[str, object]] = []
    for name, metrics in SERIES.items():
        shown = [row for row in rows if row["metric"] in metrics and row["retracted"] == "no"]
        beneath = secondhand | _smaller_parts(shown, metrics[0])
        entries = [
            _figure(row, labels, cited) | {"rank": int(row["figure_id"] in beneath)}
            for row in shown
        ]
        series.append({"id": name, "entries": entries})
    return series


def _smaller_parts(rows: Sequence[Mapping[Hashable, Any]], metric: str) -> set[str]:
    """
    Figures that tell less than one of all the dead, detained or troops that is known by then.

    What is said of one place is such a part unless it is more than what was last said of all.
    """
    parts, most = set(), -1
    for row in rows:
        ends = _ends(row)
        largest = max(end for end in ends.values() if end is not None)
        if row["metric"] != metric or (not row["is_country"] and largest <= most):
            parts.add(row["figure_id"])
        elif row["is_country"]:
            most = largest
    return parts


def region_deaths(facts: Facts, labels: Mapping[str, Mapping[str, str]]) -> list[dict[str, object]]:
    """
    Gather what was published on the dead of single regions. Retracted numbers are left out.

    Returns
    -------
    claims
        `region` (ISO 3166-2) and, as in `figure_series`, `at`, `low`, `high`, `by`, `day`; by day.
    """
    table = facts.figures
    chosen = table[table["metric"].isin(_DEATHS_OF_REGIONS) & (table["retracted"] == "no")]
    rows = chosen.sort_values(["as_of", "figure_id"]).to_dict("records")
    return [
        {
            "region": REGION_OF[row["scope"]],
            "at": day_interval(row["as_of"]),
            **_ends(row),
            "by": _claimant(row, labels),
            "day": row["as_of"],
        }
        for row in rows
        if row["scope"] in REGION_OF
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
        **_ends(row),
        "label": dict(label),
        "by": _claimant(row, labels),
        "day": row["as_of"],
        "note": row["note"],
        "sources": cited.get(row["figure_id"], []),
    }


def _ends(row: Mapping[Hashable, Any]) -> dict[str, int | None]:
    """Give `low` and `high` of a number, None where that end is not known ("over 100")."""
    return {
        end: None if pd.isna(row[f"value_{end}"]) else int(row[f"value_{end}"])
        for end in ("low", "high")
    }


def _claimant(
    row: Mapping[Hashable, Any], labels: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    return dict(labels.get(f"claimant.{row['claimed_by']}") or {"en": row["claimed_by"]})
