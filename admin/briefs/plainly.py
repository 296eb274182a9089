"""What participants said, in the plainest words: a strength word, an answer, few numbers.

It is read from the same cells as the findings of the brief, in this order, as far as it can be
said: the leading answer of the first question with several answers; the widest difference between
groups; where answers on the first scale lie; what is put first; the leading answer of the first
question with one answer; the statement with the widest agreement.
"""

from collections.abc import Iterator
from dataclasses import replace as with_
from itertools import islice

from admin.analysis.statements import AGREE, voting
from admin.analysis.variables import Variable, first_asked, merged_id
from admin.briefs.context import Context
from admin.briefs.findings import Stated
from admin.claims import (
    Part,
    Plain,
    Quoted,
    Sentence,
    Strength,
    compose,
    number,
    part_of,
    strength,
)
from admin.claims.superlatives import LEADS, Superlative, holds
from admin.differences import differences
from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.findings import FINDINGS, in_words, ranked, sentence_of
from admin.voting import by_agreement
from admin.words import Words
from dialogs.questions import PickMany, PickOne, Ranking, Scale


def plainly(context: Context) -> list[Stated]:
    """Return what is told to participants."""
    return list(islice(_told(context), FINDINGS))


def _told(context: Context) -> Iterator[Stated]:
    round_ = context.round
    if many := first_asked(round_, PickMany):
        yield from _chosen(context, many.id)
    yield from _between(context)
    if scale := first_asked(round_, Scale):
        yield from _on_scale(context, scale)
    if ranking := first_asked(round_, Ranking):
        yield from _put_first(context, ranking.id)
    if one := first_asked(round_, PickOne):
        yield from _chosen(context, one.id)
    for statements in voting(round_)[:1]:
        for table in by_agreement(context.tables, statements.id)[:1]:
            yield from _agreed(context, table.variable, table.cell(AGREE))


def _chosen(context: Context, question: str) -> Iterator[Stated]:
    say, table = context.words, context.tables.table(question)
    if cell := _leader(table, context.tables):
        answer = _quoted(context, table, cell)
        word = strength(cell, say)
        headline = compose(say, "{strength} of you chose {answer}.", strength=word, answer=answer)
        yield _stated(context, headline, table.variable, cell)


def _put_first(context: Context, question: str) -> Iterator[Stated]:
    say, table = context.words, context.tables.table(question)
    if cell := _leader(table, context.tables):
        headline = compose(
            say,
            "{strength} of you put {answer} first.",
            strength=strength(cell, say),
            answer=_quoted(context, table, cell),
        )
        yield _stated(context, headline, table.variable, cell)


def _on_scale(context: Context, scale: Scale) -> Iterator[Stated]:
    """Yield the end of the scale that most answered towards, unless that is the middle."""
    say, table = context.words, context.tables.table(merged_id(scale.id))
    ends, cell = {"low": scale.low, "high": scale.high}, _leader(table, context.tables)
    if cell and cell.ref.category in ends:
        headline = compose(
            say,
            "{strength} of you answered towards {answer}.",
            strength=strength(cell, say),
            answer=Quoted(say.quoted(context.own(ends[cell.ref.category]))),
        )
        yield _stated(context, headline, table.variable, cell)


def _agreed(context: Context, variable: Variable, cell: ProtectedCell) -> Iterator[Stated]:
    if not cell.nearly_all and cell.percent is None:
        return
    say, word = context.words, strength(cell, context.words)
    headline = compose(say, "{strength} of the young people who were asked agree.", strength=word)
    if variable.of_voters:
        headline = compose(
            say, "{strength} of the young people who voted on it agree.", strength=word
        )
    yield _stated(context, headline, variable, cell)


def _between(context: Context) -> Iterator[Stated]:
    for one in differences(context.tables)[:1]:
        headline = compose(context.words, "Not everybody needs the same.")
        yield Stated(context.say(headline), (context.say(sentence_of(one, context.labels)),))


def _leader(table: ProtectedTable, tables: Protected) -> ProtectedCell | None:
    """Return the answer that most gave, where it is known to be that one."""
    if worded := in_words(table):
        return worded[0]
    cells = ranked(table)
    leads = bool(cells) and holds(Superlative(LEADS, (cells[0].ref,)), tables)
    return cells[0] if leads else None


def _quoted(context: Context, table: ProtectedTable, cell: ProtectedCell) -> Quoted:
    label = context.labels.category(table.variable.category(cell.ref.category))
    return Quoted(context.words.quoted(label))


def _stated(
    context: Context, headline: Sentence, variable: Variable, cell: ProtectedCell
) -> Stated:
    """Return a finding with its share, under which its question stands."""
    say = context.words
    asked = Sentence((Quoted(say.quoted(context.labels.question(variable))),))
    parts = tuple(_with_share(headline, cell, say))
    return Stated(context.say(with_(headline, parts=parts)), (context.say(asked),))


def _with_share(headline: Sentence, cell: ProtectedCell, say: Words) -> Iterator[Part]:
    for part in headline.parts:
        yield part
        if isinstance(part, Strength) and cell.percent is not None:
            yield from (Plain(" ("), part_of(number(cell), say), Plain(")"))
