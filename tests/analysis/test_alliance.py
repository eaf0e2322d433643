"""Members by date, with answers known from the charter and the treaty."""

from datetime import date

import pytest

from geo.analysis.alliance import former_on, members_on, memberships_by_country, memberships_on
from geo.facts import read_facts

ALLIANCE = read_facts().alliance
SIX = ("AM", "BY", "KG", "KZ", "RU", "TJ")


@pytest.mark.parametrize(
    ("day", "organisation", "members"),
    [
        (date(2022, 1, 5), "CSTO", SIX),
        (date(2002, 10, 6), "CSTO", ()),
        (date(2002, 10, 7), "CSTO", SIX),
        (date(2010, 1, 1), "CSTO", tuple(sorted((*SIX, "UZ")))),
        (date(2012, 12, 18), "CSTO", tuple(sorted((*SIX, "UZ")))),
        (date(2012, 12, 19), "CSTO", SIX),
        (date(1994, 6, 1), "CST-1992", tuple(sorted((*SIX, "AZ", "GE", "UZ")))),
        (date(1999, 4, 2), "CST-1992", SIX),
        (date(2022, 1, 5), "EAEU-2015", ("AM", "BY", "KG", "KZ", "RU")),
        (date(2015, 1, 1), "EAEU-2015", ("BY", "KZ", "RU")),
    ],
)
def test_members_on_a_day(day: date, organisation: str, members: tuple[str, ...]) -> None:
    assert members_on(ALLIANCE, day, organisation=organisation) == members


def test_uzbekistan_alone_had_left_the_csto() -> None:
    assert former_on(ALLIANCE, date(2022, 1, 5)) == ("UZ",)


def test_three_had_left_the_treaty() -> None:
    assert former_on(ALLIANCE, date(2022, 1, 5), organisation="CST-1992") == ("AZ", "GE", "UZ")


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
    assert table.loc["UZ", "CSTO"] == (("2006-06-23", "2012-12-19"),)
    assert table.loc["GE", "CSTO"] == ()
