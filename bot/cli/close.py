"""`consult close`: end a round, open what was sealed, and freeze it as a dataset."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import ask_holders

_INTERRUPTED = (
    "\nStopped looking. Nothing is lost and nothing is half done: what was complete stays, the "
    "rest is begun again. If a running bot does the work, it goes on without you. To go on, or to "
    "see the end: consult close {round_id} --out {out}"
)


def close(
    round_id: Annotated[str, typer.Argument(help="The id of the round.")],
    out: Annotated[Path, typer.Option(help="Folder to write the dataset to.")],
    accept_unreadable: Annotated[
        int, typer.Option(min=0, help="How many damaged responses and statements may be given up.")
    ] = 0,
) -> None:
    """Close a round for good, with the words of two holders. On SQLite the running bot does it."""
    from bot.cli.carrying import carry_out, looking_in  # noqa: PLC0415 - alembic
    from bot.settings import Settings  # noqa: PLC0415
    from bot.vaults import open_vault  # noqa: PLC0415
    from storage.operations import Close  # noqa: PLC0415
    from storage.rounds import get_round  # noqa: PLC0415

    row = looking_in(lambda database: get_round(database, round_id))
    kept = open_vault(Settings()).practice_words(round_id)
    words = ask_holders() if row.state.needs_words and not kept else ()
    folder = str(out.absolute())
    operation = Close(round=round_id, out=folder, accept_unreadable=accept_unreadable)
    try:
        typer.echo(carry_out(operation, words))
    except KeyboardInterrupt:
        typer.echo(_INTERRUPTED.format(round_id=round_id, out=out), err=True)
        raise typer.Exit(130) from None
