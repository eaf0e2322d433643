"""How much memory a page holds."""

from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

METHOD: Final = (
    "private resident memory of all renderer processes (`/proc/*/smaps_rollup`) after two "
    "collections of garbage, in a browser that shows nothing else, after the sweep"
)
_KB_PER_MB: Final = 1024
_SETTLE_MS: Final = 500


def page_memory_mb(browser: Browser, page: Page) -> float:
    """Give it in MB of 2^20 bytes; NaN where the system does not tell (it is no Linux)."""
    session = page.context.new_cdp_session(page)
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(_SETTLE_MS)
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    numbers = [one["id"] for one in processes if one["type"] == "renderer"]
    try:
        return sum(map(_private_kb, numbers)) / _KB_PER_MB
    except OSError:
        return float("nan")


def _private_kb(process_id: int) -> int:
    text = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line.startswith("Private_"))
    return sum(int(words[1]) for words in lines)
