"""What every element has in common, and how script and styles get into the page."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import folium
from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template
from jinja2.utils import htmlsafe_json_dumps

from .assets import Inline, Payload, Store
from .bundle import LANGUAGES, guard_url, script, script_url

LONG: Final = 6000
"""Options of more characters than this are no part of the script where a server keeps them."""

#: folium's own links that a map of these elements does not need (by name): jQuery, Bootstrap and
#: marker fonts.
_FOLIUM_EXTRAS: Final = (
    "jquery",
    "bootstrap",
    "awesome_markers",
    "bootstrap_css",
    "glyphicons_css",
    "awesome_markers_font_css",
    "awesome_markers_css",
    "awesome_rotate_css",
)


#: Name of the script that `use_store` has a map load first.
_GUARD: Final = "timemap_guard"


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
    TypeError
        When it is drawn without a `folium.Map` around it.

    Examples
    --------
    >>> class Compass(TimeMapElement):
    ...     "Points north."
    >>> Compass({"size": 40}).arguments()
    '"Compass", {"size": 40}'
    """

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
        self.options = dict(options or {})
        self.store: Store = store or Inline()

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
        figure = self.get_root()
        if not isinstance(figure, Figure):
            message = f"{self.element}: got no page around it, expected to be added to a folium.Map"
            raise TypeError(message)
        if isinstance(self.store, Inline):
            write_assets(figure)
        # branca would take the finished text for a template once more: slow, and no place for text
        # that comes from a file.
        call = self._template.module.script(self, kwargs)
        figure.script.add_child(_Verbatim(call), name=self.get_name())
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


class _Verbatim(Element):
    """Text that goes into the page as it is; scripts may hold what looks like a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: object) -> str:
        """Give the text."""
        return self.text


def write_assets(figure: Figure) -> None:
    """
    Write Leaflet and the script into a page in place of folium's links to other hosts.

    jQuery, Bootstrap and marker fonts leave the page too, unless something else on one of its
    maps (a `folium.Marker`, a plug-in) may need them. A page whose map has them from a store
    stays as it is, and doing so again changes nothing.
    """
    header = figure.header
    if _GUARD in _children(header):
        return
    body = script().body.decode().replace("</script", "<\\/script")
    _children(header).pop("leaflet_css", None)
    header.add_child(_Verbatim(f"<script>{body}</script>"), name="leaflet")
    ours = (TimeMapElement, folium.TileLayer, folium.FitBounds)
    if all(isinstance(child, ours) for child in _children_of_maps(figure)):
        for name in _FOLIUM_EXTRAS:
            _children(header).pop(name, None)


def _children_of_maps(figure: Figure) -> Iterator[Element]:
    for child in _children(figure).values():
        if isinstance(child, folium.Map):
            yield from _children(child).values()


def _children(element: Element) -> dict[str, Element]:
    return element._children  # noqa: SLF001 - branca has no other way to see or remove them


def use_store(folium_map: folium.Map, store: Store, *, lang: str = LANGUAGES[0]) -> folium.Map:
    """
    Have a map load Leaflet and the script, which brings its styles, from `store` only.

    A map in `st_folium` needs this: there an element cannot write into the page.

    Parameters
    ----------
    folium_map
        Changed in place.
    store
        Where the page gets the script from: `Served` names its URL, `Inline` one that holds it.
    lang
        Language of the message that stands in the map's place when one of them fails to arrive.

    Returns
    -------
    folium_map
        The same map.

    Examples
    --------
    >>> store = Served("/timemap")
    >>> m = use_store(folium.Map(tiles=None), store, lang="en")
    >>> m.default_js[-1] == ("leaflet", store.url(script()))
    True

    Without a server for it, the page itself brings the script:

    >>> m = use_store(folium.Map(tiles=None), Inline())
    """
    folium_map.default_js = [(_GUARD, guard_url(lang)), ("leaflet", script_url(store))]
    folium_map.default_css = []
    return folium_map
