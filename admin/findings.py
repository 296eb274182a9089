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
from admin.claims import Form, Part, Quoted, Sentence, compose, number, strength
from admin.differences import Difference, differences
from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.labels import Labels
from admin.voting import by_agreement
from dialogs.questions import PickMany, PickOne, Ranking, Scale

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


def sentence_of(one: Difference, labels: Labels) -> Sentence:
    """Return a difference in words.

    An option speaks for itself; a point of a scale and a first place need their question.
    """
    template = (
        "{high} of those {first_group} chose {answer}, against {low} of those {second_group}."
    )
    question = labels.round.question(one.variable.question)
    if isinstance(question, Ranking):
        template = template.replace("chose {answer}", "put {answer} first")
    if isinstance(question, Ranking | Scale):
        template = "Asked {question}, " + template
    return compose(
        labels.words,
        _of_groups(template, one.by),
        question=Quoted(f"“{labels.question(one.variable)}”"),
        high=number(one.high),
        low=number(one.low),
        answer=_quoted(one.variable, one.category.id, labels),
        first=_group(one.by, one.high, labels),
        second=_group(one.by, one.low, labels),
    )


def _of_groups(template: str, by: Variable) -> str:
    group = "aged" if by.id == AGE else "who answered"
    return template.replace("{first_group}", f"{group} {{first}}").replace(
        "{second_group}", f"{group} {{second}}"
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
        " {question}",
        strength=strength(first, say),
        share=number(first),
        answer=answer,
        question=_asked(table.variable, labels),
    )
    parts = {"answer": answer}
    template = "{answer} leads the answers"
    if first.count == rest[0].count:
        parts["second"] = _quoted(table.variable, rest[0].ref.category, labels)
        template = "{answer} and {second} lead the answers"
    if not all_shown(table):
        template += " that can be shown"
    headline = compose(say, template, **parts)
    yield Finding(headline, (body, _next(table.variable, rest, labels)))


def _nearly_all(table: ProtectedTable, cell: ProtectedCell, labels: Labels) -> Finding:
    """State an answer that stands for itself: its number is not printed."""
    say, answer = labels.words, _quoted(table.variable, cell.ref.category, labels)
    body = compose(
        say,
        "{strength} of the young people who were asked chose {answer}, asked {question}",
        strength=strength(cell, say),
        answer=answer,
        question=_asked(table.variable, labels),
    )
    return Finding(compose(say, "There is one clear answer: {answer}", answer=answer), (body,))


def _next(variable: Variable, rest: list[ProtectedCell], labels: Labels) -> Sentence:
    second = rest[0]
    parts: dict[str, Part] = {
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


def _widest(one: Difference, labels: Labels) -> Sentence:
    template = "{answer} is chosen above all by those {first_group}"
    if isinstance(labels.round.question(one.variable.question), Ranking):
        template = "{answer} is put first above all by those {first_group}"
    return compose(
        labels.words,
        _of_groups(template, one.by),
        answer=_quoted(one.variable, one.category.id, labels),
        first=_group(one.by, one.high, labels),
    )


def _on_scale(question: Scale, tables: Protected, labels: Labels) -> Iterator[Finding]:
    table = tables.table(merged_id(question.id))
    low, high = table.cell("low"), table.cell("high")
    if low.percent is None or high.percent is None:
        return
    lean = high.percent - low.percent
    template = "About as many answer towards {low} as towards {high}"
    if abs(lean) >= CLEAR_LEAN:
        more, less = ("{high}", "{low}") if lean > 0 else ("{low}", "{high}")
        template = f"More young people answer towards {more} than towards {less}"
    ends = {
        name: Quoted(f"“{text[labels.language]}”")
        for name, text in (("low", question.low), ("high", question.high))
    }
    yield Finding(
        compose(labels.words, template, **ends),
        (_scale_body(table, labels),),
    )


def _scale_body(table: ProtectedTable, labels: Labels) -> Sentence:
    low, high = table.cell("low"), table.cell("high")
    return compose(
        labels.words,
        "{strength} of the young people who took part ({low_share}) answered {low} and"
        " {high_share} answered {high} when asked {question}",
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
    template = "{share} put it first when asked {question}"
    body = [compose(say, template, share=number(first), question=asked)]
    among = tables.table(among_id(question)).cell(first.ref.category)
    if among.percent is not None:
        body.append(compose(say, "{share} have it among their choices.", share=number(among)))
    answer = _quoted(table.variable, first.ref.category, labels)
    headline = compose(say, "{answer} is put first by the largest group", answer=answer)
    yield Finding(headline, tuple(body))


def _most_agreed(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    for table in by_agreement(tables, question)[:1]:
        if not table.cell(AGREE).nearly_all and table.cell(AGREE).percent is None:
            return
        cell, say = table.cell(AGREE), labels.words
        statement = Quoted(f"“{labels.question(table.variable)}”")
        headline = compose(say, "The widest agreement is with {statement}", statement=statement)
        who = "who voted on it" if table.variable.of_voters else "who were asked"
        parts: dict[str, Part] = {"strength": strength(cell, say)}
        template = f"{{strength}} of the young people {who} agree."
        if cell.percent is not None:
            template = f"{{strength}} of the young people {who} ({{share}} of {{base}}) agree."
            parts |= {"share": number(cell), "base": number(cell, Form.BASE)}
        yield Finding(headline, (compose(say, template, **parts),))


def _asked(variable: Variable, labels: Labels) -> Quoted:
    """Return the wording of a question as the end of a sentence."""
    wording = labels.question(variable)
    return Quoted(f"“{wording}”" if wording[-1:] in "?.!" else f"“{wording}”.")


def _quoted(variable: Variable, category: str, labels: Labels) -> Quoted:
    return Quoted(f"“{labels.category(variable.category(category))}”")


def _group(by: Variable, cell: ProtectedCell, labels: Labels) -> Quoted:
    name = labels.group(by, cell.ref.group)
    return Quoted(name if by.id == AGE else f"“{name}”")
