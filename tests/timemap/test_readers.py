"""CSV files as people have them: each row is read as it is meant, or refused in words."""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from geo.timemap.readers import Table, TableError, read_csv
from geo.timemap.readers.moments import read_moment

UTC = ZoneInfo("UTC")
HEAD = "date,lat,lon,title\n"


def read(folder: Path, content: str | bytes, **how: str) -> Table:
    """Read a file of some content."""
    path = folder / "events.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_csv(path, UTC, **how)  # type: ignore[arg-type]


def hours(folder: Path, time: str, **how: str) -> tuple[str, float]:
    """Give when the event of a time begins, and how many hours that is open."""
    (event,) = read(folder, f'{HEAD}"{time}",1,2,x\n', **how).events.to_dict("records")
    length = event["latest_at"] - event["earliest_at"]
    return f"{event['earliest_at']:%Y-%m-%dT%H:%M}", length / pd.Timedelta(hours=1)


@pytest.mark.parametrize(
    ("time", "begin", "open_for"),
    [
        ("20220105", "2022-01-05T00:00", 24),
        ("2022-01-05", "2022-01-05T00:00", 24),
        ("2022-W01-3", "2022-01-05T00:00", 24),
        ("5 January 2022", "2022-01-05T00:00", 24),
        ("January 5, 2022", "2022-01-05T00:00", 24),
        ("05-Jan-2022", "2022-01-05T00:00", 24),
        ("2022-01", "2022-01-01T00:00", 31 * 24),
        ("2022", "2022-01-01T00:00", 365 * 24),
        ("2022-01-05T14", "2022-01-05T14:00", 1),
        ("2022-01-05 14:00", "2022-01-05T14:00", 0),
        ("2022-01-05T14:00Z", "2022-01-05T14:00", 0),
        ("2022-01-05 14:00:00 UTC", "2022-01-05T14:00", 0),
        ("2022-01-05T14:00:00+0600", "2022-01-05T08:00", 0),
        ("1871-01-18", "1871-01-18T00:00", 24),
        ("0079-08-24", "0079-08-24T00:00", 24),
    ],
)
def test_a_time_is_as_exact_as_it_is_written(
    tmp_path: Path, time: str, begin: str, open_for: float
) -> None:
    year, rest = begin.split("-", 1)
    found, length = hours(tmp_path, time)
    assert (int(found.split("-", 1)[0]), found.split("-", 1)[1]) == (int(year), rest)
    assert length == open_for


@pytest.mark.parametrize(
    ("time", "reason"),
    [
        ("9999-12-31", "before the last day of the year 9999"),
        ("-0044-03-15", "a time like"),
        ("1641391200", "not seconds since 1970"),
        ("05/01/2022", "--dates dmy or mdy"),
        ("2022-01-05T24:00", "a time like"),
        ("2022-13-05", "a time like"),
    ],
)
def test_a_time_that_cannot_be_meant_is_refused_in_words(
    tmp_path: Path, time: str, reason: str
) -> None:
    with pytest.raises(TableError, match=rf"events\.csv, line 2, time: got '{time}'.*{reason}"):
        read(tmp_path, f"{HEAD}{time},1,2,x\n")


