"""A map on a page: what it shows, and where to point at it."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from playwright.sync_api import ElementHandle, Frame, Locator, Page

from geo.scene.build import LAYERS_ON

ALMATY: Final = ZoneInfo("Asia/Almaty")
"""Zone of the axis."""
FRAME: Final = "iframe[title*=folium]"
_WITH: Final = "const tm = L.timemap; const map = tm.maps[0];"
_STILL: Final = (
    "window.L?.timemap?.maps?.[0]?.ready && map.pending === 0 && map.frame === 0"
    " && !map.dirty.size && !map.isMoving"
)

OPENING: Final = "2022-01-05T17:00"


def ms(local: str) -> int:
    """Wall time of the axis as milliseconds since 1970 UTC."""
    return round(datetime.fromisoformat(local).replace(tzinfo=ALMATY).timestamp() * 1000)


class MapView:
    """The map of a frame, once it stands still."""

    def __init__(self, page: Page, frame: Frame) -> None:
        self.page = page
        self.frame = frame
        frame.wait_for_function(
            "() => { const map = window.L?.timemap?.maps?.[0]; return " + _STILL + "; }"
        )

    @classmethod
    def of(cls, page: Page) -> "MapView":
        """Find the map of the dashboard and wait until it is drawn."""
        frame = frame_of(page).content_frame()
        assert frame is not None
        # It begins with an empty document; what waits in that one is lost with it.
        frame.wait_for_url("**/component/**")
        return cls(page, frame)

    def tell(self, expression: str, arg: object = None) -> Any:  # noqa: ANN401 - any JSON
        """Evaluate JavaScript over `map`, `tm` and `arg`."""
        return self.frame.evaluate(f"(arg) => {{ {_WITH} return ({expression}); }}", arg)

    def wait(self, expression: str, arg: object = None) -> None:
        """Wait until JavaScript over `map`, `tm` and `arg` is true."""
        self.frame.wait_for_function(f"(arg) => {{ {_WITH} return ({expression}); }}", arg=arg)

    def still(self) -> "MapView":
        """Wait until nothing is left to draw."""
        self.wait(_STILL)
        return self

    @property
    def state(self) -> Mapping[str, Any]:
        """The state as Python gets it."""
        state: Mapping[str, Any] = self.still().tell("map.state()")
        return state

    @property
    def drawn(self) -> int:
        """Number of events drawn, wherever they lie."""
        return int(self.state["drawn"])

    def apply(self, **patch: object) -> "MapView":
        """Change parts of the state as an embedding page would."""
        self.tell("map.apply(arg, {fly: false})", patch)
        return self.still()

    def at(self, local: str, **patch: object) -> "MapView":
        """Go to a moment, given as wall time of the axis."""
        return self.apply(t1=ms(local), t0=ms(local) - 24 * 3600 * 1000, **patch)

    def look(self, lat: float, lon: float, zoom: float) -> "MapView":
        """Move the view at once."""
        self.tell("map.look(arg, {fly: false})", {"lat": lat, "lon": lon, "zoom": zoom})
        return self.still()

    def reset(self) -> "MapView":
        """Back to how the map opened, whatever a test before did."""
        self.tell("map.playing && map.axis.pause()")
        self.tell("(map.feed.place = null, map.feed.limit = null, map.search.field.value = '')")
        self.tell(
            """((axis) => {
                Object.assign(axis, { step: 6, windowMs: tm.DAY, isLocal: false });
                Object.assign(axis.player, { speed: 6, loops: false, stops: false });
                axis.settings.close();
                axis.showWhole();
            })(map.axis)"""
        )
        self.tell("map.elements.Legend.forEach((legend) => legend.unfolded.clear())")
        self.tell("map.elements.LayerControl.forEach((control) => control._open(false))")
        self.tell("map.elements.Locator.forEach((locator) => { locator.isAway = false; })")
        self.apply(kinds=None, mode="upto", event=None, pin=None, fade=96, alliance_on=None)
        self.apply(lang="en", search="", layers=list(LAYERS_ON))
        self.tell("map.goHome({fly: false})")
        self.tell("map.invalidate('all')")
        return self.at(OPENING)

    # What one sees ------------------------------------------------------------------------------

    def find(self, selector: str) -> Locator:
        """Find something in the map's frame."""
        return self.frame.locator(selector)

    def list_all(self) -> "MapView":
        """Have the feed list everything, however much it is."""
        self.tell("(map.feed.limit = 9999, map.invalidate('feed'))")
        return self.still()

    def row(self, event_id: str) -> Locator:
        """Find an event's row in the feed."""
        return self.find(f'.tm-row[data-event="{event_id}"]')

    def picture(self, selector: str = "canvas.tm-canvas") -> str:
        """Hash of a canvas' pixels."""
        self.still()
        data = self.frame.eval_on_selector(selector, "canvas => canvas.toDataURL()")
        return hashlib.sha256(data.encode()).hexdigest()

    def colour(self, lat: float, lon: float) -> list[int]:
        """Red, green and blue of the map's pixel at a place."""
        self.still()
        colour: list[int] = self.tell(
            """((layer) => {
                const point = map.map.latLngToLayerPoint(arg).subtract(layer._bounds.min);
                const [x, y] = [point.x * layer.ratio, point.y * layer.ratio].map(Math.round);
                return [...layer.context.getImageData(x, y, 1, 1).data.slice(0, 3)];
            })(map.stack.layer)""",
            [lat, lon],
        )
        return colour

    def point(self, expression: str, arg: object = None) -> tuple[float, float]:
        """Place on the page of a layer point that JavaScript over `map`, `tm`, `arg` gives."""
        x, y = self.still().tell(
            f"((p) => [p.x, p.y])(map.map.layerPointToContainerPoint({expression}))", arg
        )
        box = self.find(".leaflet-container").bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def bubble(self, place_id: str) -> tuple[float, float]:
        """Where the bubble (or the only mark) that holds a place stands on the page."""
        return self.point(
            """((hit) => L.point(hit.x, hit.y).add(map.stack.layer._bounds.min))(map.points.hits
                .find(({cluster}) => cluster.spots.some((spot) =>
                    map.events.texts.places[spot.place].id === arg)))""",
            place_id,
        )


def frame_of(page: Page) -> ElementHandle:
    """Find the frame that holds the dashboard's map."""
    handle = page.wait_for_selector(FRAME, state="attached")
    assert handle is not None
    return handle


class Marked:
    """Remembers a page's frame, to tell later whether it is still the same one."""

    def __init__(self, page: Page) -> None:
        self.page = page
        frame_of(page).evaluate("frame => { frame.marked = true; }")
        MapView.of(page).frame.evaluate("() => { window.marked = true; }")

    def check(self) -> None:
        """Fail if the frame was made anew or loaded again."""
        assert frame_of(self.page).evaluate("frame => frame.marked === true")
        assert MapView.of(self.page).frame.evaluate("() => window.marked === true")
