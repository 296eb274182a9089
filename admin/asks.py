"""Which of the prepared asks follow from the answers.

An ask is printed when the option it rests on is among the `LEADING` most chosen of its question
(ties included), which is read from printed counts only.
"""

from dataclasses import dataclass

from admin.claims import Form, Quoted, Sentence, compose, number
from admin.disclosure import Protected, ProtectedCell
from admin.findings import ranked
from admin.labels import Labels
from dialogs.round import Ask

LEADING = 3


@dataclass(frozen=True)
class CarriedAsk:
    """An ask and the number it rests on."""

    ask: Ask
    evidence: Sentence


def carried(tables: Protected, labels: Labels) -> list[CarriedAsk]:
    """Return the asks that the answers carry, those with the most support first."""
    cells = [(ask, _support(ask, tables)) for ask in labels.round.publication.asks]
    supported = [(ask, cell) for ask, cell in cells if cell is not None]
    supported.sort(key=lambda pair: -(pair[1].count or 0))
    return [CarriedAsk(ask, _evidence(ask, cell, labels)) for ask, cell in supported]


def _support(ask: Ask, tables: Protected) -> ProtectedCell | None:
    cells = ranked(tables.table(ask.question))
    least = min((cell.count or 0 for cell in cells[:LEADING]), default=0)
    for cell in cells:
        if cell.ref.category == ask.option and (cell.count or 0) >= least:
            return cell
    return None


def _evidence(ask: Ask, cell: ProtectedCell, labels: Labels) -> Sentence:
    level = next(
        one for one in labels.round.question(ask.question).levels() if one.id == ask.option
    )
    return compose(
        labels.words,
        "{answer}: {share}\u00a0({count}\u00a0of\u00a0{base})",
        answer=Quoted(level.label[labels.language]),
        share=number(cell),
        count=number(cell, Form.COUNT),
        base=number(cell, Form.BASE),
    )
