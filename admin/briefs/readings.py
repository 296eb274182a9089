"""What the answers in the findings look like in the groups: no difference is told as well.

A finding is about the answers that its sentences cite; each answer is told once, whichever findings
cite it. By each breakdown it is said that it differs clearly, by the rule of `admin.differences`;
that it does not; or that this cannot be shown, because fewer than two groups have a printed share.
"""

from collections.abc import Iterable, Iterator, Sequence

from admin.analysis.variables import Category, Variable
from admin.briefs.context import Context
from admin.briefs.model import Block, Heading, Table
from admin.cells import CellRef
from admin.claims import Number, Sentence, Strength
from admin.differences import Difference, are_compared, compared, differences
from admin.findings import findings, sentence_of

Answer = tuple[Variable, Category]


def blocks(context: Context) -> Iterator[Block]:
    """Yield every answer with a reading by each breakdown; nothing where none is compared."""
    say, by_all = context.words, context.tables.plan.compared
    answers = _answers(context)
    if not answers or not by_all:
        return
    clear = differences(context.tables)
    rows: list[tuple[str, ...]] = []
    for name, (variable, category) in answers.items():
        rows.append((name,))
        rows += [
            (context.labels.breakdown(by), _reading(context, variable, category, by, clear))
            for by in by_all
        ]
    yield Heading(say("Each finding by group"))
    head = (say("Breakdown"), say("What"))
    yield Table("", head, tuple(rows), (1.6, 3), figures=False, lang=context.wording_lang)


def _answers(context: Context) -> dict[str, Answer]:
    """Return the answers that the findings cite, each once, by what they are called.

    An answer may be counted in several ways, such as who put it first and who has it among their
    choices: it is told of that by which groups are compared.
    """
    plan = context.tables.plan
    cited = dict.fromkeys((ref.variable, ref.category) for ref in _cited(_sentences(context)))
    found = [(plan.variable(name), category) for name, category in cited]
    answers = [(one, o) for one, category in found for o in one.substance if o.id == category]
    named: dict[str, Answer] = {}
    for variable, category in answers:
        answer = context.words.quoted(context.labels.category(category))
        name = f"{context.labels.question(variable)} – {answer}"
        if name not in named or not _has_groups(context, named[name][0]):
            named[name] = variable, category
    return named


def _has_groups(context: Context, variable: Variable) -> bool:
    plan = context.tables.plan
    return are_compared(variable, plan) and any(name == variable.id for name, _ in plan.pairs)


def _sentences(context: Context) -> Iterator[Sentence]:
    """Yield the sentences of the findings that are printed."""
    own = context.own_words.wording.findings
    for finding in own:
        for text in (finding.headline, *finding.sentences):
            yield context.meaning.sentence(text, claim=True)
    for found in () if own else findings(context.tables, context.labels):
        yield from found.sentences


def _cited(sentences: Iterable[Sentence]) -> Iterator[CellRef]:
    """Yield the cells of answers, not how many took part or were asked."""
    parts = (part for sentence in sentences for part in sentence.parts)
    refs = (part.ref for part in parts if isinstance(part, Number | Strength))
    return (ref for ref in refs if ref.category)


def _reading(
    context: Context, variable: Variable, category: Category, by: str, clear: Sequence[Difference]
) -> str:
    say, table = context.words, context.tables.tables.get((variable.id, by))
    if table is None or not are_compared(variable, context.tables.plan):
        return say("Not compared.")
    for one in clear:
        if (one.variable, one.by.id, one.category.id) == (table.variable, by, category.id):
            return context.say(sentence_of(one, context.labels))[0].text
    shown = len(compared(table, category))
    if shown < 2:
        return say("Cannot be shown: too few people in the groups.")
    if shown < _groups_of(context, by):
        return say("No clear difference between the groups that can be shown.")
    return say("No clear difference was found.")


def _groups_of(context: Context, by: str) -> int:
    groups = context.tables.plan.grouping(by).categories
    return sum(not one.id.startswith(":") for one in groups)
