"""The population beside those who took part, and weighted shares beside the others."""

from collections.abc import Iterator, Sequence

from admin.analysis.raking import HIGHEST, LOWEST
from admin.briefs.context import HIDDEN, Context
from admin.briefs.model import Block, Paragraph, Table, plain
from admin.weighting import Weighting

TOO_FEW = 5
"""Points by which a group must stay behind its share of the population to be named as missing."""


def compared(context: Context) -> Iterator[Block]:
    """Yield those who took part against the population; that there is none, without one."""
    say, weighting = context.words, context.weighting
    if weighting is None:
        text = say("The organisation supplied no population figures to compare with.")
        yield Paragraph(plain(text), look="note")
        return
    rows: list[tuple[str, ...]] = []
    for by, shares in weighting.population.shares.items():
        variable = context.tables.plan.variable(by)
        rows.append((context.labels.breakdown(by),))
        for group, share in shares.items():
            cell = context.tables.table(by).cell(group)
            population = say("not known") if share is None else say.percent(round(share))
            rows.append(
                (context.labels.group(variable, group), _share(context, cell.percent), population)
            )
    yield Table(
        say("Against the population"),
        (say("Group"), say("Took part"), say("Population")),
        tuple(rows),
        (5, 1.2, 1.2),
        note=f"{say('* hidden, or of too few for a share.')} {_source(context, weighting)}",
        lang=context.wording_lang,
    )


def missing(context: Context) -> Iterator[str]:
    """Yield the groups that stay behind their share of the population, the furthest first."""
    if context.weighting is None:
        return
    say, behind = context.words, []
    for by, shares in context.weighting.population.shares.items():
        for group, share in shares.items():
            there = context.tables.table(by).cell(group).percent
            if share is not None and there is not None and share - there >= TOO_FEW:
                behind.append((there - share, by, group, there, share))
    for _, by, group, there, share in sorted(behind):
        name = context.labels.group(context.tables.plan.variable(by), group)
        yield say(
            "{group} ({breakdown}): {there} of those who took part, {share} of the population.",
            group=say.quoted(name),
            breakdown=context.labels.breakdown(by),
            there=say.percent(there),
            share=say.percent(round(share)),
        )


def method(context: Context) -> str:
    """Return what was weighted, how, and what it costs."""
    say, weighting = context.words, context.weighting
    if weighting is None:
        return say("None. Every response counts once.")
    names = [context.labels.breakdown_in_text(by) for by in weighting.sizes]
    texts = [
        say(
            "In all findings, charts and counts every response counts once. Annex C gives weighted"
            " shares beside the others: raking to the population by {breakdowns}, computed from"
            " the printed tables alone; breakdowns are taken as unrelated, and what each moves"
            " adds up.",
            breakdowns=say.listed(names),
        ),
        _source(context, weighting),
        say(
            "Those who gave no answer to a breakdown, and groups whose share is not known, keep"
            " the share they have; of them, groups below {base} are left out.",
            base=context.tables.rule.percent_base,
        ),
        _trimming(context, weighting),
        say(
            "Design effect (Kish) {effect}; effective base {base}. Weights mend who took part, not"
            " why: the results are still not representative.",
            effect=say.number(weighting.raked.design_effect, decimals=2),
            base=_number(context, weighting.effective(context.tables.finished.count)),
        ),
    ]
    return " ".join(texts)


def table(context: Context, variables: Sequence[str]) -> Iterator[Block]:
    """Yield the shares of the answers to a question without and with weights."""
    say, weighting = context.words, context.weighting
    if weighting is None:
        return
    rows = []
    for name in variables:
        whole = context.tables.table(name)
        for category in whole.variable.substance:
            percent = weighting.percent(whole.variable, category.id)
            cell = whole.cell(category.id)
            if percent is not None and cell.percent is not None:
                answer = context.labels.category(category)
                rows.append((answer, say.percent(cell.percent), say.percent(percent)))
    base = context.tables.table(variables[0]).base().count
    if rows:
        yield Table(
            say("Weighted to the population"),
            (say("Answer"), say("Unweighted"), say("Weighted")),
            tuple(rows),
            (5, 1.2, 1.2),
            note=say(
                "Base {count}, effective base {base}. An answer without a share in one of the"
                " groups has no weighted share.",
                count=_number(context, base),
                base=_number(context, weighting.effective(base)),
            ),
            lang=context.wording_lang,
        )


def _trimming(context: Context, weighting: Weighting) -> str:
    say = context.words
    limits = {"lowest": say.number(LOWEST, decimals=2), "highest": say.number(HIGHEST)}
    if not weighting.raked.trimmed:
        return say(
            "Weights below {lowest} or above {highest} times the mean would be cut; none had to"
            " be.",
            **limits,
        )
    return say(
        "Weights were cut at {lowest} and {highest} times the mean, so that these groups do not"
        " reach their share of the population: {groups}.",
        groups="; ".join(_short(context, weighting)),
        **limits,
    )


def _short(context: Context, weighting: Weighting) -> Iterator[str]:
    """Yield each group that weights bring to another share than the population has."""
    say = context.words
    for by, wanted in weighting.wanted.items():
        reached = weighting.reached(by)
        variable = context.tables.plan.grouping(by)
        for group, share in wanted.items():
            if abs(reached[group] - share) >= 1:
                yield say(
                    "{group}: {reached} instead of {share}",
                    group=say.quoted(context.labels.group(variable, group)),
                    reached=say.percent(round(reached[group])),
                    share=say.percent(round(share)),
                )


def _source(context: Context, weighting: Weighting) -> str:
    named = "; ".join(dict.fromkeys(weighting.population.sources.values())).rstrip(".")
    return context.words("Source of the population figures: {sources}.", sources=named)


def _share(context: Context, percent: int | None) -> str:
    return HIDDEN if percent is None else context.words.percent(percent)


def _number(context: Context, count: int | None) -> str:
    return HIDDEN if count is None else context.words.number(count)
