"""Charts on the page: what of them never changes is written once, the rest on each run."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt
import pyarrow as pa
import streamlit as st

Rows: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
"""Name of a data set -> its rows."""
Spec: TypeAlias = dict[str, Any]
"""A Vega-Lite specification whose data sets are Arrow tables."""


def written(chart: alt.LayerChart) -> Spec:
    """Write a chart: once, since checking it takes Altair longer than all the rest of a run."""
    spec: Spec = chart.to_dict()
    fixed = {name: _arrow(rows) for name, rows in spec.get("datasets", {}).items()}
    return {**spec, "datasets": fixed}


def show_chart(spec: Spec, key: str, rows: Rows | None = None) -> None:
    """
    Show a chart with the rows of this run.

    Only rows may differ from run to run: then the browser changes the chart it has. Any other
    change of the specification would have it drawn anew, which takes ten times as long.
    """
    named = {name: _arrow(each) for name, each in (rows or {}).items()}
    filled = {**spec, "datasets": {**spec["datasets"], **named}}
    st.vega_lite_chart(spec=filled, width="stretch", key=key)


def _arrow(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows])
