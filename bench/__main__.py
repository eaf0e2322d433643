"""
`python -m bench`: measure everything in one run and write `bench/RESULTS.md`.

`python -m bench scrubbing panels` measures only these parts and writes no file.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser

from bench.browser import open_browser
from bench.machine import describe_machine, load_average
from bench.opening import measure_opening
from bench.panels import measure_panels
from bench.report import Section, write_report
from bench.scrubbing import measure_scrubbing, measure_steps
from bench.server import DASHBOARD, PEERS, serve
from bench.sessions import measure_sessions

RESULTS = Path(__file__).with_name("RESULTS.md")
INTRO = """# Speed and size, side by side

Written by `make bench`: one run in a real browser, on the real page. Times depend on the machine
and on what else it does; no test depends on them."""


PARTS = ("opening", "scrubbing", "steps", "panels", "memory")


def main() -> None:
    """Start the servers and the browser, measure, write."""
    chosen = _chosen()
    load_before = load_average()
    with ExitStack() as stack:
        pages = (DASHBOARD, PEERS / "slider.py", PEERS / "empty.py")
        urls = [stack.enter_context(serve(page)).url for page in pages]
        browser = stack.enter_context(open_browser())
        sections = list(measure(browser, urls, chosen))
        machine = describe_machine(browser.version)
    load = (
        f"Load average over a minute before the run: {load_before:.1f} "
        f"(0 is a machine that does nothing else); after it: {load_average():.1f}."
    )
    report = write_report("\n\n".join([INTRO, machine, load]), sections)
    if chosen == PARTS:
        RESULTS.write_text(report, encoding="utf-8")
    sys.stdout.write(f"\n{report}")


def measure(browser: Browser, urls: Sequence[str], chosen: Sequence[str]) -> Iterator[Section]:
    """
    Measure one part after the other, saying which.

    Parameters
    ----------
    urls
        Of the dashboard, of the peers' slider, of the empty page.
    """
    dashboard, slider, empty = urls
    parts: dict[str, Callable[[], Iterable[Section]]] = {
        "opening": lambda: measure_opening(browser, dashboard, empty),
        "scrubbing": lambda: [measure_scrubbing(browser, dashboard)],
        "steps": lambda: [measure_steps(browser, dashboard, slider)],
        "panels": lambda: measure_panels(browser, dashboard),
        "memory": lambda: [measure_sessions(browser)],
    }
    for name in chosen:
        began = time.monotonic()
        sections = list(parts[name]())
        sys.stdout.write(f"{name}: measured in {time.monotonic() - began:.0f} s\n")
        sys.stdout.flush()
        yield from sections


def _chosen() -> tuple[str, ...]:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed and size.")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}")
    named = parser.parse_args().parts
    unknown = set(named) - set(PARTS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(PARTS)}")
    return tuple(part for part in PARTS if not named or part in named)


if __name__ == "__main__":
    main()
