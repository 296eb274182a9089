"""Options that several verbs share, so that they are named and explained in one way."""

import datetime as dt
import errno
import os
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from admin.analysis.engine import Engine
    from admin.briefs import Order
    from admin.briefs.wording import OnWords
    from admin.population import Population
    from dialogs.round import Round


class Audience(StrEnum):
    """Who a document is for; the names are those of `admin.briefs.audiences`."""

    POLICYMAKER = "policymaker"
    PARTICIPANTS = "participants"
    TECHNICAL = "technical"


DatasetFolder = Annotated[
    Path, typer.Argument(metavar="DATASET", help="The dataset folder of a closed round.")
]
Language = Annotated[str, typer.Option(help="In which language, such as sq.")]
FixedWords = Annotated[
    str,
    typer.Option(help="Language of headings and notes, where they are to be in another one."),
]
Themes = Annotated[
    Path | None, typer.Option(help="The folder of themes, where texts have been coded.")
]
Quotes = Annotated[
    Path | None, typer.Option(help="The folder of quotes, where two people have approved some.")
]
PopulationFile = Annotated[
    Path | None,
    typer.Option(
        "--population", help="CSV of population shares, to compare with and to weight to."
    ),
]
RegisterFile = Annotated[
    Path | None,
    typer.Option("--register", help="The register of releases, else the one of this installation."),
]
WeightBy = Annotated[
    str,
    typer.Option(help="By which breakdown of the population to weight; “none” only compares."),
]
SignedBy = Annotated[
    str, typer.Option(help="The key that must have signed the dataset, as closing named it.")
]
Dated = Annotated[
    dt.datetime | None, typer.Option(help="Date on it, else today.", formats=["%Y-%m-%d"])
]
Audiences = Annotated[
    list[Audience] | None,
    typer.Option("--audience", help="Whom it is for; again for more."),
]
OwnWordsFile = Annotated[
    Path | None,
    typer.Option(
        "--words", help="File of your own findings and asks.", exists=True, dir_okay=False
    ),
]
Letterhead = Annotated[
    Path | None,
    typer.Option(
        help="Word file (.docx) whose styles, header and footer are kept.",
        exists=True,
        dir_okay=False,
    ),
]


def room_for(out: Path | None) -> Path | None:
    """Return what was given for `--out`; NotADirectoryError at once where it lies below a file."""
    if out is not None and any(one.is_file() for one in out.parents):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(out))
    return out


def day_of(dated: dt.datetime | None) -> dt.date:
    """Return the day that was given, else today."""
    from bot.clock import Clock  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    return dated.date() if dated else Clock.parse(Settings().clock).today()


def population_of(path: Path | None, round_: "Round", weight_by: str) -> "Population | None":
    """Return the population in a file, if there is one; PopulationError if it cannot be used."""
    from admin.population import Population, PopulationError  # noqa: PLC0415

    if path is None:
        if weight_by:
            raise PopulationError("--weight-by is for a --population: give its file too.")
        return None
    return Population.load(path, round_, weight_by)


def register_of(path: Path | None) -> Path:
    """Return the register that was given, else the one of this installation."""
    from bot.settings import Settings  # noqa: PLC0415

    return path or Settings().releases


def engine_of() -> "Engine":
    """Return the engine that counts here; EngineError if what it needs is missing."""
    from admin.analysis.choosing import chosen  # noqa: PLC0415 - analysis takes hundreds of MB
    from bot.settings import Settings  # noqa: PLC0415

    return chosen(Settings().analysis)


def order_of(
    audiences: Sequence[Audience],
    words: Path | None,
    template: Path | None,
    on_words: "OnWords",
    on_refusal: Callable[[str], None] = lambda _: None,
) -> "Order":
    """Return what is to be made, with the organisation's list of internal words."""
    from admin import briefs  # noqa: PLC0415 - analysis and charts take hundreds of MB
    from bot.settings import Settings  # noqa: PLC0415

    return briefs.Order(
        audiences=tuple(briefs.Audience(one) for one in audiences),
        words=words,
        template=template,
        internal_words=Settings().internal_words,
        on_words=on_words,
        on_refusal=on_refusal,
    )
