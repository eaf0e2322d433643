"""One pandera contract per table of `data/`, for its fields as text, before they are converted."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import pandas as pd
import pandera.pandas as pa

from geo.facts import vocabulary
from geo.facts.field_rules import (
    AMOUNT,
    COUNT,
    COUNTRY,
    DAY,
    LANGUAGE,
    LOCAL_TIME,
    ROUGH_DAY,
    ROW_LIST,
    SLUG,
    SLUG_LIST,
    TEXT,
    TEXT_LIST,
    WEB_ADDRESS,
    ZONE,
    in_order,
    list_of,
    low_to_high,
    needed,
    number_between,
    one_of,
    optional,
    rows,
)
from geo.facts.hosts import is_original


def _contract(
    columns: dict[str, pa.Column], *checks: pa.Check, key: tuple[str, ...] = ()
) -> pa.DataFrameSchema:
    """Make a contract; the key is the first column unless another is named."""
    return pa.DataFrameSchema(
        columns,
        checks=list(checks),
        strict=True,
        unique=list(key or list(columns)[:1]),
        report_duplicates="exclude_first",
    )


def _in_languages(stem: str, *languages: str) -> dict[str, pa.Column]:
    return {f"{stem}_{language}": needed(TEXT) for language in languages}


def _region_fits(table: pd.DataFrame) -> "pd.Series[bool]":
    return (table["country_iso2"] == vocabulary.KAZAKHSTAN) == (table["region_iso"] != "")


def _box(column: str, limits: tuple[float, float], *, world: float) -> pa.Check:
    """Rule: a place in Kazakhstan lies in the box around it; beyond `world` is another rule's."""

    def holds(table: pd.DataFrame) -> "pd.Series[bool]":
        degrees = pd.to_numeric(table[column], errors="coerce")
        outside = degrees.between(-world, world) & ~degrees.between(*limits)
        return ~(outside & (table["country_iso2"] == vocabulary.KAZAKHSTAN))

    low, high = limits
    return rows(column, f"a number from {low:g} to {high:g}, as in Kazakhstan", holds)


def _time_fits(table: pd.DataFrame) -> "pd.Series[bool]":
    fine = table["time_precision"].isin(["minute", "hour"])
    return ~fine | table["started_local"].str.contains("T")


def _counted_named(table: pd.DataFrame) -> "pd.Series[bool]":
    return (table["count_of"] != "") | ((table["count_low"] == "") & (table["count_high"] == ""))


def _level_fits(table: pd.DataFrame) -> "pd.Series[bool]":
    pairs = pd.Series(list(zip(table["measure"], table["level"], strict=True)), index=table.index)
    known = {(measure, level) for measure, levels in vocabulary.LEVELS.items() for level in levels}
    return pairs.isin(known) | ~table["measure"].isin(vocabulary.MEASURES)


def _scope_fits(table: pd.DataFrame) -> "pd.Series[bool]":
    """Tell whether a number for a region is one: the country has a metric of its own."""
    return ~(table["metric"].str.endswith("_region") & (table["scope"] == "country"))


def _answered(table: pd.DataFrame) -> "pd.Series[bool]":
    faulty = table["verdict"].isin(vocabulary.FAULTY)
    return ~faulty | (table["mended_on"] != "") | (table["note"] != "")


def _corrected_in_both(table: pd.DataFrame) -> "pd.Series[bool]":
    return (table["correct_en"] == "") == (table["correct_de"] == "")


