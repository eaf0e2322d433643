"""Files, written whole or not at all; and how trouble with them is told."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Final

from geo.errors import QantarError

PART: Final = ".part"
"""In the name of what is being written: hidden, beside its target, gone when the work ends."""


class WriteError(QantarError):
    """A file or folder cannot be written; what stood there still stands there."""


def read_whole(path: Path) -> bytes:
    """
    Read a file.

    Raises
    ------
    OSError
        It cannot be read, or is none: whoever opens a pipe may wait for ever.
    """
    if path.exists() and not path.is_file():
        code = errno.EISDIR if path.is_dir() else errno.EINVAL
        raise OSError(code, os.strerror(code), str(path))
    return path.read_bytes()


def reason(error: OSError) -> str:
    """Say why a file cannot be used, in the words of the system, such as `Is a directory`."""
    return error.strerror or str(error)


def write_whole(path: Path, content: bytes | str) -> Path:
    """
    Write a file, text as UTF-8 as it stands; return its path.

    Raises
    ------
    WriteError
        It cannot be written.
    """
    with whole_file(path) as part:
        part.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """
    Give a path to write to, beside a file and with its ending.

    When the block ends well, what was written there takes the file's place at once: nobody sees
    half of it, not even after the power went out. Otherwise the file stays as it was.

    Raises
    ------
    WriteError
        The file cannot be written.
    """
    with _told(path, "a file that can be written"):
        target = path.resolve()
        _check(target)
        part = target.with_name(f".{token_hex(4)}{PART}{target.suffix}")
        try:
            part.touch(exist_ok=False)
            yield part
            _settle(part, target)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def whole_folder(root: Path) -> Iterator[Path]:
    """
    Give an empty folder to write files into, which then move to the same places below `root`.

    They move only when the block ends well, pages last, since they name the others; each takes its
    place at once. Other files of `root` stay. If the block fails, all of it stays as it was.

    Raises
    ------
    WriteError
        One of the files cannot be written.
    """
    with _told(root, "a folder that can be written into"):
        is_new = not root.exists()
        root.mkdir(parents=True, exist_ok=True)
        try:
            with TemporaryDirectory(prefix=".", suffix=PART, dir=root) as folder:
                yield Path(folder)
                _move(Path(folder), root)
        except BaseException:
            if is_new:
                with suppress(OSError):
                    root.rmdir()
            raise


@contextmanager
def _told(path: Path, expected: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename if isinstance(error.filename, str) else ""
        inner = (
            f" ({Path(where).name})" if where and Path(where) != path and PART not in where else ""
        )
        message = f"{path}: got '{reason(error)}'{inner}, expected {expected}"
        raise WriteError(message) from error
    except RuntimeError as error:  # pathlib's word for links that lead to each other
        if "Symlink loop" not in str(error):
            raise
        message = f"{path}: got '{os.strerror(errno.ELOOP)}', expected {expected}"
        raise WriteError(message) from error


def _check(target: Path) -> None:
    """Refuse what a new file would take the place of without being asked to."""
    if target.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not target.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    if target.exists() and not os.access(target, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))


def _settle(part: Path, target: Path) -> None:
    """Bring a file to the disk, then to its place."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, part)
    part.replace(target)


def _move(folder: Path, root: Path) -> None:
    parts = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    parts.sort(key=lambda path: path.suffix == ".html")
    targets = [root / path.relative_to(folder) for path in parts]
    # Whatever may fail comes before the first file moves.
    for target in targets:
        target.parent.mkdir(parents=True, exist_ok=True)
        _check(target)
    for part, target in zip(parts, targets, strict=True):
        _settle(part, target)
