"""`python -m geo export`: one file, a site, or a film."""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import urlsplit

from geo.errors import EmptyError
from geo.facts.dataset import read_dataset
from geo.facts.join import join_events
from geo.facts.read import DATA
from geo.publish.charts import DrawCharts
from geo.publish.film.animation import ONLY_FILM, add_film, film_of, render_animation
from geo.publish.film.encode import check_target
from geo.publish.one_file import write_one_file
from geo.publish.site import write_site
from geo.storage.files import write_whole
from geo.view.choice import (
    ChoiceError,
    choose,
    choose_where,
    read_begin,
    read_end,
    read_kinds,
    read_regions,
    read_words,
)
from geo.words.catalogue import LANGUAGES

TARGETS: Final = ("file", "site", "animation")
"""Arguments that say what is written: one of them is asked for at a time."""
CHOOSING: Final = ("--from", "--to", "--kinds", "--place", "--region")
"""Arguments that choose a part of the events."""
_T = TypeVar("_T")


def add_export(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", draw_charts: DrawCharts
) -> None:
    """
    Add the command to the parser of `python -m geo`.

    Parameters
    ----------
    draw_charts
        Draws the charts of a site: the panels know how, and lie above this package.
    """
    parser = commands.add_parser(
        "export",
        help="write one HTML file, a site, or a film",
        description="Write one HTML file that needs no network, a site for any web server, or a "
        "film of the play.",
    )
    parser.add_argument("file", type=_html_file, nargs="?", help="HTML file to write")
    parser.add_argument("--site", type=Path, metavar="FOLDER", help="write a site into a folder")
    parser.add_argument("--lang", choices=LANGUAGES, help=f"language ({LANGUAGES[0]})")
    for name, read, said in (
        ("--from", read_begin, "begin: a day, or a time of Almaty like 2022-01-05T17:00"),
        ("--to", read_end, "end, the same way; a day counts as a whole"),
        ("--kinds", read_kinds, "kinds of events, with commas between"),
        ("--place", read_words, "ids of places, with commas between; with all that lies in them"),
        ("--region", read_regions, "regions by ISO 3166-2 code, with commas between"),
    ):
        # `from` is a word of Python's own.
        parser.add_argument(name, type=_argument(read), dest=f"only_{name[2:]}", help=said)
    parser.add_argument("--url", type=_web_address, help="address the site will have (sitemap)")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the tables")
    add_film(parser)
    parser.set_defaults(run=lambda options: _export(parser, options, draw_charts))


def _argument(read: Callable[[str], _T]) -> Callable[[str], _T]:
    """Have argparse name the argument together with what is wrong with it."""

    def read_or_say(text: str) -> _T:
        try:
            return read(text)
        except ChoiceError as error:
            raise argparse.ArgumentTypeError(str(error)) from error

    return read_or_say


def _html_file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in {".html", ".htm"}:
        message = f"got {text!r}, expected a name that ends in .html"
        raise argparse.ArgumentTypeError(message)
    if not path.parent.is_dir():
        message = f"got {text!r}, expected a file in a folder that is there"
        raise argparse.ArgumentTypeError(message)
    return path


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"https", "http"} or not parts.netloc or parts.query or parts.fragment:
        message = f"got {text!r}, expected an address like https://example.org/qantar/"
        raise argparse.ArgumentTypeError(message)
    return text.rstrip("/") + "/"


def _export(
    parser: argparse.ArgumentParser, options: argparse.Namespace, draw_charts: DrawCharts
) -> int:
    writers: dict[str, Callable[[argparse.Namespace], int]] = {
        "file": _write_file,
        "site": partial(_write_site, draw_charts),
        "animation": _write_film,
    }
    write = writers[_target(parser, options)]
    _check_together(parser, options)
    try:
        return write(options)
    except (ChoiceError, EmptyError) as error:
        parser.error(f"argument {', '.join(CHOOSING)}: {error}")


def _target(parser: argparse.ArgumentParser, options: argparse.Namespace) -> str:
    """Say which one of `TARGETS` is asked for; leave with a word where it is not one."""
    asked = [name for name in TARGETS if getattr(options, name) is not None]
    if len(asked) != 1:
        names = ", ".join(name if name == "file" else f"--{name}" for name in TARGETS)
        got = "several" if asked else "none"
        parser.error(f"argument {names}: got {got}, expected one of them")
    return asked[0]


def _check_together(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Leave with a word about arguments that do not go together."""
    if options.url is not None and options.site is None:
        parser.error("argument --url: got one without --site, expected it with --site only")
    for name in ONLY_FILM if options.animation is None else ():
        if getattr(options, name) is not None:
            parser.error(f"argument --{name}: got it without --animation, expected it with a film")
    if options.site is None:
        return
    for name in ("lang", *(f"only_{name[2:]}" for name in CHOOSING)):
        if getattr(options, name) is not None:
            said = name.removeprefix("only_")
            parser.error(f"argument --{said}: got it with --site, expected it with a file or film")
    if options.site.is_file():
        parser.error(f"argument --site: got the file {options.site}, expected a folder")


def _write_file(options: argparse.Namespace) -> int:
    dataset = read_dataset(options.data)
    choice = choose(
        options.lang or LANGUAGES[0],
        begin_ms=options.only_from,
        end_ms=options.only_to,
        kinds=options.only_kinds,
        where=choose_where(dataset.facts.places, options.only_place, options.only_region),
    )
    events = join_events(dataset.facts).events
    payload = write_one_file(dataset.facts, events, choice, dataset.shapes)
    write_whole(options.file, payload.body)
    sys.stdout.write(f"{options.file}: {len(payload.body) / 1e6:.2f} MB\n")
    return 0


def _write_film(options: argparse.Namespace) -> int:
    # The film needs what it needs of this machine first: it says so before tables are read.
    check_target(options.animation, film_of(options))
    places = read_dataset(options.data).facts.places
    film = film_of(options, choose_where(places, options.only_place, options.only_region))
    render_animation(options.animation, film, data=options.data)
    size_mb = options.animation.stat().st_size / 1e6
    sys.stdout.write(f"{options.animation}: {size_mb:.1f} MB\n")
    return 0


def _write_site(draw_charts: DrawCharts, options: argparse.Namespace) -> int:
    names = write_site(options.site, options.data, draw_charts, url=options.url)
    sys.stdout.write(f"{options.site}: {len(names)} files\n")
    if options.url is None:
        sys.stdout.write("no sitemap.xml and no preview pictures: they need --url https://...\n")
    return 0
