"""`consult serve`: run the bot of a round or of several, or several bots."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot import logs
from bot.bots_file import Bot, files_of, read_entries, settings_of
from bot.cli.files import read_round
from bot.clock import Clock
from bot.settings import Settings, SettingsError


def serve(
    round_files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="ROUND_FILE...", help="The round to run (YAML), or several to choose from."
        ),
    ] = None,
    *,
    bots: Annotated[
        Path | None, typer.Option("--bots", help="Run the bots in this file (TOML) instead.")
    ] = None,
    webhook: Annotated[
        bool, typer.Option("--webhook", help="Have Telegram bring updates to CONSULT_WEBHOOK_URL.")
    ] = False,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Also if it brings them to another program so far.")
    ] = False,
) -> None:
    """Run the bot until it is told to stop (Ctrl-C or SIGTERM). Settings: docs/running.md."""
    from bot import core_dumps, serving  # noqa: PLC0415 - aiogram takes 170 MB, which only this verb needs

    settings = Settings()
    logs.set_up(
        settings.log_folder,
        Clock.parse(settings.clock).today,
        logs.level(settings.log_level),
    )
    core_dumps.forbid()
    wanted = _bots(round_files or [], bots, settings)
    ready = lambda: typer.echo("ready")  # noqa: E731
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(
            serving.serve(wanted, settings, ready=ready, webhook=webhook, take_over=take_over)
        )


def _bots(round_files: Sequence[Path], bots: Path | None, settings: Settings) -> list[Bot]:
    if bool(round_files) == (bots is not None):
        raise SettingsError("Name the round files of one bot, or a file of several with --bots.")
    if bots is None:
        return [Bot("", [read_round(each) for each in round_files], settings)]
    return [
        Bot(name, [read_round(each) for each in files_of(bots, entry)], settings_of(bots, entry))
        for name, entry in read_entries(bots).items()
    ]


def _loop() -> asyncio.AbstractEventLoop:
    loop = _fast_loop()
    loop.set_exception_handler(logs.from_loop)
    return loop


def _fast_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop  # noqa: PLC0415 - not on every system
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
