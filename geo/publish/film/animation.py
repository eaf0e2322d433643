"""
The play as a film: `python -m geo export --animation out.mp4`.

Every frame is the picture that the map's own button saves, at an instant of its own: how fast the
machine is makes no difference.
"""

import argparse
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import folium

from geo.facts.dataset import read_dataset
from geo.facts.join import join_events
from geo.facts.places import EVERYWHERE, Where
from geo.facts.read import DATA
from geo.publish.film.camera import open_camera
from geo.publish.film.encode import FORMATS, HOLD_S, AnimationError, Film, check_target, write_film
from geo.scene.build import build_scene
from geo.scene.draw import draw_map
from geo.view.choice import read_begin, read_end
from geo.words.catalogue import LANGUAGES

BEGIN: Final = "2022-01-02"
END: Final = "2022-01-11"
"""The days that are filmed unless told otherwise: from the first protest to the last landings."""
SECONDS: Final = 30.0
FPS: Final = {".gif": 10}
"""Frames per second, where not 25: a GIF grows with each frame."""
SIZE: Final = "1280x720"
ONLY_FILM: Final = ("theme", "seconds", "speed", "fps", "size")
"""Arguments that mean nothing but for a film."""
SIDE_PX: Final = (400, 3840)
"""Shortest and longest side."""
LONGEST_S: Final = 600.0
_FPS_LIMITS = (1, 60)
_HOUR_MS = 3_600_000


def render_animation(target: Path, film: Film, *, data: Path = DATA) -> None:
    """
    Film the map of a data folder.

    Parameters
    ----------
    target
        File to write: .mp4, .webm (both by ffmpeg) or .gif. It is there only once it is whole.

    Raises
    ------
    QantarError
        Something that it needs is missing, or the data do not keep their contract.
    """
    check_target(target, film)
    dataset = read_dataset(data)
    events = join_events(dataset.facts).events
    shown = events[film.where.keeps(events)]
    scene = build_scene(dataset.facts, events, dataset.shapes, shown=shown)
    film_map(draw_map(scene, lang=film.lang), target, film)


def film_map(folium_map: folium.Map, target: Path, film: Film) -> None:
    """
    Film any map that has a `TimeAxis`.

    Raises
    ------
    QantarError
        Something that it needs is missing.
    """
    check_target(target, film)
    instants = film.instants
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "map.html"
        folium_map.save(str(page_file))
        is_gif = target.suffix.lower() == ".gif"
        with open_camera(page_file, film, is_exact=is_gif) as camera:
            some = [instants[0], instants[len(instants) // 2], instants[-1]] if is_gif else []
            samples = [camera.take(at) for at in some]
            frames = (camera.take(at) for at in _counted(instants))
            write_film(target, film, frames, samples)


def _counted(instants: Sequence[int]) -> Iterable[int]:
    """Show on a terminal how far it is."""
    try:
        # A dependency of animations only.
        from tqdm import tqdm  # noqa: PLC0415
    except ImportError:
        return instants
    progress: Iterator[int] = iter(tqdm(instants, unit="frame", disable=None, leave=False))
    return progress


# The command ------------------------------------------------------------------------------------


def add_film(parser: argparse.ArgumentParser) -> None:
    """Add what can be said of an animation alone to the parser of `python -m geo export`."""
    group = parser.add_argument_group(
        "animation",
        f"Needs playwright, a Chromium, and ffmpeg (not for .gif). From {BEGIN} to {END} unless "
        "told otherwise.",
    )
    group.add_argument(
        "--animation", type=Path, metavar="FILE", help=f"film to write: {', '.join(FORMATS)}"
    )
    group.add_argument("--theme", choices=("light", "dark"), help="look (light)")
    pace = group.add_mutually_exclusive_group()
    pace.add_argument("--seconds", type=float, help=f"length of the film, seconds ({SECONDS:g})")
    pace.add_argument("--speed", type=float, help="hours that pass in a second instead")
    group.add_argument("--fps", type=int, help="frames per second (25; GIF: 10)")
    group.add_argument("--size", help=f"width x height, px ({SIZE})")


def film_of(options: argparse.Namespace, where: Where = EVERYWHERE) -> Film:
    """
    Read what was asked for.

    Parameters
    ----------
    where
        Places whose events are shown.

    Raises
    ------
    AnimationError
        A value means nothing.
    """
    begin_ms = read_begin(BEGIN) if options.only_from is None else options.only_from
    end_ms = read_end(END) if options.only_to is None else options.only_to
    if begin_ms >= end_ms:
        message = "--to: got an end before the begin, expected one after it"
        raise AnimationError(message)
    return Film(
        begin_ms=begin_ms,
        end_ms=end_ms,
        seconds=_seconds(options, (end_ms - begin_ms) / _HOUR_MS),
        fps=_fps(options),
        size=_size(options.size or SIZE),
        lang=options.lang or LANGUAGES[0],
        theme=options.theme or "light",
        kinds=options.only_kinds,
        where=where,
    )


def _seconds(options: argparse.Namespace, hours: float) -> float:
    if options.speed is not None:
        seconds = hours / options.speed + HOLD_S if options.speed > 0 else 0.0
    else:
        seconds = SECONDS if options.seconds is None else options.seconds
    if not 0 < seconds <= LONGEST_S:
        got = f"--speed {options.speed:g}, " if options.speed is not None else ""
        message = f"--seconds: got {got}{seconds:g} s, expected up to {LONGEST_S:g}"
        raise AnimationError(message)
    return float(seconds)


def _fps(options: argparse.Namespace) -> int:
    fps: int = options.fps or FPS.get(options.animation.suffix.lower(), 25)
    low, high = _FPS_LIMITS
    if not low <= fps <= high:
        message = f"--fps: got {fps}, expected {low} to {high}"
        raise AnimationError(message)
    return fps


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", text, re.ASCII)
    sides = tuple(int(side) for side in found.groups()) if found else ()
    low, high = SIDE_PX
    if not sides or not all(low <= side <= high for side in sides):
        message = f"--size: got {text}, expected like 1280x720, from {low} to {high} px a side"
        raise AnimationError(message)
    return sides[0], sides[1]
