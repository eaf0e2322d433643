"""Events as bytes: what goes in comes out, and what cannot be written is named."""

import numpy as np
import pandas as pd
import pytest

from geo.timemap import WireError, encode_events, sorted_events
from geo.timemap.times import UNKNOWN
from tests.timemap.frames import Wire, build_events, decode

FAMILIES = [{"id": "other", "shape": "circle", "kinds": ["protest", "clash"]}]


def send(events: pd.DataFrame, places: tuple[str, ...] = ("west", "east")) -> Wire:
    rows = sorted_events(events)
    body = encode_events(
        rows,
        families=FAMILIES,
        places=places,
        precisions=sorted(set(rows["precision"])),
        confidences=sorted(set(rows["confidence"])),
    )
    return decode(body)


def to_ms(text: str) -> int:
    return int(pd.Timestamp(text).timestamp() * 1000)


def test_events_come_back_as_they_went_sorted_by_time() -> None:
    wire = send(build_events(precision=["venue", "region", "venue"], confidence="high"))
    assert wire.header["length"] == 3
    assert wire.words("kind", "kinds") == ["protest", "protest", "clash"]
    assert wire.words("precision", "precisions") == ["venue", "region", "venue"]
    assert wire.words("confidence", "confidences") == ["high", "high", "high"]
    assert wire.columns["place_index"].tolist() == [0, 0, 1]
    assert wire.columns["lat"].tolist() == [43.5, 43.5, 43.25]
    np.testing.assert_array_equal(wire.columns["lon"], np.array([52.75, 52.75, 76.9], "f4"))
    assert wire.instants_ms("earliest") == [
        to_ms("2022-01-02T05:30Z"),
        to_ms("2022-01-03T00:00Z"),
        to_ms("2022-01-05T12:00Z"),
    ]
    assert wire.header["families"] == FAMILIES


def test_numbers_are_little_endian_on_every_machine() -> None:
    events = sorted_events(build_events().iloc[:1])
    body = encode_events(events, families=[], places=["east"], precisions=[""], confidences=[""])
    n_head = int.from_bytes(body[:4], "little")
    assert body[4 + n_head :][:4] == np.array([43.25], "<f4").tobytes()


def test_an_unknown_end_is_told_from_every_instant() -> None:
    ended = pd.to_datetime(["2022-01-05T13:00Z", "", ""])
    wire = send(build_events(ended_at=ended))
    assert wire.columns["ended"].tolist()[:2] == [UNKNOWN, UNKNOWN]
    assert wire.instants_ms("ended") == [None, None, to_ms("2022-01-05T13:00Z")]


def test_an_interval_keeps_both_ends() -> None:
    events = build_events()
    wire = send(events.assign(latest_at=events["earliest_at"] + pd.Timedelta(days=1)))
    spans = zip(wire.instants_ms("earliest"), wire.instants_ms("latest"), strict=True)
    assert [(latest or 0) - (earliest or 0) for earliest, latest in spans] == [86_400_000] * 3


def test_events_without_places_bring_no_column_of_them() -> None:
    assert "place_index" in send(build_events()).columns
    bare = send(build_events().drop(columns="place_id"))
    assert "place_index" not in bare.columns


def test_what_is_no_dot_is_marked() -> None:
    wire = send(build_events(on_map=[False, True, True]))
    assert wire.columns["dot"].tolist() == [1, 1, 0]


def test_events_at_one_instant_stand_in_the_order_of_their_ids() -> None:
    same = pd.to_datetime(["2022-01-03T00:00Z"] * 3)
    rows = sorted_events(build_events(earliest_at=same, event_id=["b", "c", "a"]))
    assert rows["event_id"].tolist() == ["a", "b", "c"]
    assert rows.index.equals(pd.RangeIndex(3))


def test_sorting_changes_neither_the_frame_nor_the_number_of_rows() -> None:
    events = build_events()
    before = events.copy()
    assert len(sorted_events(events)) == len(events)
    pd.testing.assert_frame_equal(events, before)


def test_what_the_contract_leaves_open_is_filled_in() -> None:
    bare = build_events()[["lat", "lon", "earliest_at"]]
    rows = sorted_events(bare)
    assert "place_id" not in rows
    assert rows["latest_at"].equals(rows["earliest_at"])
    assert rows["ended_at"].isna().all()
    assert rows["on_map"].all()
    assert set(rows["kind"]) == {"event"}
    assert set(rows["precision"]) == {""}


def test_no_events_are_written_too() -> None:
    wire = send(build_events().iloc[:0])
    assert wire.header["length"] == 0
    assert wire.header["kinds"] == []


def test_instants_of_any_zone_mean_the_same() -> None:
    events = build_events()
    there = events.assign(earliest_at=events["earliest_at"].dt.tz_convert("Asia/Almaty"))
    assert send(there).instants_ms("earliest") == send(events).instants_ms("earliest")


@pytest.mark.parametrize("name", ["lat", "lon", "earliest_at"])
def test_a_missing_column_is_named(name: str) -> None:
    with pytest.raises(WireError, match=rf"expected also \['{name}'\]"):
        sorted_events(build_events().drop(columns=name))


@pytest.mark.parametrize("name", ["earliest_at", "latest_at", "ended_at"])
def test_instants_without_a_zone_are_refused(name: str) -> None:
    naive = pd.to_datetime(["2022-01-05", "2022-01-03", "2022-01-02"])
    with pytest.raises(WireError, match=rf"events\.{name}, row 0: got .*expected .* time zone"):
        sorted_events(build_events(**{name: naive}))


def test_an_event_without_any_time_is_refused() -> None:
    times = pd.to_datetime(["2022-01-05T12:00Z", "", "2022-01-02T05:30Z"])
    with pytest.raises(WireError, match=r"events\.earliest_at, row 1: got nothing"):
        sorted_events(build_events(earliest_at=times))


@pytest.mark.parametrize(
    ("column", "value"),
    [("lat", 90.1), ("lat", -91.0), ("lat", float("nan")), ("lon", 360.5), ("lon", -181.0)],
)
def test_coordinates_out_of_range_are_refused_with_their_row(column: str, value: float) -> None:
    events = build_events()
    events.loc[1, column] = value
    with pytest.raises(WireError, match=rf"events.{column}, row 1: got .*, expected degrees"):
        sorted_events(events)


def test_a_longitude_may_run_on_across_the_date_line() -> None:
    assert sorted_events(build_events(lon=[190.0, 52.75, 52.75]))["lon"].max() == 190.0


def test_an_unknown_place_is_named_with_what_was_expected() -> None:
    with pytest.raises(WireError, match=r"events\.place_id: got \['east'\], expected .*'west'"):
        send(build_events(), places=("west",))


def test_an_unknown_precision_is_named() -> None:
    events = sorted_events(build_events())
    with pytest.raises(WireError, match=r"events\.precision: got \[''\].*\['region'\]"):
        encode_events(
            events,
            families=FAMILIES,
            places=["west", "east"],
            precisions=["region"],
            confidences=[""],
        )


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (build_events(lat=["43.2", "x", "1"]), "events.lat, row 0: got '43.2'"),
        (build_events().to_dict("list"), "got dict, expected a frame"),
        (pd.concat([build_events(), build_events()[["lat"]]], axis=1), "lat.* twice"),
        (
            build_events(lat=pd.array([43.2, None, 1.0], "Float64")),
            "events.lat, row 1: got nothing",
        ),
    ],
)
def test_frames_are_read_before_they_are_sorted(events: pd.DataFrame, said: str) -> None:
    with pytest.raises(WireError, match=said):
        sorted_events(events)
