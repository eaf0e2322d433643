"""Who is right when map, address and reader differ."""

from dataclasses import replace
from typing import Any

from geo.view.address import Given, read_time
from geo.view.exchange import Asked, Memory, begin, follow, write_down
from geo.view.state import Known, opening_state

KNOWN = Known(
    event_ids=frozenset({"aktau-first-rally"}), languages=("en", "de"), chapter_ids=("spark",)
)
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
    params: Given | None = None,
    panel: str = "",
    is_whole: bool = True,
) -> Memory:
    """
    Do one run; what is not given is as it was. The address is written at its end.

    Runs with an address of their own are those of the whole page.
    """
    asked = Asked(
        params=memory.params if params is None else params,
        heard=memory.heard if heard is None else heard,
        panel=panel or memory.panel,
        is_whole=is_whole,
    )
    return write_down(follow(memory, asked, KNOWN, lang="en"), lang="en")


def opened(params: Given | None = None) -> Memory:
    """Open a session whose map has said hello."""
    return run(write_down(begin(params or {}, KNOWN, lang="en"), lang="en"), hello("a"))


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


def test_a_word_that_overtakes_the_greeting_tells_where_home_is_too() -> None:
    begun = write_down(begin({}, KNOWN, lang="en"), lang="en")
    moved = HOME | {"zoom": 7}
    memory = run(begun, said("a", 1, view=moved) | {"home": HOME, "taken": 1})
    assert memory.home == HOME
    assert memory.params["z"] == "7"
    assert run(memory, params={}).proposal.patch["view"] == HOME


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


def test_a_session_after_another_counts_on_its_own() -> None:
    assert begin({}, KNOWN, lang="en", number=7).proposal.number == 7


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
    assert back.proposal.base_rev is None
    assert back.proposal.patch["t1"] == THIRD


def test_an_address_without_position_brings_the_opening_view_back() -> None:
    memory = run(opened(), said("a", 1, view={"lat": 43.25, "lon": 76.9, "zoom": 9}))
    assert run(memory, params={}).proposal.patch["view"] == HOME


def test_an_address_that_the_reader_chose_wins_over_news_of_the_map() -> None:
    memory = run(opened(), said("a", 1, t1=FOURTH))
    after = run(memory, said("a", 2, t1=THIRD), params={})
    assert after.state["t1"] == opening_state()["t1"]
    assert after.params == {}


def test_an_address_that_lags_behind_changes_nothing() -> None:
    memory = run(opened(), said("a", 1, t1=FOURTH))
    assert run(memory, params={}, is_whole=False) == memory
    after = run(memory, said("a", 2, t1=THIRD), params={}, is_whole=False)
    assert after.state["t1"] == THIRD
    assert after.params == {"t": "2022-01-03T0900"}


def test_a_word_said_before_the_map_heard_of_the_address_is_stale() -> None:
    back = run(run(opened(), said("a", 1, t1=FOURTH)), params={"t": "2022-01-03"})
    late = run(back, said("a", 2, t1=FOURTH, taken=1), is_whole=False)
    assert (late.state, late.params) == (back.state, back.params)
    after = run(late, said("a", 3, t1=FOURTH, taken=back.proposal.number), is_whole=False)
    assert after.params == {"t": "2022-01-04T0900"}


def test_an_address_stays_as_the_reader_wrote_it_while_it_says_what_is_seen() -> None:
    chosen = {"t": "2022-01-04 09:00", "kinds": "strike,protest", "mode": "nonsense"}
    memory = opened(chosen)
    assert memory.params == chosen
    view = {"lat": 43.25, "lon": 76.9, "zoom": 9}
    told = {"t1": FOURTH, "kinds": ["protest", "strike"]}
    seen = run(memory, said("a", 1, **told), is_whole=False)
    assert (seen.params, seen.refused) == (chosen, ())
    assert run(seen, said("a", 2, **told, view=view), is_whole=False).params == {
        "t": "2022-01-04T0900",
        "kinds": "protest.strike",
        "lat": "43.25",
        "lon": "76.9",
        "z": "9",
    }