@pytest.mark.parametrize(
    ("zone", "time", "reason"),
    [
        ("Europe/Berlin", "2022-10-30T02:30", "this hour stands twice in Europe/Berlin"),
        ("Europe/Berlin", "2022-10-30T02", "this hour stands twice in Europe/Berlin"),
        ("Europe/Berlin", "2022-03-27T02:30", "this hour is skipped in Europe/Berlin"),
        ("Pacific/Apia", "2011-12-30", "a day that is not skipped in Pacific/Apia"),
    ],
)
def test_a_time_that_clocks_skip_or_show_twice_is_refused_in_words(
    zone: str, time: str, reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        read_moment(time, ZoneInfo(zone), None)


@pytest.mark.parametrize(
    ("zone", "time", "begin", "end"),
    [
        ("Asia/Beirut", "2022-03-26", "2022-03-26T00:00+02:00", "2022-03-27T00:00+02:00"),
        ("Asia/Beirut", "2022-03-27", "2022-03-27T00:00+02:00", "2022-03-28T00:00+03:00"),
        ("America/Havana", "2022-11-05", "2022-11-05T00:00-04:00", "2022-11-06T00:00-04:00"),
        ("Pacific/Apia", "2011-12-29", "2011-12-29T00:00-10:00", "2011-12-30T00:00-10:00"),
        ("Pacific/Apia", "2011-12", "2011-12-01T00:00-10:00", "2012-01-01T00:00+14:00"),
        ("Europe/Berlin", "2022-10-30T01", "2022-10-30T01:00+02:00", "2022-10-30T02:00+02:00"),
        ("Europe/Berlin", "2022-03-27T01", "2022-03-27T01:00+01:00", "2022-03-27T02:00+01:00"),
    ],
)
def test_a_day_begins_where_clocks_first_show_it(
    zone: str, time: str, begin: str, end: str
) -> None:
    expected = (pd.Timestamp(begin), pd.Timestamp(end))
    assert read_moment(time, ZoneInfo(zone), None) == expected


@pytest.mark.parametrize(("order", "day"), [("dmy", "01-05"), ("mdy", "05-01")])
def test_what_the_numbers_of_a_day_are_can_be_told(tmp_path: Path, order: str, day: str) -> None:
    assert hours(tmp_path, "05/01/2022", order=order)[0] == f"2022-{day}T00:00"


def test_the_time_of_upload_is_never_the_event_s(tmp_path: Path) -> None:
    acled = "event_id_cnty,event_date,timestamp,latitude,longitude,notes\n"
    rows = read(tmp_path, f"{acled}KAZ1,4 January 2022,1641300000,43.2,76.9,March\n").events
    assert str(rows["earliest_at"].iloc[0]) == "2022-01-04 00:00:00+00:00"
    assert rows["event_id"].to_list() == ["KAZ1"]
    with pytest.raises(TableError, match=r"'timestamp'.*--columns time=\.\.\."):
        read(tmp_path, "timestamp,lat,lon\n2022-01-04,43.2,76.9\n")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_table_is_read_however_it_is_written(
    tmp_path: Path, separator: str, encoding: str
) -> None:
    lines = [
        ["Event Date ", "LATITUDE", "lng", "Name"],
        ["2022-01-05", '"43,2"', '"-7,5"', "Málaga"],
    ]
    body = "\r\n".join(separator.join(cells) for cells in lines).encode(encoding)
    (event,) = read(tmp_path, body).events.to_dict("records")
    assert (event["lat"], event["lon"], event["title"]) == (43.2, -7.5, "Málaga")


def test_an_encoding_can_be_told(tmp_path: Path) -> None:
    body = f"{HEAD}2022-01-05,1,2,Алматы\n".encode("cp1251")
    assert read(tmp_path, body, encoding="cp1251").events["title"].to_list() == ["Алматы"]
    with pytest.raises(TableError, match="expected text in utf-8"):
        read(tmp_path, body, encoding="utf-8")


def test_only_what_csv_calls_a_line_ends_one(tmp_path: Path) -> None:
    titles = ["a\u2028b", "a\x85b", "a\x0cb", "two\nlines", "x" * 200_000]
    rows = "".join(f'2022-01-05,1,2,"{title}"\n' for title in titles)
    assert read(tmp_path, HEAD + rows).events["title"].to_list() == titles


def test_every_row_is_kept_or_refused_with_line_column_and_reason(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        "id,date,end,lat,lon,precision\n"
        "1,2022-01-05,,1,2,\n"
        ",,,,,\n"
        "\n"
        "1,2022-01-05,,1,2,\n"
        "2,2022-01-05,2022-01-02,1,2,\n"
        "3,2022-01-05,,91,1_0,city\n"
        "4,2022-01-05,,1,2,venue,more\n"
        "5,,,1\n",
    )
    assert table.events["event_id"].to_list() == ["1"]
    said = [re.sub(r"^events\.csv, |: got .*", "", problem) for problem in table.problems]
    assert sorted(said) == [
        "line 5, id",
        "line 6, end",
        *("line 7, lat", "line 7, lon", "line 7, precision"),
        "line 8, cell 7",
        *("line 9, lon", "line 9, time"),
    ]
    assert table.refused["line"].to_list() == ["5", "6", "7", "8", "9"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("date,lat,lon,title,title\n2022-01-05,1,2,a,b\n", "title.*twice"),
        (f'{HEAD}2022-01-05,1,2,"open\n', "line 2.*cannot be cut"),
        (b"\x89PNG\r\n\x00\x01\x02", "no text"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    with pytest.raises(TableError, match=rf"events\.csv.*{said}"):
        read(tmp_path, content)
