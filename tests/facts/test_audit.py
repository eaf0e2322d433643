"""Readings of rows: which are drawn, what the sheet holds, and how they are counted."""

from geo.facts.audit import draw_rows, reading_counts, write_sheet
from geo.facts.vocabulary import AUDIT_VERDICTS
from tests.world import build_event, build_facts, build_row

MANY = build_facts(events=[build_event(event_id=f"rally-{n}") for n in range(50)])


def test_a_seed_draws_the_same_rows_and_none_twice() -> None:
    rows = draw_rows(MANY, 20, seed=7)

    assert rows == draw_rows(MANY, 20, seed=7)
    assert rows != draw_rows(MANY, 20, seed=8)
    assert len(set(rows)) == len(rows) == 20


def test_rows_of_all_citing_tables_are_drawn() -> None:
    rows = draw_rows(MANY, 10_000, seed=1)

    assert {row.table for row in rows} >= {"events", "figures", "alliance_organs", "seed_check"}


def test_the_sheet_shows_a_row_with_what_its_sources_carry() -> None:
    facts = build_facts(citations=[build_row("citations", says="It began at noon")])
    sheet = write_sheet(facts, [row for row in draw_rows(facts, 99, 1) if row.table == "events"], 1)

    assert "## events: rally" in sheet
    assert "- summary_de: Menschen trafen sich." in sheet
    assert "<https://paper.example/report>: It began at noon" in sheet
    assert all(word in sheet for word in AUDIT_VERDICTS)


def test_the_last_reading_of_a_row_counts() -> None:
    readings = [
        build_row("audit", read_on="2026-11-01", verdict="wrong", mended_on="2026-11-02"),
        build_row("audit", read_on="2026-11-30", verdict="ok"),
    ]

    counts = reading_counts(build_facts(audit=readings)).to_dict("index")

    assert counts["events"] == {
        **dict.fromkeys(AUDIT_VERDICTS, 0),
        "rows": 1,
        "read": 1,
        "ok": 1,
    }
    assert counts["figures"]["read"] == 0
