"""`consult codes`: make codes that each let one person in, and say how many were used."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

if TYPE_CHECKING:
    from storage.operations import Codes

_BOT = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{4,31})")
_SHEETS = ".pdf"


def codes(
    round_id: Annotated[str, typer.Argument(help="The id of the round.")],
    *,
    count: Annotated[int | None, typer.Option(min=1, max=10_000, help="How many to make.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="New file: sheets to print for .pdf, else a list, one a line."),
    ] = None,
    bot: Annotated[
        str, typer.Option(help="The bot's name in Telegram, for links and sheets.")
    ] = "",
    batch: Annotated[
        str, typer.Option(help="What these codes are handed out as, such as school-1.")
    ] = "",
    quota: Annotated[
        int | None, typer.Option(min=1, help="How many codes of the batch may be used.")
    ] = None,
) -> None:
    """Make invitation codes, or codes to hand out against a guardian's signed slip.

    Without --count, say about how many of each batch were used. Hand codes out from a bowl: one
    that is noted beside a name would tell who took part.
    """
    if count is None and out is None:
        _tell(round_id)
        return
    if count is None or out is None:
        raise typer.BadParameter("say both how many (--count) and where to (--out)")
    if quota is not None and not batch:
        raise typer.BadParameter("a quota is for a batch: name it with --batch")
    from storage.operations import Codes  # noqa: PLC0415 - SQLAlchemy

    order = Codes(
        round=round_id,
        out=str(out.resolve()),
        count=count,
        batch=batch,
        quota=quota,
        bot=_name_of(bot),
    )
    typer.echo(_print(order) if out.suffix.lower() == _SHEETS else _make(order))


def _name_of(bot: str) -> str:
    found = _BOT.fullmatch(bot)
    if bot and found is None:
        raise typer.BadParameter(f"{bot!r} is no name of a bot; it is what follows the @")
    return found[1] if found else ""


def _make(order: "Codes") -> str:
    from bot.cli.carrying import carry_out  # noqa: PLC0415 - SQLAlchemy

    return carry_out(order)


def _print(order: "Codes") -> str:
    """Make codes as a list beside the sheets, print the sheets, and remove the list."""
    from admin import slips as sheets  # noqa: PLC0415 - typesetting
    from bot.catalogues import load_texts  # noqa: PLC0415
    from bot.cli.carrying import looking_in  # noqa: PLC0415
    from storage import slips  # noqa: PLC0415
    from storage.rounds import newest_version  # noqa: PLC0415
    from storage.shredding import shred  # noqa: PLC0415

    if not order.bot:
        raise typer.BadParameter("sheets need the bot's name in Telegram: --bot NAME")
    out, list_ = Path(order.out), Path(f"{order.out}.codes")
    slips.refuse_existing(out)
    round_ = looking_in(lambda database: newest_version(database, order.round))
    texts = load_texts()
    texts.require(round_.languages)
    _make(msgspec.structs.replace(order, out=str(list_)))
    made = slips.read(list_)
    slips.write_new(out, sheets.render(round_, made, order.bot, texts))
    shred(list_)
    return (
        f"{order.count} slips are in {out}. Cut along the lines, fold them, and let everybody draw "
        "one from a bowl. Note nowhere who drew which. Delete the file when it is printed."
    )


def _tell(round_id: str) -> None:
    from bot.cli.carrying import looking_in  # noqa: PLC0415 - SQLAlchemy
    from storage.rounds import get_round  # noqa: PLC0415
    from storage.ticket_batches import about, batches  # noqa: PLC0415
    from storage.tickets import unused  # noqa: PLC0415

    looking_in(lambda database: get_round(database, round_id))  # an unknown one is said
    for one in looking_in(lambda database: batches(database, round_id)):
        limit = f", at most {one.quota}" if one.quota is not None else ""
        typer.echo(f"{one.label}: {one.used} of {one.made} used{limit}")
    left = about(looking_in(lambda database: unused(database, round_id)))
    typer.echo(f"all codes: {left} are unused")
