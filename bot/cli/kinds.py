"""`consult kinds`: the question kinds that a round file can use."""

import typer

from dialogs.questions import KINDS


def kinds() -> None:
    """List the question kinds."""
    for name, kind in sorted(KINDS.items()):
        summary = (kind.__doc__ or "").splitlines()[0]
        typer.echo(f"{name:<12} {summary}")
