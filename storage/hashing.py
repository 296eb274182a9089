"""The hash by which a file is known to be what it was."""

import hashlib
from pathlib import Path


def file_hash(file: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits; it is read piece by piece."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
