"""`consult languages`: in which languages the bot speaks, and what there is for each."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.language_states import LanguageState
    from dialogs.confirmations import Confirmation, Confirmations
    from dialogs.texts import Texts


def languages() -> None:
    """Show the languages of the interface, what there is for each, and who has confirmed it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from bot import confirmations  # noqa: PLC0415 - the catalogues take a while to read
    from bot.catalogues import load_texts  # noqa: PLC0415
    from bot.language_states import LINES_HEAD, language_states, line_rows  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415

    confirmed, texts = confirmations.read(Settings().confirmations), load_texts()
    table = Table("Tag", "Language", "Texts", "Missing", "Fuzzy", "Read by", "Confirmed here")
    for column in ("Briefs", "Guessed", "Distress", "Security words", "Scrubbing", "Font"):
        table.add_column(column)
    for one in language_states():
        table.add_row(*_row(one, _confirmed(one.tag, texts, confirmed), confirmed))
    lines = Table(*LINES_HEAD, title="Help lines that are known")
    for row in line_rows():
        lines.add_row(*(cell.strip("`") for cell in row))
    Console().print(table, lines)
    typer.echo("Fuzzy: the English wording has changed since. With a gap a language is not spoken.")
    typer.echo("Let a speaker read a catalogue, then record it with `consult confirm interface`;")
    typer.echo("the words of briefs with `consult confirm brief`, and the lists of words with")
    typer.echo("`consult confirm words` and `consult confirm terms`.")
    typer.echo("Phone numbers and where they were found: `consult countries`.")


def _row(
    one: "LanguageState", here: "Confirmation | None", confirmed: "Confirmations"
) -> tuple[str, ...]:
    from bot.language_states import NO, YES, review, share  # noqa: PLC0415

    state = one.catalogue
    distress, internal = _lists(one, confirmed)
    return (
        one.tag,
        one.name,
        share(state),
        str(state.messages - state.translated - state.fuzzy),
        str(state.fuzzy),
        review(state),
        f"by {here.by} on {here.on}" if here else NO,
        _brief(one, confirmed),
        YES if one.guessed else NO,
        distress or NO,
        internal or NO,
        ", ".join(one.scrubbing),
        ", ".join(one.fonts),
    )


def _confirmed(tag: str, texts: "Texts", confirmed: "Confirmations") -> "Confirmation | None":
    from dialogs.confirmations import interface_fact  # noqa: PLC0415

    if not texts.knows(tag):
        return None
    return confirmed.of(interface_fact(tag, texts.speaker(tag).entries()))


def _brief(one: "LanguageState", confirmed: "Confirmations") -> str:
    """Return how far the fixed words of briefs are."""
    from admin.words import fact_of  # noqa: PLC0415 - Babel takes a moment
    from bot.language_states import brief  # noqa: PLC0415

    whole = one.brief is not None and one.brief.complete
    return "confirmed" if whole and confirmed.of(fact_of(one.tag)) else brief(one.brief)


def _lists(one: "LanguageState", confirmed: "Confirmations") -> tuple[str, str]:
    """Return how far the words of distress and those of security work are; empty without a list."""
    from admin.word_lists import shipped_distress, shipped_internal  # noqa: PLC0415 - reads YAML
    from dialogs.confirmations import terms_fact, words_fact  # noqa: PLC0415
    from dialogs.internal_words import list_of  # noqa: PLC0415

    tag, (distress, internal) = list_of(one.tag), (one.distress, one.internal)
    if distress and confirmed.of(words_fact(tag, shipped_distress()[tag].phrases)):
        distress = "confirmed"
    if internal and confirmed.of(terms_fact(tag, shipped_internal()[tag].entries.items())):
        internal = "confirmed"
    return distress, internal
