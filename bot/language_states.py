"""What there is for each language of the interface, and how far people have confirmed it.

`consult languages` shows it, and docs/languages.md holds it as a table that a test keeps true.
"""

from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct

from admin import words
from admin.catalogues import CatalogueState
from admin.fonts import families_for
from admin.word_lists import shipped_amounts, shipped_distress, shipped_internal
from bot.catalogues import catalogue_states
from bot.countries import Confidence, consent_ages, help_lines
from bot.language_guess import knows
from dialogs.internal_words import list_of
from dialogs.languages import OWN_NAMES
from dialogs.scrubbing import lists
from dialogs.sorting import ALPHABETS

NO, YES = "–", "yes"
HEAD = (
    "Tag",
    "Language",
    "Texts",
    "Read by a speaker",
    "Briefs",
    "Guessed",
    "Distress",
    "Security words",
    "Amounts",
    "Lists for scrubbing",
    "Font",
)
LINES_HEAD = ("Country", "Own page of the line", "Others write of it")


class LanguageState(Struct, frozen=True, kw_only=True):
    """What there is for one language.

    Attributes:
        tag, name: the language, and what its speakers call it.
        catalogue: how far the texts of the interface are.
        brief: how far the fixed words of briefs are; None where there are none.
        guessed: whether a typed text can be known to be in it.
        distress, internal, amounts: the review of its list of words of distress, of words of
            security work, and of words that claim how many; empty where there is no list.
        scrubbing: which lists free text is scrubbed with.
        fonts: the fonts that hold its letters.
    """

    tag: str
    name: str
    catalogue: CatalogueState
    brief: CatalogueState | None
    guessed: bool
    distress: str
    internal: str
    amounts: str
    scrubbing: tuple[str, ...]
    fonts: tuple[str, ...]


def language_states() -> Iterator[LanguageState]:
    """Yield the languages that have a catalogue, in our order."""
    catalogues = catalogue_states()
    distress, internal, amounts = shipped_distress(), shipped_internal(), shipped_amounts()
    for tag, name in OWN_NAMES.items():
        if tag in catalogues:
            one = list_of(tag)
            yield LanguageState(
                tag=tag,
                name=name,
                catalogue=catalogues[tag],
                brief=words.states().get(tag),
                guessed=knows(tag),
                distress=distress[one].review if one in distress else "",
                internal=internal[one].review if one in internal else "",
                amounts=amounts[one].review if one in amounts else "",
                scrubbing=tuple(_scrubbed_with(tag)),
                fonts=families_for(ALPHABETS[tag]),
            )


def _scrubbed_with(language: str) -> Iterator[str]:
    """Yield what names are looked for, and the lists of words that are none."""
    tag, folder = lists.list_of(language), files("dialogs") / "scrubbing" / "lists"
    near, whose = lists.NEAR.get(tag), "" if language.startswith(tag) else f" of {tag}"
    if near is None:
        yield "names of all languages"
    else:
        yield f"names{whose}" if tag in near else f"names of {' and '.join(near)}"
    for kind, told in (("words", "words"), ("never", "capitals")):
        if (folder / kind / f"{tag}.txt").is_file():
            yield f"{told}{whose}"


def share(catalogue: CatalogueState) -> str:
    """Return how many of its messages a catalogue has, in whole percent, rounded down."""
    return f"{catalogue.translated * 100 // catalogue.messages} %"


def review(catalogue: CatalogueState) -> str:
    """Return who has read a catalogue and when, as its header says; or that nobody has."""
    return f"{catalogue.by}, {catalogue.on}" if catalogue.on else str(catalogue.review)


def brief(state: CatalogueState | None) -> str:
    """Return how far the fixed words of briefs are: who has read them, or how many are missing."""
    if state is None:
        return NO
    return review(state) if state.complete else f"{state.messages - state.translated} missing"


def language_rows() -> Iterator[tuple[str, ...]]:
    """Yield a row of words for each language, under `HEAD`."""
    for one in language_states():
        yield (
            f"`{one.tag}`",
            one.name,
            share(one.catalogue),
            review(one.catalogue),
            brief(one.brief),
            YES if one.guessed else NO,
            one.distress or NO,
            one.internal or NO,
            one.amounts or NO,
            ", ".join(one.scrubbing),
            ", ".join(one.fonts),
        )


def line_rows() -> Iterator[tuple[str, ...]]:
    """Yield how many help lines are known of each country, by their source, under `LINES_HEAD`."""
    for country in consent_ages():
        sources = [line.confidence for line in help_lines(country)]
        own = sum(source is Confidence.OWN for source in sources)
        yield (f"`{country}`", str(own or NO), str(len(sources) - own or NO))


def as_markdown(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
