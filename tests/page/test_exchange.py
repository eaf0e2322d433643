"""Who is right when map, address and reader differ."""

from dataclasses import replace
from typing import Any

from geo.page.address import Params, read_time
from geo.page.exchange import Asked, Memory, address, begin, follow
from geo.page.state import Known, opening_state

KNOWN = Known(event_ids=frozenset({"aktau-first-rally"}), languages=("en", "de"))
HOME = {"lat": 46.5, "lon": 66.0, "zoom": 5}
FOURTH = read_time("2022-01-04T0900")
THIRD = read_time("2022-01-03T0900")


def said(mount: str, rev: int, **changes: object) -> dict[str, Any]:
    """Make a word of the map."""
    state = opening_state() | {"view": HOME, "lang": "en", "playing": False} | changes
    return state | {"mount": mount, "rev": rev}


def hello(mount: str) -> dict[str, Any]:
    """Make the greeting of a map that was just mounted."""
    return said(mount, 0, hello=True, home=HOME)


def run(
    memory: Memory,
    heard: object = None,
    *,
    params: Params | None = None,
    lang: str = "",
    panel: str = "",
) -> Memory:
    """Do one run; what is not given is as it was. The address is written at its end."""
    asked = Asked(
        params=memory.params if params is None else params,
        heard=memory.heard if heard is None else heard,
        lang=lang or memory.lang,
        panel=panel or memory.panel,
    )
    after = follow(memory, asked, KNOWN, lang="en")
    return after.at_address(address(after, lang="en"))


def opened(params: Params | None = None) -> Memory:
    """Open a session whose map has said hello."""
    memory = begin(params or {}, KNOWN, lang="en")
    return run(memory.at_address(address(memory, lang="en")), hello("a"))


def test_a_session_proposes_what_its_address_asks_for() -> None:
    memory = begin({"t": "2022-01-04T0900", "lang": "de"}, KNOWN, lang="en")
    assert memory.proposal.patch == {"t1": FOURTH, "t0": FOURTH - 86400000, "lang": "de"}
    assert (memory.proposal.base_rev, memory.proposal.number) == (0, 1)


def test_a_bare_address_proposes_the_language_alone() -> None:
    assert begin({}, KNOWN, lang="de").proposal.patch == {"lang": "de"}


def test_the_first_hello_changes_no_proposal_and_no_address() -> None:
    memory = opened({"t": "2022-01-04T0900"})
    assert memory.proposal.number == 1
    assert memory.params == {"t": "2022-01-04T0900"}
    assert memory.home == HOME


def test_news_of_the_map_become_the_state_and_the_address() -> None:
    memory = run(opened(), said("a", 1, t1=FOURTH))
    assert memory.state["t1"] == FOURTH
    assert memory.params == {"t": "2022-01-04T0900"}


def test_a_proposal_stays_the_same_while_the_map_has_news() -> None:
    first = opened()
    later = run(run(first, said("a", 1, t1=FOURTH)), said("a", 2, t1=THIRD))
    assert later.proposal is first.proposal


def test_during_play_the_address_is_left_alone() -> None:
    playing = run(opened(), said("a", 1, t1=FOURTH, playing=True))
    assert playing.state["t1"] == FOURTH
    assert playing.params == {}
    assert run(playing, said("a", 2, t1=THIRD)).params == {"t": "2022-01-03T0900"}


def test_a_moved_view_is_written_and_the_opening_view_is_not() -> None:
    moved = {"lat": 43.25, "lon": 76.9, "zoom": 9}
    assert run(opened(), said("a", 1, view=moved)).params == {
        "lat": "43.25",
        "lon": "76.9",
        "z": "9",
    }
    assert run(opened(), said("a", 1)).params == {}


def test_a_map_mounted_again_gets_all_that_was_known() -> None:
    memory = run(opened(), said("a", 5, t1=FOURTH, layers=["events"]))
    again = run(memory, hello("b"))
    assert again.proposal.number == 2
    assert again.proposal.base_rev == 0
    assert again.proposal.patch["t1"] == FOURTH
    assert again.proposal.patch["layers"] == ["events"]
    assert again.proposal.patch["lang"] == "en"
    assert again.params == memory.params


def test_the_same_word_heard_twice_is_no_news() -> None:
    memory = run(opened(), said("a", 1, t1=FOURTH))
    assert run(memory, said("a", 1, t1=FOURTH)) == memory


def test_an_address_that_changed_by_itself_wins() -> None:
    memory = run(opened(), said("a", 4, t1=FOURTH))
    back = run(memory, params={"t": "2022-01-03T0900", "panel": "spread"})
    assert back.state["t1"] == THIRD
    assert back.panel == "spread"
    assert back.proposal.base_rev == 4
    assert back.proposal.patch["t1"] == THIRD


def test_an_address_without_position_brings_the_opening_view_back() -> None:
    memory = run(opened(), said("a", 1, view={"lat": 43.25, "lon": 76.9, "zoom": 9}))
    assert run(memory, params={}).proposal.patch["view"] == HOME


def test_news_of_the_map_win_over_an_address_that_lags_behind() -> None:
    memory = run(opened(), said("a", 1, t1=FOURTH))
    after = run(memory, said("a", 2, t1=THIRD), params={})
    assert after.state["t1"] == THIRD
    assert after.params == {"t": "2022-01-03T0900"}


def test_a_tab_that_was_opened_wins_over_an_address_that_lags_behind() -> None:
    memory = run(opened(), said("a", 1, t1=FOURTH))
    after = run(memory, params={}, panel="table")
    assert after.state["t1"] == FOURTH
    assert after.params == {"t": "2022-01-04T0900", "panel": "table"}


def test_another_language_is_proposed_once() -> None:
    memory = run(run(opened(), said("a", 3, t1=FOURTH)), lang="de")
    assert memory.proposal.patch == {"lang": "de"}
    assert memory.proposal.base_rev == 3
    assert memory.params == {"t": "2022-01-04T0900", "lang": "de"}
    assert run(memory).proposal is memory.proposal


def test_a_language_the_map_missed_is_proposed_again() -> None:
    memory = run(run(opened(), said("a", 3)), lang="de")
    after = run(memory, said("a", 4, lang="en"))
    assert after.proposal.patch == {"lang": "de"}
    assert (after.proposal.number, after.proposal.base_rev) == (3, 4)


def test_refused_parameters_are_told_until_the_map_has_news() -> None:
    memory = opened({"t": "nonsense"})
    assert memory.refused == ("t",)
    assert memory.params == {}
    assert run(memory, said("a", 1, t1=FOURTH)).refused == ()


def test_nonsense_from_the_map_changes_nothing() -> None:
    memory = opened()
    for word in ("text", 7, {}, {"rev": 3}, ["mount"]):
        assert run(memory, word) == memory


def test_a_word_with_a_strange_revision_does_no_harm() -> None:
    after = run(opened(), said("a", 1) | {"rev": "many", "t1": FOURTH})
    assert (after.rev, after.state["t1"]) == (0, FOURTH)


def test_memory_is_never_changed_in_place() -> None:
    memory = opened()
    copy = replace(memory, state=dict(memory.state))
    run(memory, said("a", 1, t1=FOURTH))
    assert memory == copy
