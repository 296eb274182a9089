"""`consult publish`: release a brief, and enter it in the register of releases."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer


def publish(  # noqa: PLR0917 - each is an option by name
    dataset: Annotated[Path, typer.Argument(help="The dataset folder of a closed round.")],
    out: Annotated[Path, typer.Option(help="New folder for the release.", file_okay=False)],
    register: Annotated[
        Path | None, typer.Option(help="Register, else releases.jsonl beside the folder.")
    ] = None,
    language: Annotated[str, typer.Option(help="Language of the brief.")] = "en",
    fixed_words: Annotated[
        str, typer.Option(help="Language of the brief's own words, where they are not in it.")
    ] = "",
    themes: Annotated[
        Path | None, typer.Option(help="The folder of themes, where texts have been coded.")
    ] = None,
    signed_by: Annotated[
        str, typer.Option(help="The key that must have signed the dataset, as closing named it.")
    ] = "",
    population: Annotated[
        Path | None,
        typer.Option(help="CSV of population shares, to show weighted shares beside the others."),
    ] = None,
    dated: Annotated[
        dt.datetime | None,
        typer.Option(help="Date on the brief, else today.", formats=["%Y-%m-%d"]),
    ] = None,
    words_stand: Annotated[
        bool,
        typer.Option(help="Internal words that were found have been read and stand as they are."),
    ] = False,
) -> None:
    """Release the brief. Refused if, with earlier releases, it would tell of single people."""
    from admin import briefs  # noqa: PLC0415 - analysis and charts take hundreds of MB
    from admin.dataset import Dataset  # noqa: PLC0415
    from admin.population import Population  # noqa: PLC0415
    from admin.register import FILE  # noqa: PLC0415
    from bot import confirmations  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    settings = Settings()
    day = (dated or dt.datetime.now(dt.UTC)).date()
    opened = Dataset.open(dataset, signed_by=signed_by)
    path = register or out.absolute().parent / FILE
    kept = briefs.publish(
        opened,
        out,
        register=path,
        language=language,
        generated_on=day,
        fixed_words=fixed_words,
        confirmed=confirmations.read(settings.confirmations),
        population=Population.load(population, opened.round) if population else None,
        own_words=settings.internal_words,
        on_words=(lambda _: None) if words_stand else briefs.refuse,
        themes=themes,
    )
    for file in kept.releases[-1].files:
        typer.echo(str(out / file))
    typer.echo(
        f"Release {kept.releases[-1].number} is entered in {path}. Keep that file with all "
        f"releases, and note its last hash somewhere else: {kept.head}",
        err=True,
    )
