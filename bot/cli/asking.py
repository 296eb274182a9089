"""What is asked at the keyboard and never shown."""

import typer


def ask_holders() -> tuple[str, ...]:
    """Return the words of two holders."""
    return tuple(
        typer.prompt(f"Words of the {which} holder", hide_input=True)
        for which in ("first", "second")
    )
