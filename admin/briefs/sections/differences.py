"""Differences between groups: those that are clear, and where there are none."""

from admin.briefs.context import Context
from admin.briefs.model import (
    Block,
    Bullets,
    Figure,
    Figures,
    Line,
    Paragraph,
    Run,
    Section,
    plain,
)
from admin.charts import Row, dots
from admin.claims.superlatives import CHOSEN_BY, Superlative, holds
from admin.differences import LARGE, LEAST_GAP, MEDIUM, Difference, differences
from admin.findings import sentence_of

PICTURES = 4


def section(context: Context) -> Section | None:
    """Return the widest differences as pictures, the others in words."""
    if not context.tables.plan.compared:
        return None
    found = differences(context.tables)
    pictured = _varied(found)[:PICTURES]
    others = [one for one in found if one not in pictured]
    blocks: list[Block] = [Paragraph(plain(_rule(context)))]
    if pictured:
        blocks.append(Figures(tuple(_figure(context, one) for one in pictured)))
    if others:
        blocks.append(Paragraph(plain(context.words("Also clear:"))))
        lines = tuple(_in_words(context, one) for one in others)
        blocks.append(Bullets(lines))
    blocks += [Paragraph(plain(text)) for text in _none(context, found)]
    return Section(
        "differences", context.words("Where groups differ"), tuple(blocks), new_page=True, yields=3
    )


def _rule(context: Context) -> str:
    names = [context.labels.breakdown_in_text(by) for by in context.tables.plan.compared]
    return context.words(
        "All questions were compared by {breakdowns}. A difference is stated when it is at least"
        " {gap} points wide, survives the rounding of the numbers, and is too wide to be an"
        " accident of who happened to answer; Annex A gives the rule.",
        breakdowns=context.words.listed(names),
        gap=LEAST_GAP,
    )


def _varied(found: list[Difference]) -> list[Difference]:
    """Return one difference for each question and breakdown: pictures should not repeat."""
    seen: dict[tuple[str, str], Difference] = {}
    for one in found:
        seen.setdefault((one.variable.id, one.by.id), one)
    return list(seen.values())


def _figure(context: Context, one: Difference) -> Figure:
    table = context.tables.table(one.variable.id, one.by.id)
    groups = context.charted_groups(table, always=(one.high.ref.group, one.low.ref.group))
    # A group whose share is hidden may be above the highest that is printed.
    highest = {one.high.ref.group} if _above_all(context, one) else set()
    rows = [
        Row(
            context.labels.group(one.by, group),
            table.cell(one.category.id, group),
            strong=group in highest,
        )
        for group in groups
    ]
    picture = dots(rows, context.words, accent=context.accent)
    note = context.words(
        "{question} Share of each group, by {breakdown}",
        question=context.labels.question(one.variable),
        breakdown=context.labels.breakdown_in_text(one.by.id),
    )
    answer = context.labels.category(one.category)
    left_out = context.left_out(len(groups), len(context.named_groups(table)))
    note = f"{_size(context, one)} {note} {left_out}".strip()
    return Figure(context.words.quoted(answer), note, picture, context.wording_lang)


def _above_all(context: Context, one: Difference) -> bool:
    return holds(Superlative(CHOSEN_BY[0], (one.high.ref,)), context.tables)


def _in_words(context: Context, one: Difference) -> Line:
    sentence = context.say(sentence_of(one, context.labels))
    return (*sentence, Run(f" {_size(context, one)}"))


def _size(context: Context, one: Difference) -> str:
    say, effect = context.words, context.words.number(one.effect, decimals=2)
    if one.effect >= LARGE:
        return say("A large difference (Cohen’s h {effect}).", effect=effect)
    if one.effect >= MEDIUM:
        return say("A medium difference (Cohen’s h {effect}).", effect=effect)
    return say("A small difference (Cohen’s h {effect}).", effect=effect)


def _none(context: Context, found: list[Difference]) -> list[str]:
    without = [by for by in context.tables.plan.compared if all(o.by.id != by for o in found)]
    return [
        context.words(
            "By {breakdown}, no difference is clear enough to be stated.",
            breakdown=context.labels.breakdown_in_text(by),
        )
        for by in without
    ]
