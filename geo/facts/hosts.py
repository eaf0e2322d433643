"""Hosts that carry what others wrote, mirrors, proxies, archives, copies, or what nobody checks."""

import re
from typing import Final
from urllib.parse import urlsplit

COPYING_HOSTS: Final = frozenset(
    (
        # archives, caches, translators, readers, short links
        *("web.archive.org", "archive.org", "archive.is", "archive.ph", "archive.today"),
        *("archive.md", "archive.fo", "ghostarchive.org", "perma.cc", "webcitation.org"),
        *("webcache.googleusercontent.com", "translate.goog", "translate.google.com"),
        *("news.google.com", "ampproject.org", "12ft.io", "r.jina.ai", "outline.com"),
        *("t.co", "bit.ly", "tinyurl.com", "clck.ru", "goo.gl", "cloudfront.net", "onion.ly"),
        # encyclopedias that copy Wikipedia
        *("wikiwand.com", "wiki2.org", "wikizero.com", "alchetron.com", "dbpedia.org"),
        *("liquisearch.com", "infogalactic.com", "the-uncensored-wiki.com", "blogen.wiki"),
        *("vikidia.org", "swiki.se", "wikisum.wiki", "iiab.me"),
        # sites that take over or translate news, met while the first facts were gathered
        *("amansaja.com", "aboutlyrics.eu", "lyricsworld.eu", "fanyv88.com"),
        *("d1softballnews.com", "taketonews.com", "pledgetimes.com", "odna-doma.ru"),
        *("gixtools.net", "comcb.info", "stringtranslate.com", "bbabo.net", "1rj.ru"),
        *("obzor.lt", "tirek.info", "123ru.net", "mirdliatebia.ru", "asiatoday.co"),
        *("thedailyripple.org", "novichoktimes.com", "voiceofburma.ru", "scribd.com"),
        *("expert-cert.com", "toplist.info", "myseldon.com", "news2world.net", "rusfact.ru"),
        *("lankatimes.com", "armenianclub.com", "thepressunited.com", "tolerance.ca"),
        *("naslovi.net", "my.ua", "ilikenews.com", "rycckienovosti.ru", "cxtvnews.com"),
        *("diamantkey.ru", "ria24.today", "runews24.ru", "actionnewsnow.net", "time.news"),
        *("azerbaycan24.com", "casian.info", "worldnews365.me"),
        *("strana.best", "nordot.app"),
        # known for reports that are made up
        *("rusvesna.su", "news-front.su", "news-front.info", "southfront.org"),
        # doors of publishers that are not for readers
        *("staging.rferl.org", "manage.thediplomat.com", "special.kremlin.ru"),
    )
)
"""A host stands for its subdomains, too."""

_READER_COPY: Final = re.compile(r"(^|\.)amp\.|^m\.|/amp/?(\?|$)|[?&](amp|utm_\w+|fbclid)=")
"""Addresses made for phones or to follow readers, where the plain one exists."""


def is_original(url: str) -> bool:
    """Say whether an address is no known mirror, proxy, archive, copy or variant for phones."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    steps = host.split(".")
    endings = {".".join(steps[step:]) for step in range(len(steps))}
    variant = _READER_COPY.search(host) or _READER_COPY.search(f"{parts.path}?{parts.query}")
    return not endings & COPYING_HOSTS and variant is None
