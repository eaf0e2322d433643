"""What is measured of every way to show events in time, at every size."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bench.sample import Sample

LIMIT_S: Final = 20.0
"""A step, or a first drawing on a warm server, that takes longer counts as not finished."""
WAYS: Final = MappingProxyType(
    {
        "own": "Qantar",
        "deck": "`st.slider` + `st.pydeck_chart`",
        "geojson": "`st.slider` + `st_folium`, one GeoJson",
        "objects": "`st.slider` + `st_folium`, one object per event",
        "timeline": "folium `TimelineSlider`",
        "timestamped": "folium `TimestampedGeoJson`",
    }
)
SERVED: Final = ("deck", "geojson", "objects")
"""Ways of which each step is a rerun in Python."""
TIMES: Final = "QANTAR_BENCH_TIMES"
"""Variable that names a file to which each of their runs adds how long it took, s."""
NOTHING: Final = Sample(())


class NotFinishedError(Exception):
    """Something took longer than it may."""

    def __init__(self, limit_s: float = LIMIT_S) -> None:
        super().__init__(f"not finished in {limit_s:g} s")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way at one size."""

    steps: Sample = NOTHING
    """Time from setting a moment to the drawn frame, ms."""
    opening: Sample = NOTHING
    """Time from navigation to the first frame with all events, ms."""
    memory: Sample = NOTHING
    """Of the page, MB; see `bench.memory`."""
    page_kb: Sample = NOTHING
    """Bytes until the first drawing, KB of 1000 bytes."""
    step_kb: Sample = NOTHING
    """Bytes that come for a step, KB of 1000 bytes."""
    python: Sample = NOTHING
    """Python time: of a rerun, or of writing the page once where there are no reruns; ms."""
    trouble: str = ""
    """Why there are no numbers."""
