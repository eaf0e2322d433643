"""
What map, address and reader say to each other, and who is right.

The map owns the state; the page proposes. Pure: a memory of what was said goes in, the next one
comes out. The proposal stays word for word the same until there is something new to propose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from geo.view.address import Given, Params, read_params, write_params
from geo.view.state import Known, State, clean_state, clean_view, opening_state

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the page would have the map change; ignored if the reader touched it since."""

    patch: State
    base_rev: int | None
    """The map's revision that the page knew; None where the reader chose an address."""
    number: int
    """Counts proposals: the map takes each once."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What one session of a reader remembers from run to run."""

    state: State
    lang: str
    panel: str
    params: Given
    """Our parameters as the address had them at the end of the last run."""
    proposal: Proposal
    sight: Params = field(default_factory=dict)
    """What that address shows, in the words in which we write it ourselves."""
    refused: tuple[str, ...] = ()
    """Parameters that could not be read, to be told to the reader."""
    heard: object = None
    """What the map said last, as it came."""
    mount: str = ""
    """The mounted map that said it; "" before the first word."""
    rev: int = 0
    home: Mapping[str, float] | None = None
    """The view in which the map opened."""
    moving: bool = False
    """The map plays or flies: what it shows is not worth an address yet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is at the begin of a run."""

    params: Given
    """Our parameters of the address."""
    heard: object
    """The map's last word."""
    panel: str
    """The panel that is open, and its part: one of `OPEN`."""
    is_whole: bool = True
    """The whole page runs: after the back button it does, after news of the map it does not."""


def begin(params: Given, known: Known, *, lang: str, number: int = 1) -> Memory:
    """
    Open a session as its address asks.

    Parameters
    ----------
    lang
        The language this reader gets when the address names none.
    number
        Number of its first proposal. A map that outlives its server takes those of the next
        session for new ones only if they have numbers of their own.
    """
    reading = read_params(params, known)
    chosen = reading.lang or lang
    opening = opening_state()
    asked = {name: value for name, value in reading.state.items() if value != opening[name]}
    memory = Memory(
        state=reading.state,
        lang=chosen,
        panel=reading.panel,
        params=params,
        proposal=Proposal(asked | {"lang": chosen}, base_rev=0, number=number),
        refused=reading.refused,
    )
    return _told_by_address(memory, lang)


def follow(memory: Memory, asked: Asked, known: Known, *, lang: str) -> Memory:
    """
    Take in what changed since the last run.

    An address that the reader chose (back button) wins over the map; one in which the language
    alone is another one changes nothing else. Only a run of the whole page can bring one; in any
    other the address that differs is one that lags behind.

    Parameters
    ----------
    lang
        The language this reader gets when the address names none.
    """
    word = asked.heard if isinstance(asked.heard, Mapping) else {}
    is_news = "mount" in word and word != memory.heard
    after = _hear(memory, word, known, lang) if is_news else memory
    if asked.panel != memory.panel:
        return replace(after, panel=asked.panel)
    if not asked.is_whole or asked.params == memory.params:
        return after
    if _but_language(asked.params) == _but_language(memory.params):
        return _speak(after, asked.params, known, lang)
    return _obey(after, asked.params, known, lang)


def ask(memory: Memory, patch: State) -> Memory:
    """Have the map show what a panel asks for; where the reader touches the map, the map wins."""
    return _propose(replace(memory, state=memory.state | patch), patch, memory.rev)


def write_down(memory: Memory, *, lang: str) -> Memory:
    """
    Have the address say what the reader sees.

    It stays word for word as it is while it shows that already, and while the map moves.
    """
    sight = _sight(memory, lang)
    if memory.moving or sight == memory.sight:
        return memory
    return replace(memory, params=sight, sight=sight)


def _sight(memory: Memory, lang: str) -> Params:
    return write_params(
        memory.state,
        home=memory.home,
        lang=None if memory.lang == lang else memory.lang,
        panel=memory.panel,
    )


def _told_by_address(memory: Memory, lang: str) -> Memory:
    """Take what there is for what the address shows: nobody has changed it since."""
    return replace(memory, sight=_sight(memory, lang))


def _hear(memory: Memory, word: Mapping[str, Any], known: Known, lang: str) -> Memory:
    """Take in what the map said: a greeting of a map just mounted, or a changed state."""
    mount, rev = str(word.get("mount", "")), word.get("rev")
    after = replace(memory, heard=word, mount=mount, rev=rev if isinstance(rev, int) else 0)
    if word.get("hello") is True:
        return _greet(after, memory.mount, word)
    if memory.proposal.base_rev is None and word.get("taken") != memory.proposal.number:
        # It was said before the map heard of the address that the reader chose.
        return after
    after = replace(
        after,
        state=clean_state(word, known, last=memory.state),
        home=clean_view(word.get("home")) or after.home,
        moving=word.get("playing") is True or word.get("flying") is True,
    )
    if word.get("origin") == "url":
        after = _told_by_address(after, lang)
    else:
        after = replace(after, refused=())
    if word.get("lang") not in {None, memory.lang} and after.rev > (memory.proposal.base_rev or 0):
        # The reader was faster than the change of language: propose it again.
        return _propose(after, {"lang": memory.lang}, after.rev)
    return after


def _greet(after: Memory, mount_before: str, word: Mapping[str, Any]) -> Memory:
    """Answer a map that was mounted: the first has its proposal, a later one gets all we know."""
    after = replace(after, home=clean_view(word.get("home")) or after.home, moving=False)
    if mount_before in {"", after.mount}:
        return after
    return _propose(after, _whole(after), 0)


def _obey(memory: Memory, params: Given, known: Known, lang: str) -> Memory:
    """Do as a changed address says."""
    reading = read_params(params, known)
    after = replace(
        memory,
        state=reading.state | {"view": reading.state["view"] or memory.home},
        lang=reading.lang or lang,
        panel=reading.panel,
        params=params,
        refused=reading.refused,
        moving=False,
    )
    return _propose(_told_by_address(after, lang), _whole(after), None)


def _speak(memory: Memory, params: Given, known: Known, lang: str) -> Memory:
    """Do as an address says that differs in its language alone."""
    reading = read_params(params, known)
    chosen = reading.lang or lang
    named = {} if chosen == lang else {"lang": chosen}
    after = replace(
        memory,
        lang=chosen,
        params=params,
        sight={**_but_language(memory.sight), **named},
        refused=reading.refused,
    )
    return _propose(after, {"lang": chosen}, after.rev)


def _but_language(params: Mapping[str, _Value]) -> dict[str, _Value]:
    return {name: value for name, value in params.items() if name != "lang"}


def _whole(memory: Memory) -> State:
    """All of the state and the language; a view that is not known is left to the map."""
    told = {name: value for name, value in memory.state.items() if name != "view" or value}
    return told | {"lang": memory.lang}


def _propose(memory: Memory, patch: State, base_rev: int | None) -> Memory:
    number = memory.proposal.number + 1
    return replace(memory, proposal=Proposal(patch, base_rev=base_rev, number=number))
