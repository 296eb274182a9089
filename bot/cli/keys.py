"""`consult keys`: make a round's keys, try them, keep a sealed copy of one, bring it back."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import ask_holders
from bot.cli.files import read_bytes, read_round, write_new
from bot.settings import Settings

app = typer.Typer(
    help="Make the keys of a round; test, copy and recover them.", no_args_is_help=True
)


@app.callback()
def keys() -> None:
    """The keys of a round."""


@app.command("new")
def new(
    round_file: Annotated[Path, typer.Argument(help="The round (YAML).")],
    sheets: Annotated[
        Path | None, typer.Option(help="Folder for one PDF a holder; else the words are shown.")
    ] = None,
    holders: Annotated[int, typer.Option(min=2, help="How many holders get a sheet.")] = 3,
    threshold: Annotated[int, typer.Option(min=2, help="How many open the round together.")] = 2,
    language: Annotated[str, typer.Option(help="Language of the sheets.")] = "en",
) -> None:
    """Make the key pair of a round, and a sheet of words for each holder, once.

    Nothing can be read before two of the three holders bring their words. These are kept nowhere,
    except for a practice round, which protects nothing. Files of sheets are deleted when you say
    that they are printed.
    """
    from bot.cli import making_keys  # noqa: PLC0415 - SQLAlchemy

    making_keys.make(
        read_round(round_file),
        Settings(),
        holders=holders,
        threshold=threshold,
        folder=sheets,
        language=language,
    )


@app.command("test")
def test(round_id: Annotated[str, typer.Argument(help="The id of the round.")]) -> None:
    """Try whether holders' words open a round, and change nothing.

    Their words pass through this machine: do it only where you would also close the round.
    """
    from bot.cli.carrying import looking_in  # noqa: PLC0415 - SQLAlchemy
    from storage.holders import HolderWordsError, belong_to  # noqa: PLC0415
    from storage.rounds import get_round  # noqa: PLC0415
    from storage.sealing import fingerprint  # noqa: PLC0415

    row = looking_in(lambda database: get_round(database, round_id))
    line = fingerprint(row.public_key)
    if not belong_to(row.public_key, ask_holders()):
        raise HolderWordsError(
            f"these words fit together, but they do not open {round_id}. Compare the check line "
            f"of the sheets with that of the round: {line}"
        )
    typer.echo(f"These words open {round_id}. Check line: {line}. Nothing was changed.")


@app.command("copy")
def copy(
    round_id: Annotated[str, typer.Argument(help="The id of the round.")],
    out: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
) -> None:
    """Write a copy of the round's key that only two of its holders can open.

    Keep it away from the vault and from the backups. Without the vault and without this copy, a
    backup of an open round is of no use.
    """
    from bot.cli.carrying import looking_in  # noqa: PLC0415 - SQLAlchemy
    from bot.vaults import open_vault  # noqa: PLC0415
    from storage.rounds import get_round  # noqa: PLC0415
    from storage.vault_copy import copy_round_key  # noqa: PLC0415

    row = looking_in(lambda database: get_round(database, round_id))
    write_new(out, copy_round_key(open_vault(Settings()), row))
    typer.echo(f"{out}: two holders of {round_id} can open it.")


@app.command("recover")
def recover(copy: Annotated[Path, typer.Argument(help="The sealed copy.")]) -> None:
    """Bring the key of an open round back into a vault that has lost it, with two holders' words.

    Their words can open the answers too: enter them only where you would also close the round.
    """
    from bot.cli.carrying import having  # noqa: PLC0415 - SQLAlchemy
    from bot.vaults import open_vault  # noqa: PLC0415
    from storage.vault_copy import bring_back  # noqa: PLC0415

    vault, content, words = open_vault(Settings()), read_bytes(copy), ask_holders()
    key = having(lambda database: bring_back(database, vault, content, words))
    typer.echo(f"The vault has the key of {key.round_id} again.")


@app.command("wrap")
def wrap() -> None:
    """Wrap the vault's keys with the credential consult.vault-key, once it is there.

    From then on nothing reads them without that credential, and new ones are wrapped as well.
    """
    from bot.vaults import open_vault  # noqa: PLC0415

    typer.echo(f"Wrapped {open_vault(Settings()).wrap_all()} files of {Settings().vault}.")
