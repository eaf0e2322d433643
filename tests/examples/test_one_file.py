"""A script that writes one page from a table: what it draws, and what it says when it cannot."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from examples.one_file import draw, main, own_events
from geo.facts.join import Joined
from geo.timemap import to_ms
from geo.timemap.readers import TableError, read_csv
from tests.timemap.frames import build_events, loaded_by, read_options, render

BERLIN = ZoneInfo("Europe/Berlin")
GOOD = (
    "lat,lon,time,title,kind\n53.5,9.9,2031-03-04,Flood,flood\n54,10,2031-03-03T07:30,Wind,wind\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "events.csv"


def read(table: Path, text: str) -> pd.DataFrame:
    """Read a table that has nothing wrong with it."""
    table.write_text(text, encoding="utf-8")
    found = read_csv(table, BERLIN)
    assert found.problems == []
    return found.events


def test_a_table_becomes_one_page_that_loads_nothing(table: Path, tmp_path: Path) -> None:
    table.write_text(GOOD, encoding="utf-8")
    path = tmp_path / "map.html"
    assert main([str(table), str(path), "--zone", "Europe/Berlin"]) == 0
    page = path.read_text(encoding="utf-8")
    assert loaded_by(page) == []
    texts = read_options(page, "EventPoints")["texts"]["json"]
    assert [event["title"] for event in texts["events"]] == ["Wind", "Flood"]
    axis = read_options(page, "TimeAxis")
    assert axis["start"] == to_ms("2031-03-03T00:00+01:00")
    assert axis["end"] == to_ms("2031-03-05T00:00+01:00")
    assert axis["zone"] == "Europe/Berlin"


def test_a_day_is_an_interval_and_a_time_an_instant(table: Path) -> None:
    events = read(table, GOOD)
    lengths = events["latest_at"] - events["earliest_at"]
    assert list(lengths) == [pd.Timedelta(days=1), pd.Timedelta(0)]


def test_a_time_with_its_own_offset_is_not_taken_for_wall_time(table: Path) -> None:
    events = read(table, "lat,lon,time\n1,2,2031-03-04T07:30+05:00\n")
    assert to_ms(events["earliest_at"].iloc[0]) == to_ms("2031-03-04T02:30Z")


@pytest.mark.parametrize(
    "text",
    [
        "Latitude;LNG;Date\n53,5;1;2031-03-04\n".replace("53,5", "53.5"),
        "\ufefflat\tlon\ttime\n53.5\t1\t2031-03-04\n",
        '"lat","lon","time","note"\n"53.5","1","2031-03-04","two\nlines"\n',
    ],
)
def test_columns_are_found_however_they_are_called_and_cut(table: Path, text: str) -> None:
    events = read(table, text)
    assert (events["lat"].iloc[0], events["lon"].iloc[0]) == (53.5, 1)


def test_all_problems_are_named_together_and_nothing_is_written(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text(GOOD + "91,x,2031-03-04,Far,far\n1,2,yesterday,When,when\n", encoding="utf-8")
    path = tmp_path / "map.html"
    assert main([str(table), str(path)]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "events.csv, line 4, lat: got '91', expected degrees, -90 to 90"
    assert said[1] == "events.csv, line 4, lon: got 'x', expected degrees, -180 to 360"
    assert said[2].startswith("events.csv, line 5, time: got 'yesterday', expected a time like")
    assert not path.exists()
    assert main([str(table), str(path), "--skip"]) == 0
    assert "2 events" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", r"got the columns \['a', 'b'\], expected also \['lat', 'lon', 'time'\]"),
        ("", r"got the columns \[\], expected also"),
        ("lat,lon,time\n", "got no row, expected events"),
        ("lat,lon,time\n1,2\n", "line 2, time: got '', expected a time"),
        ("lat,lon,time\nnan,2,2031-03-04\n", "lat: got 'nan', expected degrees"),
    ],
)
def test_a_table_that_cannot_be_drawn_says_why(table: Path, text: str, expected: str) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=expected):
        read_csv(table, BERLIN)


def test_a_file_that_is_no_text_is_named(table: Path) -> None:
    table.write_bytes(b"\xff\xfe\x00\x00\x01")
    with pytest.raises(TableError, match=r"events\.csv.*expected text, e.g. a CSV file in UTF-8"):
        read_csv(table, BERLIN)


@pytest.mark.parametrize("zone", ["Mars", "", "../etc"])
def test_a_zone_that_is_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], zone: str
) -> None:
    assert main([str(tmp_path / "map.html"), "--zone", zone]) == 1
    assert f"--zone: got {zone}, expected a name" in capsys.readouterr().err


def test_without_a_table_it_draws_the_projects_own_events(real_joined: Joined) -> None:
    events = own_events()
    assert list(events["event_id"]) == list(real_joined.events["event_id"])
    page = render(draw(events))
    texts = read_options(page, "EventPoints")["texts"]["json"]
    assert len(texts["events"]) == len(events)


def test_any_frame_that_keeps_the_contract_is_drawn() -> None:
    axis = read_options(render(draw(build_events())), "TimeAxis")
    assert axis["start"] == to_ms("2022-01-02T00:00Z")
    assert axis["end"] == to_ms("2022-01-06T00:00Z")


def test_rows_that_are_left_out_are_kept_beside_the_page(table: Path, tmp_path: Path) -> None:
    table.write_text(f"{GOOD}1,2,yesterday,When,when\n", encoding="utf-8")
    assert main([str(table), str(tmp_path / "map.html"), "--skip"]) == 0
    refused = pd.read_csv(tmp_path / "map.refused.csv", dtype=str)
    (row,) = refused.to_dict("records")
    assert (row["line"], row["time"], row["title"]) == ("4", "yesterday", "When")
    assert "expected a time" in row["reason"]


def test_a_run_that_refuses_most_rows_does_not_end_with_success(
    table: Path, tmp_path: Path
) -> None:
    table.write_text(GOOD + "1,2,yesterday,When,when\n" * 3, encoding="utf-8")
    assert main([str(table), str(tmp_path / "map.html"), "--skip"]) == 1
    assert (tmp_path / "map.html").exists()
    assert len(pd.read_csv(tmp_path / "map.refused.csv")) == 3


def test_columns_with_names_of_their_own_can_be_told(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table.write_text("Breite;Laenge;Datum\n53,5;9,9;04.03.2031\n", encoding="utf-8")
    page = str(tmp_path / "map.html")
    assert main([str(table), page]) == 1
    assert "--columns lat=...,lon=...,time=..." in capsys.readouterr().err
    told = ["--columns", "lat=Breite,lon=Laenge,time=Datum"]
    assert main([str(table), page, *told]) == 1
    assert "--dates dmy or mdy" in capsys.readouterr().err
    assert main([str(table), page, *told, "--dates", "dmy"]) == 0
    assert main([str(table), page, "--columns", "lat=Hoehe"]) == 1
    assert "expected also 'Hoehe'" in capsys.readouterr().err
    assert main([str(table), page, "--columns", "breite=Breite"]) == 1
    assert "got breite, expected of lat, lon" in capsys.readouterr().err


def test_more_kinds_than_can_be_told_apart_are_refused_in_words(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"1,2,2031-03-04,k{k}\n" for k in range(300))
    table.write_text(f"lat,lon,time,kind\n{rows}", encoding="utf-8")
    assert main([str(table), str(tmp_path / "map.html")]) == 1
    assert "events.kind: got 300" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("zone", "time"),
    [
        ("UTC", "0001-01-01"),
        ("UTC", "9999-12-30"),
        ("UTC", "9999-12-31T23:30"),
        ("Europe/Berlin", "9999-12-31T23:30"),
        ("Asia/Beirut", "2022-03-26"),
        ("Asia/Beirut", "2022-03-27T02:30"),
        ("America/Havana", "2022-11-05"),
    ],
)
def test_a_page_is_drawn_at_the_edges_of_the_calendar_and_of_days(
    table: Path, tmp_path: Path, zone: str, time: str
) -> None:
    table.write_text(f"lat,lon,time,title\n1,2,{time},x\n", encoding="utf-8")
    page = tmp_path / "map.html"
    assert main([str(table), str(page), "--zone", zone]) == 0
    axis = read_options(page.read_text(encoding="utf-8"), "TimeAxis")
    assert axis["start"] < axis["end"]
