"""Placeholder."""


def fold(text: str) -> str:
    """Return a comparison key."""
    return " ".join(text.casefold().split())
