"""Who belonged to which organisation, in which stage, and when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from geo.facts.vocabulary import Alliance

CSTO: Final = "CSTO"
TREATY: Final = "CST-1992"
STAGES: Final = ("signed", "member", "suspended", "former")
"""What a state can be to an organisation, in the order in which it goes through them."""
ACTS: Final = ("signed", "joined", "force", "suspended", "left")
"""What can happen to a membership."""

_STAGE_COLUMNS: Final = ("signed_on", "in_force_on", "suspended_on")
_MONTH: Final = "YYYY-MM"


def memberships_on(alliance: Alliance, day: date) -> Alliance:
    """
    Take the memberships that were in force on a day.

    The day of joining counts, the day of leaving does not.

    Returns
    -------
    memberships
        Rows of `alliance` in their order, with a plain range index.
    """
    joined, left = _days(alliance["joined_on"]), _days(alliance["left_on"])
    at = pd.Timestamp(day)
    in_force = (joined <= at) & (left.isna() | (left > at))
    return alliance[in_force].reset_index(drop=True)


def members_on(alliance: Alliance, day: date, *, organisation: str = CSTO) -> tuple[str, ...]:
    """Name the members of an organisation on a day: country codes, sorted."""
    there = memberships_on(alliance, day)
    return tuple(sorted(set(there.loc[there["organisation"] == organisation, "country_iso2"])))


def former_on(alliance: Alliance, day: date, *, organisation: str = CSTO) -> tuple[str, ...]:
    """Name the countries that had left an organisation by a day and not come back, sorted."""
    rows = alliance[alliance["organisation"] == organisation]
    gone = rows[_days(rows["left_on"]) <= pd.Timestamp(day)]
    members = members_on(alliance, day, organisation=organisation)
    return tuple(sorted(set(gone["country_iso2"]) - set(members)))


def memberships_by_country(alliance: Alliance) -> pd.DataFrame:
    """
    Lay the organisations side by side.

    Returns
    -------
    table
        One row per country in the order of `alliance`; `country_iso2`, then one column per
        organisation with a tuple of (joined_on, left_on) as text, `left_on` "" while it lasts.
    """
    table: dict[str, dict[str, object]] = {}
    organisations = tuple(dict.fromkeys(alliance["organisation"]))
    columns = ("country_iso2", "organisation", "joined_on", "left_on")
    for country, organisation, joined, left in zip(*(alliance[c] for c in columns), strict=True):
        blank: dict[str, object] = {"country_iso2": country, **dict.fromkeys(organisations, ())}
        row = table.setdefault(country, blank)
        row[organisation] = (*_spans(row[organisation]), (joined, left))
    return pd.DataFrame(list(table.values()), columns=["country_iso2", *organisations])


def segments(alliance: Alliance) -> pd.DataFrame:
    """
    Cut each membership into its stages.

    A state has `signed` from the first of its dates until its membership is in force, is `member`
    from there (from joining, where no day of force is known), `suspended` from the day it said so,
    and `former` from the day it left. A month stands for its first day.

    Returns
    -------
    segments
        `membership_id`, `country_iso2`, `organisation`, `stage`, `begin_on`, `end_on` (YYYY-MM-DD;
        `end_on` is the first day of what follows, "" where nothing does); in the order of
        `alliance`, then by time. `former` has no end, also where the state came back later.
    """
    columns = ("membership_id", "country_iso2", "organisation", "stage", "begin_on", "end_on")
    rows = [
        (row["membership_id"], row["country_iso2"], row["organisation"], *stage)
        for row in _with_stages(alliance).to_dict("records")
        for stage in _stages(row)
    ]
    return pd.DataFrame(rows, columns=list(columns))


def _stages(row: Mapping[Any, Any]) -> Iterator[tuple[str, str, str]]:
    """Give stage, begin and end, one after the other."""
    signed_on, joined_on, left_on = row["signed_on"], row["joined_on"], row["left_on"]
    force_on, suspended_on = row["in_force_on"], _first_day(row["suspended_on"])
    first_on = min(day for day in (signed_on, joined_on) if day)
    begins = [
        (first_on, "signed"),
        (force_on or joined_on, "member"),
        (suspended_on, "suspended"),
        (left_on, "former"),
    ]
    known = [(day, stage) for day, stage in begins if day]
    for (begin_on, stage), after in zip(known, [*known[1:], ("", "")], strict=True):
        if begin_on != after[0]:
            yield stage, begin_on, after[0]


def standing_on(alliance: Alliance, day: date, *, organisation: str = CSTO) -> dict[str, str]:
    """
    Say in which stage each state was to an organisation on a day.

    Returns
    -------
    standing
        Country code -> stage, in the order of the table; those that had not signed are absent. A
        state that left and came back is what it was last.
    """
    return standing_in(segments(alliance).to_dict("records"), day, organisation=organisation)


def standing_in(
    stages: Iterable[Mapping[Any, Any]], day: date, *, organisation: str = CSTO
) -> dict[str, str]:
    """
    Say the same as `standing_on` from stages that are there already.

    Parameters
    ----------
    stages
        The rows of `segments`.
    """
    at = day.isoformat()
    last: dict[str, tuple[str, str]] = {}
    for row in stages:
        country, begin_on, end_on = row["country_iso2"], row["begin_on"], row["end_on"]
        there = begin_on <= at and (not end_on or end_on > at)
        if row["organisation"] == organisation and there:
            last[country] = max(last.get(country, ("", "")), (begin_on, row["stage"]))
    return {country: stage for country, (_, stage) in last.items()}


def acts(alliance: Alliance) -> pd.DataFrame:
    """
    List what happened to memberships, by day.

    Joining is left out where it is the day of the signing or of the force.

    Returns
    -------
    acts
        `on` (YYYY-MM-DD, a month by its first day), `said` (as the table has it), `organisation`,
        `act`, `countries` (tuple of codes in the order of the table): one row per day, organisation
        and act.
    """
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for row in _with_stages(alliance).to_dict("records"):
        days = [row[name] for name in ("signed_on", "joined_on", "in_force_on")]
        days += [row["suspended_on"], row["left_on"]]
        for act, said in zip(ACTS, days, strict=True):
            repeated = act == "joined" and said in (row["signed_on"], row["in_force_on"])
            if said and not repeated:
                key = (_first_day(said), said, row["organisation"], act)
                found.setdefault(key, []).append(row["country_iso2"])
    ordered = sorted(found.items(), key=lambda item: (item[0][0], ACTS.index(item[0][3])))
    return pd.DataFrame(
        [(*key, tuple(countries)) for key, countries in ordered],
        columns=["on", "said", "organisation", "act", "countries"],
    )


def _with_stages(alliance: Alliance) -> pd.DataFrame:
    """Give the table with all columns of stages; those that it lacks are empty."""
    missing = {name: "" for name in _STAGE_COLUMNS if name not in alliance}
    return alliance.assign(**missing)


def _first_day(written: str) -> str:
    """Write a month as its first day."""
    return f"{written}-01" if len(written) == len(_MONTH) else written


def _spans(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _days(texts: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """Read days; empty text is NaT."""
    return pd.to_datetime(texts.where(texts != ""), format="%Y-%m-%d")
