"""What is filmed, how frames become a file, and what is said where they cannot."""

import io
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from geo.__main__ import main, make_parser
from geo.publish.film.animation import film_of
from geo.publish.film.chromium import VARIABLE, ChromiumMissingError, find_chromium
from geo.publish.film.encode import HOLD_S, AnimationError, Film, check_target, write_film

HOUR_MS = 3_600_000
FIFTH_17 = 1641380400000
"""2022-01-05 17:00 in Almaty."""


def asked(*words: str) -> Film:
    """Read the words of a command."""
    return film_of(make_parser().parse_args(["export", "--animation", "x.mp4", *words]))


def image(colour: str, size: tuple[int, int] = (40, 20)) -> bytes:
    """Draw a frame of one colour."""
    sink = io.BytesIO()
    Image.new("RGB", size, colour).save(sink, "PNG")
    return sink.getvalue()


def test_the_instants_lie_evenly_and_hold_both_ends() -> None:
    film = Film(begin_ms=0, end_ms=HOUR_MS, seconds=0.75, fps=8)
    assert (film.instants, film.held) == ([0, 1_200_000, 2_400_000, 3_600_000], 2)
    assert Film(begin_ms=0, end_ms=10, seconds=0.001, fps=1).instants == [0, 10]


@pytest.mark.parametrize("fps", [1, 10, 24, 25, 30, 60])
@pytest.mark.parametrize("seconds", [2, 4.5, 20, 30])
def test_a_film_lasts_as_long_as_it_was_told(seconds: float, fps: int) -> None:
    film = Film(begin_ms=0, end_ms=HOUR_MS, seconds=seconds, fps=fps)
    assert (len(film.instants) + film.held) / fps == pytest.approx(seconds, abs=0.5 / fps)
    assert film.held / fps <= HOLD_S + 0.5 / fps


def test_a_moment_is_wall_time_of_almaty() -> None:
    film = asked("--from", "2022-01-05T17:00", "--to", "2022-01-05T18:00")
    assert (film.begin_ms, film.end_ms) == (FIFTH_17, FIFTH_17 + HOUR_MS)


def test_a_speed_gives_the_length() -> None:
    film = asked("--from", "2022-01-04", "--to", "2022-01-06T00:00", "--speed", "6", "--fps", "30")
    assert (film.seconds, film.fps, len(film.instants)) == (8.0 + HOLD_S, 30, 240)


def test_kinds_size_and_look_are_taken() -> None:
    film = asked("--kinds", "protest,clash", "--size", "720x900", "--theme", "dark", "--lang", "de")
    assert film.kinds == ["protest", "clash"]
    assert (film.size, film.theme, film.lang) == ((720, 900), "dark", "de")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2022-01-12"), "--to: got an end before the begin"),
        (("--seconds", "0"), "--seconds: got 0 s"),
        (("--seconds", "nan"), "--seconds: got nan s"),
        (("--speed", "-1"), "--speed -1"),
        (("--fps", "900"), "--fps: got 900"),
        (("--size", "1280"), "--size: got 1280"),
        (("--size", "99999x99999"), "--size: got 99999x99999"),
    ],
)
def test_what_means_nothing_is_named(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(AnimationError, match=said.replace(".", "\\.")):
        asked(*words)


def test_a_gif_has_the_frames_in_their_order_and_holds_the_last(tmp_path: Path) -> None:
    target = tmp_path / "film.gif"
    film = Film(begin_ms=0, end_ms=2, seconds=0.4, fps=10, size=(40, 20))
    frames = [image(colour) for colour in ("red", "lime", "blue")]
    write_film(target, film, iter(frames), frames)
    with Image.open(target) as gif:
        assert (gif.size, gif.info["loop"]) == ((40, 20), 0)
        frames_read = [(one.convert("RGB"), one.info) for one in ImageSequence.all_frames(gif)]
    seen = [one.getpixel((5, 5)) for one, _ in frames_read]
    lasting = [info["duration"] for _, info in frames_read]
    assert seen == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]
    assert lasting == [100, 100, 200]


def test_what_was_not_finished_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "film.gif"
    target.write_text("old", encoding="utf-8")

    def torn() -> Iterator[bytes]:
        yield image("red")
        message = "the light went out"
        raise AnimationError(message)

    film = Film(begin_ms=0, end_ms=2, seconds=0.2, fps=10, size=(40, 20))
    with pytest.raises(AnimationError, match="light"):
        write_film(target, film, torn(), [image("red")])
    assert [path.name for path in tmp_path.iterdir()] == ["film.gif"]
    assert target.read_text(encoding="utf-8") == "old"


FILM = Film(begin_ms=0, end_ms=2, seconds=1, size=(641, 480))


@pytest.mark.parametrize("name", ["film.avi", "film", "no/such/folder/film.gif"])
def test_a_file_that_cannot_be_written_is_named_first(tmp_path: Path, name: str) -> None:
    with pytest.raises(AnimationError, match="film"):
        check_target(tmp_path / name, FILM)


def test_odd_sizes_are_refused_where_the_codec_cannot_take_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/bin/ffmpeg")
    check_target(tmp_path / "film.gif", FILM)
    with pytest.raises(AnimationError, match="641x480, expected even"):
        check_target(tmp_path / "film.mp4", FILM)


def test_without_ffmpeg_the_command_says_so_and_leaves_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert main(["export", "--animation", str(tmp_path / "film.mp4")]) == 2
    assert "ffmpeg is not installed" in capsys.readouterr().err


def test_without_playwright_the_command_says_so_and_leaves_with_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    assert main(["export", "--animation", str(tmp_path / "film.gif")]) == 2
    assert "requirements-animation.txt" in capsys.readouterr().err


def test_a_chromium_that_is_named_and_not_there_is_trouble_to_be_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/chromium")
    with pytest.raises(ChromiumMissingError, match="/nowhere/chromium"):
        find_chromium()
