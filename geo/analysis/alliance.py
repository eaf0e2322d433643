"""Who belonged to which organisation, and when."""

from datetime import date

import pandas as pd

from geo.schema import Alliance

CSTO = "CSTO"


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


def _spans(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _days(texts: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """Read days; empty text is NaT."""
    return pd.to_datetime(texts.where(texts != ""), format="%Y-%m-%d")
