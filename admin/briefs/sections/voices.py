"""What some wrote, in their own words: only with consent, approved by two, chosen by lot."""

from collections.abc import Iterable, Iterator, Sequence

from admin.briefs.context import Context
from admin.briefs.model import (
    Block,
    Brief,
    Heading,
    Paragraph,
    Quotation,
    Quotations,
    Section,
    plain,
)
from admin.briefs.wording import texts_of
from admin.quoting.approved import Quote
from admin.quoting.choosing import chosen
from admin.quoting.printed import Said, said
from admin.quoting.protecting import attribution

_EACH, _MOST = 2, 6
"""In the brief for those who decide: of each question, and in all."""

_OF_PARTICIPANTS = 2
"""On the page for those who took part, in all."""


def few(context: Context) -> Section | None:
    """Return some voices for those who decide; None if nothing may be quoted."""
    quotes = _some(context, _EACH, _MOST)
    blocks = _intro(context), *_by_question(context, quotes), _rule(context, _EACH, _MOST)
    return _section(context, blocks) if quotes else None


def very_few(context: Context) -> Section | None:
    """Return one voice or two for those who took part, as many as the page has room for.

    None if nothing may be quoted.
    """
    most = _OF_PARTICIPANTS
    forms = [_drawn(context, number) for number in range(most, 0, -1)]
    if not forms[0]:
        return None
    return Section("voices", context.words("Voices"), forms[0], shorter=(*forms[1:], ()))


def all_(context: Context) -> Section | None:
    """Return every voice that may be printed, with what each is called by; None for none."""
    quotes = context.quotes
    rule = context.words(
        "All that were approved are printed, {number} at most of each question and language, in an"
        " order drawn from the fingerprint of the dataset.",
        number=context.tables.rule.threshold,
    )
    listed = _by_question(context, quotes, numbered=True)
    blocks = _intro(context), *listed, Paragraph(plain(rule), look="note")
    return _section(context, blocks) if quotes else None


def printed(briefs: Iterable[Brief], context: Context) -> tuple[Said, ...]:
    """Return which quotes stand anywhere in these briefs, also in the organisation's own words."""
    texts = "\0".join(text for brief in briefs for text in texts_of(brief))
    return tuple(
        said(one)
        for one in context.quotes
        if any(context.words.quoted(text) in texts for text in _wordings(one, context))
    )


def _wordings(quote: Quote, context: Context) -> tuple[str, ...]:
    return quote.words, quote.wording(context.language)


def _drawn(context: Context, most: int) -> tuple[Block, ...]:
    """Return so many voices at most, and how they were drawn; nothing if none may be quoted."""
    quotes = _some(context, most, most)
    rule = context.words("Drawn by lot from the sentences that may be printed.")
    lot = Paragraph(plain(rule), look="note")
    return (*_by_question(context, quotes), lot) if quotes else ()


def _section(context: Context, blocks: tuple[Block, ...]) -> Section:
    return Section("voices", context.words("Voices"), blocks, yields=2)


def _some(context: Context, each: int, most: int) -> tuple[Quote, ...]:
    questions = [one.id for one in context.round.questions]
    return chosen(context.quotes, questions, each=each, most=most)


def _intro(context: Context) -> Paragraph:
    text = context.words(
        "Sentences of young people who allowed them to be printed. Two people have read each, taken"
        " out what could point to somebody and sometimes changed the wording a little. They show"
        " how it is said, and not how many think so."
    )
    return Paragraph(plain(text))


def _rule(context: Context, each: int, most: int) -> Paragraph:
    text = context.words(
        "Chosen by rule and not by taste: for each question in turn the first {number} of an order"
        " drawn from the fingerprint of the dataset, {most} in all at most.",
        number=each,
        most=most,
    )
    return Paragraph(plain(text), look="note")


def _by_question(
    context: Context, quotes: Sequence[Quote], *, numbered: bool = False
) -> Iterator[Block]:
    for question in context.round.questions:
        items = tuple(
            _quotation(context, one, numbered=numbered)
            for one in quotes
            if one.question == question.id
        )
        if items:
            yield Heading(context.own(question.text), context.wording_lang)
            yield Quotations(items)


def _quotation(context: Context, quote: Quote, *, numbered: bool) -> Quotation:
    say, put = context.words, quote.wording(context.language)
    beside = [attribution(quote, context.tables), quote.number if numbered else ""]
    return Quotation(
        say.quoted(quote.words),
        "" if quote.language == say.language else quote.language,
        "" if quote.language == context.language else say.quoted(put),
        context.wording_lang,
        " · ".join(filter(None, beside)),
    )
