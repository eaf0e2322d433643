"""What is believed of the states that a map sends."""

import pytest

from geo.view.state import Known, clean_state, clean_view, opening_state

KNOWN = Known(
    event_ids=frozenset({"aktau-first-rally"}), languages=("en", "de"), chapter_ids=("spark",)
)


def test_the_opening_moment_is_the_fifth_at_17_in_almaty() -> None:
    """1641380400 is 2022-01-05 11:00 UTC."""
    assert opening_state()["t1"] == 1641380400000


def test_a_sound_state_is_taken_as_it_is() -> None:
    sent = opening_state() | {
        "event": "aktau-first-rally",
        "chapter": "spark",
        "kinds": ["protest"],
    }
    assert clean_state(sent | {"rev": 3, "mount": "x"}, KNOWN, last=opening_state()) == sent


@pytest.mark.parametrize(
    "sent",
    [
        {"t1": float("nan")},
        {"t1": "yesterday"},
        {"t1": True},
        {"t1": 10**18},
        {"mode": "sideways"},
        {"layers": "events"},
        {"kinds": 7},
        {"event": "no-such-event"},
        {"chapter": "no-such-chapter"},
        {"search": 7},
        {"search": None},
        {"search": "x" * 401},
        {"sets": "ours"},
        {"fade": 0},
        {"fade": "long"},
        {"fade": True},
        {"density": 1},
        {"density": None},
        {"alliance_on": "1991-12-31"},
        {"alliance_on": "19940420"},
        {"alliance_on": 1994},
        {"view": {"lat": 1}},
        {"view": "here"},
        "no state at all",
        None,
    ],
)
def test_what_cannot_be_meant_stays_as_it_was(sent: object) -> None:
    assert clean_state(sent, KNOWN, last=opening_state()) == opening_state()


def test_fading_can_be_off_and_sets_be_chosen() -> None:
    known = Known(event_ids=(), languages=("en",), set_ids=("ours", "acled"))
    sent = {"fade": None, "density": True, "search": "gas", "sets": ["acled", "theirs"]}
    state = clean_state(sent, known, last=opening_state())
    assert state == opening_state() | sent | {"sets": ["acled"]}


def test_the_alliance_can_be_seen_on_a_day_and_given_back() -> None:
    seen = clean_state({"alliance_on": "1994-04-20"}, KNOWN, last=opening_state())
    assert seen["alliance_on"] == "1994-04-20"
    assert clean_state({"alliance_on": None}, KNOWN, last=seen) == opening_state()


def test_unknown_words_of_a_list_are_left_out() -> None:
    state = clean_state({"kinds": ["protest", "landslide"]}, KNOWN, last=opening_state())
    assert state["kinds"] == ["protest"]


def test_the_state_before_is_not_changed() -> None:
    last = opening_state()
    clean_state({"mode": "all"}, KNOWN, last=last)
    assert last == opening_state()


def test_a_view_needs_all_of_its_parts() -> None:
    assert clean_view({"lat": 43, "lon": 77, "zoom": 6, "bounds": []}) == {
        "lat": 43,
        "lon": 77,
        "zoom": 6,
    }
    assert clean_view({"lat": 43, "lon": 77}) is None
