"""What the script needs to read and write the state in a page's address."""

from collections.abc import Mapping
from typing import Any

from geo.facts.vocabulary import CONFIDENCES, EVENT_KINDS
from geo.scene.alliance import ALLIANCE_YEARS
from geo.scene.build import LAYERS, Scene
from geo.scene.times import ADDRESS_TIMES, zone_offsets
from geo.words.catalogue import LANGUAGES


def address_words(scene: Scene, opening: Mapping[str, Any]) -> dict[str, Any]:
    """
    Gather the words that an address may use, and what is left out of it.

    The grammar is that of the dashboard's own address; `tests/golden/address.json` holds both to
    one truth.

    Parameters
    ----------
    opening
        What the map's axis opens with.

    Returns
    -------
    words
        `opening`: what needs no parameter; the lists that parameters take words from.
    """
    return vocabulary(opening) | {
        "languages": list(LANGUAGES),
        "chapters": [chapter["id"] for chapter in scene.options["chapters"]],
    }


def vocabulary(opening: Mapping[str, Any]) -> dict[str, Any]:
    """
    Give the words and times that are the same for all events, and what needs no parameter.

    `times` are the first and last instant, `offsets` how far Almaty was ahead of UTC: a browser's
    own zones may be older than ours.
    """
    return {
        "opening": {name: opening[name] for name in ("t1", "mode", "layers")},
        "kinds": list(EVENT_KINDS),
        "confidences": list(CONFIDENCES),
        "layers": list(LAYERS),
        "alliance_years": list(ALLIANCE_YEARS),
        "times": list(ADDRESS_TIMES),
        "offsets": zone_offsets(*ADDRESS_TIMES),
    }
