"""Files are there whole or as they were, whatever happens on the way."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from geo.storage.files import WriteError, read_whole, whole_file, whole_folder, write_whole


class PowerCutError(Exception):
    """What ends a run at its worst moment."""


def names(folder: Path) -> list[str]:
    """Name everything in a folder, hidden files too."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def half_write(path: Path, trouble: Exception) -> None:
    """Begin to write a file."""
    with whole_file(path) as part:
        assert part.suffix == path.suffix
        part.write_text("ha", encoding="utf-8")
        raise trouble


def half_fill(root: Path, trouble: Exception) -> None:
    """Begin to write a folder."""
    with whole_folder(root) as part:
        (part / "en").mkdir()
        (part / "en" / "index.html").write_text("second", encoding="utf-8")
        raise trouble


def fill(root: Path, *files: str) -> None:
    """Write files into a folder."""
    with whole_folder(root) as part:
        for name in files:
            (part / name).write_text("new", encoding="utf-8")


def test_a_file_is_written_as_it_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert write_whole(path, "Жаңаөзен\r\n").read_bytes() == "Жаңаөзен\r\n".encode()
    assert write_whole(path, b"\x00").read_bytes() == b"\x00"
    assert names(tmp_path) == ["a.txt"]


def test_a_run_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.html", "good")
    with pytest.raises(PowerCutError):
        half_write(path, PowerCutError())
    assert (names(tmp_path), path.read_text(encoding="utf-8")) == (["a.html"], "good")


def test_a_full_disk_is_told_in_one_line(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.html", "good")
    with pytest.raises(WriteError) as told:
        half_write(path, OSError(28, "No space left on device"))
    assert str(told.value) == (
        f"{path}: got 'No space left on device', expected a file that can be written"
    )
    assert path.read_text(encoding="utf-8") == "good"


def test_what_is_no_file_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe")
    for name, got in (
        ("folder", "Is a directory"),
        ("loop", "Too many levels of symbolic links"),
        ("pipe", "Invalid argument"),
        ("none/a.html", "No such file or directory"),
    ):
        with pytest.raises(WriteError, match=f"{name}: got '{got}', expected a file"):
            write_whole(tmp_path / name, "new")
    assert names(tmp_path) == ["folder", "loop", "pipe"]


def test_a_link_stays_a_link_and_rights_stay_as_they_were(tmp_path: Path) -> None:
    real = write_whole(tmp_path / "real.txt", "old")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    write_whole(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_folder_changes_when_all_of_it_is_written(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_whole(tmp_path / "other.txt", "")
    with whole_folder(site) as part:
        (part / "en").mkdir()
        (part / "en" / "index.html").write_text("first", encoding="utf-8")
    write_whole(site / "mine.txt", "stays")
    with pytest.raises(PowerCutError):
        half_fill(site, PowerCutError())
    assert names(site) == ["en", "en/index.html", "mine.txt"]
    assert (site / "en" / "index.html").read_text(encoding="utf-8") == "first"


def test_a_folder_that_a_failed_run_made_is_gone_again(tmp_path: Path) -> None:
    with pytest.raises(PowerCutError):
        half_fill(tmp_path / "site", PowerCutError())
    assert names(tmp_path) == []


def test_nothing_moves_where_one_file_cannot(tmp_path: Path) -> None:
    (tmp_path / "b.html").mkdir()
    with pytest.raises(WriteError, match="Is a directory"):
        fill(tmp_path, "a.html", "b.html")
    assert names(tmp_path) == ["b.html"]


def test_two_runs_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with whole_file(path) as first, whole_file(path) as second:
        first.write_text("first", encoding="utf-8")
        second.write_text("second", encoding="utf-8")
    assert (names(tmp_path), path.read_text(encoding="utf-8")) == (["a.html"], "first")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "events.csv")
    with pytest.raises(OSError, match="Invalid argument"):
        read_whole(tmp_path / "events.csv")


def test_a_run_that_is_ended_tidies_up(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from geo.__main__ import leave_when_told\n"
        "from geo.storage.files import whole_folder\n"
        "leave_when_told()\n"
        "with whole_folder(Path(sys.argv[1])) as part:\n"
        "    (part / 'a').write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)  # noqa: S603
    assert (done.returncode, names(tmp_path)) == (143, [])
