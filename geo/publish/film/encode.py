"""
What is filmed, and how frames become a file.

Pure but for the writers: GIF by Pillow, MP4 and WebM by ffmpeg.
"""

import io
import shutil
import subprocess
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, cast

from geo.errors import QantarError
from geo.facts.places import EVERYWHERE, Where
from geo.storage.files import whole_file

if TYPE_CHECKING:
    from PIL import Image

HOLD_S: Final = 1.5
"""How long the last frame stands at the end of a film, seconds."""
HELD_SHARE: Final = 0.25
"""Part of a short film for which it stands at most."""
GIF_COLOURS: Final = 256
GIF_BETWEEN: Final = 64
"""Those of them that are chosen for what the others leave."""
CODECS: Final = {
    ".mp4": (
        *("-c:v", "libx264", "-crf", "20", "-preset", "medium"),
        *("-pix_fmt", "yuv420p", "-movflags", "+faststart"),
    ),
    ".webm": (
        *("-c:v", "libvpx-vp9", "-crf", "31", "-b:v", "0", "-row-mt", "1"),
        *("-pix_fmt", "yuv420p"),
    ),
}
"""Ending of the file -> how ffmpeg encodes it."""
FORMATS: Final = (".gif", *CODECS)


class AnimationError(QantarError):
    """No animation can be made: something is missing on this machine, or was asked for wrongly."""


@dataclass(frozen=True, slots=True)
class Film:
    """What is filmed."""

    begin_ms: int
    """Instant of the first frame, ms since 1970 UTC."""
    end_ms: int
    """Instant of the last one."""
    seconds: float
    """Length of the whole film; the last frame stands for `hold_s` of it."""
    fps: int = 25
    """Frames per second."""
    size: tuple[int, int] = (1280, 720)
    """Width and height, px."""
    lang: str = "en"
    theme: str = "light"
    """`light` or `dark`."""
    kinds: Collection[str] | None = None
    """Kinds of events that are shown; None: all."""
    where: Where = EVERYWHERE
    """Places whose events are shown."""

    @property
    def hold_s(self) -> float:
        """How long the last frame stands, seconds."""
        return min(HOLD_S, self.seconds * HELD_SHARE)

    @property
    def held(self) -> int:
        """How often the last frame stands again."""
        return round(self.hold_s * self.fps)

    @property
    def instants(self) -> list[int]:
        """Instants of the frames that differ, in equal steps, both ends among them."""
        steps = max(2, round(self.seconds * self.fps) - self.held) - 1
        length = self.end_ms - self.begin_ms
        return [self.begin_ms + round(length * step / steps) for step in range(steps + 1)]


def check_target(target: Path, film: Film) -> None:
    """
    See to it that a file of this kind and size can be written here, before any work is done.

    Raises
    ------
    AnimationError
        It cannot.
    """
    kind = target.suffix.lower()
    if kind not in FORMATS:
        message = f"{target}: got '{kind}', expected a file that ends in {', '.join(FORMATS)}"
        raise AnimationError(message)
    if not target.parent.is_dir():
        message = f"{target}: got a folder that is not there, expected one that is"
        raise AnimationError(message)
    if kind in CODECS:
        find_ffmpeg()
        if any(side % 2 for side in film.size):
            width, height = film.size
            message = f"--size: got {width}x{height}, expected even numbers for {kind}"
            raise AnimationError(message)


def find_ffmpeg() -> str:
    """
    Find ffmpeg.

    Raises
    ------
    AnimationError
        It is not installed.
    """
    path = shutil.which("ffmpeg")
    if path is None:
        message = "ffmpeg is not installed: install it for .mp4 and .webm, or ask for a .gif"
        raise AnimationError(message)
    return path


def write_film(target: Path, film: Film, frames: Iterable[bytes], samples: list[bytes]) -> None:
    """
    Write frames as a film.

    Parameters
    ----------
    frames
        Images of `film.size`, one for each of `film.instants`, asked for one by one: PNG or JPEG
        for a GIF, JPEG for ffmpeg.
    samples
        Some of them, from begin to end: a GIF's colours are chosen from these.

    Raises
    ------
    AnimationError
        ffmpeg failed; the message is its own.
    WriteError
        The file cannot be written.
    """
    with whole_file(target) as part:
        if target.suffix.lower() == ".gif":
            _write_gif(part, film, frames, samples)
        else:
            _write_video(part, film, frames)


def _write_gif(target: Path, film: Film, frames: Iterable[bytes], samples: list[bytes]) -> None:
    from PIL import Image  # noqa: PLC0415 - needed for animations only

    def read(image: bytes) -> Image.Image:
        return Image.open(io.BytesIO(image)).convert("RGB")

    palette = _palette([read(sample) for sample in samples])
    few = (read(one).quantize(palette=palette, dither=Image.Dither.NONE) for one in frames)
    # GIF counts hundredths of a second: frames are cut where they begin, so that none adds up.
    shown = len(film.instants)
    begins = [round(100 * frame / film.fps) for frame in (*range(shown), shown + film.held)]
    lasting_ms = [10 * (end - begin) for begin, end in pairwise(begins)]
    first = next(few)
    first.save(
        target,
        save_all=True,
        append_images=few,
        duration=lasting_ms,
        loop=0,
        optimize=False,
    )


def _palette(samples: "list[Image.Image]") -> "Image.Image":
    """
    Choose the colours of a GIF: the commonest as they are, some between for soft edges.

    Fills of the map then keep their colour from frame to frame, and so do small marks.
    """
    from PIL import Image  # noqa: PLC0415 - needed for animations only

    width, height = samples[0].size
    sheet = Image.new("RGB", (width, height * len(samples)))
    for row, sample in enumerate(samples):
        sheet.paste(sample, (0, row * height))
    counted = cast(
        "list[tuple[int, tuple[int, int, int]]]", sheet.getcolors(sheet.width * sheet.height)
    )
    commonest = [colour for _, colour in sorted(counted, reverse=True)[: GIF_COLOURS - GIF_BETWEEN]]
    between = sheet.quantize(GIF_BETWEEN).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in commonest for part in colour] + between)
    return palette


def _write_video(target: Path, film: Film, frames: Iterable[bytes]) -> None:
    command = [
        *(find_ffmpeg(), "-y", "-loglevel", "error"),
        *("-f", "image2pipe", "-c:v", "mjpeg", "-framerate", str(film.fps), "-i", "-"),
        *CODECS[target.suffix.lower()],
        str(target),
    ]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603 - our own words, and the path that the user gave
        said = _feed(process, _held(frames, film.held))
    if process.returncode:
        message = f"ffmpeg failed: {' '.join(said.decode(errors='replace').split())}"
        raise AnimationError(message)


def _feed(process: "subprocess.Popen[bytes]", frames: Iterable[bytes]) -> bytes:
    """Hand frames over; give what ffmpeg complains about."""
    stdin, stderr = _pipe(process.stdin), _pipe(process.stderr)
    try:
        for frame in frames:
            stdin.write(frame)
        stdin.close()
    except BrokenPipeError:
        pass  # ffmpeg says why
    return stderr.read()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        message = "a process without pipes"
        raise ValueError(message)
    return pipe


def _held(frames: Iterable[bytes], times: int) -> Iterator[bytes]:
    """Repeat the last frame."""
    last = b""
    for frame in frames:
        last = frame
        yield frame
    yield from [last] * times
