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
    """Show statements that participants have added, in an order of chance, or judge them.

    Others see what was let through. What was refused is in no dataset either. Beside each stands
    the language of its chat, and which language of the round it reads like, for whoever is to read
    it. That is guessed when it is shown, from the letters alone, and kept nowhere.
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
    from bot.language_guess import LanguageGuess  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from bot.vaults import open_vault  # noqa: PLC0415
    from storage.rounds import newest_version  # noqa: PLC0415
    from storage.statements import BATCH, Statements, Verdict  # noqa: PLC0415

    key, guess = open_vault(Settings()).draft_key(), LanguageGuess().guess
    found = looking_in(lambda database: Statements(database, key).of(round_id, Verdict.LAID))
    if not found:
        typer.echo(
            f"Nothing to read. New statements are laid out by the running bot, {BATCH} or more at "
            "a time and once a day at most, so that nobody can tell who has just written."
        )
        return
    languages = tuple(looking_in(lambda database: newest_version(database, round_id)).languages)
    for one in found:
        read = guess(one.text, languages) or "unclear"
        typer.echo(f"{one.id}  {one.question}  [{one.language}, reads like: {read}]  {one.text}")
