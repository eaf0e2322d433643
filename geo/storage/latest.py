"""A value made of files that may change: the newest that can be used, and what is wrong since."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Generic, TypeVar

from geo.errors import QantarError

T = TypeVar("T")


@dataclass(frozen=True)
class Sight(Generic[T]):
    """How things are now."""

    value: T | None
    """The newest that could be used; None: none could so far."""
    read_at: datetime | None
    """When it was read, UTC."""
    error: QantarError | None
    """Why what stands there now cannot be used; None: it is `value`."""

    def need(self) -> T:
        """
        Give the value.

        Raises
        ------
        QantarError
            None could be used so far.
        """
        if self.value is None and self.error is not None:
            # Raised again and again, it would carry the way of each time.
            raise self.error.with_traceback(None)
        assert self.value is not None  # noqa: S101 - one of both is there
        return self.value


class Latest(Generic[T]):
    """
    Keeps a value, and makes it anew only when its stamp has changed.

    Any number of threads may look; one of them reads.

    Parameters
    ----------
    stamp
        Changes whenever what the value is made of does.
    read
        Makes the value; its `QantarError` leaves the last one in place.
    """

    def __init__(self, stamp: Callable[[], Hashable], read: Callable[[], T]) -> None:
        self._stamp = stamp
        self._read = read
        self._lock = Lock()
        self._seen: Hashable = object()
        self._sight: Sight[T] = Sight(None, None, None)

    def look(self) -> Sight[T]:
        """Give how things are now."""
        with self._lock:
            # Before reading: what changes meanwhile is read the next time.
            stamp = self._stamp()
            if stamp != self._seen:
                try:
                    self._sight = Sight(self._read(), datetime.now(UTC), None)
                except QantarError as error:
                    error = error.with_traceback(None)
                    self._sight = Sight(self._sight.value, self._sight.read_at, error)
                self._seen = stamp
            return self._sight
