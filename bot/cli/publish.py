"""`consult publish`: release a brief, and enter it in the register of releases."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import (
    Audience,
    Audiences,
    DatasetFolder,
    Dated,
    FixedWords,
    Language,
    Letterhead,
    OwnWordsFile,
    PopulationFile,
    Quotes,
    RegisterFile,
    SignedBy,
    Themes,
    WeightBy,
    day_of,
    engine_of,
    order_of,
    population_of,
    register_of,
    room_for,
)


def publish(  # noqa: PLR0917 - each is an option by name
    dataset: DatasetFolder,
    out: Annotated[
        Path, typer.Option(help="New folder for the release.", file_okay=False, callback=room_for)
    ],
    approved_by: Annotated[
        list[str] | None,
        typer.Option(help='"role, organisation" of one who approves; twice, two different ones.'),
    ] = None,
    register: RegisterFile = None,
    first_release: Annotated[
        bool, typer.Option("--first-release", help="Nothing of this round was published before.")
    ] = False,
    register_head: Annotated[
        str, typer.Option(help="A hash that an earlier release printed: the register must hold it.")
    ] = "",
    audience: Audiences = None,
    language: Language = "en",
    fixed_words: FixedWords = "",
    themes: Themes = None,
    quotes: Quotes = None,
    population: PopulationFile = None,
    weight_by: WeightBy = "",
    words: OwnWordsFile = None,
    template: Letterhead = None,
    signed_by: SignedBy = "",
    dated: Dated = None,
    words_stand: Annotated[
        bool,
        typer.Option(help="Internal words, and shares in asks, have been read and may stand."),
    ] = False,
) -> None:
    """Release the brief. Refused if, with earlier releases, it would tell of single people.

    All audiences are released together, unless --audience names those that are wanted. Two holders
    approve it by their role; a practice round needs none.
    """
    from admin import briefs  # noqa: PLC0415 - analysis and charts take hundreds of MB
    from admin.approval import approvals  # noqa: PLC0415
    from admin.dataset import Dataset  # noqa: PLC0415
    from admin.right_register import Expected  # noqa: PLC0415
    from bot import confirmations  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    opened = Dataset.open(dataset, signed_by=signed_by)
    path = register_of(register)
    stand = (lambda _: None) if words_stand else briefs.refuse
    kept = briefs.publish(
        opened,
        out,
        register=path,
        expected=Expected(first=first_release, head=register_head),
        language=language,
        generated_on=day_of(dated),
        fixed_words=fixed_words,
        population=population_of(population, opened.round, weight_by),
        themes=themes,
        quotes=quotes,
        confirmed=confirmations.read(Settings().confirmations),
        engine=engine_of(),
        approved_by=approvals(approved_by or (), practice=opened.practice),
        order=order_of(audience or list(Audience), words, template, stand),
    )
    for file in kept.releases[-1].files:
        typer.echo(str(out / file))
    first = ", the first of this round," if first_release else ""
    typer.echo(
        f"Release {kept.releases[-1].number}{first} is entered in {path.absolute()}. Keep that"
        " file, and note its last hash somewhere else, for the next release: --register-head "
        f"{kept.head}",
        err=True,
    )
