"""The button that saves what the reader sees."""

from collections.abc import Mapping
from typing import ClassVar

from . import shapes
from .base import TimeMapElement


class Picture(TimeMapElement):
    """
    A button that saves the present sight as PNG: map, date, legend, histogram, key and credits.

    It is painted anew, twice as sharp as the screen, and can be copied, too, where the browser
    allows it. An online map is part of it only where its server allows copies.

    Parameters
    ----------
    name
        Begin of the file's name; the time shown follows: "storm-2031-03-04T12-00.png".
    title
        Stands over the picture.
    credit
        Whom the data comes from; by default the `attribution` of `Controls`. Whom an online map
        comes from is added.

    Examples
    --------
    >>> m = folium.Map(tiles=None)
    >>> Picture(name="storm", title={"en": "Storm on the coast", "de": "Sturm"}).add_to(m)
    """

    shape: ClassVar[object] = shapes.PictureOptions

    def __init__(
        self,
        *,
        name: str = "map",
        title: Mapping[str, str] | str = "",
        credit: Mapping[str, str] | str = "",
    ) -> None:
        super().__init__({"name": name, "title": title, "credit": credit})
