"""Commands for those who keep the data and publish it: `python -m geo check`, `export` ..."""

import argparse
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.analysis.coverage import coverage, write_report
from geo.errors import DataError, Problem, QantarError
from geo.facts.audit import draw_rows, write_sheet
from geo.facts.checksums import PACKAGE, check_package, stamp_package
from geo.facts.consistency import check_rules
from geo.facts.dataset import check_dataset
from geo.facts.join import join_events
from geo.facts.read import DATA, Facts, Survey
from geo.facts.row_rules import problem
from geo.facts.vocabulary import JoinedEvents
from geo.publish.charts import ChartGroup
from geo.publish.command import add_export
from geo.scene.build import Scene
from geo.storage.files import write_whole


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Parameters
    ----------
    argv
        Words after `python -m geo`; by default those of this process.

    Returns
    -------
    status
        0 when all is well, 1 when the data have problems, 2 when something cannot be made;
        argparse leaves with 2 itself.
    """
    options = make_parser().parse_args(argv)
    try:
        status: int = options.run(options)
    except QantarError as error:
        sys.stderr.write(f"{error}\n")
        return 1 if isinstance(error, DataError) else 2
    return status


def leave_when_told() -> None:
    """Have a run that is ended (SIGTERM) tidy up as after Ctrl-C; its status is 143."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def make_parser() -> argparse.ArgumentParser:
    """Make the parser of all commands; `run` of what it reads carries the command out."""
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    check = commands.add_parser("check", help="count the rows of each table, name all problems")
    check.add_argument("--data", type=Path, default=DATA, help="folder of the tables")
    check.add_argument(
        "--report",
        type=Path,
        nargs="?",
        const=Path("-"),
        help="write what the tables cover, as Markdown, to this file or after the counts",
    )
    check.add_argument(
        "--audit", type=_count, metavar="N", help="write N rows, drawn by chance, to be read again"
    )
    check.add_argument(
        "--seed", type=int, default=1, help="of the draw: the same seed draws the same rows"
    )
    check.set_defaults(run=_check)

    stamp = commands.add_parser("stamp", help=f"record sizes and checksums in {PACKAGE}")
    stamp.add_argument("--data", type=Path, default=DATA, help="folder of the tables")
    stamp.set_defaults(run=_stamp)

    build = commands.add_parser("boundaries", help="build the borders anew (needs the network)")
    build.add_argument("--out", type=Path, default=DATA / "boundaries", help="where to write")
    build.add_argument("--cache", type=Path, default=None, help="where to keep what was fetched")
    build.set_defaults(run=_build_boundaries)

    add_export(commands, _draw_charts)
    return parser


def _check(options: argparse.Namespace) -> int:
    survey, found = check_dataset(options.data)
    for table, count in survey.counts.items():
        _say(f"{table:<16}{count:>6} rows")
    problems = [*found, *_unjoined_problems(survey)]
    if survey.facts is not None and not problems:
        problems += check_rules(survey.facts)
        problems += _check_boundaries(survey.facts, options.data / "boundaries")
    if not problems:
        problems += check_package(options.data)
    for each in problems:
        _say(str(each))
    _say(f"{len(problems)} problems")
    if options.report is not None and survey.facts is not None:
        _report(survey.facts, options.report)
    if options.audit is not None and survey.facts is not None:
        rows = draw_rows(survey.facts, options.audit, options.seed)
        _say(write_sheet(survey.facts, rows, options.seed))
    return 1 if problems else 0


def _count(text: str) -> int:
    """Read a whole number above 0; argparse tells the reader of any other."""
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _check_boundaries(facts: Facts, folder: Path) -> list[Problem]:
    """Find places that lie elsewhere; a folder of tables alone has no outlines to look at."""
    if not folder.is_dir():
        return []
    # Only this command needs what outlines are compared with.
    from geo.boundaries.places import check_places  # noqa: PLC0415

    return check_places(facts.places, folder)


def _report(facts: Facts, path: Path) -> None:
    report = write_report(coverage(facts, join_events(facts)))
    if path == Path("-"):
        _say(report)
    else:
        write_whole(path, report)


def _unjoined_problems(survey: Survey) -> list[Problem]:
    """Events that found no place; in a table without problems there is none."""
    if survey.facts is None:
        return []
    unjoined = join_events(survey.facts).unjoined
    return [
        problem("events", event_id, "event_id", event_id, f"an event that joins ({reason})")
        for event_id, reason in zip(unjoined["event_id"], unjoined["reason"], strict=True)
    ]


def _stamp(options: argparse.Namespace) -> int:
    _say(str(stamp_package(options.data)))
    return 0


def _build_boundaries(options: argparse.Namespace) -> int:
    # Only this command needs the packages that borders are built from.
    from geo.boundaries.build import build_boundaries  # noqa: PLC0415

    for path in build_boundaries(options.out, cache=options.cache):
        _say(str(path))
    return 0


def _draw_charts(facts: Facts, events: JoinedEvents, scene: Scene, lang: str) -> list[ChartGroup]:
    # Only a site needs the panels' charts, and with them Streamlit.
    from geo.page.panels.ready_charts import ready_charts  # noqa: PLC0415

    return ready_charts(facts, events, scene, lang)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    leave_when_told()
    sys.exit(main())
