"""Where what a map needs comes from: written into the page, or served by content hash."""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol


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


@dataclass(eq=False)
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
