"""Charts of the alliance: who belonged to what, and the contingents on the axis of the events."""

from types import MappingProxyType
from typing import Final

import altair as alt
import pandas as pd

from geo.charts.theme import COLOURS, finished, listed, midnight, moment_rule, time_axis
from geo.facts.vocabulary import ORGANISATIONS
from geo.scene.alliance import ALLIANCE_YEARS
from geo.words.catalogue import Words

ORGANISATION_COLOURS: Final = MappingProxyType(
    {
        "light": ("#B4ADDC", "#5746A6", "#A29D90", "#5B646D"),
        "dark": ("#6A61AE", "#B3A7F7", "#59636E", "#A2ACB8"),
    }
)
"""Look -> a colour of the map for each of `ORGANISATIONS`: alliance in its hue, unions grey."""

_LANE_PX: Final = 9
_CONTINGENT_PX: Final = 40
_TEXT_PX: Final = 12
_ENDS: Final = ("begin", "end")
_JANUARY: Final = ("2022-01-01T00:00", "2022-02-01T00:00")
"""Wall time of the axis."""


def membership_chart(stages: pd.DataFrame, words: Words, theme: str) -> alt.LayerChart:
    """
    Draw memberships as bars in time: four lanes per country, hollow where not (or no more) active.

    Parameters
    ----------
    stages
        `country`, `organisation` (its key), `named` and `stage` (in words), `begin`, `end`
        (YYYY-MM-DD), `span` (in words), `weight` (1 for a member in force, less for other stages).
    """
    first, last = ALLIANCE_YEARS
    countries = list(dict.fromkeys(stages["country"]))
    hues = alt.Scale(domain=list(ORGANISATIONS), range=list(ORGANISATION_COLOURS[theme]))
    bars = (
        alt.Chart(listed(stages.assign(**{end: stages[end].map(midnight) for end in _ENDS})))
        .mark_bar(height=_LANE_PX - 3, strokeWidth=0.75)
        .encode(
            x="begin:T",
            x2="end:T",
            y=alt.Y("country:N", title=None, sort=countries, scale=alt.Scale(paddingInner=0.25)),
            yOffset=alt.YOffset("organisation:N", sort=list(ORGANISATIONS)),
            color=alt.Color("organisation:N", scale=hues, legend=None),
            stroke=alt.Stroke("organisation:N", scale=hues, legend=None),
            fillOpacity=alt.FillOpacity("weight:Q", scale=None, legend=None),
            tooltip=[
                alt.Tooltip("country:N", title=words("alliance.country")),
                alt.Tooltip("named:N", title=words("alliance.organisation")),
                alt.Tooltip("stage:N", title=words("alliance.stage")),
                alt.Tooltip("span:N", title=words("alliance.span")),
            ],
        )
    )
    height = round(len(countries) * len(ORGANISATIONS) * _LANE_PX * 1.3)
    years = moment_rule(
        theme, time_axis(words, "year"), *(midnight(f"{year}-01-01") for year in (first, last + 1))
    )
    return finished(alt.layer(bars, years), height=height, description=words("alliance.chart"))


def contingent_chart(contingents: pd.DataFrame, words: Words, theme: str) -> alt.LayerChart:
    """
    Draw each contingent as a bar from arrival to withdrawal; soft where a day is not certain.

    Parameters
    ----------
    contingents
        `label` (lines parted by "|"), `arrived_from`, `there_from`, `there_to`, `left_to` (wall
        time of Almaty, no zone), `strength`, `unit`, `guarded`, `home`, `arrived`, `left` (words).
    """
    palette = COLOURS[theme]
    base = alt.Chart(listed(contingents)).encode(
        y=alt.Y(
            "label:N",
            title=None,
            sort=list(contingents["label"]),
            axis=alt.Axis(
                labelExpr="split(datum.label, '|')",
                labelLimit=190,
                labelOffset=-6,
                domain=False,
                ticks=False,
            ),
        ),
        tooltip=[
            alt.Tooltip("home:N", title=words("contingent.home")),
            alt.Tooltip("unit:N", title=words("contingent.unit")),
            alt.Tooltip("strength:N", title=words("contingent.strength")),
            alt.Tooltip("guarded:N", title=words("contingent.guarded")),
            alt.Tooltip("arrived:N", title=words("contingent.arrived")),
            alt.Tooltip("left:N", title=words("contingent.left")),
        ],
    )
    days = time_axis(words, "day")
    days["tickCount"] = {"interval": "day", "step": 3}
    bar = base.mark_bar(height=14, color=palette["alliance"])
    soft = bar.encode(x="arrived_from:T", x2="left_to:T", opacity=alt.value(0.35))
    sure = bar.encode(x="there_from:T", x2="there_to:T")
    strength = base.mark_text(
        align="left", dx=8, fontSize=_TEXT_PX, fontWeight=600, color=palette["ink"]
    ).encode(x="left_to:T", text="strength:N")
    return finished(
        alt.layer(soft, sure, strength, moment_rule(theme, days, *_JANUARY)),
        height=_CONTINGENT_PX * len(contingents),
        description=words("contingent.chart"),
    )
