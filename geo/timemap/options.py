"""
What an element may be told: declared as types, checked by one reader.

Each element names a `TypedDict` as its `shape`. A key that is not declared, or a value that the
declared type does not have, is refused with its place and what is known there.
"""

import math
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from numbers import Integral, Real
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from branca.colormap import LinearColormap

from .frames import LONGEST, WireError
from .values import is_broken

_SAME: Final[Mapping[str, str]] = {"color": "colour"}
"""What readers of folium write -> what the script reads; both are taken."""
_TYPES: Final[Mapping[object, tuple[type, str]]] = {
    int: (Integral, "a whole number"),
    float: (Real, "a number"),
    bool: (bool, "True or False"),
    str: (str, "text"),
}


class _RefusedError(ValueError):
    """A value that is not what is declared; the message says what is expected."""


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat() if value else value
    except ValueError:
        message = "a day like '2022-01-05'"
        raise _RefusedError(message) from None


def _interval(value: Sequence[float]) -> Sequence[float]:
    if len(value) == 2 and value[0] <= value[1]:  # noqa: PLR2004 - its two ends
        return value
    message = "[earliest, latest], two instants in their order"
    raise _RefusedError(message)


def in_order(begin: str, end: str) -> Callable[[Mapping[str, Any]], Mapping[str, Any]]:
    """Give a check that one number or interval of a dict does not lie before another one."""

    def check(value: Mapping[str, Any]) -> Mapping[str, Any]:
        first, last = value.get(begin), value.get(end)
        first, last = (one if isinstance(one, list) else [one] for one in (first, last))
        if first[0] is None or last[-1] is None or first[0] <= last[-1]:
            return value
        message = f"{end!r} not less than {begin!r}"
        raise _RefusedError(message)

    return check


