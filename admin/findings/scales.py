"""Where answers on a scale lie: towards one end, or about as many towards each."""

from collections.abc import Iterator

from admin.analysis.variables import merged_id
from admin.claims import Quoted, Sentence, compose, number, strength, superlative, superlatives
from admin.claims.superlatives import Superlative
from admin.disclosure import Protected, ProtectedTable
from admin.findings.finding import Finding, asked_of
from admin.labels import Labels
from dialogs.questions import Scale

CLEAR_LEAN = 10
"""Points by which one end of a scale must lead the other to be called the larger."""


def on_scale(question: Scale, tables: Protected, labels: Labels) -> Iterator[Finding]:
    """Yield towards which end more answer; nothing where an end is hidden."""
    table = tables.table(merged_id(question.id))
    low, high = table.cell("low"), table.cell("high")
    if low.percent is None or high.percent is None:
        return
    say, lean = labels.words, high.percent - low.percent
    ends = [Quoted(say.quoted(text[labels.language])) for text in (question.low, question.high)]
    if abs(lean) < CLEAR_LEAN:
        headline = compose(
            say, "About as many answer towards {low} as towards {high}", low=ends[0], high=ends[1]
        )
    else:
        less, more = ends if lean > 0 else reversed(ends)
        larger, smaller = (high, low) if lean > 0 else (low, high)
        claim = Superlative(superlatives.LEANS, (larger.ref,), (smaller.ref,))
        headline = superlative(say, claim, more=more, less=less)
    yield Finding(headline, (_scale_body(table, labels),))


def _scale_body(table: ProtectedTable, labels: Labels) -> Sentence:
    low, high = table.cell("low"), table.cell("high")
    return compose(
        labels.words,
        "{strength} of the young people who took part ({low_share}) answered {low} and"
        " {high_share} answered {high} when asked {question}.",
        question=asked_of(table.variable, labels),
        strength=strength(low, labels.words),
        low_share=number(low),
        low=Quoted(labels.category(table.variable.category("low"))),
        high_share=number(high),
        high=Quoted(labels.category(table.variable.category("high"))),
    )
