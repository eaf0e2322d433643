"""How much memory the server holds with one reader and with several."""

from contextlib import ExitStack

from playwright.sync_api import Browser

from bench.browser import visit
from bench.report import Row, Section
from bench.sample import Sample
from bench.server import DASHBOARD, serve

READERS = (1, 5)
SETTLE_MS = 1500


def measure_sessions(browser: Browser) -> Section:
    """Open pages one after the other on a fresh server, and keep them open."""
    with serve(DASHBOARD) as server, ExitStack() as pages:
        held = {0: server.memory_mb()}
        for reader in range(1, max(READERS) + 1):
            one = pages.enter_context(visit(browser))
            one.open(server.url, until="drawn")
            one.page.wait_for_timeout(SETTLE_MS)
            held[reader] = server.memory_mb()
    rows = [Row(f"sessions: {count}", Sample.of([held[count]]), "MB") for count in (0, *READERS)]
    return Section(
        "Memory of the server", rows, "Resident set of its process, a fresh server each time."
    )
