"""The population beside those who took part, and who stays behind it."""

from collections.abc import Iterator
from math import ceil

from admin.briefs.context import HIDDEN, Context
from admin.briefs.model import Block, Paragraph, Table, plain
from admin.population import Population, together

TOO_FEW = 5
"""Points by which a group must stay behind its share of the population to be named as missing."""


def compared(context: Context) -> Iterator[Block]:
    """Yield those who took part against the population; that there is none, without one."""
    say, population = context.words, context.population
    if population is None:
        text = say("The organisation supplied no population figures to compare with.")
        yield Paragraph(plain(text), look="note")
        return
    rows: list[tuple[str, ...]] = []
    for by, shares in population.shares.items():
        variable = context.tables.plan.variable(by)
        rows.append((context.labels.breakdown(by),))
        for category, cell in context.shown(variable):
            if category.id.startswith(":"):
                continue
            share = together(shares, category)
            known = say("not known") if share is None else say.percent(round(share))
            rows.append((context.labels.category(category), share_of(context, cell.percent), known))
    yield Table(
        say("Against the population"),
        (say("Group"), say("Took part"), say("Population")),
        tuple(rows),
        (5, 1.2, 1.2),
        note=f"{say('* hidden, or of too few for a share.')} {source(context, population)}",
        lang=context.wording_lang,
    )


def missing(context: Context) -> Iterator[str]:
    """Yield the groups that stay behind their share of the population, the furthest first.

    Of a hidden group only what the printed numbers leave for it is said.
    """
    behind = []
    for by, shares in context.population.shares.items() if context.population else ():
        for group, share in shares.items():
            there, exact = _there(context, by, group)
            if share is not None and there is not None and share - there >= TOO_FEW:
                behind.append((there - share, by, group, there, share, exact))
    for _, by, group, there, share, exact in sorted(behind):
        yield _behind(context, (by, group), there, share, exact=exact)


def _behind(
    context: Context, group: tuple[str, str], there: int, share: float, *, exact: bool
) -> str:
    say, variable = context.words, context.tables.plan.variable(group[0])
    blanks = {
        "group": say.quoted(context.labels.group(variable, group[1])),
        "breakdown": context.labels.breakdown(group[0]),
        "there": say.percent(there),
        "share": say.percent(round(share)),
    }
    if exact:
        return say(
            "{group} ({breakdown}): {there} of those who took part, {share} of the population.",
            **blanks,
        )
    return say(
        "{group} ({breakdown}): at most {there} of those who took part, {share} of the population.",
        **blanks,
    )


def _there(context: Context, by: str, group: str) -> tuple[int | None, bool]:
    """Return the share of a group in per cent, else the most it can be, and whether it is exact."""
    table, rule = context.tables.table(by), context.tables.rule
    cell, base = table.cell(group), table.base().count
    if cell.percent is not None or cell.nearly_all or cell.shown or base is None:
        return cell.percent, True
    least, most = rule.behind(base)
    parts = (table.cell(category.id).count for category in table.variable.categories)
    others = sum(rule.behind(count)[0] for count in parts if count is not None)
    return ceil(100 * max(0, most - others) / least), False


def source(context: Context, population: Population) -> str:
    named = "; ".join(dict.fromkeys(population.sources.values())).rstrip(".")
    return context.words("Source of the population figures: {sources}.", sources=named)


def share_of(context: Context, percent: int | None) -> str:
    return HIDDEN if percent is None else context.words.percent(percent)
