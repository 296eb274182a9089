"""Findings in plain words, chosen and worded by rule from protected cells.

In this order: the leading answer of the first question with several answers; the clearest
differences between groups; where answers on the first scale lie; what is ranked first; the
leading answer of the first question with one answer; the statement with the widest agreement.
The first `FINDINGS` that can be stated are printed on the front page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from admin import superlatives
from admin.analysis.statements import AGREE, voting
from admin.analysis.variables import AGE, Variable, among_id, first_asked, merged_id
from admin.claims import (
    Form,
    Given,
    Quoted,
    Sentence,
    compose,
    number,
    strength,
    superlative,
)
from admin.differences import Difference, differences
from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.labels import Labels
from admin.superlatives import Superlative, first_that_holds, holds
from admin.voting import by_agreement
from admin.words import marked
from dialogs.questions import PickMany, PickOne, Ranking, Scale
from dialogs.questions.base import Question

FINDINGS = 3
STATED_TOGETHER = 2
CLEAR_LEAN = 10
"""Points by which one end of a scale must lead the other to be called the larger."""


@dataclass(frozen=True)
class Finding:
    """A short claim and the sentences that carry its numbers."""

    headline: Sentence
    body: tuple[Sentence, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Everything that must be proved."""
        return (self.headline, *self.body)


def findings(tables: Protected, labels: Labels) -> list[Finding]:
    """Return the findings of the front page."""
    return list(_candidates(tables, labels))[:FINDINGS]


def ranked(table: ProtectedTable) -> list[ProtectedCell]:
    """Return the answers with a printed share, the largest first, ties in the round's order."""
    cells = [table.cell(category.id) for category in table.variable.substance]
    return sorted(
        (cell for cell in cells if cell.percent is not None), key=lambda cell: -(cell.count or 0)
    )


def in_words(table: ProtectedTable) -> list[ProtectedCell]:
    """Return the answers that have words in place of a number, in the round's order."""
    cells = (table.cell(category.id) for category in table.variable.substance)
    return [cell for cell in cells if cell.nearly_all]


_CHOSEN = (
    marked("{high} of those aged {first} chose {answer}, against {low} of those aged {second}."),
    marked(
        "{high} of those who answered {first} chose {answer}, against {low} of those who answered"
        " {second}."
    ),
)
_ASKED: dict[type[Question], tuple[str, str]] = {
    Ranking: (
        marked(
            "Asked {question}, {high} of those aged {first} put {answer} first, against {low} of"
            " those aged {second}."
        ),
        marked(
            "Asked {question}, {high} of those who answered {first} put {answer} first, against"
            " {low} of those who answered {second}."
        ),
    ),
    Scale: (
        marked(
            "Asked {question}, {high} of those aged {first} chose {answer}, against {low} of those"
            " aged {second}."
        ),
        marked(
            "Asked {question}, {high} of those who answered {first} chose {answer}, against {low}"
            " of those who answered {second}."
        ),
    ),
}
"""A difference between groups of age, and between those who answered a question in two ways.

An option speaks for itself; a point of a scale and a first place need their question.
"""


def sentence_of(one: Difference, labels: Labels) -> Sentence:
    """Return a difference in words."""
    kind = type(labels.round.question(one.variable.question))
    by_age, by_answer = _ASKED.get(kind, _CHOSEN)
    return compose(
        labels.words,
        by_age if one.by.id == AGE else by_answer,
        question=_asked(one.variable, labels),
        high=number(one.high),
        low=number(one.low),
        answer=_quoted(one.variable, one.category.id, labels),
        first=_group(one.by, one.high, labels),
        second=_group(one.by, one.low, labels),
    )


def _candidates(tables: Protected, labels: Labels) -> Iterator[Finding]:
    round_ = labels.round
    if many := first_asked(round_, PickMany):
        yield from _leading(many.id, tables, labels)
    yield from _between_groups(tables, labels)
    if scale := first_asked(round_, Scale):
        yield from _on_scale(scale, tables, labels)
    if ranking := first_asked(round_, Ranking):
        yield from _put_first(ranking.id, tables, labels)
    if one := first_asked(round_, PickOne):
        yield from _leading(one.id, tables, labels)
    for statements in voting(round_)[:1]:
        yield from _most_agreed(statements.id, tables, labels)


