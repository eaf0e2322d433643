"""
The tables of `data/`: their types, the words their columns may use, and how they link.

The rules for each column stand in `geo.facts.contracts`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

import pandas as pd

Places: TypeAlias = pd.DataFrame
"""Checked, one row per place; `lat`, `lon` float64 in degrees (WGS 84)."""
Sources: TypeAlias = pd.DataFrame
"""Checked, one row per source, with its certificate (publisher, date, kind, how it was read)."""
Events: TypeAlias = pd.DataFrame
"""Checked, one row per event; times still local text, no coordinates yet."""
JoinedEvents: TypeAlias = pd.DataFrame
"""Events with place, coordinates and UTC interval; see `geo.facts.join.join_events`."""
Citations: TypeAlias = pd.DataFrame
"""Checked, one row per link from a row of a table to a source."""
FirstProtests: TypeAlias = pd.DataFrame
"""Checked, one row per place: the first protest known there."""
Alliance: TypeAlias = pd.DataFrame
"""Checked, one row per membership of a state in an organisation."""
AllianceOrgans: TypeAlias = pd.DataFrame
"""Checked, one row per organ of the CSTO, or basic document, with what it is for."""
Contingents: TypeAlias = pd.DataFrame
"""Checked, one row per contingent of the CSTO mission."""
Figures: TypeAlias = pd.DataFrame
"""Checked, one row per number together with who claimed it, and when."""
Statements: TypeAlias = pd.DataFrame
"""Checked, one row per claim in indirect speech."""
SeedCheck: TypeAlias = pd.DataFrame
"""Checked, one row per sentence of the first article, with our verdict on it."""
RegionMeasures: TypeAlias = pd.DataFrame
"""Checked, one row per state measure in a region; times local text."""
Aftermath: TypeAlias = pd.DataFrame
"""Checked, one row per inquiry, trial, decision or protest after January 2022."""
NoEvidence: TypeAlias = pd.DataFrame
"""Checked, one row per place in which a protest was looked for and none was found."""
Causes: TypeAlias = pd.DataFrame
"""Checked, one row per pair of events of which one could not be without the other."""
Claims: TypeAlias = pd.DataFrame
"""Checked, one row per claim about the causes that statements make or contradict."""
ClaimSides: TypeAlias = pd.DataFrame
"""Checked, one row per statement that takes a side on a claim."""
Chapters: TypeAlias = pd.DataFrame
"""Checked, one row per step of the guided story; lists still text with semicolons."""
Audit: TypeAlias = pd.DataFrame
"""Checked, one row per reading of a row against its sources by somebody who did not write it."""

FAMILIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "protest": ("protest", "blockade", "strike"),
        "violence": ("clash", "arson", "building_seizure", "looting", "shooting"),
        "harm": ("casualty", "detention", "security_operation"),
        "state": (
            "state_of_emergency",
            "curfew",
            "internet_shutdown",
            "internet_restored",
            "government_decision",
            "concession",
        ),
        "alliance": ("csto_decision", "csto_deployment", "csto_withdrawal"),
    }
)
EVENT_KINDS: Final = (*(kind for kinds in FAMILIES.values() for kind in kinds), "statement")
TIME_PRECISIONS: Final = ("minute", "hour", "part_of_day", "day", "approx")
"""From fine to coarse; what each means for the interval: `geo.facts.join.local_intervals`."""
LOCATION_PRECISIONS: Final = ("venue", "settlement", "district", "region", "country")
"""From fine to coarse."""
SCOPES: Final = ("place", "region", "country", "abroad")
CONFIDENCES: Final = ("high", "medium", "low")
COUNTED: Final = ("killed", "injured", "detained", "released", "penalised", "troops")
PLACE_KINDS: Final = (
    *("city", "town", "village", "district", "region", "country_capital"),
    *("venue", "oil_field", "airport", "airbase"),
)
REGIONS: Final = (
    *("KZ-AKM", "KZ-AKT", "KZ-ALA", "KZ-ALM", "KZ-AST", "KZ-ATY", "KZ-KAR", "KZ-KUS", "KZ-KZY"),
    *("KZ-MAN", "KZ-PAV", "KZ-SEV", "KZ-SHY", "KZ-VOS", "KZ-YUZ", "KZ-ZAP", "KZ-ZHA"),
)
"""ISO 3166-2 codes of January 2022."""
ALL_REGIONS: Final = "ALL"
SOURCE_KINDS: Final = (
    *("news_agency", "newspaper", "broadcaster", "government", "ngo", "intergovernmental"),
    *("encyclopedia", "dataset", "analysis", "social_media"),
)
YES_NO: Final = ("yes", "no")
STATE_CONTROLLED: Final = (*YES_NO, "unknown")
READINGS: Final = ("full", "opening", "headline")
ORGANISATIONS: Final = ("CST-1992", "CSTO", "CU-2010", "EAEU-2015")
METRICS: Final = (
    *("lpg_price_tenge", "killed_total", "killed_security", "killed_attackers_claim"),
    *("killed_almaty", "killed_children", "killed_region", "killed_custody"),
    *(
        "injured",
        "injured_region",
        "injured_security",
        "detained",
        "detained_region",
        "administrative_cases",
    ),
    *("csto_troops", "csto_contingent", "csto_standing_strength", "csto_sites"),
    *("participants_total", "attackers_almaty_claim"),
    *("buildings_damaged", "businesses_damaged", "vehicles_damaged", "weapons_stolen"),
    *("damage_mn_tenge", "damage_mn_usd"),
    *("criminal_cases", "suspects", "suspects_held", "convicted", "amnestied"),
    *("torture_complaints", "torture_cases", "torture_victims"),
    *("regions_affected", "border_km_kaz_rus"),
)
FIGURE_SCOPES: Final = (
    *("country", "akmola-region", "aktobe-region", "almaty", "almaty-region", "atyrau-region"),
    *("east-kazakhstan-region", "karaganda-region", "kostanay-region", "kyzylorda-region"),
    *("mangystau", "north-kazakhstan-region", "nur-sultan", "pavlodar-region", "shymkent"),
    *("taldykorgan", "taraz", "kyzylorda", "turkistan-region", "west-kazakhstan-region"),
    *("zhambyl-region", "csto", "csto-ru", "csto-by", "csto-tj", "csto-kg", "csto-am"),
)
LAST_DAY_OF_EVENTS: Final = "2022-01-31"
"""What happened later stands in aftermath.csv, not in events.csv."""
AFTERMATH_KINDS: Final = (
    *("inquiry", "arrest", "trial", "ruling", "law", "decision", "report"),
    *("protest", "commemoration"),
)
TOPICS: Final = (
    *("cause", "foreign_interference", "coup", "shoot_order", "csto", "russia"),
    *("power_struggle", "economy", "other"),
)
SIDES: Final = ("for", "against")
"""Sides that a statement may take on a claim."""
VERDICTS: Final = ("confirmed", "partly", "contradicted", "typo", "not_checked")
MEASURES: Final = (
    "state_of_emergency",
    "curfew",
    "internet_shutdown",
    "terrorist_threat_level",
)
LEVELS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "state_of_emergency": ("",),
        "curfew": ("nightly 23:00-07:00", "nightly 22:00-06:00"),
        "internet_shutdown": ("mobile", "partial", "wired", "full"),
        "terrorist_threat_level": ("red", "orange", "yellow"),
    }
)
STORY_LAYERS: Final = (
    *("events", "first_protests", "spread", "emergency", "measures", "deaths"),
    *("alliance", "contingents"),
)
CITING_TABLES: Final = (
    *("events", "alliance", "alliance_organs", "contingents", "figures", "statements"),
    *("seed_check", "region_measures", "aftermath"),
)
"""Tables whose rows name their sources in citations.csv."""
AUDIT_VERDICTS: Final = ("ok", "thin", "doubtful", "wrong", "not_checkable")
"""
What a reader of the sources finds of a row. `thin`: right, but its sources carry less than it says
or one is missing; `doubtful`: perhaps wrong, or a claim without its author; `not_checkable`: no
source could be read.
"""
FAULTY: Final = ("doubtful", "wrong")
"""Verdicts after which a row must be mended, or kept for a reason."""

KAZAKHSTAN: Final = "KZ"
KAZAKHSTAN_LAT: Final = (40.5, 55.5)
KAZAKHSTAN_LON: Final = (46.4, 87.4)
"""A box around Kazakhstan, degrees: catches exchanged or mistyped coordinates."""


class Link(NamedTuple):
    """A column whose values are keys of another table."""

    table: str
    column: str
    target: str


LINKS: Final = (
    Link("places", "parent_place_id", "places"),
    Link("events", "place_id", "places"),
    Link("citations", "source_id", "sources"),
    Link("first_protests", "place_id", "places"),
    Link("first_protests", "event_id", "events"),
    Link("alliance_organs", "seat_place_id", "places"),
    Link("contingents", "home_place_id", "places"),
    Link("statements", "place_id", "places"),
    Link("aftermath", "place_id", "places"),
    Link("no_evidence", "place_id", "places"),
    Link("causes", "event_id", "events"),
    Link("causes", "cause_id", "events"),
    Link("claim_sides", "claim_id", "claims"),
    Link("claim_sides", "statement_id", "statements"),
    Link("chapters", "event_ids", "events"),
)
"""Links by one column; citations.csv also links `table` and `row_id` to the row of that table."""
