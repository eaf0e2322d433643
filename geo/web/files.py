"""What the server sends as it is."""

from typing import Protocol


class File(Protocol):
    """A finished file."""

    @property
    def body(self) -> bytes:
        """Its bytes."""

    @property
    def media_type(self) -> str:
        """Its content type."""

    @property
    def digest(self) -> str:
        """Hash of its content."""