def _leading(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    table = tables.table(question)
    cells = [*in_words(table), *ranked(table)]
    if not cells or (not cells[0].nearly_all and len(cells) < STATED_TOGETHER):
        return
    first, rest = cells[0], [cell for cell in cells[1:] if cell.percent is not None]
    body = [_chosen(table, cell, labels) for cell in cells if cell.nearly_all or cell is first]
    if rest:
        body.append(_next(tables, cells, rest, labels))
    if hidden := _may_lead(table, first, tables):
        names = labels.words.listed([_quoted(table.variable, one, labels).text for one in hidden])
        body.append(
            compose(
                labels.words,
                "How many gave this answer cannot be shown: {answer}.",
                answer=Quoted(names),
            )
        )
    yield Finding(_leaders(tables, cells, labels), tuple(body))


def _leaders(tables: Protected, cells: list[ProtectedCell], labels: Labels) -> Sentence:
    """Return what leads, as far as that can be proved; else how many chose it."""
    say, variable = labels.words, tables.table(cells[0].ref.variable).variable
    answer = _quoted(variable, cells[0].ref.category, labels)
    claim = first_that_holds(_leads(cells), tables)
    if claim is None:
        word = strength(cells[0], say)
        return compose(say, "{answer}: {strength}", answer=answer, strength=word)
    second = _quoted(variable, claim.first[-1].category, labels)
    return superlative(say, claim, answer=answer, second=second)


def _may_lead(table: ProtectedTable, first: ProtectedCell, tables: Protected) -> list[str]:
    """Return the answers that are hidden and are not known to come after the first."""
    cells = [table.cell(category.id) for category in table.variable.substance]
    hidden = [cell.ref for cell in cells if not cell.shown and not cell.nearly_all]
    pairs = [(ref, Superlative(superlatives.LEANS, (first.ref,), (ref,))) for ref in hidden]
    return [ref.category for ref, pair in pairs if not holds(pair, tables)]


def _leads(cells: list[ProtectedCell]) -> Iterator[Superlative]:
    """Yield in which ways the first of these cells can lead, the strongest claim first."""
    first, *rest = (cell.ref for cell in cells)
    clear = superlatives.ONE_CLEAR if cells[0].nearly_all else superlatives.LEADS
    yield Superlative(clear, (first,))
    yield Superlative(superlatives.LEADS_SHOWN, (first,))
    if rest and not cells[0].nearly_all:
        yield Superlative(superlatives.LEAD, (first, rest[0]))
        yield Superlative(superlatives.LEAD_SHOWN, (first, rest[0]))


def _chosen(table: ProtectedTable, cell: ProtectedCell, labels: Labels) -> Sentence:
    """Say how many chose an answer; an answer in words stands for itself, without its number."""
    say, answer = labels.words, _quoted(table.variable, cell.ref.category, labels)
    asked, word = _asked(table.variable, labels), strength(cell, say)
    if cell.nearly_all:
        return compose(
            say,
            "{strength} of the young people who were asked chose {answer} when asked {question}.",
            strength=word,
            answer=answer,
            question=asked,
        )
    return compose(
        say,
        "{strength} of the young people who took part ({share}) chose {answer} when asked"
        " {question}.",
        strength=word,
        share=number(cell),
        answer=answer,
        question=asked,
    )


def _next(
    tables: Protected, cells: list[ProtectedCell], rest: list[ProtectedCell], labels: Labels
) -> Sentence:
    """Say what comes after those that were stated, of all answers or of those shown."""
    variable = tables.table(rest[0].ref.variable).variable
    parts: dict[str, Given] = {
        "second": _quoted(variable, rest[0].ref.category, labels),
        "share": number(rest[0]),
    }
    named, wordings = rest[:STATED_TOGETHER], (superlatives.NEXT_ONE, superlatives.NEXT_ONE_SHOWN)
    if len(named) == STATED_TOGETHER:
        wordings = superlatives.NEXT_TWO, superlatives.NEXT_TWO_SHOWN
        parts["third"] = _quoted(variable, named[1].ref.category, labels)
        parts["other"] = number(named[1])
    before = tuple(cell.ref for cell in cells if cell not in rest)
    refs = tuple(cell.ref for cell in named)
    of_all, of_shown = (Superlative(wording, refs, before) for wording in wordings)
    return superlative(labels.words, of_all if holds(of_all, tables) else of_shown, **parts)


def _between_groups(tables: Protected, labels: Labels) -> Iterator[Finding]:
    chosen: list[Difference] = []
    for one in differences(tables):
        if all(one.by != other.by and one.category != other.category for other in chosen):
            chosen.append(one)
    if chosen:
        body = tuple(sentence_of(one, labels) for one in chosen[:STATED_TOGETHER])
        yield Finding(_widest(chosen[0], tables, labels), body)


def _widest(one: Difference, tables: Protected, labels: Labels) -> Sentence:
    """Say which group stands out of all, if that can be proved; else out of which other."""
    ranking = isinstance(labels.round.question(one.variable.question), Ranking)
    by_answer = one.by.id != AGE
    above_all = (superlatives.PUT_FIRST_BY if ranking else superlatives.CHOSEN_BY)[by_answer]
    claim = Superlative(above_all, (one.high.ref,))
    if not holds(claim, tables):
        claim = Superlative(superlatives.MORE_OFTEN, (one.high.ref,), (one.low.ref,))
    return superlative(
        labels.words,
        claim,
        answer=_quoted(one.variable, one.category.id, labels),
        first=_group(one.by, one.high, labels),
        second=_group(one.by, one.low, labels),
    )


def _on_scale(question: Scale, tables: Protected, labels: Labels) -> Iterator[Finding]:
    table = tables.table(merged_id(question.id))
    low, high = table.cell("low"), table.cell("high")
    if low.percent is None or high.percent is None:
        return
    say, lean = labels.words, high.percent - low.percent
    ends = [Quoted(say.quoted(text[labels.language])) for text in (question.low, question.high)]
    if abs(lean) < CLEAR_LEAN:
        headline = compose(
            say, "About as many answer towards {low} as towards {high}", low=ends[0], high=ends[1]
        )
    else:
        less, more = ends if lean > 0 else reversed(ends)
        larger, smaller = (high, low) if lean > 0 else (low, high)
        claim = Superlative(superlatives.LEANS, (larger.ref,), (smaller.ref,))
        headline = superlative(say, claim, more=more, less=less)
    yield Finding(headline, (_scale_body(table, labels),))


def _scale_body(table: ProtectedTable, labels: Labels) -> Sentence:
    low, high = table.cell("low"), table.cell("high")
    return compose(
        labels.words,
        "{strength} of the young people who took part ({low_share}) answered {low} and"
        " {high_share} answered {high} when asked {question}.",
        question=_asked(table.variable, labels),
        strength=strength(low, labels.words),
        low_share=number(low),
        low=Quoted(labels.category(table.variable.category("low"))),
        high_share=number(high),
        high=Quoted(labels.category(table.variable.category("high"))),
    )


def _put_first(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    table, say = tables.table(question), labels.words
    cells = ranked(table)
    claim = Superlative(superlatives.PUT_FIRST, (cells[0].ref,)) if cells else None
    if claim is None or not holds(claim, tables):
        return
    first = cells[0]
    asked = _asked(table.variable, labels)
    body = [
        compose(
            say, "{share} put it first when asked {question}.", share=number(first), question=asked
        )
    ]
    among = tables.tables.get((among_id(question), ""))
    placed = among.cell(first.ref.category) if among else None
    if placed and placed.percent is not None:
        body.append(compose(say, "{share} have it among their choices.", share=number(placed)))
    answer = _quoted(table.variable, first.ref.category, labels)
    yield Finding(superlative(say, claim, answer=answer), tuple(body))


def _most_agreed(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    for table in by_agreement(tables, question)[:1]:
        cell = table.cell(AGREE)
        if not cell.nearly_all and cell.percent is None:
            return
        say, statement = labels.words, _asked(table.variable, labels)
        claims = (
            Superlative(wording, (cell.ref,))
            for wording in (superlatives.AGREED, superlatives.AGREED_SHOWN)
        )
        if claim := first_that_holds(claims, tables):
            headline = superlative(say, claim, statement=statement)
        else:
            word = strength(cell, say)
            headline = compose(say, "{answer}: {strength}", answer=statement, strength=word)
        yield Finding(headline, (_agreeing(table, labels),))


def _agreeing(table: ProtectedTable, labels: Labels) -> Sentence:
    cell, say = table.cell(AGREE), labels.words
    voters, word = table.variable.of_voters, strength(cell, say)
    if cell.percent is None:
        if voters:
            return compose(
                say, "{strength} of the young people who voted on it agree.", strength=word
            )
        return compose(say, "{strength} of the young people who were asked agree.", strength=word)
    share, base = number(cell), number(cell, Form.BASE)
    if voters:
        return compose(
            say,
            "{strength} of the young people who voted on it ({share} of {base}) agree.",
            strength=word,
            share=share,
            base=base,
        )
    return compose(
        say,
        "{strength} of the young people who were asked ({share} of {base}) agree.",
        strength=word,
        share=share,
        base=base,
    )


def _asked(variable: Variable, labels: Labels) -> Quoted:
    return Quoted(labels.words.quoted(labels.question(variable)))


def _quoted(variable: Variable, category: str, labels: Labels) -> Quoted:
    return Quoted(labels.words.quoted(labels.category(variable.category(category))))


def _group(by: Variable, cell: ProtectedCell, labels: Labels) -> Quoted:
    name = labels.group(by, cell.ref.group)
    return Quoted(name if by.id == AGE else labels.words.quoted(name))
