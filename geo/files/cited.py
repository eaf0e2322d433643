"""Which sources an export rests on."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from geo.facts.read import Facts
from geo.scene.texts import source_texts

DRAWN: Final = ("alliance", "contingents", "figures", "region_measures")
"""Tables of which the map shows every row, whatever events are chosen."""


def cited_sources(
    facts: Facts, event_ids: Collection[str], chapters: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """
    Give what is shown of the sources of some events, of a story, and of all else that is drawn.

    Parameters
    ----------
    chapters
        From `geo.scene.story.story_chapters`.

    Returns
    -------
    sources
        By id, in the order of their table; see `geo.scene.texts.source_texts`.
    """
    links = facts.citations
    of_events = (links["table"] == "events") & links["row_id"].isin(list(event_ids))
    cited = set(links.loc[of_events | links["table"].isin(DRAWN), "source_id"])
    for chapter in chapters:
        cited.update(chapter["sources"])
        cited.update(source for claim in chapter["claims"] for source in claim["sources"])
    return source_texts(facts, cited)
