"""What a map's page loads: Leaflet and the script from here, folium's own links where needed."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, ClassVar, Final, TypeAlias, cast, overload

import folium
from branca.element import Element, Figure, JavascriptLink
from folium.plugins import DualMap
from folium.template import Template

from .assets import Inline, Store
from .bundle import LANGUAGES, guard_url, script, script_url

_Link: TypeAlias = tuple[str, str]

_GUARD: Final = "timemap_guard"
"""Name of the script that a map in `st_folium` loads first."""
_LEAFLET: Final = "leaflet"
_STYLES: Final = "leaflet_css"
_PROJECTION: Final = "EPSG3857"
_APART: Final = Template(
    "{% for element in this._children.values() %}"
    "{% if not (loop.first or element.is_of_timemap and loop.previtem.is_of_timemap) %}"
    "</script>\n<script>"
    "{% endif %}{{ element.render(**kwargs) }}"
    "{% endfor %}"
)
"""
Each script of others as one of its own: one that throws stops no other.

Ours stay together where they follow each other, so that the browser draws them in one frame.
"""


class Verbatim(Element):
    """Text that goes into the page as it is; scripts may hold what looks like a template."""

    is_of_timemap: ClassVar[bool] = True

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: object) -> str:
        """Give the text."""
        return self.text


class MapLinks(Sequence[_Link]):
    """
    The scripts that a map loads, as `(name, url)`, told when they are asked for.

    First the guard, then Leaflet with the script of this package. folium's own (jQuery, Bootstrap,
    marker fonts) follow only while something else than this package's elements is on the map.
    """

    def __init__(self, folium_map: folium.Map, store: Store, lang: str, *, is_given: bool) -> None:
        self.folium_map = folium_map
        self.store = store
        self.url = script_url(store)
        self.lang = lang
        self.is_given = is_given
        """Whether somebody said where the script comes from (`use_store`)."""

    def _told(self) -> list[_Link]:
        guard = guard_url(self.lang, "" if self.url.startswith("data:") else self.url)
        extras = extra_links(self.folium_map, folium.Map.default_js, _LEAFLET)
        return [(_GUARD, guard), (_LEAFLET, self.url), *extras]

    @overload
    def __getitem__(self, index: int) -> _Link: ...
    @overload
    def __getitem__(self, index: slice) -> list[_Link]: ...
    def __getitem__(self, index: int | slice) -> _Link | list[_Link]:
        """Give one link, or some."""
        return self._told()[index]

    def __len__(self) -> int:
        """Count the links."""
        return len(self._told())


class MapStyles(MapLinks):
    """The styles that a map loads: folium's own without Leaflet's, which the script brings."""

    def _told(self) -> list[_Link]:
        return extra_links(self.folium_map, folium.Map.default_css, _STYLES)


def extra_links(folium_map: folium.Map, links: Sequence[_Link], but: str) -> list[_Link]:
    """Give folium's own links but one, if something on the map may need them."""
    return [link for link in links if link[0] != but] if has_others(folium_map) else []


def has_others(folium_map: folium.Map) -> bool:
    """Whether something else than this package's elements and tiles is on a map."""
    return any(not is_own(child) for child in children(folium_map).values())


def is_own(element: Element) -> bool:
    """Whether an element needs none of folium's own links."""
    return getattr(element, "is_of_timemap", False) or isinstance(
        element, folium.TileLayer | folium.FitBounds
    )


def children(element: Element) -> dict[str, Element]:
    """Give what an element holds, by name."""
    return element._children  # noqa: SLF001 - branca has no other way to see or remove them


