"""The first letter of a sentence. Georgian has none of its own; Turkish and Azerbaijani have İ."""

_DOTTED = frozenset({"tr", "az"})


def begun(text: str, language: str) -> str:
    """Return a text as it stands at the beginning of a sentence or line of `language`."""
    first = "İ" if text[:1] == "i" and language in _DOTTED else text[:1].title()
    return first + text[1:]
