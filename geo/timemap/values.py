"""What one value of a column can be taken for."""

import re
from datetime import datetime
from decimal import Decimal
from numbers import Real
from typing import Final

import numpy as np

_SURROGATE: Final = re.compile("[\\ud800-\\udfff]")


def is_number_or_none(value: object) -> bool:
    """Whether it is missing, or a number that fits into a float; True is none."""
    if isinstance(value, bool) or not isinstance(value, Real | Decimal | None):
        return False
    try:
        float(value or 0)
    except (ArithmeticError, ValueError):
        return False
    return True


def is_aware_or_none(value: object) -> bool:
    """Whether it is missing, or a time with a zone."""
    return value is None or (isinstance(value, datetime) and value.tzinfo is not None)


def is_flag(value: object) -> bool:
    """Whether it is True or False, or 1 or 0."""
    return isinstance(value, bool | int | float | np.bool_ | np.number) and value in (0, 1)


def is_broken(value: object) -> bool:
    """Whether it is text with surrogates, which UTF-8 cannot hold."""
    return isinstance(value, str) and not value.isascii() and bool(_SURROGATE.search(value))


def as_word(value: object) -> str:
    """Give text as it is, and a whole number without a point."""
    is_whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if is_whole else str(value)  # type: ignore[call-overload]
