"""
Where scripts, styles and data of a map come from: written into the page, or served by content hash.

Leaflet is read from its registry package (`XStatic-Leaflet`, BSD-2-Clause); it is not part of this
source.
"""

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib.metadata import files
from pathlib import Path
from typing import Final, Protocol
from urllib.parse import quote

from .style import palettes

_HERE: Final = Path(__file__).parent
_COMMENT: Final = re.compile(r"^[ ]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)\n", re.MULTILINE | re.DOTALL)
"""A comment that has lines of its own."""
LANGUAGES: Final = ("en", "de")


@dataclass(frozen=True)
class Payload:
    """
    Bytes with a name and a type, e.g. the events of a map.

    Examples
    --------
    >>> payload = Payload.of_json("texts.json", {"title": "Road blocked"})
    >>> payload.body
    b'{"title":"Road blocked"}'
    >>> len(payload.digest)
    20
    """

    name: str
    """Its file name when it is served."""
    body: bytes
    """What is sent or written."""
    media_type: str
    """E.g. `application/json`."""

    @cached_property
    def digest(self) -> str:
        """Hash of the content: 20 hexadecimal digits, no underscore."""
        return hashlib.sha256(self.body).hexdigest()[:20]

    @classmethod
    def of_json(cls, name: str, content: object) -> "Payload":
        """Write a value as compact JSON."""
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return cls(name, text.encode(), "application/json")


class Store(Protocol):
    """Says how the script gets at a payload: `Inline`, `Served`, or one of your own."""

    def publish(self, payload: Payload) -> dict[str, object]:
        """Give what the script's `load` reads: `{"url"}`, `{"json"}` or `{"base64"}`."""
        ...


class Inline:
    """
    Writes payloads into the page, which then needs no server and no network.

    Examples
    --------
    >>> Inline().publish(Payload.of_json("texts.json", ["Road blocked"]))
    {'json': ['Road blocked']}
    """

    def publish(self, payload: Payload) -> dict[str, object]:
        """Give the content itself."""
        if payload.media_type == "application/json":
            return {"json": json.loads(payload.body)}
        return {"base64": base64.b64encode(payload.body).decode()}


@dataclass
class Served:
    """
    Keeps payloads under their content hash for a web server to hand out.

    Parameters
    ----------
    base_url
        Where the server answers, as seen from the page that holds the map; no slash at its end.

    Examples
    --------
    A web server answers `/timemap/<digest>/<name>` with what `get` finds.

    >>> store = Served("/timemap")
    >>> store.publish(Payload.of_json("texts.json", ["Road blocked"]))
    {'url': '/timemap/eee50e604a8295f2cc4d/texts.json'}
    >>> store.get("eee50e604a8295f2cc4d", "texts.json").body
    b'["Road blocked"]'
    """

    base_url: str
    _payloads: dict[tuple[str, str], Payload] = field(default_factory=dict)

    def publish(self, payload: Payload) -> dict[str, object]:
        """Keep a payload; give its URL, which never changes for the same content and name."""
        self._payloads[payload.digest, payload.name] = payload
        return {"url": self.url(payload)}

    def url(self, payload: Payload) -> str:
        """Give the URL of a payload."""
        return f"{self.base_url}/{payload.digest}/{payload.name}"

    def get(self, digest: str, name: str) -> Payload | None:
        """Find what was published, or None."""
        return self._payloads.get((digest, name))

    def payloads(self) -> list[Payload]:
        """Give everything that was published so far."""
        return list(self._payloads.values())


def _leaflet(name: str) -> str:
    """Read a file of the Leaflet package, found by its record (it is an old-style namespace)."""
    for path in files("XStatic-Leaflet") or []:
        if path.name == name:
            return Path(str(path.locate())).read_text(encoding="utf-8")
    message = f"XStatic-Leaflet: no file {name}; install the requirements again"
    raise FileNotFoundError(message)


def _words(lang: str) -> dict[str, object]:
    words: dict[str, object] = json.loads(
        (_HERE / "locale" / f"map.{lang}.json").read_text(encoding="utf-8")
    )
    return words


def without_comments(code: str) -> str:
    """Leave out the comments that have lines of their own."""
    return _COMMENT.sub("", code)


def own_script(languages: Sequence[str] = LANGUAGES) -> str:
    """
    Join this package's script files in the order of their names.

    Words and colours stand at the end, as data. Comments stay at home: they are a fifth of the
    bytes.

    Parameters
    ----------
    languages
        Those whose words come along.
    """
    paths = sorted((_HERE / "static").glob("*.js"))
    parts = [without_comments(path.read_text(encoding="utf-8")) for path in paths]
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
    return Payload(
        "timemap.js",
        f"{_leaflet('leaflet.js')}\n{_style_script()}\n{own_script()}".encode(),
        "text/javascript; charset=utf-8",
    )


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
    text = f"{_leaflet('leaflet.js')}\n{_style_script()}\n{own_script(languages)}"
    return text.replace("</script", "<\\/script")


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
    return f"{_leaflet('leaflet.css')}\n{own}"


def _style_script() -> str:
    text = json.dumps(stylesheet(), ensure_ascii=False).replace("</", "<\\/")
    return f"""(function () {{
  const style = document.createElement("style");
  style.textContent = {text};
  document.head.append(style);
}})();"""


@lru_cache(maxsize=8)
def guard_url(lang: str) -> str:
    """
    Give a script that cannot fail to load, because its URL holds it.

    When a later one fails, it says so in the map's place; without it, a component that misses
    one file stays blank.

    Parameters
    ----------
    lang
        Language of the message, one of `LANGUAGES`.

    Returns
    -------
    url
        A data URL in ASCII.
    """
    words = _words(lang)
    guard = (_HERE / "static" / "guard" / "guard.js").read_text(encoding="utf-8")
    texts = json.dumps([words["map.error.title"], words["map.error.asset"]], ensure_ascii=True)
    return "data:text/javascript;charset=utf-8," + quote(guard.replace("TEXTS", texts, 1), safe="")
