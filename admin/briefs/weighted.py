"""Weighted shares beside the others, and how they were made."""

from collections.abc import Iterator, Sequence

from admin.analysis.post_stratification import HIGHEST, LOWEST
from admin.briefs.context import HIDDEN, Context
from admin.briefs.model import Block, Table
from admin.briefs.population import share_of, source
from admin.population import Population, is_whole, total_of
from admin.weighting import Weighting, silent

NONE = "–"
"""In place of a weighted share that could not be computed."""


def method(context: Context) -> str:
    """Return what was weighted, how, and what it costs; or that nothing was, and why."""
    say, weighting, population = context.words, context.weighting, context.population
    if weighting is None:
        return " ".join((say("None. Every response counts once."), *_why_none(context)))
    by = context.labels.breakdown_in_text(weighting.by)
    return " ".join(
        (
            say(
                "In all findings, charts and counts every response counts once. Annex C gives"
                " weighted shares beside the others: post-stratification to the population by"
                " {breakdown}, computed from the printed tables alone.",
                breakdown=by,
            ),
            *((source(context, population),) if population else ()),
            *_scaled(context, population, weighting.by),
            say(
                "Those who gave no answer to it, and groups whose share is not known, count once"
                " each."
            ),
            _trimming(context, weighting),
            say(
                "Design effect (Kish) {effect}; effective base {base}. Weights mend who took part,"
                " not why: the results are still not representative.",
                effect=say.number(weighting.design_effect, decimals=2),
                base=_number(context, weighting.effective(context.tables.finished.count)),
            ),
        )
    )


def _why_none(context: Context) -> Iterator[str]:
    """Yield why there are no weights, where an organisation wanted them."""
    population = context.population
    if population is None:
        return
    if groups := silent(context.tables, population):
        variable = context.tables.plan.grouping(population.weight_by)
        names = [context.words.quoted(context.labels.group(variable, group)) for group in groups]
        yield context.words(
            "Weights to the population by {breakdown} could not be made: of {groups} the tables"
            " do not show at least {base} people, so that nobody can speak for them.",
            breakdown=context.labels.breakdown_in_text(population.weight_by),
            groups=context.words.listed(names),
            base=context.tables.rule.percent_base,
        )
    yield source(context, population)


def _scaled(context: Context, population: Population | None, by: str) -> Iterator[str]:
    """Yield that shares were scaled, where one was left out."""
    total = total_of(population.shares[by]) if population else 100
    if not is_whole(total):
        yield context.words(
            "The shares that were supplied add up to {total}; they were scaled to {whole}.",
            total=context.words.percent(round(total)),
            whole=context.words.percent(100),
        )


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
            unweighted = share_of(context, whole.cell(category.id).percent)
            weighted = NONE if percent is None else say.percent(percent)
            rows.append((context.labels.category(category), unweighted, weighted))
    base = context.tables.table(variables[0]).base().count
    yield Table(
        say("Weighted to the population"),
        (say("Answer"), say("Unweighted"), say("Weighted")),
        tuple(rows),
        (5, 1.2, 1.2),
        note=say(
            "Base {count}, effective base {base}. –: could not be computed, because a number that"
            " it takes is hidden, or of too few for a share.",
            count=_number(context, base),
            base=_number(context, weighting.effective(base)),
        ),
        lang=context.wording_lang,
    )


def _trimming(context: Context, weighting: Weighting) -> str:
    say = context.words
    limits = {"lowest": say.number(LOWEST, decimals=2), "highest": say.number(HIGHEST)}
    if not weighting.weights.trimmed:
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
    reached, variable = weighting.reached, context.tables.plan.grouping(weighting.by)
    for group, share in weighting.wanted.items():
        if abs(reached[group] - share) >= 1:
            yield say(
                "{group}: {reached} instead of {share}",
                group=say.quoted(context.labels.group(variable, group)),
                reached=say.percent(round(reached[group])),
                share=say.percent(round(share)),
            )


def _number(context: Context, count: int | None) -> str:
    return HIDDEN if count is None else context.words.number(count)
