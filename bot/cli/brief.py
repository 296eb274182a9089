"""`consult brief`: make a draft of the brief from a dataset."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer


def brief(  # noqa: PLR0917 - each is an option by name
    dataset: Annotated[Path, typer.Argument(help="The dataset folder of a closed round.")],
    out: Annotated[
        Path, typer.Option(help="Folder to write the brief to.", file_okay=False)
    ] = Path("brief"),
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
) -> None:
    """Write brief.html, brief.pdf, brief.docx and tables.csv."""
    from admin import briefs  # noqa: PLC0415 - analysis and charts take hundreds of MB
    from admin.dataset import Dataset  # noqa: PLC0415
    from admin.population import Population  # noqa: PLC0415
    from bot import confirmations  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    settings = Settings()
    day = (dated or dt.datetime.now(dt.UTC)).date()
    opened = Dataset.open(dataset, signed_by=signed_by)
    made = briefs.build(
        opened,
        out,
        language=language,
        generated_on=day,
        fixed_words=fixed_words,
        confirmed=confirmations.read(settings.confirmations),
        population=Population.load(population, opened.round) if population else None,
        own_words=settings.internal_words,
        on_words=_warn,
        themes=themes,
    )
    for path in made:
        typer.echo(str(path))
    typer.echo(f"The dataset is signed with the key {opened.signed_by}", err=True)


def _warn(found: Sequence[str]) -> None:
    """Say which words a release would be refused for."""
    for one in found:
        typer.echo(f"A word that harms: {one}", err=True)