def test_what_a_link_leads_to_is_no_change_of_the_reader() -> None:
    memory = opened({"chapter": "spark", "t": "nonsense"})
    led = run(memory, said("a", 1, origin="url", t1=FOURTH, layers=["events"]), is_whole=False)
    assert led.state["t1"] == FOURTH
    assert (led.params, led.refused) == (memory.params, ("t",))
    assert run(led, said("a", 2, t1=THIRD, layers=["events"]), is_whole=False).params["t"]


def test_in_flight_the_address_is_left_alone() -> None:
    there = {"lat": 43.25, "lon": 76.9, "zoom": 9}
    half = {"lat": 45.1, "lon": 70.2, "zoom": 6.63}
    flying = run(opened(), said("a", 1, view=half, flying=True), is_whole=False)
    assert flying.params == {}
    landed = run(flying, said("a", 2, view=there, flying=False), is_whole=False)
    assert landed.params == {"lat": "43.25", "lon": "76.9", "z": "9"}


def test_another_size_of_the_map_has_another_opening_view() -> None:
    wider = {"lat": 46.5, "lon": 66.0, "zoom": 5.25}
    word = said("a", 1, view=wider, t1=FOURTH) | {"home": wider}
    assert run(opened(), word, is_whole=False).params == {"t": "2022-01-04T0900"}


def test_a_parameter_that_stands_twice_is_told() -> None:
    memory = opened({"t": ["2022-01-03", "2022-01-04"]})
    assert memory.refused == ("t",)
    assert memory.state == opening_state()


def test_a_tab_that_was_opened_wins_over_an_address_that_lags_behind() -> None:
    memory = run(opened(), said("a", 1, t1=FOURTH))
    after = run(memory, params={}, panel="table", is_whole=False)
    assert after.state["t1"] == FOURTH
    assert after.params == {"t": "2022-01-04T0900", "panel": "table"}


def test_another_language_is_proposed_once() -> None:
    memory = run(opened(), said("a", 3, t1=FOURTH))
    memory = run(memory, params={**memory.params, "lang": "de"})
    assert memory.proposal.patch == {"lang": "de"}
    assert memory.proposal.base_rev == 3
    assert memory.params == {"t": "2022-01-04T0900", "lang": "de"}
    assert run(memory).proposal is memory.proposal


def test_another_language_leaves_what_the_map_has_just_said() -> None:
    memory = run(opened(), params={"lang": "de"})
    memory = run(memory, said("a", 3, t1=FOURTH), params={"lang": "en"})
    assert (memory.lang, memory.state["t1"]) == ("en", FOURTH)
    assert memory.params == {"t": "2022-01-04T0900"}


def test_a_language_that_need_not_be_named_stays_in_the_address_that_names_it() -> None:
    memory = run(run(opened(), params={"lang": "de"}), params={"lang": "en"})
    assert (memory.lang, memory.params) == ("en", {"lang": "en"})


def test_a_language_that_there_is_not_is_told() -> None:
    memory = run(opened(), params={"lang": "xx"})
    assert (memory.lang, memory.refused) == ("en", ("lang",))


def test_a_language_the_map_missed_is_proposed_again() -> None:
    memory = run(run(opened(), said("a", 3)), params={"lang": "de"})
    after = run(memory, said("a", 4, lang="en"))
    assert after.proposal.patch == {"lang": "de"}
    assert (after.proposal.number, after.proposal.base_rev) == (3, 4)


def test_refused_parameters_are_told_until_the_map_has_news() -> None:
    memory = opened({"t": "nonsense"})
    assert memory.refused == ("t",)
    assert memory.params == {"t": "nonsense"}
    after = run(memory, said("a", 1, t1=FOURTH))
    assert (after.refused, after.params) == ((), {"t": "2022-01-04T0900"})


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
