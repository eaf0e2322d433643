"""
Colours of the map, in a light and a dark look.

Five families of events each have a hue that people with the common colour-vision deficiencies can
tell apart (after Okabe and Ito, "Color Universal Design", 2008, and moved apart in lightness until
a test of simulated sight passes) and a shape of their own.
"""

import colorsys
import itertools
from collections.abc import Iterator, Sequence
from typing import Final

#: Family -> the shape of its mark: "circle", "diamond", "square", "triangle" or "star".
SHAPES: Final[dict[str, str]] = {
    "protest": "circle",
    "violence": "diamond",
    "harm": "square",
    "state": "triangle",
    "alliance": "star",
    "other": "circle",
}

#: Look -> family -> colour, as CSS writes it.
FAMILY_COLOURS: Final[dict[str, dict[str, str]]] = {
    "light": {
        "protest": "#0072B2",
        "violence": "#D55E00",
        "harm": "#8C1D5B",
        "state": "#705B00",
        "alliance": "#4A3A9A",
        "other": "#0072B2",
    },
    "dark": {
        "protest": "#56B4E9",
        "violence": "#F97B2B",
        "harm": "#E889BF",
        "state": "#EFC548",
        "alliance": "#8878EA",
        "other": "#56B4E9",
    },
}

#: Look -> colours of the second and later sets on an axis; their marks differ in shape, too.
_SET_COLOURS: Final[dict[str, list[str]]] = {
    "light": ["#B0413E", "#3B7A57", "#7A4FBF", "#8A6D00"],
    "dark": ["#F08A80", "#7CCFA0", "#C2A6FF", "#E0C060"],
}

_GOLDEN: Final = (5**0.5 - 1) / 2
"""Hues that far apart on the circle never meet, however many there are."""
_LIGHTNESS: Final = {"light": 0.34, "dark": 0.68}
_SATURATION: Final = 0.62

#: Custom properties of the style sheet (`--tm-<name>`).
_CSS: Final[dict[str, dict[str, str]]] = {
    "light": {
        "paper": "#FCFBF7",
        "card": "#FFFFFF",
        "veil": "rgb(255 255 255 / 84%)",
        "text": "#1C2126",
        "soft": "#5B646D",
        "line": "#E1DED4",
        "hover": "#F1EFE8",
        "pressed": "#E8E5DB",
        "accent": "#0A62A0",
        "water": "#D9E4EC",
    },
    "dark": {
        "paper": "#12161C",
        "card": "#1A2028",
        "veil": "rgb(18 22 28 / 82%)",
        "text": "#EEF1F4",
        "soft": "#A2ACB8",
        "line": "#2C343E",
        "hover": "#232B35",
        "pressed": "#2E3844",
        "accent": "#7CC4F2",
        "water": "#0C1117",
    },
}

#: Colours that the canvases draw with.
_MAP: Final[dict[str, dict[str, str | list[str]]]] = {
    "light": {
        "water": "#D9E4EC",
        "lake": "#C6D8E4",
        "land": "#EFECE4",
        "focus": "#FBF8F1",
        "border": "#BDB8AC",
        "focusBorder": "#7F86AE",
        "region": "#CFC9BB",
        "member": "#DEDCEF",
        "former": "rgba(104, 92, 190, 0.26)",
        "emergency": "rgba(233, 128, 62, 0.20)",
        "curfew": "rgba(150, 98, 8, 0.34)",
        "internet": "rgba(52, 66, 84, 0.50)",
        "steps": ["#1B5E8C", "#CFE3F0"],
        "spread": "#0072B2",
        "alliance": "#4A3A9A",
        "halo": "#FFFFFF",
        "core": "#FFFFFF",
        "label": "#1C2126",
        "labelPale": "#7B7F80",
        "landName": "#848178",
        "waterName": "#6C8AA0",
        "axis": "#5B646D",
        "moment": "#A29D90",
        "span": "rgba(10, 98, 160, 0.07)",
        "density": ["#CFE1EE", "#8FB8D9", "#5B8FC4", "#4A5FA8", "#46307E", "#2B0F4D"],
        "locatorMember": "#B4ADDC",
        "locatorFocus": "#5746A6",
        "locatorFormer": "#DCD7EC",
    },
    "dark": {
        "water": "#0C1117",
        "lake": "#10202D",
        "land": "#1B2127",
        "focus": "#272E36",
        "border": "#414B56",
        "focusBorder": "#7F86BE",
        "region": "#3D4751",
        "member": "#282A45",
        "former": "rgba(140, 126, 240, 0.28)",
        "emergency": "rgba(255, 140, 66, 0.15)",
        "curfew": "rgba(232, 185, 58, 0.36)",
        "internet": "rgba(196, 208, 222, 0.50)",
        "steps": ["#6FBEF0", "#1F3B50"],
        "spread": "#56B4E9",
        "alliance": "#8878EA",
        "halo": "#151A20",
        "core": "#151A20",
        "label": "#F1F4F7",
        "labelPale": "#8C96A1",
        "landName": "#78828D",
        "waterName": "#5E7C93",
        "axis": "#A2ACB8",
        "moment": "#59636E",
        "span": "rgba(124, 196, 242, 0.09)",
        "density": ["#1F3B50", "#2C5F86", "#3F8CB8", "#74BCD6", "#BFE3D0", "#FBF6C9"],
        "locatorMember": "#6A61AE",
        "locatorFocus": "#B3A7F7",
        "locatorFormer": "#3A3763",
    },
}


def map_colours() -> tuple[str, ...]:
    """Name the colours of the ground that lines may have."""
    return tuple(name for name, value in _MAP["light"].items() if isinstance(value, str))


def distinct_looks(taken: Sequence[str]) -> Iterator[dict[str, str]]:
    """
    Give colours, one after the other, that no family has: first those made for families and sets.

    Parameters
    ----------
    taken
        Families whose colours of their own are in use.

    Yields
    ------
    looks
        `{"light": "#rrggbb", "dark": "#rrggbb"}`; never the same twice.
    """
    free = [name for name in FAMILY_COLOURS["light"] if name not in {*taken, "other"}]
    for name in free:
        yield {look: FAMILY_COLOURS[look][name] for look in ("light", "dark")}
    for light, dark in zip(_SET_COLOURS["light"], _SET_COLOURS["dark"], strict=True):
        yield {"light": light, "dark": dark}
    for turn in itertools.count():
        hue = turn * _GOLDEN % 1
        yield {look: _hex(hue, lightness) for look, lightness in _LIGHTNESS.items()}


def _hex(hue: float, lightness: float) -> str:
    parts = colorsys.hls_to_rgb(hue, lightness, _SATURATION)
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)


def palettes() -> dict[str, object]:
    """
    Give both looks as the script reads them.

    Returns
    -------
    palettes
        `{"light": {"css", "map", "families", "sets"}, "dark": ...}`; colours as CSS writes them.
    """
    return {
        look: {
            "css": _CSS[look],
            "map": _MAP[look],
            "families": FAMILY_COLOURS[look],
            "sets": _SET_COLOURS[look],
        }
        for look in ("light", "dark")
    }
