"""What the axis of the alliance shows: who was in which stage, when, and what happened."""

from typing import Any, Final

import pandas as pd

from geo.analysis.alliance import CSTO, TREATY, acts, segments
from geo.facts.read import Facts
from geo.scene.times import to_ms
from geo.words.catalogue import LANGUAGES, read_catalogue

ALLIANCE_YEARS: Final = (1992, 2024)
"""First and last year of the axis."""
LANES: Final = (TREATY, CSTO)
"""Organisations on the axis; the later one counts where a state is in both."""


def alliance_history(facts: Facts) -> dict[str, Any]:
    """
    Gather the stages of the states in the treaty and in the organisation, kept apart.

    Returns
    -------
    history
        The arguments of `geo.timemap.AllianceAxis`; days begin at midnight UTC.
    """
    alliance = facts.alliance[facts.alliance["organisation"].isin(LANES)]
    codes = list(dict.fromkeys(alliance["country_iso2"]))
    names = alliance.drop_duplicates("country_iso2").set_index("country_iso2")
    first, last = ALLIANCE_YEARS
    return {
        "start": _ms(f"{first}-01-01"),
        "end": _ms(f"{last}-12-31"),
        "names": {
            code: {lang: names.loc[code, f"name_{lang}"] for lang in LANGUAGES} for code in codes
        },
        "lanes": [
            {
                "id": lane,
                "label": {
                    lang: str(read_catalogue(lang)[f"organisation.{lane}"]) for lang in LANGUAGES
                },
            }
            for lane in LANES
        ],
        "segments": [
            {
                "country": row["country_iso2"],
                "lane": row["organisation"],
                "stage": row["stage"],
                "from": _ms(row["begin_on"]),
                "to": _ms(row["end_on"]) if row["end_on"] else None,
            }
            for row in segments(alliance).to_dict("records")
        ],
        "acts": [
            {
                "at": _ms(row["on"]),
                "lane": row["organisation"],
                "act": row["act"],
                "countries": row["countries"],
            }
            for row in acts(alliance).to_dict("records")
        ],
    }


def _ms(day: str) -> int:
    return to_ms(pd.Timestamp(day, tz="UTC"))
