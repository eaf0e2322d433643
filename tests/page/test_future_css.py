"""What is dated after the moment is told by one rule, so that long texts stay as they are."""

from geo.page.future_css import dated, later_rule, not_before
from tests.page.test_page import open_page, shown

DAYS = ("2022-01-05", "2022-01-08", "", "2022-01-08", "2022-03-14")


def test_the_rule_names_each_day_to_come_once() -> None:
    rule = later_rule(DAYS, "2022-01-05")
    assert ".q-on-2022-01-05" not in rule
    assert rule.count(":is(.q-on-2022-01-08,.q-on-2022-03-14)") == 2


def test_after_the_last_day_nothing_is_to_come() -> None:
    assert ".q-on-" not in later_rule(DAYS, "2022-03-14")


def test_what_has_no_day_is_never_to_come() -> None:
    assert dated("") == ""
    assert not_before(DAYS) == "q-not-yet"
    assert not_before(DAYS[:2]) == "q-not-yet q-on-2022-01-05"


def test_only_rule_and_latest_number_differ_from_day_to_day() -> None:
    for panel in ("figures", "figures.claims", "alliance.contingents"):
        early, late = (
            shown(open_page(panel=panel, t=t)).split("\n") for t in ("2022-01-06", "2022-01-20")
        )
        changed = [two for two in zip(early, late, strict=True) if two[0] != two[1]]
        assert len(changed) in {1, 2}
        assert all(len(one) < 4000 for pair in changed for one in pair)
