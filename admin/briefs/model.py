"""A brief as values: sections of blocks, in words that are final.

Sections are built once and drawn by every renderer, so all outputs say the same. Nothing here is
computed any more: figures have become text, charts have become pictures.
"""

from msgspec import Struct, field
from msgspec.structs import replace

from admin.canvas import Picture


class Run(Struct, frozen=True):
    """Words in one style. `lang` is set where they are not in the language of the document."""

    text: str
    bold: bool = False
    quiet: bool = False
    lang: str = ""


Line = tuple[Run, ...]
"""Words that stand in one line or paragraph."""


class Paragraph(Struct, frozen=True, tag=True):
    """Running text. `look` is "body", "lead" (the opening of a brief) or "note" (small)."""

    line: Line
    look: str = "body"


class Heading(Struct, frozen=True, tag=True):
    """A heading inside a section."""

    text: str
    lang: str = ""


class Bullets(Struct, frozen=True, tag=True):
    """A plain list."""

    items: tuple[Line, ...]


class Facts(Struct, frozen=True, tag=True):
    """What is what: a short name and its words, one under the other."""

    rows: tuple[tuple[str, Line], ...]


class Numbered(Struct, frozen=True, tag=True):
    """Findings: a headline each, and the sentences that carry it."""

    items: tuple[tuple[Line, Line], ...]


class Callout(Struct, frozen=True, tag=True):
    """One thing that must not be missed."""

    line: Line


class Quotation(Struct, frozen=True):
    """What somebody wrote.

    Attributes:
        words: in quotation marks, in the language it was written in.
        lang: that language, where it is not the one of the document.
        put: the same in the language of the wordings; empty where that is its own.
        put_lang: the language of `put`, where it is not the one of the document.
        beside: what is said of it: its language at most, and what it is called by.
    """

    words: str
    lang: str
    put: str
    put_lang: str
    beside: str


class Quotations(Struct, frozen=True, tag=True):
    """Voices, one under the other."""

    items: tuple[Quotation, ...]


class Figure(Struct, frozen=True, tag=True):
    """A chart under its title, with a note on who it is about."""

    title: str
    note: str
    picture: Picture
    lang: str = ""


class Figures(Struct, frozen=True, tag=True):
    """Charts, two side by side where there is room."""

    items: tuple[Figure, ...]


class Table(Struct, frozen=True, tag=True):
    """A table with one head row.

    Attributes:
        rows: as many cells as the head has; a single one heads the rows that follow it.
        widths: how wide the columns are, relative to each other.
        figures: whether all columns but the first hold numbers.
        ruled: draws room for somebody to write in.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    figures: bool = True
    ruled: bool = False
    note: str = ""
    lang: str = ""


Block = Paragraph | Heading | Bullets | Facts | Numbered | Callout | Quotations | Figures | Table


class Section(Struct, frozen=True):
    """A part of the brief with a heading.

    Attributes:
        new_page: begins it on a new page in print.
        annex: whether it stands behind the main part.
        yields: when it makes way where the main part is too long: 1 first; 0 for never.
        alone: whether it then has a page of its own behind the main part.
        close: whether it is set more closely in print, to stay on its page.
        shorter: what stands in place of its blocks on a single page that is too full, the fullest
            first; nothing leaves it out. A brief that is done has none.
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    new_page: bool = False
    annex: bool = False
    yields: int = 0
    alone: bool = False
    close: bool = False
    shorter: tuple[tuple[Block, ...], ...] = ()


class Brief(Struct, frozen=True):
    """A whole brief."""

    title: str
    kicker: str
    """What kind of document this is, in a line above the title."""
    lead: str
    language: str
    label_language: str
    practice: str
    """The words of the practice banner; empty for a real round."""
    running: str
    """The line at the foot of every page."""
    page_of: str
    generated: str
    """The day, as YYYY-MM-DD."""
    author: str
    accent: str
    contents: str
    sections: tuple[Section, ...] = field(default_factory=tuple)
    name: str = "brief"
    """What its files are called."""
    large: bool = False
    """Whether it is set in large type."""


def flowing(brief: Brief) -> tuple[Section, ...]:
    """Return the sections for an output whose pages nobody has measured.

    One that is set closely to stay on its page of the PDF may be longer than a page there, so it
    follows at once; but a front page stands alone.
    """
    return tuple(
        replace(one, new_page=one.new_page and (place == 1 or not one.close))
        for place, one in enumerate(brief.sections)
    )


def plain(text: str, *, bold: bool = False, quiet: bool = False, lang: str = "") -> Line:
    """Return a line in one style."""
    return (Run(text, bold=bold, quiet=quiet, lang=lang),)


def text_of(line: Line) -> str:
    """Return the words of a line."""
    return "".join(run.text for run in line)
