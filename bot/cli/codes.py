"""`consult codes`: make codes that each let one person in."""

from pathlib import Path
from typing import Annotated

import typer


def codes(
    round_id: Annotated[str, typer.Argument(help="The id of the round.")],
    count: Annotated[int, typer.Option(min=1, max=10_000, help="How many.")],
    out: Annotated[Path, typer.Option(help="File to write them to, one a line.")],
) -> None:
    """Make invitation codes, or codes to hand out against a guardian's signed slip.

    Hand them out from a bowl: a code that is noted beside a name would tell who took part.
    """
    from bot.cli.carrying import carry_out  # noqa: PLC0415 - SQLAlchemy
    from storage.operations import Codes  # noqa: PLC0415

    typer.echo(carry_out(Codes(round=round_id, out=str(out.resolve()), count=count)))
