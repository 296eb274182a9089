"""`consult demo`: a whole consultation, from the first message to the finished brief."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import room_for


def demo(
    round_file: Annotated[
        Path | None,
        typer.Argument(metavar="[ROUND]", help="A practice round of your own (YAML)."),
    ] = None,
    out: Annotated[
        Path,
        typer.Option(
            help="Folder for the brief and the chats.", file_okay=False, callback=room_for
        ),
    ] = Path("demo"),
    participants: Annotated[int, typer.Option(min=1, max=5000, help="How many take part.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed gives the same people.")] = 7,
    *,
    languages: Annotated[
        bool, typer.Option("--languages", help="A round in every language; each is spoken.")
    ] = False,
    serve: Annotated[bool, typer.Option(help="Show the result at a local web address.")] = True,
) -> None:
    """Watch a consultation happen: practice server, real bot, simulated people, brief.

    With a round of your own it is a rehearsal: what young people would see, and the brief that
    comes of it.
    """
    from bot.demo import run  # noqa: PLC0415

    asyncio.run(
        run.demo(
            out,
            participants=participants,
            seed=seed,
            serve=serve,
            languages=languages,
            own=round_file,
        )
    )
