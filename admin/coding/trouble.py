"""What a person is told when a coding cannot go on."""

from collections.abc import Sequence

MOST_TOLD = 20
"""Whoever has mended so many looks again anyway."""


class CodingError(ValueError):
    """A codebook, a sheet or a layer cannot be used; the message says where and what to do."""

    @classmethod
    def of(cls, told: Sequence[str]) -> "CodingError":
        """Return one error for several faults, a line each."""
        more = len(told) - MOST_TOLD
        rest = [f"… and {more} more like these."] if more > 0 else []
        return cls("\n".join([*told[:MOST_TOLD], *rest]))
