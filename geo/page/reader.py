"""What each panel is given."""

from dataclasses import dataclass
from datetime import datetime

from geo.analysis.window import Window
from geo.page.world import World
from geo.scene.times import ZONE
from geo.view.state import State
from geo.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class View:
    """The world as one reader sees it in this run."""

    world: World
    words: Words
    state: State
    theme: str
    """`light` or `dark`."""

    @property
    def window(self) -> Window:
        """The part of the state that decides what is in view."""
        return Window.of(self.state)

    @property
    def moment(self) -> datetime:
        """The moment shown, in the time of the axis; the end of the axis in mode `all`."""
        return at_axis(self.state["t1"])

    @property
    def as_of(self) -> str:
        """The day up to which something counts as known, YYYY-MM-DD; "9999" in mode `all`."""
        return "9999" if self.state["mode"] == "all" else self.moment.date().isoformat()


def at_axis(ms: float) -> datetime:
    """Give an instant in the time of the axis."""
    return datetime.fromtimestamp(ms / 1000, ZONE)


def window_title(view: View) -> str:
    """Say in words which time is shown, and what is searched for."""
    words, mode, search = view.words, view.state["mode"], view.state["search"]
    time = words(
        f"window.{mode}",
        begin=words.date(at_axis(view.state["t0"]), "moment"),
        end=words.date(view.moment, "moment"),
    )
    return words("window.search", time=time, text=search) if search else time
