"""Pages of an export: templates filled with words of one language."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.scene.times import ZONE
from geo.view.address import SCRIPT
from geo.view.choice import FOREVER_MS, Choice
from geo.words.catalogue import Words

_HERE: Final = Path(__file__).parent
METHOD: Final = (
    *("borders", "times", "day_only", "places", "confidence", "order", "counting"),
    *("gaps", "licences"),
)
"""What an export says of its method, from the words of the page's own panel."""
CREDITS: Final = (
    ("GeoNames", "https://www.geonames.org/", "CC BY 4.0"),
    ("Natural Earth", "https://www.naturalearthdata.com/", ""),
)
LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"


@lru_cache(maxsize=1)
def _templates() -> Environment:
    # Every text is escaped; what is safe already (styles, scripts, the map) is marked so there.
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["zip"] = zip
    return templates


def fill_page(template: str, words: Words, **content: Any) -> str:  # noqa: ANN401 - any content
    """
    Fill a template of `templates/`.

    Parameters
    ----------
    content
        What the template names besides `words`, `credits` and `licence_url`.
    """
    page = _templates().get_template(template)
    return page.render(words=words, credits=CREDITS, licence_url=LICENCE_URL, **content)


def read_static(name: str) -> str:
    """Read a script or style of `static/`, or the script of addresses of `geo.view`."""
    path = SCRIPT if name == SCRIPT.name else _HERE / "static" / name
    return path.read_text(encoding="utf-8")


def method_sections(words: Words) -> list[tuple[str, str]]:
    """Give title and text of each part of the method."""
    return [(words(f"method.{name}.title"), words(f"method.{name}.text")) for name in METHOD]


def described_choice(
    choice: Choice, n: int, total: int, words: Words, *, where: Sequence[str]
) -> str:
    """
    Say in words which part of the events a file holds.

    Parameters
    ----------
    where
        Names of the places and regions that were chosen.
    """
    window = choice.window
    begin, end = (_said(ms, words) for ms in (window.t0_ms, min(window.t1_ms, FOREVER_MS)))
    parts = [words.plural("export.choice", n, total=total)]
    if window.mode != "all":
        is_open = window.t1_ms >= FOREVER_MS
        key = "export.since" if is_open else f"window.{window.mode}"
        parts.append(words(key, begin=begin, end=end))
    for name, chosen in (("kind", window.kinds), ("confidence", window.confidence)):
        if chosen is not None:
            listed = ", ".join(words(f"map.{name}.{one}") for one in sorted(chosen))
            parts.append(words(f"export.only_{name}", names=listed))
    if where:
        parts.append(words("export.only_place", names="; ".join(where)))
    if window.search:
        parts.append(words("export.only_search", text=window.search))
    return " \u00b7 ".join(parts)


def _said(ms: int, words: Words) -> str:
    return words.date(pd.Timestamp(ms, unit="ms", tz="UTC").tz_convert(ZONE), "moment")
