"""Texts in several languages, cut down to the one that a file is in."""

from collections.abc import Collection, Mapping
from typing import Any, Final

LANGUAGES: Final = frozenset({"en", "de", "ru", "kk"})
"""All that a text of the data may be in: more than the interface has words for."""


def in_language(value: Any, lang: str, *, keep: Collection[str] = ()) -> Any:  # noqa: ANN401 - any JSON
    """
    Replace each `{"en": ..., "de": ...}` by its text in one language.

    Parameters
    ----------
    value
        Any JSON; it is not changed.
    lang
        Where a text lacks it, English stands in, else the first there is.
    keep
        Keys of mappings below which all languages stay.
    """
    if isinstance(value, Mapping):
        if value and LANGUAGES.issuperset(value):
            return value.get(lang) or value.get("en") or next(iter(value.values()))
        return {
            key: part if key in keep else in_language(part, lang, keep=keep)
            for key, part in value.items()
        }
    if isinstance(value, list | tuple):
        return [in_language(part, lang, keep=keep) for part in value]
    return value
