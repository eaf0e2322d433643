"""What stands around the map: legend, controls, and the panel with figures, feed and card."""

from collections.abc import Mapping, Sequence

from .base import TimeMapElement


class Controls(TimeMapElement):
    """
    Zoom, back to `home`, full screen, scale bar, credit line.

    Parameters
    ----------
    home
        The opening view: `[[south, west], [north, east]]` in degrees.
    attribution
        Whom the data comes from.
    fit_screen
        Inside a Streamlit page, take the height that the screen leaves instead of the frame's.
    """

    def __init__(
        self,
        *,
        home: Sequence[Sequence[float]],
        attribution: Mapping[str, str] | str = "",
        fit_screen: bool = False,
    ) -> None:
        super().__init__({"home": home, "attribution": attribution, "fit_screen": fit_screen})


class PlaceSearch(TimeMapElement):
    """A field that finds the places of the events by any of their names."""


class Legend(TimeMapElement):
    """Families and kinds with their counts; a click switches one off and on, everywhere."""


class Key(TimeMapElement):
    """What the fills and lines of the layers that are on mean."""


class LayerControl(TimeMapElement):
    """
    Layers to toggle, and a choice of online maps.

    Parameters
    ----------
    groups
        `{"id", "layers": [name]}`, in the order in which they are shown.
    tiles
        Online maps that the `BaseMap` offers: `{"id"}`.
    """

    def __init__(
        self, groups: Sequence[Mapping[str, object]], *, tiles: Sequence[Mapping[str, object]] = ()
    ) -> None:
        super().__init__({"groups": list(groups), "tiles": list(tiles)})


class Moment(TimeMapElement):
    """
    The moment in words, large.

    Parameters
    ----------
    zone
        Says whose time it is.
    """

    def __init__(self, *, zone: Mapping[str, str] | str) -> None:
        super().__init__({"zone": zone})


class Figures(TimeMapElement):
    """
    A row of figures at the moment, each with who gave it.

    Parameters
    ----------
    series
        `{"id", "entries"}`; an entry is `{"at": [earliest, latest], "low", "high", "label", "by",
        "day", "sources"}`, by time.
    first_protests
        Interval of each place's first protest, ms.
    emergency
        Layer of `TimedRegions` that is counted, of `regions` regions.
    regions
        How many regions there are.
    """

    def __init__(
        self,
        series: Sequence[Mapping[str, object]],
        *,
        first_protests: Sequence[Sequence[int]],
        emergency: str,
        regions: int,
    ) -> None:
        super().__init__(
            {
                "series": list(series),
                "first_protests": first_protests,
                "emergency": emergency,
                "regions": regions,
            }
        )


class Feed(TimeMapElement):
    """What happened up to now, newest first."""


class Card(TimeMapElement):
    """One event in full, with its sources."""
