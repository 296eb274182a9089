"""Numbers as people type them."""


def number(typed: str) -> int | float | None:
    """Return the number that a text is; None when it is anything else.

    Digits of any script, a decimal comma or point, and spaces between groups of three are read.
    """
    text = "".join(typed.split()).replace("−", "-").replace(",", ".")
    bare = text.removeprefix("-")
    whole, mark, rest = bare.partition(".")
    if not whole.isdecimal() or (mark and not rest.isdecimal()) or len(bare) > 15:
        return None
    return float(text) if mark else int(text)
