"""What every element has in common, and how script and styles get into the page."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final, Self

from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps

from .assets import Inline, Payload, Store
from .frames import WireError
from .links import Verbatim, check_map, children, map_of, write_links
from .options import checked

LONG: Final = 6000
"""Options of more characters than this are no part of the script where a server keeps them."""


def to_literal(value: object) -> str:
    """
    Write a value as JavaScript that stays a value.

    Text from a file must neither end the script (`</script>`) nor be run as a template: branca
    takes what an element writes for one and fills it in once more.

    Returns
    -------
    literal
        JSON with sorted keys; equal values give equal texts.
    """
    return re.sub(r"{(?=[{%#])", r"\\u007b", str(htmlsafe_json_dumps(value, sort_keys=True)))


class TimeMapElement(JSCSSMixin, MacroElement):
    """
    One element of a map that moves in time; the script draws it.

    The script looks its part up by the name of the class: an element of your own is a subclass
    here, and a class under the same name in `L.timemap.elements` there.

    Parameters
    ----------
    options
        What the script's class of the same name reads.
    store
        How data reaches the page. By default everything is written into it.

    Raises
    ------
    WireError
        When `options` holds what the element does not know, or a value of another type, or the
        map has another element of its `key`.
    TypeError
        When it is added to anything but a `folium.Map`, or drawn without one around it.
    ValueError
        When the map has another projection than the web's, or is one half of a DualMap.

    Examples
    --------
    >>> class Compass(TimeMapElement):
    ...     "Points north."
    >>> Compass({"size": 40}).arguments()
    '"Compass", {"size": 40}'
    """

    is_of_timemap: ClassVar[bool] = True
    shape: ClassVar[object] = None
    """A `TypedDict` of what `options` may hold (see `options`); None: anything."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            L.timemap.of({{ this._parent.get_name() }}).{{ this.call() }};
        {% endmacro %}
        """
    )

    def __init__(
        self, options: Mapping[str, Any] | None = None, *, store: Store | None = None
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it untyped
        self._name = self.element = type(self).__name__
        given = dict(options or {})
        self.options = given if self.shape is None else checked(given, self.shape, self.element)
        self.store: Store = store or Inline()

    def add_to(self, parent: Element, name: str | None = None, index: int | None = None) -> Self:
        """Add the element to a `folium.Map`; see `links.check_map` for what is refused."""
        check_map(parent, self.element)
        others = [one for one in children(parent).values() if isinstance(one, type(self))]
        for other in others:
            if other is not self and other.key == self.key is not None:
                message = f"{self.element}: got a second {self.key} on one map, expected one"
                raise WireError(message)
        super().add_to(parent, name, index)
        return self

    @property
    def key(self) -> str | None:
        """What no other element of its class on a map may have; None: any number is drawn."""
        return None

    def arguments(self) -> str:
        """Give name and options as they stand in the script."""
        return f"{to_literal(self.element)}, {to_literal(self.options)}"

    def call(self) -> str:
        """Give the call that adds the element; long options come from the store, if it has one."""
        if isinstance(self.store, Inline) or len(self.arguments()) < LONG:
            return f"add({self.arguments()})"
        published = self.store.publish(Payload.of_json("options.json", self.options))
        return f"addFrom({to_literal(self.element)}, {to_literal(published)})"

    def render(self, **kwargs: object) -> str:
        """
        Put the script into the page once, then this element's own call.

        Returns
        -------
        text
            Empty: an element has nothing to show in its own place.
        """
        folium_map = map_of(self)
        figure = self.get_root()
        if not isinstance(figure, Figure):
            message = f"{self.element}: got no page around it, expected to be added to a folium.Map"
            raise TypeError(message)
        write_links(figure, folium_map, self.store)
        # branca would take the finished text for a template once more: slow, and no place for text
        # that comes from a file.
        call = self._template.module.script(self, kwargs)
        figure.script.add_child(Verbatim(call), name=self.get_name())
        return ""


class Written(TimeMapElement):
    """
    An element whose call is written already, for a map that is drawn again for each rerun.

    Parameters
    ----------
    name
        Of the script's class.
    call
        What an element's own `call` gave.
    store
        The one into which that element has put its data.

    Examples
    --------
    >>> legend = TimeMapElement({"open": True})
    >>> again = Written(legend.element, legend.call(), store=legend.store)
    >>> again.call()
    'add("TimeMapElement", {"open": true})'
    """

    def __init__(self, name: str, call: str, *, store: Store) -> None:
        super().__init__(store=store)
        self._name = self.element = name
        self._call = call

    def call(self) -> str:
        """Give the call as it was written."""
        return self._call
