"""`consult brief`: make a draft of the brief from a dataset."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.files import write_new
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

if TYPE_CHECKING:
    import datetime as dt

    from admin.dataset import Dataset


def brief(  # noqa: PLR0917 - each is an option by name
    dataset: DatasetFolder,
    out: Annotated[
        Path, typer.Option(help="Folder to write the brief to.", file_okay=False, callback=room_for)
    ] = Path("brief"),
    audience: Audiences = None,
    language: Language = "en",
    fixed_words: FixedWords = "",
    themes: Themes = None,
    quotes: Quotes = None,
    population: PopulationFile = None,
    weight_by: WeightBy = "",
    words: OwnWordsFile = None,
    words_template: Annotated[
        Path | None,
        typer.Option(help="Write a file for --words to begin with, and nothing else."),
    ] = None,
    template: Letterhead = None,
    register: RegisterFile = None,
    signed_by: SignedBy = "",
    dated: Dated = None,
) -> None:
    """Write a draft: for those who decide, for participants, or for those who check the method.

    Each as HTML, PDF, Word and Markdown; for participants as a chat message too. Unless --audience
    says otherwise it is the brief for those who decide. What could not be published beside earlier
    releases is said.
    """
    from admin import briefs  # noqa: PLC0415 - analysis and charts take hundreds of MB
    from admin.dataset import Dataset  # noqa: PLC0415
    from bot import confirmations  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    opened = Dataset.open(dataset, signed_by=signed_by)
    if words_template is not None:
        _begin_words(opened, words_template, language, fixed_words, themes, quotes, day_of(dated))
        return
    made = briefs.build(
        opened,
        out,
        language=language,
        generated_on=day_of(dated),
        fixed_words=fixed_words,
        population=population_of(population, opened.round, weight_by),
        themes=themes,
        quotes=quotes,
        confirmed=confirmations.read(Settings().confirmations),
        engine=engine_of(),
        register=register_of(register),
        order=order_of(
            audience or [Audience.POLICYMAKER], words, template, _warn, _warn_of_refusal
        ),
    )
    for path in made:
        typer.echo(str(path))
    typer.echo(f"The dataset is signed with the key {opened.signed_by}", err=True)


def _begin_words(  # noqa: PLR0917 - each is what the verb was given
    dataset: "Dataset",
    path: Path,
    language: str,
    fixed_words: str,
    themes: Path | None,
    quotes: Path | None,
    day: "dt.date",
) -> None:
    """Write a file to begin with; SettingsError where there is a file already."""
    from admin import briefs  # noqa: PLC0415 - analysis and charts take hundreds of MB

    text = briefs.words_to_begin_with(
        dataset,
        language=language,
        generated_on=day,
        fixed_words=fixed_words,
        themes=themes,
        quotes=quotes,
        engine=engine_of(),
    )
    write_new(path, text.encode())
    typer.echo(str(path))


def _warn(found: Sequence[str]) -> None:
    """Say which words a release would be refused for."""
    for one in found:
        typer.echo(f"A word that harms: {one}", err=True)


def _warn_of_refusal(why: str) -> None:
    """Say why this draft must not be handed on, and could not be published."""
    typer.echo(
        f"This draft could not be published as it is; keep it to yourselves. {why}", err=True
    )
