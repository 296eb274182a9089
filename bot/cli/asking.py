"""What is asked at the keyboard and never shown."""

import typer

_WHICH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")


def ask_holders() -> tuple[str, ...]:
    """Return the words of as many holders as their sheets say are needed."""
    from storage.holders import needed  # noqa: PLC0415 - cryptography

    words = [_ask(_WHICH[0])]
    words += [_ask(which) for which in _WHICH[1 : needed(words[0])]]
    return tuple(words)


def _ask(which: str) -> str:
    words: str = typer.prompt(f"Words of the {which} holder", hide_input=True)
    return words
