"""Briefs: one model for each audience, drawn as HTML, PDF, Word and Markdown; all tables as CSV.

Importing this loads the chart and document makers (some 200 MB); a long-running process builds
briefs in a process of their own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Unpack

from admin.approval import Approval
from admin.briefs import as_chat, as_csv, as_docx, as_html, as_markdown, as_pdf, asking
from admin.briefs.audiences import Audience
from admin.briefs.beside import Beside, Counting, check_draft, draft
from admin.briefs.compiling import compiled, context_of, speaking
from admin.briefs.context import Context
from admin.briefs.docx_template import Template
from admin.briefs.edition import Edition
from admin.briefs.errors import BriefError
from admin.briefs.model import Brief
from admin.briefs.wording import OnWords, internal_words_in
from admin.coding import coded
from admin.dataset import Dataset
from admin.own_words.starter import starter
from admin.quoting import approved
from admin.register import Register, RegisterError, alone
from admin.right_register import KNOWN, Expected, note_release, to_compare, to_publish
from admin.word_lists import internal_words
from admin.words import NOBODY
from dialogs.round import Review

__all__ = [
    "DRAFT", "RELEASE", "Approval", "Audience", "BriefError", "Edition", "Order", "build",
    "publish", "refuse", "words_to_begin_with",
]  # fmt: skip

Progress = Callable[[str], None]


def refuse(found: Sequence[str]) -> None:
    """Raise BriefError when a text holds a word of security work, or an ask a share."""
    if found:
        listed = "\n".join(f"- {one}" for one in found)
        raise BriefError(f"Everybody can read a release, and this cannot stand in it:\n{listed}")


@dataclass(frozen=True)
class Order:
    """What is to be made, and how.

    Attributes:
        audiences: whom documents are made for.
        words: the file of what the organisation says in its own words, if there is one.
        template: the Word file whose styles, header and footer are kept, if there is one.
        internal_words: the organisation's own list of words that must not be in a release.
        on_progress: called with the name of each file before it is made.
        on_words: told what should be said in other words; of a release, else refused.
        on_refusal: told why a draft could not be released beside what was released before.
    """

    audiences: tuple[Audience, ...] = (Audience.POLICYMAKER,)
    words: Path | None = None
    template: Path | None = None
    internal_words: Path | None = None
    on_progress: Progress = lambda _: None
    on_words: OnWords | None = None
    on_refusal: Callable[[str], None] = lambda _: None


DRAFT = Order()
RELEASE = Order(audiences=tuple(Audience))


def build(
    dataset: Dataset,
    out: Path,
    *,
    register: Path | None = None,
    order: Order = DRAFT,
    **edition: Unpack[Edition],
) -> list[Path]:
    """Write a draft into `out`: each document as HTML, PDF, Word and Markdown, and `tables.csv`.

    The same dataset, edition and order give the same bytes. With a `register` it is the draft of
    the next release beside those that are in it; where that would be refused, the order is told.

    Raises:
        ProofError: a sentence states something that the tables do not say.
        BriefError: the round, or a codebook, does not have this language, there are no fixed words
            in it, or a file cannot be used.
        CodingError: a layer is not of this dataset, or not finished.
        QuotingError: the quotes are not of this dataset, or were changed since they were approved.
        OwnWordsError: something in the organisation's own words cannot be printed.
    """
    order.on_progress("tables.csv")
    counting, decided = _counting(dataset, edition)
    beside = _beside(dataset, register, order)
    context = draft(beside, counting, decided, order.on_refusal)
    briefs = tuple(_compiled(_spoken(context, order), order, order.on_words or (lambda _: None)))
    check_draft(beside, context, briefs, order.on_refusal)
    out.mkdir(parents=True, exist_ok=True)
    return [_write(out / name, made) for name, made in _rendered(context, briefs, order)]


def publish(
    dataset: Dataset,
    out: Path,
    *,
    register: Path,
    expected: Expected = KNOWN,
    approved_by: tuple[Approval, ...] = (),
    order: Order = RELEASE,
    **edition: Unpack[Edition],
) -> Register:
    """Write the same files as a release, and return the register that it has been entered in.

    It is entered before the first file is written: what could have been seen is never missing. What
    is `expected` of the register says whether this is the first release of the round.

    Raises:
        ProofError, BriefError, CodingError, QuotingError, OwnWordsError: as
            `build`; BriefError as well for a word that harms, unless `on_words` of the order lets
            it pass, and outside practice for fixed words, or a list that own words are checked
            with, that nobody has reviewed.
        RegisterError: the register is not the right one or was changed by hand, this release
            compared with earlier ones would tell of single people, texts were coded otherwise
            then, `out` is not empty, or another release is being made with the same register.
        DisclosureError: with what was published earlier, a hidden number would be given away.
    """
    with alone(register):
        if out.exists() and any(out.iterdir()):
            raise RegisterError(f"{out} is not empty. Give a release a folder of its own.")
        kept = to_publish(register, dataset, expected)
        counting, decided = _counting(dataset, edition)
        number, beside = len(kept.releases) + 1, Beside(kept, dataset)
        releasing = partial(counting, release=number, approved_by=approved_by)
        context = beside.context(releasing, decided)
        _check_reviewed(context, order)
        made = tuple(_compiled(_spoken(context, order), order, order.on_words or refuse))
        said = beside.check(context, made)
        files = dict(_rendered(context, made, order))
        out.mkdir(parents=True, exist_ok=True)
        kept = kept.enter(beside.entry(context, files, said))
        note_release(dataset, kept)
        for name, content in files.items():
            _write(out / name, content)
        return kept


def words_to_begin_with(dataset: Dataset, **edition: Unpack[Edition]) -> str:
    """Return a file of the organisation's own words to begin with; BriefError as `build`."""
    counting, _ = _counting(dataset, edition)
    return starter(counting().meaning)


