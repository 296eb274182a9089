"""Which answer leads its question, as far as that can be proved."""

from collections.abc import Iterator

from admin.claims import (
    Given,
    Quoted,
    Sentence,
    compose,
    number,
    strength,
    superlative,
    superlatives,
)
from admin.claims.superlatives import Superlative, first_that_holds, holds
from admin.disclosure import Protected, ProtectedCell, ProtectedTable
from admin.findings.finding import Finding, answer_of, asked_of
from admin.labels import Labels

STATED_TOGETHER = 2


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


def leading(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    """Yield which answers lead, with their numbers; nothing where too few can be shown."""
    table = tables.table(question)
    cells = [*in_words(table), *ranked(table)]
    if not cells or (not cells[0].nearly_all and len(cells) < STATED_TOGETHER):
        return
    first, rest = cells[0], [cell for cell in cells[1:] if cell.percent is not None]
    body = [_chosen(table, cell, labels) for cell in cells if cell.nearly_all or cell is first]
    if rest:
        body.append(_next(tables, cells, rest, labels))
    if hidden := _may_lead(table, first, tables):
        names = labels.words.listed([answer_of(table.variable, one, labels).text for one in hidden])
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
    answer = answer_of(variable, cells[0].ref.category, labels)
    claim = first_that_holds(_leads(cells), tables)
    if claim is None:
        word = strength(cells[0], say)
        return compose(say, "{answer}: {strength}", answer=answer, strength=word)
    second = answer_of(variable, claim.first[-1].category, labels)
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
    say, answer = labels.words, answer_of(table.variable, cell.ref.category, labels)
    asked, word = asked_of(table.variable, labels), strength(cell, say)
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
        "second": answer_of(variable, rest[0].ref.category, labels),
        "share": number(rest[0]),
    }
    named, wordings = rest[:STATED_TOGETHER], (superlatives.NEXT_ONE, superlatives.NEXT_ONE_SHOWN)
    if len(named) == STATED_TOGETHER:
        wordings = superlatives.NEXT_TWO, superlatives.NEXT_TWO_SHOWN
        parts["third"] = answer_of(variable, named[1].ref.category, labels)
        parts["other"] = number(named[1])
    before = tuple(cell.ref for cell in cells if cell not in rest)
    refs = tuple(cell.ref for cell in named)
    of_all, of_shown = (Superlative(wording, refs, before) for wording in wordings)
    return superlative(labels.words, of_all if holds(of_all, tables) else of_shown, **parts)
