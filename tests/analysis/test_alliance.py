"""Members by date, with answers known from the charter and the treaty."""

from datetime import date

import pandas as pd
import pytest

from geo.analysis.alliance import (
    acts,
    former_on,
    members_on,
    memberships_by_country,
    memberships_on,
    segments,
    standing_on,
)

SIX = ("AM", "BY", "KG", "KZ", "RU", "TJ")
THREE = ("AZ", "GE", "UZ")
LEFT = "1999-04-02"


def stay(country: str, organisation: str, joined_on: str, left_on: str = "") -> dict[str, str]:
    """Make a row of a small alliance; other dates are not known."""
    blank = dict.fromkeys(("signed_on", "in_force_on", "suspended_on"), "")
    row = {"membership_id": f"{country}-{organisation}", "country_iso2": country}
    return blank | row | {"organisation": organisation, "joined_on": joined_on, "left_on": left_on}


ALLIANCE = pd.DataFrame(
    [
        *(stay(country, "CST-1992", "1992-05-15") for country in SIX),
        *(stay(country, "CST-1992", "1992-05-15", LEFT) for country in THREE),
        *(stay(country, "CSTO", "2002-10-07") for country in SIX),
        stay("UZ", "CSTO", "2006-06-23", "2012-12-19"),
        *(stay(country, "EAEU-2015", "2015-01-01") for country in ("BY", "KZ", "RU")),
        stay("AM", "EAEU-2015", "2015-01-02"),
        stay("KG", "EAEU-2015", "2015-08-12"),
    ]
)


@pytest.mark.parametrize(
    ("day", "organisation", "members"),
    [
        (date(2022, 1, 5), "CSTO", SIX),
        (date(2002, 10, 6), "CSTO", ()),
        (date(2002, 10, 7), "CSTO", SIX),
        (date(2010, 1, 1), "CSTO", tuple(sorted((*SIX, "UZ")))),
        (date(2012, 12, 18), "CSTO", tuple(sorted((*SIX, "UZ")))),
        (date(2012, 12, 19), "CSTO", SIX),
        (date(1994, 6, 1), "CST-1992", tuple(sorted((*SIX, *THREE)))),
        (date(1999, 4, 2), "CST-1992", SIX),
        (date(2022, 1, 5), "EAEU-2015", ("AM", "BY", "KG", "KZ", "RU")),
        (date(2015, 1, 1), "EAEU-2015", ("BY", "KZ", "RU")),
    ],
)
def test_members_on_a_day(day: date, organisation: str, members: tuple[str, ...]) -> None:
    assert members_on(ALLIANCE, day, organisation=organisation) == members


def test_one_alone_had_left_the_organisation() -> None:
    assert former_on(ALLIANCE, date(2022, 1, 5)) == ("UZ",)


def test_three_had_left_the_treaty() -> None:
    assert former_on(ALLIANCE, date(2022, 1, 5), organisation="CST-1992") == THREE


def test_nobody_has_left_before_anybody_left() -> None:
    assert former_on(ALLIANCE, date(1998, 1, 1), organisation="CST-1992") == ()


def test_memberships_on_a_day_keep_the_order_of_the_table() -> None:
    there = memberships_on(ALLIANCE, date(2022, 1, 5))
    places = [list(ALLIANCE["membership_id"]).index(key) for key in there["membership_id"]]
    assert places == sorted(places)
    assert list(there.index) == list(range(len(there)))


def test_every_membership_stands_in_the_table_side_by_side() -> None:
    table = memberships_by_country(ALLIANCE).set_index("country_iso2")
    assert sum(len(spans) for row in table.to_numpy() for spans in row) == len(ALLIANCE)
    for country, organisation in (("UZ", "CSTO"), ("RU", "CSTO"), ("GE", "CSTO")):
        mine = ALLIANCE[
            (ALLIANCE["country_iso2"] == country) & (ALLIANCE["organisation"] == organisation)
        ]
        spans = tuple(zip(mine["joined_on"], mine["left_on"], strict=True))
        assert table.loc[country, organisation] == spans


