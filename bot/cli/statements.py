"""`consult statements`: read the statements that participants have added, and judge them."""

from typing import Annotated

import typer


def statements(
    round_id: Annotated[str, typer.Argument(help="The id of the round.")],
    approve: Annotated[
        list[str] | None, typer.Option(help="Let this one through (its id).")
    ] = None,
    refuse: Annotated[list[str] | None, typer.Option(help="Refuse this one (its id).")] = None,
) -> None:
    """Show the batch that is to be read, in an order of chance, or judge it.

    Others see what was let through. What was refused is in no dataset either.
    """
    from bot.cli.carrying import carry_out  # noqa: PLC0415 - SQLAlchemy
    from storage.operations import Judge  # noqa: PLC0415

    if approve or refuse:
        judge = Judge(round=round_id, approve=tuple(approve or ()), refuse=tuple(refuse or ()))
        typer.echo(carry_out(judge))
    else:
        _show(round_id)


def _show(round_id: str) -> None:
    from bot.cli.carrying import looking_in  # noqa: PLC0415 - SQLAlchemy
    from bot.settings import Settings  # noqa: PLC0415
    from bot.vaults import open_vault  # noqa: PLC0415
    from storage.statements import BATCH, Added, Statements, Verdict  # noqa: PLC0415

    key = open_vault(Settings()).draft_key()
    found: list[Added] = looking_in(
        lambda database: Statements(database, key).of(round_id, Verdict.LAID)
    )
    for one in found:
        typer.echo(f"{one.id}  {one.question}  [{one.language}]  {one.text}")
    if not found:
        typer.echo(
            f"Nothing to read. New statements are laid out by the running bot, {BATCH} or more at "
            "a time and once a day at most, so that nobody can tell who has just written."
        )
