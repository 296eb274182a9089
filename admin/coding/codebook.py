"""The codebook: what each theme means, so that two people who read the same text decide alike."""

import hashlib
import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from admin.coding.trouble import CodingError
from dialogs import yaml_lines
from dialogs.questions.base import Localised
from dialogs.round import Round

FILE = "codebook.yaml"
MOST_THEMES, MOST_EACH, LONGEST_NAME = 30, 5, 60

_ID = re.compile(r"[a-z0-9_]{1,24}")
_TAKEN = frozenset({"base"})
"""What tables call something else by."""


class Theme(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One theme.

    Attributes:
        id: what the layer and the tables hold.
        name: a few words, by language; printed.
        definition: what a text must say to have this theme, by language; printed.
        include, exclude: what belongs here although one may doubt it, and what does not.
        examples: sentences that the organisation has made up, never those of a participant.
    """

    id: str
    name: Localised
    definition: Localised
    include: Localised = {}
    exclude: Localised = {}
    examples: tuple[str, ...] = ()


class Codebook(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The themes of one question; `most` is how many of them one text may have."""

    question: str
    most: int = 3
    themes: tuple[Theme, ...] = ()

    @property
    def digest(self) -> str:
        """The SHA-256 of what it says; remarks and line breaks of its file do not count."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()

    def languages(self) -> tuple[str, ...]:
        """Return the languages in which every theme has a name and a definition."""
        tags = dict.fromkeys(tag for theme in self.themes for tag in theme.name)
        return tuple(tag for tag in tags if all(_both(theme, tag) for theme in self.themes))

    def in_order(self, themes: Sequence[str]) -> tuple[str, ...]:
        """Return ids of themes, each once, in the order of the codebook."""
        return tuple(theme.id for theme in self.themes if theme.id in themes)


def load(text: str, round_: Round, question: str, *, file: str) -> Codebook:
    """Return the codebook that a YAML text describes.

    Raises:
        CodingError: with a line for each thing that is wrong.
    """
    try:
        values, _ = yaml_lines.parse(text, file)
        book = msgspec.convert(values, Codebook)
    except yaml_lines.YamlRefusedError as refused:
        raise CodingError(f"{file}:{refused.line}: {refused.what} {refused.remedy}") from None
    except msgspec.ValidationError as error:
        raise CodingError(
            f"{file}: {error}. Compare it with the example at the end of a new codebook "
            "(consult code new)."
        ) from None
    told = [f"{file}: {one}" for one in _faults(book, round_, question)]
    if told:
        raise CodingError.of(told)
    return book


def template(round_: Round, question: str) -> str:
    """Return a codebook without themes, with an example to copy."""
    tags = list(round_.languages)
    blank = ", ".join(f"{tag}: …" for tag in tags[1:])
    more = f", {blank}" if blank else ""
    wording = round_.question(question).text[tags[0]]
    return (
        f"# Codebook for “{' '.join(wording.split())}”\n"
        "# Read some texts first (reading.xlsx). Then write one entry for each theme.\n"
        f"question: {question}\n"
        f"most: 3  # themes that one text may have, 1 to {MOST_EACH}\n"
        "themes: []\n"
        "# Take the [] away and write, in every language of the round:\n"
        "#\n"
        "#  - id: light  # small letters, digits and _; never changes\n"
        f"#    name: {{{tags[0]}: Light in the streets{more}}}\n"
        f"#    definition: {{{tags[0]}: Asks for lamps or complains of the dark.{more}}}\n"
        f"#    include: {{{tags[0]}: Lamps at bus stops.{more}}}  # may be left out\n"
        f"#    exclude: {{{tags[0]}: The dark as a time of day.{more}}}  # may be left out\n"
        "#    examples:  # made up by you, never the words of a participant\n"
        "#      - There is no lamp at our corner.\n"
    )


def _faults(book: Codebook, round_: Round, question: str) -> Iterator[str]:
    if book.question != question:
        yield f"it is for “{book.question}”, not for “{question}”. Write question: {question}"
    if not 1 <= book.most <= MOST_EACH:
        yield f"most: {book.most}. Write a number from 1 to {MOST_EACH}."
    if not 1 <= len(book.themes) <= MOST_THEMES:
        yield f"{len(book.themes)} themes. Write 1 to {MOST_THEMES}."
    ids = [theme.id for theme in book.themes]
    for theme in book.themes:
        if not _ID.fullmatch(theme.id) or theme.id in _TAKEN:
            yield (
                f"“{theme.id}” cannot be an id. Use 1 to 24 small letters, digits and _, and none "
                f"of: {', '.join(_TAKEN)}."
            )
        if ids.count(theme.id) > 1:
            yield f"the id “{theme.id}” is there twice. Give each theme an id of its own."
        yield from _faults_of(theme, round_)
    yield from _same_names(book)


def _faults_of(theme: Theme, round_: Round) -> Iterator[str]:
    first = next(iter(round_.languages))
    if not _both(theme, first):
        yield f"“{theme.id}” lacks a name or a definition in “{first}”. Write both."
    for tag in theme.name.keys() | theme.definition.keys():
        if tag not in round_.languages:
            yield (
                f"“{theme.id}” speaks “{tag}”, which the round does not. Use "
                f"{', '.join(round_.languages)}."
            )
    for tag, name in theme.name.items():
        if len(name) > LONGEST_NAME or name != " ".join(name.split()):
            yield (
                f"the name of “{theme.id}” in “{tag}” is not one line of at most {LONGEST_NAME} "
                "characters. Shorten it; the definition may be longer."
            )


def _same_names(book: Codebook) -> Iterator[str]:
    """Yield what could mean two themes: a coder may write an id, or a name in any language."""
    meant: dict[str, str] = {}
    for theme in book.themes:
        for name in (theme.id, *theme.name.values()):
            other = meant.setdefault(name.casefold(), theme.id)
            if other != theme.id:
                yield f"“{name}” could mean “{other}” or “{theme.id}”. Change one of the two."


def _both(theme: Theme, tag: str) -> bool:
    return bool(theme.name.get(tag, "").strip() and theme.definition.get(tag, "").strip())
