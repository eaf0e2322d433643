"""One HTML file that holds map, story, figures and sources, and asks no network for anything."""

from typing import Final

from geo.facts.places import lineages
from geo.facts.read import Facts
from geo.facts.shapes import Shapes
from geo.facts.vocabulary import JoinedEvents
from geo.files.cited import cited_sources
from geo.publish.in_page import SOURCES, InPage, as_block
from geo.publish.map_page import axis_of, draw_parts
from geo.publish.pages import described_choice, fill_page, method_sections, read_static
from geo.publish.permalink import address_words
from geo.scene.build import Scene, build_scene
from geo.scene.regions import region_names
from geo.timemap import Payload, page_script
from geo.view.choice import Choice
from geo.words.catalogue import Words

SCRIPTS: Final = ("address.js", "permalink.js", "page.js")
"""What the pages of an export do besides the map, in the order in which they run."""


def write_one_file(facts: Facts, events: JoinedEvents, choice: Choice, shapes: Shapes) -> Payload:
    """
    Write the file.

    It holds exactly the chosen events; what the map draws besides (arcs, measures, alliance,
    figures) is that of all facts. The same choice of the same facts gives the same bytes.

    Parameters
    ----------
    events
        From `geo.facts.join.join_events`; for a choice by search with the texts that it looks in.
    shapes
        From `geo.facts.shapes`.

    Raises
    ------
    EmptyError
        No event is left.
    """
    rows = choice.rows(events)
    scene = build_scene(facts, events, shapes, shown=rows)
    words, store, axis = Words(choice.lang), InPage(choice.lang), axis_of(choice, events)
    # Online maps are not offered: the file must work, and say the same, without a network.
    parts = draw_parts(scene, store, lang=choice.lang, axis=axis, tiles=())
    sources = cited_sources(facts, list(rows["event_id"]), parts.chapters)
    page = fill_page(
        "one_file.html",
        words,
        map=parts,
        blocks=store.blocks | {SOURCES: as_block(sources)},
        map_script=page_script([choice.lang]),
        style=read_static("page.css"),
        scripts=[read_static(name) for name in SCRIPTS],
        address=as_block(address_words(scene, axis["opening"])),
        choice=""
        if choice.is_whole
        else _described(facts, scene, choice, (len(rows), len(events))),
        sections=method_sections(words),
        n_sources=len(sources),
    )
    return Payload("qantar.html", page.encode(), "text/html; charset=utf-8")


def _described(facts: Facts, scene: Scene, choice: Choice, counts: tuple[int, int]) -> str:
    """Say which part of the events the file holds; a place stands for what lies in it."""
    words, where = Words(choice.lang), choice.where
    lines = lineages(facts.places)
    named = facts.places[
        [
            where.places is not None and where.places.intersection(lines[place]) == {place}
            for place in facts.places["place_id"]
        ]
    ]
    regions = region_names(scene.payloads["regions"].body, choice.lang)
    names = [*named[f"name_{choice.lang}"], *(regions[code] for code in where.regions or ())]
    return described_choice(choice, *counts, words, where=sorted(names))
