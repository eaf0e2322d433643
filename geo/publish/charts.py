"""Charts as ready pictures, each with its table."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from geo.errors import QantarError
from geo.facts.read import Facts
from geo.facts.vocabulary import JoinedEvents
from geo.scene.build import Scene

WIDTH_PX: Final = 1040
"""Width of a picture; charts of the page are as wide as their panel."""
LOOKS: Final = ("light", "dark")
_VEGA_LITE: Final = "6.4"
"""What altair writes specifications for."""
_FONT: Final = "Inter, Segoe UI, Helvetica Neue, Noto Sans, DejaVu Sans, Arial, sans-serif"
_INK: Final = {"light": "#1C2126", "dark": "#EEF1F4"}
_SOFT: Final = {"light": "#5B646D", "dark": "#A2ACB8"}
_LINE: Final = {"light": "#E1DED4", "dark": "#2C343E"}
_FOR_EARS: Final = re.compile(r' (?:aria-\w+|role)="[^"]*"')
"""Nobody hears what is in an image of a page, its description apart; it is most of the bytes."""
_TOO_FINE: Final = re.compile(r"(\d\.\d{2})\d+(?=[^<>]*>)")
"""A hundredth of a pixel is enough."""


class PictureError(QantarError):
    """Pictures cannot be drawn here; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one language, in every look."""

    name: str
    """Part of its file's name."""
    description: str
    """In place of the picture, for those who do not see it."""
    specs: Mapping[str, Mapping[str, Any]]
    """Look -> Vega-Lite specification, of any width."""
    table: str
    """The same as a table: safe HTML. Empty where the next chart's table holds it too."""
    title: str = ""
    """Empty where the picture holds it."""
    is_key: bool = False
    """Whether the table is also the picture's key, and stands open beneath it."""


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """Charts on one question."""

    title: str
    note: str
    charts: Sequence[Chart]


DrawCharts: TypeAlias = Callable[[Facts, JoinedEvents, Scene, str], Sequence[ChartGroup]]
"""From facts, events, scene and a language to charts."""


def draw_svg(spec: Mapping[str, Any], look: str) -> bytes:
    """
    Draw a specification as SVG, `WIDTH_PX` wide with all its labels, in a look of `LOOKS`.

    Raises
    ------
    PictureError
        What draws it is not installed.
    """
    fitted = {"width": WIDTH_PX, "autosize": {"type": "fit-x", "contains": "padding"}}
    dressed = _dressed(spec, look) | fitted
    svg: str = _converter().vegalite_to_svg(dressed, vl_version=_VEGA_LITE)
    return _TOO_FINE.sub(r"\1", _FOR_EARS.sub("", svg)).encode()


def draw_png(spec: Mapping[str, Any]) -> bytes:
    """
    Draw a specification as PNG, in its own size.

    Raises
    ------
    PictureError
        What draws it is not installed.
    """
    png: bytes = _converter().vegalite_to_png(_dressed(spec, "light"), vl_version=_VEGA_LITE)
    return png


def _converter() -> Any:  # noqa: ANN401 - it ships no types
    try:
        import vl_convert  # noqa: PLC0415 - only sites need it
    except ImportError as error:
        message = "vl-convert-python: got none, expected it installed; charts are drawn with it"
        raise PictureError(message) from error
    return vl_convert


def _dressed(spec: Mapping[str, Any], look: str) -> dict[str, Any]:
    """Give a specification the site's type and colours; a new one."""
    copied: dict[str, Any] = json.loads(json.dumps(spec))
    axis = {
        "labelColor": _SOFT[look],
        "titleColor": _SOFT[look],
        "gridColor": _LINE[look],
        "domainColor": _LINE[look],
        "tickColor": _LINE[look],
        "labelFontSize": 12,
    }
    looks = {"font": _FONT, "axis": axis, "title": {"color": _INK[look]}}
    return copied | {"config": {**looks, **copied.get("config", {})}}