_PLACES = _contract(
    {
        "place_id": needed(SLUG),
        **_in_languages("name", "en", "de", "ru", "kk"),
        "name_kk_latn": optional(TEXT),
        "other_names": optional(TEXT_LIST),
        "kind": needed(one_of(vocabulary.PLACE_KINDS)),
        "region_iso": optional(one_of(vocabulary.REGIONS)),
        "country_iso2": needed(COUNTRY),
        "lat": needed(number_between(-90, 90)),
        "lon": needed(number_between(-180, 180)),
        "location_precision": needed(one_of(vocabulary.LOCATION_PRECISIONS)),
        "population": optional(COUNT),
        "tz": needed(ZONE),
        "geonameid": optional(COUNT),
        "parent_place_id": optional(SLUG),
        "coord_source": needed(TEXT),
    },
    rows("region_iso", "a region if the place is in Kazakhstan, else nothing", _region_fits),
    _box("lat", vocabulary.KAZAKHSTAN_LAT, world=90),
    _box("lon", vocabulary.KAZAKHSTAN_LON, world=180),
)
_SOURCES = _contract(
    {
        "source_id": needed(SLUG),
        "publisher": needed(TEXT),
        "origin": optional(TEXT),
        "title": needed(TEXT),
        "url": needed(WEB_ADDRESS),
        "published_on": optional(ROUGH_DAY),
        "language": needed(LANGUAGE),
        "kind": needed(one_of(vocabulary.SOURCE_KINDS)),
        "state_controlled": needed(one_of(vocabulary.STATE_CONTROLLED)),
        "reading": needed(one_of(vocabulary.READINGS)),
        "note": optional(TEXT),
    },
    rows(
        "url",
        "the publisher's plain address: no mirror, proxy, archive or copy",
        lambda table: table["url"].map(is_original).astype(bool),
    ),
)
_EVENTS = _contract(
    {
        "event_id": needed(SLUG),
        "place_id": needed(SLUG),
        "started_local": needed(LOCAL_TIME),
        "ended_local": optional(LOCAL_TIME),
        "time_precision": needed(one_of(vocabulary.TIME_PRECISIONS)),
        "kind": needed(one_of(vocabulary.EVENT_KINDS)),
        "scope": needed(one_of(vocabulary.SCOPES)),
        **_in_languages("title", "en", "de"),
        "title_ru": optional(TEXT),
        "title_kk": optional(TEXT),
        **_in_languages("summary", "en", "de"),
        "participants_low": optional(COUNT),
        "participants_high": optional(COUNT),
        "count_of": optional(one_of(vocabulary.COUNTED)),
        "count_low": optional(COUNT),
        "count_high": optional(COUNT),
        **_in_languages("actor", "en", "de"),
        "confidence": needed(one_of(vocabulary.CONFIDENCES)),
        "note": optional(TEXT),
    },
    in_order("started_local", "ended_local"),
    rows("started_local", "a time with hour and minute, as time_precision says", _time_fits),
    low_to_high("participants_low", "participants_high"),
    low_to_high("count_low", "count_high"),
    rows("count_of", "what is counted, since there is a count", _counted_named),
)
_CITATIONS = _contract(
    {
        "table": needed(one_of(vocabulary.CITING_TABLES)),
        "row_id": needed(SLUG),
        "source_id": needed(SLUG),
        "says": optional(TEXT),
    },
    key=("table", "row_id", "source_id"),
)
_FIRST_PROTESTS = _contract(
    {
        "place_id": needed(SLUG),
        "event_id": needed(SLUG),
        "first_local": needed(LOCAL_TIME),
        "confidence": needed(one_of(vocabulary.CONFIDENCES)),
        "note": optional(TEXT),
    },
)
_ALLIANCE = _contract(
    {
        "membership_id": needed(SLUG),
        "country_iso2": needed(COUNTRY),
        **_in_languages("name", "en", "de", "ru", "kk"),
        "organisation": needed(one_of(vocabulary.ORGANISATIONS)),
        "signed_on": optional(DAY),
        "joined_on": needed(DAY),
        "in_force_on": optional(DAY),
        "suspended_on": optional(ROUGH_DAY),
        "left_on": optional(DAY),
        "status_note": optional(TEXT),
    },
    in_order("signed_on", "joined_on"),
    in_order("signed_on", "in_force_on"),
    in_order("joined_on", "left_on"),
)
_ALLIANCE_ORGANS = _contract(
    {
        "organ_id": needed(SLUG),
        **_in_languages("name", "en", "de", "ru"),
        "name_kk": optional(TEXT),
        **_in_languages("role", "en", "de"),
        "seat_place_id": optional(SLUG),
        "since": optional(ROUGH_DAY),
        "note": optional(TEXT),
    },
)
_CONTINGENTS = _contract(
    {
        "contingent_id": needed(SLUG),
        "country_iso2": needed(COUNTRY),
        "troops_low": optional(COUNT),
        "troops_high": optional(COUNT),
        "unit": needed(TEXT),
        **_in_languages("guarded", "en", "de"),
        "home_place_id": needed(SLUG),
        "arrived_from": needed(DAY),
        "arrived_to": needed(DAY),
        "left_from": needed(DAY),
        "left_to": needed(DAY),
        "note": optional(TEXT),
    },
    low_to_high("troops_low", "troops_high"),
    in_order("arrived_from", "arrived_to"),
    in_order("arrived_to", "left_from"),
    in_order("left_from", "left_to"),
)
_FIGURES = _contract(
    {
        "figure_id": needed(SLUG),
        "metric": needed(one_of(vocabulary.METRICS)),
        "value_low": optional(AMOUNT),
        "value_high": optional(AMOUNT),
        "as_of": needed(DAY),
        "scope": needed(one_of(vocabulary.FIGURE_SCOPES)),
        "claimed_by": needed(TEXT),
        "retracted": needed(one_of(vocabulary.YES_NO)),
        "note": optional(TEXT),
    },
    low_to_high("value_low", "value_high"),
    rows(
        "value_low",
        "a number, here or in value_high",
        lambda table: (table["value_low"] != "") | (table["value_high"] != ""),
    ),
    rows("scope", "a region, as metric says", _scope_fits),
)
_STATEMENTS = _contract(
    {
        "statement_id": needed(SLUG),
        "person": needed(TEXT),
        **_in_languages("role", "en", "de"),
        "country_iso2": optional(COUNTRY),
        "said_on": optional(DAY),
        "place_id": optional(SLUG),
        "topic": needed(one_of(vocabulary.TOPICS)),
        **_in_languages("claim", "en", "de"),
        "in_seed": needed(one_of(vocabulary.YES_NO)),
    },
)
_SEED_CHECK = _contract(
    {
        "check_id": needed(SLUG),
        **_in_languages("statement", "en", "de"),
        "verdict": needed(one_of(vocabulary.VERDICTS)),
        "correct_en": optional(TEXT),
        "correct_de": optional(TEXT),
        "note": optional(TEXT),
    },
    rows("correct_de", "a text in both languages or in none", _corrected_in_both),
)
_REGION_MEASURES = _contract(
    {
        "measure_id": needed(SLUG),
        "region_iso": needed(one_of((*vocabulary.REGIONS, vocabulary.ALL_REGIONS))),
        "measure": needed(one_of(vocabulary.MEASURES)),
        "level": optional(TEXT),
        "start_local": needed(LOCAL_TIME),
        "end_local": optional(LOCAL_TIME),
        "note": optional(TEXT),
    },
    in_order("start_local", "end_local"),
    rows("level", "a level that this measure can have", _level_fits),
)
_AFTERMATH = _contract(
    {
        "aftermath_id": needed(SLUG),
        "place_id": needed(SLUG),
        "happened_on": needed(DAY),
        "kind": needed(one_of(vocabulary.AFTERMATH_KINDS)),
        **_in_languages("title", "en", "de"),
        "title_ru": optional(TEXT),
        "title_kk": optional(TEXT),
        **_in_languages("summary", "en", "de"),
        "count_of": optional(one_of(vocabulary.COUNTED)),
        "count_low": optional(COUNT),
        "count_high": optional(COUNT),
        **_in_languages("actor", "en", "de"),
        "confidence": needed(one_of(vocabulary.CONFIDENCES)),
        "note": optional(TEXT),
    },
    low_to_high("count_low", "count_high"),
    rows("count_of", "what is counted, since there is a count", _counted_named),
    rows(
        "happened_on",
        "a day after January 2022",
        lambda table: table["happened_on"] > vocabulary.LAST_DAY_OF_EVENTS,
    ),
)
_NO_EVIDENCE = _contract(
    {
        "place_id": needed(SLUG),
        "searched_on": needed(DAY),
        "searched": needed(TEXT),
        "note": optional(TEXT),
    },
)
_CAUSES = _contract(
    {
        "event_id": needed(SLUG),
        "cause_id": needed(SLUG),
        "note": optional(TEXT),
    },
    rows("cause_id", "another event", lambda table: table["event_id"] != table["cause_id"]),
    key=("event_id", "cause_id"),
)
_CLAIMS = _contract(
    {
        "claim_id": needed(SLUG),
        **_in_languages("claim", "en", "de"),
    },
)
# The key keeps a statement from both sides of one claim.
_CLAIM_SIDES = _contract(
    {
        "claim_id": needed(SLUG),
        "statement_id": needed(SLUG),
        "side": needed(one_of(vocabulary.SIDES)),
        "note": optional(TEXT),
    },
    key=("claim_id", "statement_id"),
)
_CHAPTERS = _contract(
    {
        "chapter_id": needed(SLUG),
        "order": needed(COUNT),
        **_in_languages("title", "en", "de"),
        **_in_languages("text", "en", "de"),
        "from_local": needed(LOCAL_TIME),
        "to_local": needed(LOCAL_TIME),
        "lat": needed(number_between(-90, 90)),
        "lon": needed(number_between(-180, 180)),
        "zoom": needed(number_between(1, 18)),
        "layers": needed(list_of(vocabulary.STORY_LAYERS)),
        "event_ids": optional(SLUG_LIST),
        "rests_on": optional(ROW_LIST),
    },
    in_order("from_local", "to_local"),
)
_AUDIT = _contract(
    {
        "table": needed(one_of(vocabulary.CITING_TABLES)),
        "row_id": needed(SLUG),
        "read_on": needed(DAY),
        "seed": optional(COUNT),
        "verdict": needed(one_of(vocabulary.AUDIT_VERDICTS)),
        "mended_on": optional(DAY),
        "note": optional(TEXT),
    },
    in_order("read_on", "mended_on"),
    rows("mended_on", "a day, or a reason in note, since the verdict finds a fault", _answered),
    key=("table", "row_id", "read_on"),
)

CONTRACTS: Final[Mapping[str, pa.DataFrameSchema]] = MappingProxyType(
    {
        "places": _PLACES,
        "sources": _SOURCES,
        "events": _EVENTS,
        "citations": _CITATIONS,
        "first_protests": _FIRST_PROTESTS,
        "alliance": _ALLIANCE,
        "alliance_organs": _ALLIANCE_ORGANS,
        "contingents": _CONTINGENTS,
        "figures": _FIGURES,
        "statements": _STATEMENTS,
        "seed_check": _SEED_CHECK,
        "region_measures": _REGION_MEASURES,
        "aftermath": _AFTERMATH,
        "no_evidence": _NO_EVIDENCE,
        "causes": _CAUSES,
        "claims": _CLAIMS,
        "claim_sides": _CLAIM_SIDES,
        "chapters": _CHAPTERS,
        "audit": _AUDIT,
    }
)
"""Table name (its file without `.csv`) -> contract; the order in which tables are reported."""
