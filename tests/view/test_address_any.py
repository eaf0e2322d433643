"""Any state survives the address, and no address breaks the page."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.facts.vocabulary import CONFIDENCES, EVENT_KINDS
from geo.scene.build import LAYERS
from geo.view.address import PARAMS, read_params, write_params
from geo.view.state import (
    FADE_LIMITS_H,
    MODES,
    OPEN,
    VIEW_LIMITS,
    Known,
    State,
    clean_state,
    opening_state,
)
from tests.view.test_address import HOSTILE
from tests.view.test_exchange import HOME

KNOWN = Known(
    event_ids=("aktau-first-rally", "x"),
    languages=("en", "de"),
    chapter_ids=("spark",),
    set_ids=("ours", "acled"),
)
MINUTE_MS = 60_000
FIRST, LAST = 1638295200000, 1735671600000  # 2021-12-01 and 2025-01-01 in Almaty

CALM = settings(deadline=None, derandomize=True, database=None, max_examples=60)
"""The same examples each time, however busy the machine is."""


def some(words: tuple[str, ...]) -> st.SearchStrategy[Any]:
    return st.none() | st.lists(st.sampled_from(words), unique=True)


def number(low: float, high: float, digits: int) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, digits))


TIME = st.integers(FIRST, LAST)
SENT = st.fixed_dictionaries(
    {},
    optional={
        "mode": st.sampled_from(MODES),
        "t0": TIME,
        "t1": TIME | st.floats(FIRST, LAST),
        "pin": st.none() | TIME,
        "kinds": some(EVENT_KINDS),
        "confidence": some(CONFIDENCES),
        "layers": st.lists(st.sampled_from(LAYERS), unique=True),
        "search": st.text(max_size=400),
        "sets": some(("ours", "acled")),
        "fade": st.none() | number(*FADE_LIMITS_H, 2),
        "density": st.booleans(),
        "alliance_on": st.none() | st.dates().map(str),
        "view": st.none()
        | st.fixed_dictionaries(
            {
                "lat": number(*VIEW_LIMITS["lat"], 4),
                "lon": number(*VIEW_LIMITS["lon"], 4),
                "zoom": number(*VIEW_LIMITS["zoom"], 2),
            }
        ),
        "event": st.none() | st.just("x"),
        "chapter": st.none() | st.just("spark"),
    },
)
"""What a map may send."""
STATE = SENT.map(lambda sent: clean_state(sent, KNOWN, last=opening_state()))
JUNK = st.text() | st.sampled_from(sorted(HOSTILE.values())) | st.lists(st.text(), max_size=3)
SANE = st.sampled_from(("2022-01-03", "2022-01-06T1200", "none", "1", "43.25", "window", "events"))


def in_address(state: State) -> State:
    """Give the part of a state that an address is there for: to the minute, and `t0` of windows."""
    told = {
        name: state[name] if state[name] is None else state[name] // MINUTE_MS * MINUTE_MS
        for name in ("t0", "t1", "pin")
    }
    return state | told | ({} if state["mode"] == "window" else {"t0": None})


@CALM
@given(STATE, st.none() | st.sampled_from(("en", "de")), st.sampled_from(OPEN))
def test_every_state_survives_the_address(state: State, lang: str | None, panel: str) -> None:
    params = write_params(state, home=None, lang=lang, panel=panel)
    reading = read_params(params, KNOWN)
    assert in_address(reading.state) == in_address(state)
    assert (reading.lang, reading.panel, reading.refused) == (lang, panel, ())


@CALM
@given(st.dictionaries(st.sampled_from(PARAMS), JUNK | SANE), st.sampled_from([None, HOME]))
def test_whatever_is_asked_for_is_told_alike_again(
    asked: dict[str, str | list[str]], home: dict[str, float] | None
) -> None:
    first = read_params(asked, KNOWN)
    assert clean_state(first.state, KNOWN, last=opening_state()) == first.state
    params = write_params(first.state, home=home, lang=first.lang, panel=first.panel)
    again = read_params(params, KNOWN)
    assert again.refused == ()
    assert params == write_params(again.state, home=home, lang=again.lang, panel=again.panel)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(), parts, max_size=3),
    max_leaves=5,
)


@CALM
@given(st.dictionaries(st.sampled_from(sorted(opening_state())), JSON) | JSON)
def test_whatever_a_map_sends_the_state_can_be_written(sent: object) -> None:
    state = clean_state(sent, KNOWN, last=opening_state())
    params = write_params(state, home=None, lang=None, panel="happened")
    assert read_params(params, KNOWN).refused == ()


def test_a_number_beyond_all_floats_is_none() -> None:
    state = clean_state({"t1": 10**400, "fade": -(10**400)}, KNOWN, last=opening_state())
    assert state == opening_state()
