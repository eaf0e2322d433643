"""What Python tells a map that is already drawn."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

import folium
from folium.template import Template

from .base import to_literal
from .options import checked, window_in_order
from .shapes import Change


class StatePatch(folium.FeatureGroup):
    """
    A change of state that Python proposes, for `st_folium(..., feature_group_to_add=...)`.

    Its text is the same for the same arguments, so that a rerun proposes nothing new.

    Parameters
    ----------
    patch
        Parts of the state; instants in ms UTC.
    base_rev
        The map ignores the patch when the reader has touched it since this revision. None: it is
        what the reader has just asked for, e.g. by the browser's back button; it never comes too
        late.
    number
        Each number is taken once.

    Examples
    --------
    >>> noon = to_ms("2022-01-05T12:00+06:00")
    >>> patch = StatePatch({"t1": noon, "mode": "upto"}, base_rev=4, number=1)
    >>> patch.arguments()
    '{"baseRev": 4, "number": 1, "patch": {"mode": "upto", "t1": 1641362400000}}'
    """

    is_of_timemap: ClassVar[bool] = True

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.featureGroup();
            L.timemap.of({{ this._parent.get_name() }}).propose({{ this.arguments() }});
        {% endmacro %}
        """
    )

    def __init__(self, patch: Mapping[str, object], *, base_rev: int | None, number: int) -> None:
        super().__init__(control=False)
        self.proposal = {
            "patch": checked(patch, Annotated[Change, window_in_order], "StatePatch"),
            "baseRev": base_rev,
            "number": number,
        }

    def arguments(self) -> str:
        """Give the proposal as it stands in the script."""
        return to_literal(self.proposal)
