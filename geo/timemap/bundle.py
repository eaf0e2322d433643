"""
The map's scripts and styles in one piece.

Leaflet is read from its registry package (`XStatic-Leaflet`, BSD-2-Clause); it is not part of this
source.
"""

import base64
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import files
from pathlib import Path
from typing import Final
from urllib.parse import quote

from rcssmin import cssmin
from rjsmin import jsmin

from .assets import Payload, Store
from .style import palettes

_HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("en", "de")


def _leaflet(name: str) -> str:
    return _leaflet_path(name).read_text(encoding="utf-8")


def _leaflet_path(name: str) -> Path:
    """Find a file of the Leaflet package by its record (it is an old-style namespace)."""
    for path in files("XStatic-Leaflet") or []:
        if path.name == name:
            return Path(str(path.locate()))
    message = f"XStatic-Leaflet: no file {name}; install the requirements again"
    raise FileNotFoundError(message)


def _words(lang: str) -> dict[str, object]:
    words: dict[str, object] = json.loads(
        (_HERE / "locale" / f"map.{lang}.json").read_text(encoding="utf-8")
    )
    return words


def own_script(languages: Sequence[str] = LANGUAGES) -> str:
    """
    Join this package's script files in the order of their names.

    Words and colours stand at the end, as data. Comments and indents stay at home: they are two
    fifths of the bytes.

    Parameters
    ----------
    languages
        Those whose words come along.
    """
    paths = sorted((_HERE / "static").glob("*.js"))
    parts = [jsmin(path.read_text(encoding="utf-8")) for path in paths]
    words = json.dumps({lang: _words(lang) for lang in languages}, ensure_ascii=False)
    parts.append(f"L.timemap.words = {words};\nL.timemap.palettes = {json.dumps(palettes())};\n")
    return "\n".join(parts)


@lru_cache(maxsize=1)
def script() -> Payload:
    """
    Give Leaflet and this package in one script that brings its styles along.

    One file arrives whole or not at all; the map is never laid out before its styles are there.

    Raises
    ------
    FileNotFoundError
        Leaflet's package is not installed.

    Examples
    --------
    >>> script().media_type
    'text/javascript; charset=utf-8'
    """
    return Payload("timemap.js", _all(LANGUAGES).encode(), "text/javascript; charset=utf-8")


def page_script(languages: Sequence[str]) -> str:
    """
    Give what `script` holds as text to be written into a page, with the words of some languages.

    Parameters
    ----------
    languages
        Those whose words come along.

    Raises
    ------
    FileNotFoundError
        Leaflet's package is not installed.

    Examples
    --------
    >>> len(page_script(["en"])) < len(script().body)
    True
    >>> "</script" in page_script(["en"])
    False
    """
    return _all(languages).replace("</script", "<\\/script")


def _all(languages: Sequence[str]) -> str:
    return "\n".join(
        [_leaflet("leaflet.js"), _marker_script(), _style_script(), own_script(languages)]
    )


def _marker_script() -> str:
    """Give Leaflet its pictures of a marker, which it would look for beside a style sheet."""
    names = {
        "iconUrl": "marker-icon",
        "iconRetinaUrl": "marker-icon-2x",
        "shadowUrl": "marker-shadow",
    }
    urls = {option: _picture(f"{name}.png") for option, name in names.items()}
    return f'L.Icon.Default.imagePath = "";\nL.Icon.Default.mergeOptions({json.dumps(urls)});'


def _picture(name: str) -> str:
    """Give a picture of the Leaflet package as a data URL."""
    return f"data:image/png;base64,{base64.b64encode(_leaflet_path(name).read_bytes()).decode()}"


def script_url(store: Store) -> str:
    """Give the URL of the script: its place in a store, or a data URL that holds it."""
    place = store.publish(script())
    data_url = f"data:text/javascript;charset=utf-8;base64,{place.get('base64')}"
    return str(place.get("url", data_url))


@lru_cache(maxsize=1)
def stylesheet() -> str:
    """
    Give Leaflet's styles and this package's.

    Raises
    ------
    FileNotFoundError
        Leaflet's package is not installed.

    Examples
    --------
    >>> ".leaflet-container" in stylesheet()
    True
    """
    own = (_HERE / "static" / "timemap.css").read_text(encoding="utf-8")
    leaflet = re.sub(
        r"url\(images/([\w-]+\.png)\)", lambda found: _inlined(found[1]), _leaflet("leaflet.css")
    )
    styles: str = cssmin(f"{leaflet}\n{own}")
    return styles


def _inlined(name: str) -> str:
    """Write a picture of a control into the styles; markers have theirs from the script."""
    return "none" if name.startswith("marker") else f"url({_picture(name)})"


def _style_script() -> str:
    text = json.dumps(stylesheet(), ensure_ascii=False).replace("</", "<\\/")
    return f"""(function () {{
  const style = document.createElement("style");
  style.textContent = {text};
  document.head.append(style);
}})();"""


@lru_cache(maxsize=8)
def guard_url(lang: str, needed: str = "") -> str:
    """
    Give a script that cannot fail to load, because its URL holds it.

    When the script that the map needs fails, it says so in the map's place; any other one that
    fails is passed over. Without it, a component that misses one file stays blank.

    Parameters
    ----------
    lang
        Language of the message, one of `LANGUAGES`.
    needed
        URL of the script that the map needs; none where its URL holds it.

    Returns
    -------
    url
        A data URL in ASCII.
    """
    words = _words(lang)
    guard = (_HERE / "static" / "guard" / "guard.js").read_text(encoding="utf-8")
    texts = json.dumps([words["map.error.title"], words["map.error.asset"]], ensure_ascii=True)
    return "data:text/javascript;charset=utf-8," + quote(
        guard.replace("TEXTS", texts, 1).replace("NEEDED", json.dumps(needed), 1), safe=""
    )
