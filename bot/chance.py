"""The source of nonces and withdrawal codes in production."""

import os


class SecureChance:
    """Bytes from the operating system."""

    def take(self, count: int) -> bytes:
        """Return `count` unpredictable bytes."""
        return os.urandom(count)
