"""The commands: what they print, and how they leave."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from geo.__main__ import main
from geo.facts.contracts import CONTRACTS
from geo.facts.read import Facts, survey_facts
from tests.world import build_event, build_tables, write_tables


def test_check_counts_the_rows_of_each_built_in_table(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["check"])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert [line.split()[0] for line in lines[:-1]] == list(CONTRACTS)
    counts = survey_facts().counts
    assert [int(line.split()[1]) for line in lines[:-1]] == [counts[table] for table in CONTRACTS]
    assert lines[-1] == "0 problems"


def test_check_writes_a_report_to_a_file_or_after_the_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "coverage.md"

    main(["check", "--report", str(path)])
    before = capsys.readouterr().out
    main(["check", "--report"])
    after = capsys.readouterr().out

    assert path.read_text(encoding="utf-8").startswith("# Coverage of the facts\n")
    assert after == f"{before}{path.read_text(encoding='utf-8')}\n"


def test_check_names_broken_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_tables(tmp_path, build_tables(events=[build_event(confidence="high")]))

    assert main(["check", "--data", str(tmp_path)]) == 1
    assert (
        "row 'rally', confidence: got 'high', expected medium, as its sources allow"
        in capsys.readouterr().out
    )


def test_check_names_all_problems_and_leaves_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    events = [build_event(place_id="atlantis", kind="party")]
    write_tables(tmp_path, build_tables(events=events))

    status = main(["check", "--data", str(tmp_path)])

    lines = capsys.readouterr().out.splitlines()
    assert status == 1
    assert lines[2].split() == ["events", "1", "rows"]
    assert lines[-3].startswith("events.csv, row 2, kind: got 'party', expected one of protest")
    assert lines[-2] == (
        "events.csv, row 2, place_id: got 'atlantis', expected a value of place_id in places.csv"
    )
    assert lines[-1] == "2 problems"


def test_check_tells_when_a_file_is_not_the_stamped_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tables(tmp_path, build_tables())
    package = '{"resources": [{"path": "places.csv", "bytes": 1, "hash": "sha256:0"}]}'
    (tmp_path / "datapackage.json").write_text(package)

    before = main(["check", "--data", str(tmp_path)])
    told = capsys.readouterr().out
    main(["stamp", "--data", str(tmp_path)])
    after = main(["check", "--data", str(tmp_path)])

    assert (before, after) == (1, 0)
    assert "places.csv, bytes: got '" in told


def test_check_tells_of_events_that_do_not_join(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], real_facts: Facts
) -> None:
    # The tables' own rules leave no such event, so the join is given places of its own.
    import geo.__main__ as commands  # noqa: PLC0415
    from geo.facts.join import Joined, join_events  # noqa: PLC0415

    def lose_one(facts: Facts) -> Joined:
        joined = join_events(facts)
        return Joined(joined.events, facts.events.head(1).assign(reason="unknown_place"))

    monkeypatch.setattr(commands, "join_events", lose_one)
    first = real_facts.events["event_id"].iloc[0]

    assert main(["check"]) == 1
    assert f"events.csv, row '{first}', event_id: got '{first}'" in capsys.readouterr().out


def test_boundaries_are_built_where_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[tuple[Path, Path | None]] = []

    def build_boundaries(out: Path, *, cache: Path | None = None) -> list[Path]:
        calls.append((out, cache))
        return [out / "regions.geojson"]

    builder = ModuleType("geo.boundaries.build")
    monkeypatch.setattr(builder, "build_boundaries", build_boundaries, raising=False)
    monkeypatch.setitem(sys.modules, "geo.boundaries.build", builder)

    status = main(["boundaries", "--out", str(tmp_path), "--cache", str(tmp_path / "kept")])

    assert status == 0
    assert calls == [(tmp_path, tmp_path / "kept")]
    assert capsys.readouterr().out.splitlines() == [str(tmp_path / "regions.geojson")]


def test_a_command_that_is_not_known_leaves_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["invent"])

    assert left.value.code == 2
    assert "invent" in capsys.readouterr().err
