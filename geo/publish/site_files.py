"""Files of a site: what all languages share stands once, under a name that holds its content."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from geo.publish.one_language import in_language
from geo.timemap import Payload

ASSETS = "assets"


@dataclass
class SiteFolder:
    """An empty folder that is written into, and the paths within the site that were written."""

    root: Path
    written: list[str] = field(default_factory=list)

    def write(self, name: str, body: bytes) -> None:
        """Write a file under its path within the site."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        self.written.append(name)

    def keep(self, payload: Payload) -> str:
        """Write an asset under a name with its hash, once; give its path within the site."""
        stem, _, ending = payload.name.rpartition(".")
        name = f"{ASSETS}/{stem}.{payload.digest[:12]}.{ending}"
        if name not in self.written:
            self.write(name, payload.body)
        return name


@dataclass
class SiteStore:
    """Where the map of one language finds its data: beside its page, in the folder of assets."""

    folder: SiteFolder
    lang: str
    base: str
    """From the page to the site's root, with a slash at its end."""

    def publish(self, payload: Payload) -> dict[str, object]:
        """Keep a payload, cut down to the page's language; place names stay in all of them."""
        kept = payload
        if payload.media_type == "application/json":
            content = in_language(json.loads(payload.body), self.lang, keep=("places",))
            kept = Payload.of_json(payload.name, content)
        return {"url": self.base + self.folder.keep(kept)}
