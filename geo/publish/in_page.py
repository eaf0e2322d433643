"""Data of a map that stand in its page as JSON of their own, each once."""

import base64
import json
from dataclasses import dataclass, field
from typing import Any, Final

from geo.publish.one_language import in_language
from geo.timemap import Inline, Payload

SOURCES: Final = "qantar-sources"
"""Element that holds what is shown of each source: card, story and the list of sources share it."""


@dataclass
class InPage(Inline):
    """
    Collects payloads as elements of the page, in one language.

    The script parses JSON that stands apart faster than the same in its own text, and only once it
    is needed. Place names stay in all languages: readers search for them.
    """

    lang: str
    blocks: dict[str, str] = field(default_factory=dict)
    """JSON by the id of its element, safe within a `<script>`."""
    sources: dict[str, Any] = field(default_factory=dict)
    """What is shown of the sources that the payloads bring, by id."""

    def publish(self, payload: Payload) -> dict[str, object]:
        """Keep JSON as an element; bytes stay within the script."""
        if payload.media_type != "application/json":
            return {"base64": base64.b64encode(payload.body).decode()}
        content = in_language(json.loads(payload.body), self.lang, keep=("places",))
        element = f"qantar-{payload.name.partition('.')[0]}-{payload.digest[:6]}"
        if not isinstance(content, dict) or "sources" not in content:
            self.blocks[element] = as_block(content)
            return {"element": element}
        self.sources |= content.pop("sources")
        self.blocks[element] = as_block(content)
        return {"element": element, "parts": {"sources": SOURCES}}


def as_block(content: object) -> str:
    """Write JSON that cannot end the element it stands in."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
