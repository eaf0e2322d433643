"""
`python -m bench`: measure everything in one run and write `bench/RESULTS.md`.

`python -m bench scrubbing panels` measures only these parts and writes no file; `python -m bench
growing --sizes 300 3000 --ways own deck` only these sizes and ways.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import open_browser
from bench.growing.measure import measure_growing
from bench.growing.outcome import WAYS
from bench.machine import describe_machine, load_average
from bench.made import SIZES
from bench.opening import measure_opening
from bench.panels import measure_panels
from bench.readers import measure_readers
from bench.report import Grid, Section, write_report
from bench.scrubbing import measure_scrubbing, measure_steps
from bench.server import DASHBOARD, PEERS, serve
from bench.sessions import measure_sessions
from geo.storage.files import write_whole

RESULTS = Path(__file__).with_name("RESULTS.md")
INTRO = """# Speed and size, side by side

Written by `make bench`: one run in a real browser, on the real page. Times depend on the machine
and on what else it does; no test depends on them."""


@dataclass
class Stage:
    """A browser and servers, each there once it is asked for, and until the stage ends."""

    _stack: ExitStack

    @cached_property
    def browser(self) -> Browser:
        """A Chromium."""
        return self._stack.enter_context(open_browser())

    @cached_property
    def dashboard(self) -> str:
        """Address of the dashboard."""
        return self._stack.enter_context(serve(DASHBOARD)).url

    def peer(self, script: str) -> str:
        """Give the address of a peer, on a server of its own."""
        return self._stack.enter_context(serve(PEERS / script)).url


@contextmanager
def open_stage() -> Iterator[Stage]:
    """Set up for one part."""
    with ExitStack() as stack:
        yield Stage(stack)


Part = Callable[[Stage], Iterable[Section | Grid]]
PARTS: dict[str, Part] = {
    "opening": lambda on: measure_opening(on.browser, on.dashboard, on.peer("empty.py")),
    "scrubbing": lambda on: [measure_scrubbing(on.browser, on.dashboard)],
    "steps": lambda on: [measure_steps(on.browser, on.dashboard, on.peer("slider.py"))],
    "panels": lambda on: measure_panels(on.browser, on.dashboard),
    "memory": lambda on: [measure_sessions(on.browser)],
    "readers": lambda _: measure_readers(),
}


def main() -> None:
    """Measure, and write."""
    asked = _asked()
    # The growing sets open browsers of their own: only one may be driven at a time.
    parts = PARTS | {"growing": lambda _: measure_growing(asked.sizes, asked.ways)}
    load_before = load_average()
    chosen = [name for name in parts if not asked.parts or name in asked.parts]
    sections = [section for name in chosen for section in _measure(name, parts[name])]
    with open_browser() as browser:
        machine = describe_machine(browser.version)
    load = (
        f"Load average over a minute before the run: {load_before:.1f} "
        f"(0 is a machine that does nothing else); after it: {load_average():.1f}."
    )
    report = write_report("\n\n".join([INTRO, machine, load]), sections)
    if asked == _asked([]):
        write_whole(RESULTS, report)
    sys.stdout.write(f"\n{report}")


def _measure(name: str, part: Part) -> list[Section | Grid]:
    """Measure one part, and say so."""
    began = time.monotonic()
    with open_stage() as stage:
        sections = list(part(stage))
    sys.stdout.write(f"{name}: measured in {time.monotonic() - began:.0f} s\n")
    sys.stdout.flush()
    return sections


def _asked(words: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed and size.")
    names = [*PARTS, "growing"]
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(names)}")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES), help="events")
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    asked = parser.parse_args(words)
    unknown = set(asked.parts) - set(names)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(names)}")
    return asked


if __name__ == "__main__":
    main()
