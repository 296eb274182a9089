"""`consult languages`: in which languages the bot speaks, and what there is for each."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from bot.language_states import LanguageState
    from dialogs.confirmations import Confirmation, Confirmations, Fact
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
    for column in ("Briefs", "Guessed", "Distress", "Security words", "Amounts"):
        table.add_column(column)
    table.add_column("Scrubbing")
    table.add_column("Font")
    for one in language_states():
        table.add_row(*_row(one, _confirmed(one.tag, texts, confirmed), confirmed))
    lines = Table(*LINES_HEAD, title="Help lines that are known")
    for row in line_rows():
        lines.add_row(*(cell.strip("`") for cell in row))
    Console().print(table, lines)
    typer.echo("Fuzzy: the English wording has changed since. With a gap a language is not spoken.")
    typer.echo("Let a speaker read a catalogue, then record it with `consult confirm interface`;")
    typer.echo("the words of briefs with `consult confirm brief`, and the lists of words with")
    typer.echo("`consult confirm words`, `consult confirm terms` and `consult confirm amounts`.")
    typer.echo("Phone numbers and where they were found: `consult countries`.")


def _row(
    one: "LanguageState", here: "Confirmation | None", confirmed: "Confirmations"
) -> tuple[str, ...]:
    from bot.language_states import NO, YES, review, share  # noqa: PLC0415

    state = one.catalogue
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
        *(state or NO for state in _lists(one, confirmed)),
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


def _lists(one: "LanguageState", confirmed: "Confirmations") -> Iterator[str]:
    """Yield how far each list of words is, as the columns stand; empty where there is none."""
    from admin.word_lists import (  # noqa: PLC0415 - reads YAML
        shipped_amounts,
        shipped_distress,
        shipped_internal,
    )
    from dialogs.confirmations import amounts_fact, terms_fact, words_fact  # noqa: PLC0415
    from dialogs.internal_words import list_of  # noqa: PLC0415

    tag = list_of(one.tag)
    facts: dict[str, Callable[[], Fact]] = {
        "distress": lambda: words_fact(tag, shipped_distress()[tag].phrases),
        "internal": lambda: terms_fact(tag, shipped_internal()[tag].entries.items()),
        "amounts": lambda: amounts_fact(tag, shipped_amounts()[tag].entries),
    }
    for name, fact in facts.items():
        state: str = getattr(one, name)
        yield "confirmed" if state and confirmed.of(fact()) else state
