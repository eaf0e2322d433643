"""Arcs and member states; instants in ms since 1970 UTC."""

from collections.abc import Hashable, Mapping
from typing import Any, Final

import pandas as pd

from geo.analysis.spread.onsets import ORIGIN, onsets, with_places
from geo.analysis.spread.paths import MODELS, Model, possible_paths
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents, Places
from geo.scene.regions import first_protests
from geo.scene.texts import counted
from geo.scene.times import day_interval, to_ms

DESTINATION: Final = "almaty-airport"
"""Where the contingents are drawn to."""


def spread_arcs(facts: Facts, events: JoinedEvents) -> list[dict[str, object]]:
    """
    Draw from Zhanaozen to each other place, when its first protest is reported.

    Returns
    -------
    arcs
        See `geo.timemap.Arcs`; by time. Places that share an interval arrive together.

    Raises
    ------
    EmptyError
        Zhanaozen has no first protest.
    """
    rows = first_protests(facts, events)
    origin = _point(facts.places, ORIGIN)
    columns = [rows[name] for name in ("place_id", "lat", "lon", "earliest_at", "latest_at")]
    return [
        {
            "from": origin,
            "to": {"lat": lat, "lon": lon},
            "start": (to_ms(earliest), to_ms(latest)),
            "end": None,
        }
        for place, lat, lon, earliest, latest in zip(*columns, strict=True)
        if place != ORIGIN
    ]


def path_sets(facts: Facts, events: JoinedEvents) -> list[dict[str, object]]:
    """
    Gather the layers of possible paths: guesses of a model, so dashed and grey.

    Returns
    -------
    sets
        See `geo.timemap.Arcs`; layer `paths_<model>` for each of `geo.analysis.spread.paths`.
    """
    return [
        {"layer": f"paths_{model}", "colour": "axis", "arcs": path_arcs(facts, events, model)}
        for model in MODELS
    ]


def path_arcs(facts: Facts, events: JoinedEvents, model: Model) -> list[dict[str, object]]:
    """
    Draw to each place from the earlier places it could have come from.

    Width goes with the share of the draws of unknown times that have the path. An arc comes with
    the first protest of the place that it leads to.

    Returns
    -------
    arcs
        See `geo.timemap.Arcs`; by time, then falling share.
    """
    table = with_places(onsets(facts.first_protests, events), facts.places)
    spans = {
        place: (to_ms(earliest), to_ms(latest))
        for place, earliest, latest in zip(
            table["place_id"], table["earliest_at"], table["latest_at"], strict=True
        )
    }
    paths = possible_paths(table, model, origin=ORIGIN)
    return [
        {
            "from": _point(facts.places, source),
            "to": _point(facts.places, target),
            "start": spans[target],
            "end": None,
            "width": 0.6 + 1.6 * share,
            "dashed": True,
        }
        for source, target, share in zip(
            paths["from_id"], paths["to_id"], paths["share"], strict=True
        )
    ]


def contingent_arcs(facts: Facts) -> list[dict[str, object]]:
    """
    Draw from each contingent's home to Almaty, until the withdrawal.

    Days are Almaty's: a contingent arrives some time on its day, and leaves some time from the
    first to the last day of its withdrawal. Width goes with the middle of the numbers given; an
    arc is dashed where none is known.

    Returns
    -------
    arcs
        See `geo.timemap.Arcs`; in the order of the table.
    """
    return [_contingent(facts, row) for row in facts.contingents.to_dict("records")]


def _contingent(facts: Facts, row: Mapping[Hashable, Any]) -> dict[str, object]:
    troops = counted(row, "troops_low", "troops_high")
    known = [value for value in (troops or {}).values() if value is not None]
    return {
        "from": _point(facts.places, row["home_place_id"]),
        "to": _point(facts.places, DESTINATION),
        "start": (day_interval(row["arrived_from"])[0], day_interval(row["arrived_to"])[1]),
        "end": (day_interval(row["left_from"])[0], day_interval(row["left_to"])[1]),
        "width": 1.2 + sum(known) / len(known) / 90 if known else 1.6,
        "dashed": not known,
    }


def _point(places: Places, place_id: str) -> dict[str, float]:
    """Give a place's position in degrees."""
    place = places[places["place_id"] == place_id]
    return {"lat": place["lat"].item(), "lon": place["lon"].item()}


def members(facts: Facts) -> list[dict[str, object]]:
    """
    List the states of the CSTO, and those that were party to its treaty or to it and left.

    Returns
    -------
    members
        See `geo.timemap.Alliance`; in the order of the table. A former member has the time from
        its first joining to its last leaving.
    """
    table = facts.alliance[facts.alliance["organisation"].isin(["CSTO", "CST-1992"])]
    return [
        _member(str(country), own) for country, own in table.groupby("country_iso2", sort=False)
    ]


def _member(country: str, own: pd.DataFrame) -> dict[str, object]:
    stayed = own[(own["organisation"] == "CSTO") & (own["left_on"] == "")]
    is_member = len(stayed) > 0
    return {
        "country": country,
        "joined_ms": _day_ms((stayed if is_member else own)["joined_on"].min()),
        "left_ms": None if is_member else _day_ms(own["left_on"].max()),
        "status": "member" if is_member else "former",
    }


def _day_ms(day: str) -> int:
    return to_ms(pd.Timestamp(day, tz="UTC"))