def window_in_order(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Check that a window, where one is given, begins before it ends."""
    return in_order("t0", "t1")(value) if value.get("mode") == "window" else value


def within(low: float, high: float) -> Callable[[float], float]:
    """Give a check that a number lies between two, ends included."""

    def check(value: float) -> float:
        if low <= value <= high:
            return value
        message = f"a number from {low} to {high}"
        raise _RefusedError(message)

    return check


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """Give a check that a text is one of some."""

    def check(value: str) -> str:
        return str(_read_word(value, tuple(words)))

    return check


def _positive(value: float) -> float:
    if value > 0:
        return value
    message = "a number above 0"
    raise _RefusedError(message)


def _colour(value: str) -> str:
    """Give a colour of CSS as `#rrggbb`: the canvas mixes it."""
    short = re.fullmatch("#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])", value)
    value = "#" + "".join(2 * part for part in short.groups()) if short else value
    try:
        return str(LinearColormap([value, value]).rgb_hex_str(0))[:7].upper()
    except (ValueError, TypeError, KeyError, AssertionError):
        message = "a colour like '#D55E00' or 'darkred'"
        raise _RefusedError(message) from None


Text: TypeAlias = str | Mapping[str, str]
"""One text, or language -> text."""
Day: TypeAlias = Annotated[str, _day]
"""`YYYY-MM-DD`, or empty."""
Interval: TypeAlias = Annotated[Sequence[float], _interval]
"""`[earliest, latest]`, ms UTC."""
Positive: TypeAlias = Annotated[float, _positive]
"""Above 0."""
Colour: TypeAlias = Annotated[str, _colour]
"""As CSS writes it, e.g. `#D55E00` or `darkred`."""
Lat: TypeAlias = Annotated[float, within(-90, 90)]
"""Degrees."""
Lon: TypeAlias = Annotated[float, within(-180, 360)]
"""Degrees; east of 180 may run on to 360."""


def checked(value: object, shape: object, where: str) -> Any:  # noqa: ANN401 - of the shape
    """
    Check a value against a declared type.

    Parameters
    ----------
    value
        What was given: mappings, sequences (any iterable but text), numbers (numpy's, too), text.
    shape
        A `TypedDict`, or what its fields are declared as.
    where
        Stands at the begin of an error, e.g. `Arcs.sets`.

    Returns
    -------
    value
        The same as plain Python values, under the names that the script reads.

    Raises
    ------
    WireError
        A key is unknown or missing, or a value is not of its type; the message says where.

    Examples
    --------
    >>> checked({"id": "a", "color": "red"}, Family, "families[0]")
    Traceback (most recent call last):
    ...
    WireError: families[0]: got no 'kinds', expected one
    """
    try:
        return _read(value, shape, where)
    except _RefusedError as refused:
        message = f"{where}: got {_told(value)}, expected {refused}"
        raise WireError(message) from None


def _read(value: object, shape: object, where: str) -> Any:  # noqa: ANN401, PLR0911 - one a kind
    origin = get_origin(shape)
    if origin is Annotated:
        inner, check = get_args(shape)
        return check(_read(value, inner, where))
    if is_typeddict(shape):
        return _read_dict(value, shape, where)
    if origin in (Union, types.UnionType):
        return _read_one_of(value, get_args(shape), where)
    if origin is Literal:
        return _read_word(value, get_args(shape))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _read_mapping(value, get_args(shape)[1], where)
    if isinstance(origin, type) and issubclass(origin, Sequence):
        return _read_sequence(value, get_args(shape)[0], where)
    return _read_plain(value, shape)


def _read_plain(value: object, shape: object) -> object:
    if shape in (None, types.NoneType):
        if value is None:
            return None
        message = "None"
        raise _RefusedError(message)
    if shape not in _TYPES:
        return value
    kind, said = _TYPES[shape]
    is_bool = isinstance(value, bool) or type(value).__name__ == "bool"
    if (not is_bool and isinstance(value, kind)) if shape is not bool else is_bool:
        plain: object = value.item() if hasattr(value, "item") else value
        if is_broken(plain):
            message = "text without halves of characters"
            raise _RefusedError(message)
        if shape is str or math.isfinite(plain):  # type: ignore[arg-type]
            return plain
    raise _RefusedError(said)


def _read_word(value: object, words: tuple[object, ...]) -> object:
    if value in words:
        return value
    raise _RefusedError(_listed(words))


def _read_one_of(value: object, shapes: tuple[object, ...], where: str) -> object:
    expected = []
    for shape in shapes:
        try:
            return _read(value, shape, where)
        except _RefusedError as refused:
            expected.append(str(refused))
    raise _RefusedError(" or ".join(expected))


def _read_mapping(value: object, shape: object, where: str) -> dict[str, object]:
    if not isinstance(value, Mapping):
        message = "a dict"
        raise _RefusedError(message)
    return {str(key): checked(one, shape, f"{where}[{key!r}]") for key, one in value.items()}


def _read_sequence(value: object, shape: object, where: str) -> list[object]:
    if isinstance(value, str | bytes | Mapping) or not hasattr(value, "__iter__"):
        message = "a list"
        raise _RefusedError(message)
    return [checked(one, shape, f"{where}[{k}]") for k, one in enumerate(value)]


def _read_dict(value: object, shape: Any, where: str) -> dict[str, object]:  # noqa: ANN401
    if not isinstance(value, Mapping):
        message = f"a dict with {_listed(_names(shape))}"
        raise _RefusedError(message)
    given = dict(_renamed(value, where))
    hints = get_type_hints(shape, include_extras=True)
    unknown = [name for name in given if name not in hints]
    if unknown:
        known = f"of {_listed(_names(shape))}" if hints else "none: it has no options"
        message = f"{where}: got the unknown {_listed(unknown)}, expected {known}"
        raise WireError(message)
    missing = sorted(shape.__required_keys__ - given.keys())
    if missing:
        message = f"{where}: got no {_listed(missing)}, expected one"
        raise WireError(message)
    return {
        name: checked(one, _bare(hints[name]), f"{where}.{name}") for name, one in given.items()
    }


def _renamed(value: Mapping[str, object], where: str) -> Iterator[tuple[str, object]]:
    for name, one in value.items():
        read = _SAME.get(name, name)
        if read != name and read in value:
            message = f"{where}: got {name!r} and {read!r}, expected one of them: they are the same"
            raise WireError(message)
        yield read, one


def _bare(hint: object) -> object:
    """Take `Required` and `NotRequired` from a declared type."""
    while re.match(r"typing\.(NotRequired|Required|ReadOnly)\b", str(get_origin(hint))):
        hint = get_args(hint)[0]
    return hint


def _names(shape: Any) -> list[str]:  # noqa: ANN401
    """List the keys of a shape as they are best written."""
    written = {read: name for name, read in _SAME.items()}
    return sorted(written.get(name, name) for name in get_type_hints(shape))


def _listed(words: Sequence[object]) -> str:
    return ", ".join(repr(word) for word in words)


def _told(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."
