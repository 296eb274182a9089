"""Which of the prepared asks follow from the answers.

An ask is printed when the option it rests on is among the `LEADING` most chosen of its question
(ties included), or was given by nearly all. Both are read from what is printed, and nothing else.
An option whose number is hidden can have been chosen by nobody and by everybody: unless what stands
beside it rules out that it is among the first, its ask is printed last and says so.
"""

from dataclasses import dataclass

from admin.bounds import bounds
from admin.claims import Form, Quoted, Sentence, compose, number, strength
from admin.disclosure import Protected, ProtectedCell
from admin.findings import ranked
from admin.labels import Labels
from dialogs.round import Ask

LEADING = 3


@dataclass(frozen=True)
class CarriedAsk:
    """An ask and the number it rests on; `shown` is False where that is hidden."""

    ask: Ask
    evidence: Sentence
    shown: bool


def carried(tables: Protected, labels: Labels) -> list[CarriedAsk]:
    """Return the asks that the answers carry, those with the most support first."""
    cells = [(ask, _support(ask, tables)) for ask in labels.round.publication.asks]
    supported = [(ask, cell) for ask, cell in cells if cell is not None]
    supported.sort(key=lambda pair: (not pair[1].nearly_all, -(pair[1].count or 0)))
    return [
        CarriedAsk(ask, _evidence(ask, cell, labels), cell.shown or cell.nearly_all)
        for ask, cell in supported
    ]


def _support(ask: Ask, tables: Protected) -> ProtectedCell | None:
    table = tables.table(ask.question)
    if table.cell(ask.option).nearly_all:
        return table.cell(ask.option)
    cells = ranked(table)
    least = min((cell.count or 0 for cell in cells[:LEADING]), default=0)
    for cell in cells:
        if cell.ref.category == ask.option and (cell.count or 0) >= least:
            return cell
    known = bounds(table, ask.option, "", tables.rule)
    if known is None or table.cell(ask.option).shown or known.most < least:
        return None
    return table.cell(ask.option)


def _evidence(ask: Ask, cell: ProtectedCell, labels: Labels) -> Sentence:
    level = next(
        one for one in labels.round.question(ask.question).levels() if one.id == ask.option
    )
    if cell.nearly_all:
        nearly_all = strength(cell, labels.words)
        answer = Quoted(level.label[labels.language])
        return compose(labels.words, "{answer}: {strength}", answer=answer, strength=nearly_all)
    if not cell.shown:
        return compose(
            labels.words,
            "How many gave this answer cannot be shown: {answer}.",
            answer=Quoted(level.label[labels.language]),
        )
    return compose(
        labels.words,
        "{answer}: {share}\u00a0({count}\u00a0of\u00a0{base})",
        answer=Quoted(level.label[labels.language]),
        share=number(cell),
        count=number(cell, Form.COUNT),
        base=number(cell, Form.BASE),
    )