def use_store(folium_map: folium.Map, store: Store, *, lang: str = LANGUAGES[0]) -> folium.Map:
    """
    Have a map load Leaflet and the script, which brings its styles, from `store` only.

    A map in `st_folium` loads them so by itself, from the store of its first element; this says
    another one, or another language.

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
    _set_links(folium_map, store, lang, is_given=True)
    return folium_map


def _set_links(folium_map: folium.Map, store: Store, lang: str, *, is_given: bool) -> MapLinks:
    links = MapLinks(folium_map, store, lang, is_given=is_given)
    styles = MapStyles(folium_map, store, lang, is_given=is_given)
    # folium says that they are lists, and only goes through them.
    folium_map.default_js, folium_map.default_css = cast("Any", links), cast("Any", styles)
    return links


def map_of(element: Element) -> folium.Map:
    """
    Give the map that an element was added to.

    Raises
    ------
    TypeError
        It was added to something else, or to nothing.
    ValueError
        The map is one half of a DualMap, or has another projection than the web's.
    """
    parent: Any = element._parent  # noqa: SLF001 - branca has no other way to see it
    name = type(element).__name__
    if not isinstance(parent, folium.Map):
        message = f"{name}: got {_said(parent)} around it, expected to be added to a folium.Map"
        raise TypeError(message)
    check_map(parent, name)
    return parent


def check_map(parent: object, name: str) -> None:
    """
    Refuse what no element can be drawn on, with the way out.

    Parameters
    ----------
    parent
        What an element is to be added to.
    name
        Of the element.

    Raises
    ------
    TypeError
        It is no `folium.Map`.
    ValueError
        It is one half of a DualMap, or has another projection than the web's.
    """
    if isinstance(parent, DualMap) or _is_half(parent):
        message = (
            f"{name}: got a DualMap, expected a folium.Map: two sets (EventPoints(..., set_id=...))"
            " compare on one map, two folium.Map in one branca Figure side by side"
        )
        raise ValueError(message)
    if not isinstance(parent, folium.Map):
        message = (
            f"{name}: got {_said(parent)} around it, expected to be added to a folium.Map: readers"
            " switch its layers with timemap.LayerControl, events with timemap.Legend"
        )
        raise TypeError(message)
    if parent.crs != _PROJECTION:
        message = (
            f"{name}: got a map with crs={parent.crs!r}, expected {_PROJECTION!r}, folium's own:"
            " leave crs out, and give degrees of latitude and longitude"
        )
        raise ValueError(message)


def _is_half(parent: object) -> bool:
    figure = getattr(parent, "_parent", None)
    return isinstance(figure, Figure) and any(
        isinstance(child, DualMap) and parent in (child.m1, child.m2)
        for child in children(figure).values()
    )


def _said(parent: object) -> str:
    return "no page" if parent is None else f"a {type(parent).__name__}"


def write_links(figure: Figure, folium_map: folium.Map, store: Store) -> None:
    """
    Write Leaflet and the script into a page in place of folium's links to other hosts.

    jQuery, Bootstrap and marker fonts leave the page too, unless something else on one of its
    maps (a `folium.Marker`, a plug-in) may need them. Doing so again changes nothing.
    """
    links: object = folium_map.default_js
    if not isinstance(links, MapLinks):
        links = _set_links(folium_map, store, LANGUAGES[0], is_given=False)
    figure.script._template = _APART  # noqa: SLF001 - branca writes all of it as one script
    for child in list(children(folium_map).values()):
        _keep_apart(child)
    if not links.is_given:
        _replace_links(figure, links)


def _replace_links(figure: Figure, links: MapLinks) -> None:
    header = children(figure.header)
    if isinstance(links.store, Inline):
        body = script().body.decode().replace("</script", "<\\/script")
        figure.header.add_child(Verbatim(f"<script>{body}</script>"), name=_LEAFLET)
        header.pop(_GUARD, None)
    else:
        for name, url in links[:2]:
            figure.header.add_child(JavascriptLink(url), name=name)
    header.pop(_STYLES, None)
    maps = [one for one in children(figure).values() if isinstance(one, folium.Map)]
    if not any(has_others(one) for one in maps):
        for name, _ in (*folium.Map.default_js, *folium.Map.default_css):
            if name != _LEAFLET:
                header.pop(name, None)


class _Apart:
    """A template whose script stops nothing that follows when it throws."""

    def __init__(self, template: Any, *, is_script: bool) -> None:  # noqa: ANN401 - of jinja2
        self._template = template
        self._is_script = is_script

    @property
    def module(self) -> Any:  # noqa: ANN401 - of jinja2
        """Its macros; `script` is caught."""
        module = self._template.module
        macro = module.__dict__.get("script")
        if macro is None:
            return module
        caught = {"script": lambda *args: _caught(macro(*args))}
        return SimpleNamespace(**{**module.__dict__, **caught})

    def render(self, **kwargs: object) -> str:
        """Fill in the template; a popup's is a script as a whole."""
        text = str(self._template.render(**kwargs))
        return _caught(text) if self._is_script else text


def _caught(code: str) -> str:
    return f"try {{\n{code}\n}} catch (error) {{\n    reportError(error);\n}}\n" if code else code


def _keep_apart(element: Element) -> None:
    """In `st_folium` all elements are one script: have each of the others' catch what it throws."""
    template: Any = element._template  # noqa: SLF001 - branca has no other way to see or change it
    if not is_own(element) and not isinstance(template, _Apart):
        apart: Any = _Apart(template, is_script=isinstance(element, folium.Popup))
        element._template = apart  # noqa: SLF001
    for child in list(children(element).values()):
        _keep_apart(child)
