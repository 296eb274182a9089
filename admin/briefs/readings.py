"""What each finding looks like in the groups: that there is no difference is told as well.

A finding is about the answers that its sentences cite. Of each breakdown it is said whether one of
these answers differs clearly, by the rule of `admin.differences`; that none does; or that it cannot
be shown, because fewer than two groups have a printed share.
"""

from collections.abc import Iterator, Sequence

from admin.analysis.variables import Variable
from admin.briefs.context import Context
from admin.briefs.model import Block, Heading, Table
from admin.cells import CellRef
from admin.claims import Number, Sentence, Strength
from admin.differences import Difference, are_compared, compared, differences
from admin.disclosure import ProtectedTable
from admin.findings import findings, sentence_of

Answers = Sequence[tuple[ProtectedTable, str]]
"""Tables by one breakdown, each with the answer that is looked at."""


def blocks(context: Context) -> Iterator[Block]:
    """Yield every finding with a reading by each breakdown; nothing where none is compared."""
    say, by_all = context.words, context.tables.plan.compared
    found = list(_found(context))
    if not found or not by_all:
        return
    clear = differences(context.tables)
    rows: list[tuple[str, ...]] = []
    for headline, cited in found:
        rows.append((headline,))
        rows += [
            (context.labels.breakdown(by), _reading(context, cited, by, clear)) for by in by_all
        ]
    yield Heading(say("Each finding by group"))
    head = (say("Breakdown"), say("What"))
    yield Table("", head, tuple(rows), (1.6, 3), figures=False, lang=context.wording_lang)


def _found(context: Context) -> Iterator[tuple[str, list[CellRef]]]:
    """Yield the headline of each finding that is printed, and the cells that it cites."""
    own = context.own_words.wording.findings
    if own:
        told = context.meaning
        for one in own:
            sentences = [told.sentence(text, claim=True) for text in (one.headline, *one.sentences)]
            yield sentences[0].text, _cited(sentences)
        return
    for finding in findings(context.tables, context.labels):
        yield finding.headline.text, _cited(finding.sentences)


def _cited(sentences: Sequence[Sentence]) -> list[CellRef]:
    parts = (part for sentence in sentences for part in sentence.parts)
    refs = (part.ref for part in parts if isinstance(part, Number | Strength))
    return list(dict.fromkeys(ref for ref in refs if ref.category))


def _reading(
    context: Context, cited: Sequence[CellRef], by: str, clear: Sequence[Difference]
) -> str:
    say, answers = context.words, _answers(context, cited, by)
    if not answers:
        return say("Not compared.")
    for table, category in answers:
        for one in clear:
            if (one.variable, one.by.id, one.category.id) == (table.variable, by, category):
                return context.say(sentence_of(one, context.labels))[0].text
    shown = [_groups_shown(table, category) for table, category in answers]
    if all(len(groups) < 2 for groups in shown):
        return say("Cannot be shown: too few people in the groups.")
    if any(len(groups) < _groups_of(context, by) for groups in shown):
        return say("No clear difference between the groups that can be shown.")
    return say("No clear difference was found.")


def _answers(context: Context, cited: Sequence[CellRef], by: str) -> Answers:
    """Return where the cited answers are compared by a breakdown, each once."""
    tables, plan = context.tables.tables, context.tables.plan
    found = {(ref.variable, ref.category): None for ref in cited}
    return [
        (tables[variable, by], category)
        for variable, category in found
        if (variable, by) in tables and are_compared(plan.variable(variable), plan)
        if _has(plan.variable(variable), category)
    ]


def _has(variable: Variable, category: str) -> bool:
    return any(one.id == category for one in variable.substance)


def _groups_shown(table: ProtectedTable, category: str) -> list[str]:
    return [cell.ref.group for cell in compared(table, table.variable.category(category))]


def _groups_of(context: Context, by: str) -> int:
    groups = context.tables.plan.grouping(by).categories
    return sum(not one.id.startswith(":") for one in groups)