def _counting(dataset: Dataset, edition: Edition) -> tuple[Counting, Mapping[str, str]]:
    """Return what makes a context, all layers and quotes read, and how texts are coded."""
    layers = coded.opened(edition.get("themes"), dataset)
    counting = partial(
        context_of,
        dataset,
        language=edition.get("language", "en"),
        generated_on=edition["generated_on"],
        fixed_words=edition.get("fixed_words", ""),
        confirmed=edition.get("confirmed", NOBODY),
        population=edition.get("population"),
        coded=layers,
        voices=approved.opened(edition.get("quotes"), dataset),
        engine=edition.get("engine"),
    )
    return counting, coded.decided(one.coding for one in layers)


def _beside(dataset: Dataset, register: Path | None, order: Order) -> Beside | None:
    """Return what a draft is compared with; a register that cannot be the right one is told of."""
    if register is None:
        return None
    try:
        return Beside(to_compare(register, dataset), dataset)
    except RegisterError as error:
        order.on_refusal(str(error))
        return None


def _spoken(context: Context, order: Order) -> Context:
    return speaking(context, order.words) if order.words else context


def _check_reviewed(context: Context, order: Order) -> None:
    if context.practice:
        return
    language = context.words.language
    if not context.words.reviewed:
        raise BriefError(
            f"Nobody has reviewed the fixed words of briefs in “{language}”. Let a speaker read a"
            f" draft, then record it: consult confirm brief {language} --by ROLE"
        )
    if order.words and context.amounts is Review.DRAFTED:
        raise BriefError(
            "What your organisation says in its own words is checked with a list of words that"
            f" claim how many, and nobody has reviewed that of “{context.language}”. Let a speaker"
            " read dialogs/word_lists/amounts, then record it: consult confirm amounts"
            f" {context.language} --by ROLE"
        )


def _compiled(context: Context, order: Order, told: OnWords) -> Iterator[Brief]:
    told(tuple(asking.shares_in(context)))
    lists = internal_words(order.internal_words)
    for audience in dict.fromkeys(order.audiences):
        brief = compiled(context, audience)
        order.on_progress(brief.name)
        told(internal_words_in(brief, lists))
        yield brief


def _rendered(
    context: Context, briefs: Iterable[Brief], order: Order
) -> Iterator[tuple[str, bytes]]:
    yield "tables.csv", as_csv.render(context)
    template = Template.read(order.template)
    for brief in briefs:
        yield from _files(brief, template, order.on_progress)


def _files(brief: Brief, template: Template, on_progress: Progress) -> Iterator[tuple[str, bytes]]:
    makers: dict[str, Callable[[Brief], bytes]] = {
        "html": as_html.render,
        "pdf": as_pdf.render,
        "docx": lambda one: as_docx.render(one, template),
        "md": as_markdown.render,
    }
    if brief.large:
        makers["txt"] = as_chat.render
    for kind, render in makers.items():
        on_progress(f"{brief.name}.{kind}")
        yield f"{brief.name}.{kind}", render(brief)


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
