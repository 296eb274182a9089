"""The statement with the widest agreement."""

from collections.abc import Iterator

from admin.analysis.statements import AGREE
from admin.claims import Form, Sentence, compose, number, strength, superlative, superlatives
from admin.claims.superlatives import Superlative, first_that_holds
from admin.disclosure import Protected, ProtectedTable
from admin.findings.finding import Finding, asked_of
from admin.labels import Labels
from admin.voting import by_agreement


def most_agreed(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    """Yield the statement with the widest agreement, as far as that can be proved."""
    for table in by_agreement(tables, question)[:1]:
        cell = table.cell(AGREE)
        if not cell.nearly_all and cell.percent is None:
            return
        say, statement = labels.words, asked_of(table.variable, labels)
        claims = (
            Superlative(wording, (cell.ref,))
            for wording in (superlatives.AGREED, superlatives.AGREED_SHOWN)
        )
        if claim := first_that_holds(claims, tables):
            headline = superlative(say, claim, statement=statement)
        else:
            word = strength(cell, say)
            headline = compose(say, "{answer}: {strength}", answer=statement, strength=word)
        yield Finding(headline, (_agreeing(table, labels),))


def _agreeing(table: ProtectedTable, labels: Labels) -> Sentence:
    cell, say = table.cell(AGREE), labels.words
    voters, word = table.variable.of_voters, strength(cell, say)
    if cell.percent is None:
        if voters:
            return compose(
                say, "{strength} of the young people who voted on it agree.", strength=word
            )
        return compose(say, "{strength} of the young people who were asked agree.", strength=word)
    share, base = number(cell), number(cell, Form.BASE)
    if voters:
        return compose(
            say,
            "{strength} of the young people who voted on it ({share} of {base}) agree.",
            strength=word,
            share=share,
            base=base,
        )
    return compose(
        say,
        "{strength} of the young people who were asked ({share} of {base}) agree.",
        strength=word,
        share=share,
        base=base,
    )
