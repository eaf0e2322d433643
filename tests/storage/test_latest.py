"""The newest value that can be used, and what is wrong since."""

import pytest

from geo.errors import EmptyError, QantarError
from geo.storage.latest import Latest


class Shelf:
    """Something that is read, and may be broken."""

    stamp = 0
    value: int | None = None
    reads = 0

    def read(self) -> int:
        """Read it."""
        self.reads += 1
        if self.value is None:
            message = f"nothing at {self.stamp}"
            raise EmptyError(message)
        return self.value

    def put(self, value: int | None) -> None:
        """Change it."""
        self.stamp += 1
        self.value = value


def test_it_is_read_once_for_each_change_also_where_it_cannot_be() -> None:
    shelf = Shelf()
    latest = Latest(lambda: shelf.stamp, shelf.read)
    for value in (None, 1, None, 2):
        shelf.put(value)
        latest.look()
        latest.look()
    assert shelf.reads == 4


def test_the_last_good_one_stays_while_a_new_one_cannot_be_used() -> None:
    shelf = Shelf()
    latest = Latest(lambda: shelf.stamp, shelf.read)
    shelf.put(1)
    good = latest.look()
    shelf.put(None)
    stale = latest.look()
    shelf.put(2)
    mended = latest.look()

    assert (good.need(), good.error) == (1, None)
    assert (stale.need(), str(stale.error)) == (1, "nothing at 2")
    assert stale.read_at == good.read_at
    assert (mended.need(), mended.error) == (2, None)


def test_without_any_good_one_what_is_wrong_is_raised() -> None:
    shelf = Shelf()
    sight = Latest(lambda: shelf.stamp, shelf.read).look()
    for _ in range(2):
        with pytest.raises(QantarError, match="nothing at 0"):
            sight.need()
    assert (sight.value, sight.read_at) == (None, None)


def test_a_fault_of_ours_is_not_kept() -> None:
    def fail() -> int:
        raise ZeroDivisionError

    latest = Latest(lambda: 0, fail)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            latest.look()
