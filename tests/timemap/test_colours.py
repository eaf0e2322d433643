"""Colours of the map: told apart by people with the common colour-vision deficiencies, and seen."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest

from geo.timemap.style import FAMILY_COLOURS, SHAPES, palettes

Colour = npt.NDArray[np.float64]

#: How a colour is seen, in linear RGB; full severity, after Machado, Oliveira and Fernandes,
#: "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
SIGHTS = {
    "common": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
FAMILIES = ("protest", "violence", "harm", "state", "alliance")
#: Distance in OKLab (Ottosson 2020) below which two colours are hard to tell apart in small marks.
NEAR = 0.07
#: Contrast of graphical objects to what they lie on (WCAG 2.1, 1.4.11).
CONTRAST = 3.0


def linear(colour: str) -> Colour:
    """Read `#rrggbb` as linear RGB."""
    srgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.asarray(np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4))


def oklab(rgb: Colour) -> Colour:
    """Give a colour in OKLab, where distances are about as far as they look."""
    to_lms = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    to_lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return np.asarray(to_lab @ np.cbrt(to_lms @ np.clip(rgb, 0, 1)))


def luminance(colour: str) -> float:
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_families_are_told_apart_by_colour_in_every_sight(look: str, sight: str) -> None:
    seen = {
        family: oklab(SIGHTS[sight] @ linear(FAMILY_COLOURS[look][family])) for family in FAMILIES
    }
    for one, other in combinations(FAMILIES, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > NEAR, (one, other)


def test_families_are_told_apart_by_shape_too() -> None:
    assert len({SHAPES[family] for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_marks_stand_out_from_their_casing_which_goes_with_them_onto_any_ground(look: str) -> None:
    palette = palettes()[look]
    assert isinstance(palette, dict)
    colours = [*FAMILY_COLOURS[look].values(), *palette["sets"]]
    assert min(contrast(colour, palette["map"]["halo"]) for colour in colours) >= CONTRAST


@pytest.mark.parametrize("look", ["light", "dark"])
def test_density_goes_one_way_in_lightness_in_even_steps(look: str) -> None:
    palette = palettes()[look]
    assert isinstance(palette, dict)
    lightness = np.array([oklab(linear(colour))[0] for colour in palette["map"]["density"]])
    steps = np.diff(lightness) * (1 if look == "dark" else -1)
    assert (steps > 0.05).all()
    assert steps.max() / steps.min() < 3
