"""
What map, address and reader say to each other, and who is right.

The map owns the state; the page proposes. Pure: a memory of what was said goes in, the next one
comes out. The proposal stays word for word the same until there is something new to propose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from geo.page.address import Params, read_params, write_params
from geo.page.state import Known, State, clean_state, clean_view, opening_state


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the page would have the map change; ignored if the reader touched it since."""

    patch: State
    base_rev: int
    """The map's revision that the page knew."""
    number: int
    """Counts proposals: the map takes each once."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What one session of a reader remembers from run to run."""

    state: State
    lang: str
    panel: str
    params: Params
    """Our parameters as the address had them at the end of the last run."""
    proposal: Proposal
    refused: tuple[str, ...] = ()
    """Parameters that could not be read, to be told to the reader."""
    heard: object = None
    """What the map said last, as it came."""
    mount: str = ""
    """The mounted map that said it; "" before the first word."""
    rev: int = 0
    home: Mapping[str, float] | None = None
    """The view in which the map opened."""
    playing: bool = False

    def at_address(self, params: Params) -> "Memory":
        """Remember what was written into the address."""
        return replace(self, params=params)


@dataclass(frozen=True, slots=True)
class Asked:
    """What there is at the begin of a run."""

    params: Params
    """Our parameters of the address."""
    heard: object
    """The map's last word."""
    lang: str
    """The language that is chosen in the header."""
    panel: str
    """The panel that is open."""


def begin(params: Params, known: Known, *, lang: str) -> Memory:
    """
    Open a session as its address asks.

    Parameters
    ----------
    lang
        The language this reader gets when the address names none.
    """
    reading = read_params(params, known)
    chosen = reading.lang or lang
    opening = opening_state()
    asked = {name: value for name, value in reading.state.items() if value != opening[name]}
    return Memory(
        state=reading.state,
        lang=chosen,
        panel=reading.panel,
        params=params,
        proposal=Proposal(asked | {"lang": chosen}, base_rev=0, number=1),
        refused=reading.refused,
    )


def follow(memory: Memory, asked: Asked, known: Known, *, lang: str) -> Memory:
    """
    Take in what changed since the last run.

    The map's news wins over the address; an address that changed without news (back button,
    pasted link) wins over what was.

    Parameters
    ----------
    lang
        The language this reader gets when the address names none.
    """
    word = asked.heard if isinstance(asked.heard, Mapping) else {}
    is_news = "mount" in word and word != memory.heard
    by_reader = asked.lang != memory.lang or asked.panel != memory.panel
    after = _hear(memory, word, known) if is_news else memory
    if asked.lang != memory.lang:
        after = _propose(replace(after, lang=asked.lang), {"lang": asked.lang}, after.rev)
    if not is_news and not by_reader and asked.params != memory.params:
        return _obey(after, asked.params, known, lang)
    return replace(after, panel=asked.panel)


def ask(memory: Memory, patch: State) -> Memory:
    """Have the map show what a panel asks for; where the reader touches the map, the map wins."""
    return _propose(replace(memory, state=memory.state | patch), patch, memory.rev)


def address(memory: Memory, *, lang: str) -> Params:
    """Write the address that says what the reader sees; while the map plays, the old one."""
    if memory.playing:
        return memory.params
    return write_params(
        memory.state,
        home=memory.home,
        lang=None if memory.lang == lang else memory.lang,
        panel=memory.panel,
    )


def _hear(memory: Memory, word: Mapping[str, Any], known: Known) -> Memory:
    """Take in what the map said: a greeting of a map just mounted, or a changed state."""
    mount, rev = str(word.get("mount", "")), word.get("rev")
    after = replace(memory, heard=word, mount=mount, rev=rev if isinstance(rev, int) else 0)
    if word.get("hello") is True:
        return _greet(after, memory.mount, word)
    state = clean_state(word, known, last=memory.state)
    after = replace(after, state=state, playing=word.get("playing") is True, refused=())
    if word.get("lang") not in {None, memory.lang} and after.rev > memory.proposal.base_rev:
        # The reader was faster than the change of language: propose it again.
        return _propose(after, {"lang": memory.lang}, after.rev)
    return after


def _greet(after: Memory, mount_before: str, word: Mapping[str, Any]) -> Memory:
    """Answer a map that was mounted: the first has its proposal, a later one gets all we know."""
    after = replace(after, home=clean_view(word.get("home")) or after.home, playing=False)
    if mount_before in {"", after.mount}:
        return after
    return _propose(after, _whole(after), 0)


def _obey(memory: Memory, params: Params, known: Known, lang: str) -> Memory:
    """Do as a changed address says."""
    reading = read_params(params, known)
    after = replace(
        memory,
        state=reading.state | {"view": reading.state["view"] or memory.home},
        lang=reading.lang or lang,
        panel=reading.panel,
        params=params,
        refused=reading.refused,
        playing=False,
    )
    return _propose(after, _whole(after), memory.rev)


def _whole(memory: Memory) -> State:
    """All of the state and the language; a view that is not known is left to the map."""
    told = {name: value for name, value in memory.state.items() if name != "view" or value}
    return told | {"lang": memory.lang}


def _propose(memory: Memory, patch: State, base_rev: int) -> Memory:
    number = memory.proposal.number + 1
    return replace(memory, proposal=Proposal(patch, base_rev=base_rev, number=number))
