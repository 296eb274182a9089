"""Findings in plain words, chosen and worded by rule from protected cells.

In this order: the leading answer of the first question with several answers; the clearest
differences between groups; where answers on the first scale lie; what is ranked first; the
leading answer of the first question with one answer; the statement with the widest agreement.
The first `FINDINGS` that can be stated are printed on the front page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from admin.analysis.statements import AGREE, voting
from admin.analysis.variables import AGE, Variable, among_id, first_asked, merged_id
from admin.claims import Form, Given, Quoted, Sentence, compose, number, strength
from admin.differences import Difference, differences
from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.labels import Labels
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


def all_shown(table: ProtectedTable) -> bool:
    """Return whether every answer has its number: a hidden one could be the largest of all."""
    return all(table.cell(category.id).shown for category in table.variable.substance)


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
    nearly = [c for c in table.variable.substance if table.cell(c.id).nearly_all]
    if nearly:
        yield _nearly_all(table, table.cell(nearly[0].id), labels)
        return
    cells = ranked(table)
    if len(cells) < STATED_TOGETHER:
        return
    first, *rest = cells
    say = labels.words
    answer = _quoted(table.variable, first.ref.category, labels)
    body = compose(
        say,
        "{strength} of the young people who took part ({share}) chose {answer} when asked"
        " {question}.",
        strength=strength(first, say),
        share=number(first),
        answer=answer,
        question=_asked(table.variable, labels),
    )
    headline = _leaders(first, rest[0], table, labels)
    yield Finding(headline, (body, _next(table.variable, rest, labels)))


def _leaders(
    first: ProtectedCell, second: ProtectedCell, table: ProtectedTable, labels: Labels
) -> Sentence:
    say, answer = labels.words, _quoted(table.variable, first.ref.category, labels)
    if first.count != second.count:
        if all_shown(table):
            return compose(say, "{answer} leads the answers", answer=answer)
        return compose(say, "{answer} leads the answers that can be shown", answer=answer)
    other = _quoted(table.variable, second.ref.category, labels)
    if all_shown(table):
        return compose(say, "{answer} and {second} lead the answers", answer=answer, second=other)
    return compose(
        say,
        "{answer} and {second} lead the answers that can be shown",
        answer=answer,
        second=other,
    )


def _nearly_all(table: ProtectedTable, cell: ProtectedCell, labels: Labels) -> Finding:
    """State an answer that stands for itself: its number is not printed."""
    say, answer = labels.words, _quoted(table.variable, cell.ref.category, labels)
    body = compose(
        say,
        "{strength} of the young people who were asked chose {answer} when asked {question}.",
        strength=strength(cell, say),
        answer=answer,
        question=_asked(table.variable, labels),
    )
    return Finding(compose(say, "There is one clear answer: {answer}", answer=answer), (body,))


def _next(variable: Variable, rest: list[ProtectedCell], labels: Labels) -> Sentence:
    second = rest[0]
    parts: dict[str, Given] = {
        "second": _quoted(variable, second.ref.category, labels),
        "share": number(second),
    }
    if len(rest) < STATED_TOGETHER:
        return compose(labels.words, "Next comes {second} ({share}).", **parts)
    parts["third"] = _quoted(variable, rest[1].ref.category, labels)
    parts["other"] = number(rest[1])
    return compose(labels.words, "Next come {second} ({share}) and {third} ({other}).", **parts)


def _between_groups(tables: Protected, labels: Labels) -> Iterator[Finding]:
    chosen: list[Difference] = []
    for one in differences(tables):
        if all(one.by != other.by and one.category != other.category for other in chosen):
            chosen.append(one)
    if chosen:
        body = tuple(sentence_of(one, labels) for one in chosen[:STATED_TOGETHER])
        yield Finding(_widest(chosen[0], labels), body)


_MOST_CHOSEN = (
    marked("{answer} is chosen above all by those aged {first}"),
    marked("{answer} is chosen above all by those who answered {first}"),
)
_MOST_PUT_FIRST = (
    marked("{answer} is put first above all by those aged {first}"),
    marked("{answer} is put first above all by those who answered {first}"),
)


def _widest(one: Difference, labels: Labels) -> Sentence:
    ranking = isinstance(labels.round.question(one.variable.question), Ranking)
    by_age, by_answer = _MOST_PUT_FIRST if ranking else _MOST_CHOSEN
    return compose(
        labels.words,
        by_age if one.by.id == AGE else by_answer,
        answer=_quoted(one.variable, one.category.id, labels),
        first=_group(one.by, one.high, labels),
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
        headline = compose(
            say,
            "More young people answer towards {more} than towards {less}",
            more=more,
            less=less,
        )
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
    if not all_shown(table) or not cells or cells[0].count in [cell.count for cell in cells[1:]]:
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
    headline = compose(say, "{answer} is put first by the largest group", answer=answer)
    yield Finding(headline, tuple(body))


def _most_agreed(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    for table in by_agreement(tables, question)[:1]:
        if not table.cell(AGREE).nearly_all and table.cell(AGREE).percent is None:
            return
        statement = _asked(table.variable, labels)
        headline = compose(
            labels.words, "The widest agreement is with {statement}", statement=statement
        )
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
