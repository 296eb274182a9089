"""`consult languages`: in which languages the bot speaks, and who has confirmed each."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dialogs.confirmations import Confirmations


def languages() -> None:
    """Show the languages of the interface, how complete each is and who has reviewed it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from bot import confirmations  # noqa: PLC0415 - the catalogues take a while to read
    from bot.catalogues import catalogue_states, load_texts  # noqa: PLC0415
    from bot.settings import Settings  # noqa: PLC0415
    from dialogs.confirmations import interface_fact  # noqa: PLC0415
    from dialogs.languages import OWN_NAMES  # noqa: PLC0415

    confirmed, texts = confirmations.read(Settings().confirmations), load_texts()
    states = catalogue_states()
    table = Table("Tag", "Language", "Translated", "Missing", "Fuzzy", "Review")
    table.add_column("Confirmed here")
    table.add_column("Briefs")
    table.add_column("Word lists")
    for tag, name in OWN_NAMES.items():
        if tag not in states:
            continue
        state, here = states[tag], None
        if texts.knows(tag):
            here = confirmed.of(interface_fact(tag, texts.speaker(tag).entries()))
        table.add_row(
            tag,
            name,
            f"{state.translated} ({state.translated * 100 // state.messages} %)",
            str(state.messages - state.translated - state.fuzzy),
            str(state.fuzzy),
            f"by {state.by} on {state.on}" if state.on else str(state.review),
            f"by {here.by} on {here.on}" if here else "–",
            _briefs(tag, confirmed),
            _lists(tag, confirmed),
        )
    Console().print(table)
    typer.echo("Fuzzy: the English wording has changed since. With a gap a language is not spoken.")
    typer.echo("Let a speaker read a catalogue, then record it with `consult confirm interface`;")
    typer.echo("that of the words of briefs with `consult confirm brief`.")


def _briefs(language: str, confirmed: "Confirmations") -> str:
    """Return how far the fixed words of briefs are in a language."""
    from admin.words import Words, states  # noqa: PLC0415 - Babel takes a moment

    state = states().get(language)
    if state is None or not state.complete:
        missing = state.messages - state.translated if state else "all"
        return f"{missing} missing"
    return "confirmed" if Words(language, confirmed).reviewed else "drafted"


def _lists(language: str, confirmed: "Confirmations") -> str:
    """Return how far the words of distress and the internal words of a language are."""
    from admin.word_lists import shipped_distress, shipped_internal  # noqa: PLC0415 - reads YAML
    from dialogs.confirmations import terms_fact, words_fact  # noqa: PLC0415
    from dialogs.internal_words import list_of  # noqa: PLC0415

    tag, facts = list_of(language), {}
    if tag in shipped_distress():
        facts["distress"] = words_fact(tag, shipped_distress()[tag].phrases)
    if tag in shipped_internal():
        facts["internal"] = terms_fact(tag, shipped_internal()[tag].entries.items())
    states = {
        name: "confirmed" if confirmed.of(fact) else "drafted" for name, fact in facts.items()
    }
    return ", ".join(f"{name} {state}" for name, state in states.items()) or "none"