def build_membership(country: str = "UZ", **changes: str) -> dict[str, str]:
    row = {"membership_id": f"{country.lower()}-x", "country_iso2": country, "left_on": ""}
    return row | {"organisation": "CSTO", "joined_on": "2002-10-07"} | changes


def build_alliance(*rows: dict[str, str]) -> pd.DataFrame:
    blank = dict.fromkeys(("signed_on", "in_force_on", "suspended_on"), "")
    return pd.DataFrame([blank | row for row in rows])


WHOLE = build_membership(
    signed_on="2002-10-07",
    in_force_on="2003-09-18",
    suspended_on="2012-06",
    left_on="2012-12-19",
)


def test_a_membership_goes_through_its_stages() -> None:
    found = segments(build_alliance(WHOLE))
    assert list(zip(found["stage"], found["begin_on"], found["end_on"], strict=True)) == [
        ("signed", "2002-10-07", "2003-09-18"),
        ("member", "2003-09-18", "2012-06-01"),
        ("suspended", "2012-06-01", "2012-12-19"),
        ("former", "2012-12-19", ""),
    ]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2002, 10, 6), None),
        (date(2002, 10, 7), "signed"),
        (date(2003, 9, 17), "signed"),
        (date(2003, 9, 18), "member"),
        (date(2012, 5, 31), "member"),
        (date(2012, 6, 1), "suspended"),
        (date(2012, 12, 18), "suspended"),
        (date(2012, 12, 19), "former"),
    ],
)
def test_the_stage_of_a_state_on_a_day(day: date, stage: str | None) -> None:
    assert standing_on(build_alliance(WHOLE), day).get("UZ") == stage


def test_without_a_day_of_force_membership_begins_with_joining() -> None:
    found = segments(build_alliance(build_membership()))
    assert list(found["stage"]) == ["member"]


def test_a_table_without_columns_of_stages_is_read_as_well() -> None:
    bare = build_alliance(build_membership(left_on="2012-12-19"))
    bare = bare.drop(columns=["signed_on", "in_force_on", "suspended_on"])
    assert list(segments(bare)["stage"]) == ["member", "former"]
    assert list(acts(bare)["act"]) == ["joined", "left"]


def test_who_left_and_came_back_is_what_it_was_last() -> None:
    twice = build_alliance(
        build_membership(joined_on="1992-05-15", left_on="1999-04-02"),
        build_membership(joined_on="2006-06-23"),
    )
    assert standing_on(twice, date(2000, 1, 1)) == {"UZ": "former"}
    assert standing_on(twice, date(2007, 1, 1)) == {"UZ": "member"}


def test_acts_name_all_states_of_a_day_and_joining_once() -> None:
    two = build_alliance(WHOLE, WHOLE | {"country_iso2": "RU", "left_on": "", "suspended_on": ""})
    assert [tuple(row) for row in acts(two).to_numpy()] == [
        ("2002-10-07", "2002-10-07", "CSTO", "signed", ("UZ", "RU")),
        ("2003-09-18", "2003-09-18", "CSTO", "force", ("UZ", "RU")),
        ("2012-06-01", "2012-06", "CSTO", "suspended", ("UZ",)),
        ("2012-12-19", "2012-12-19", "CSTO", "left", ("UZ",)),
    ]


@pytest.mark.parametrize(
    ("day", "organisation", "left"),
    [
        (date(1999, 4, 1), "CST-1992", set()),
        (date(1999, 4, 2), "CST-1992", {"AZ", "GE", "UZ"}),
        (date(2013, 1, 1), "CSTO", {"UZ"}),
    ],
)
def test_who_has_left_is_former(day: date, organisation: str, left: set[str]) -> None:
    standing = standing_on(ALLIANCE, day, organisation=organisation)
    assert {country for country, stage in standing.items() if stage == "former"} == left
