"""What a reader knows of coded texts, besides what holds wherever several answers are possible.

- A text that was coded was written by somebody who answered: by a person who is counted, by one
  whose response was set apart, or by an organisation. So the coded texts are at most those who
  wrote something, and those of the others, over all and in each language. How many texts nobody has
  coded is not published, so nothing more follows.
- In each language, those who wrote something and those who did not are the people of it; those who
  wrote something in all languages are those who wrote something.

The numbers of those who wrote and who did not, by language, are never printed; a reader narrows
them, so they are guarded like any that a subtraction gives.
"""

from collections.abc import Iterator

from admin.analysis.counting import ORGANISATIONS, UnprotectedCounts
from admin.analysis.variables import ANSWERED, LANGUAGE, QUARANTINED, Variable
from admin.cells import NOT, TALLY, CellRef
from admin.suppression import Tie, adds_up

_WROTE, _SILENT = f"{NOT}wrote", f"{NOT}silent"


def numbers_of_writers(raw: UnprotectedCounts) -> Iterator[tuple[CellRef, int]]:
    """Yield how many of each language wrote something, and how many did not."""
    for variable, tag in _by_language(raw):
        wrote = raw.wrote.get((variable.question, tag), 0)
        yield _cell(variable, _WROTE, tag), wrote
        yield _cell(variable, _SILENT, tag), raw.counts[LANGUAGE, tag, ("", "")] - wrote


def over_themes(raw: UnprotectedCounts) -> Iterator[Tie[CellRef]]:
    """Yield every such fact."""
    others = [CellRef(TALLY, one) for one in (QUARANTINED, ORGANISATIONS) if one in raw.tallies]
    for variable in raw.plan.variables:
        if variable.of_texts:
            answered = CellRef(variable.question, ANSWERED)
            yield _at_most(CellRef(variable.id), [answered, *others])
            writers = [_cell(one, _WROTE, tag) for one, tag in _by_language(raw) if one == variable]
            if writers:
                yield adds_up(answered, writers)
    for variable, tag in _by_language(raw):
        wrote, silent = _cell(variable, _WROTE, tag), _cell(variable, _SILENT, tag)
        yield _at_most(_cell(variable, "", tag), [wrote, *others])
        yield adds_up(CellRef(LANGUAGE, tag), [wrote, silent])


def _by_language(raw: UnprotectedCounts) -> Iterator[tuple[Variable, str]]:
    for name, by in raw.plan.pairs:
        variable = raw.plan.variable(name)
        if variable.of_texts and by == LANGUAGE:
            yield from ((variable, one.id) for one in raw.plan.variable(LANGUAGE).categories)


def _cell(variable: Variable, category: str, tag: str) -> CellRef:
    return CellRef(variable.id, category, LANGUAGE, tag)


def _at_most(part: CellRef, whole: list[CellRef]) -> Tie[CellRef]:
    return Tie(((part, -1), *((ref, 1) for ref in whole)), 0, None)
