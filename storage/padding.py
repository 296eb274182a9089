"""Padding: boxes come in a few sizes only, so that length says nothing about content."""

_LENGTH_BYTES = 4
_SMALLEST = 1024


def pad(content: bytes) -> bytes:
    """Return `content` with its length in front, filled up to 1024, 2048, 4096, … bytes."""
    size = _SMALLEST
    while size < _LENGTH_BYTES + len(content):
        size *= 2
    return (len(content).to_bytes(_LENGTH_BYTES, "big") + content).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Return the content that was padded; ValueError when these bytes were not made by `pad`."""
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    content = padded[_LENGTH_BYTES : _LENGTH_BYTES + length]
    if pad(content) != padded:
        raise ValueError("not padded by us")
    return content
