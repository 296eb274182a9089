"""The source of nonces and withdrawal codes in production."""

import secrets


class SecureChance:
    """Bytes from the operating system."""

    def take(self, count: int) -> bytes:
        """Return `count` unpredictable bytes."""
        return secrets.token_bytes(count)
