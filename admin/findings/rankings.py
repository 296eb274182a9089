"""What is put first by the most, and how many have it among their choices."""

from collections.abc import Iterator

from admin.analysis.variables import among_id
from admin.claims import compose, number, superlative, superlatives
from admin.claims.superlatives import Superlative, holds
from admin.disclosure import Protected
from admin.findings.finding import Finding, answer_of, asked_of
from admin.findings.leading import ranked
from admin.labels import Labels


def put_first(question: str, tables: Protected, labels: Labels) -> Iterator[Finding]:
    """Yield what is put first, if that can be proved."""
    table, say = tables.table(question), labels.words
    cells = ranked(table)
    claim = Superlative(superlatives.PUT_FIRST, (cells[0].ref,)) if cells else None
    if claim is None or not holds(claim, tables):
        return
    first = cells[0]
    asked = asked_of(table.variable, labels)
    body = [
        compose(
            say, "{share} put it first when asked {question}.", share=number(first), question=asked
        )
    ]
    among = tables.tables.get((among_id(question), ""))
    placed = among.cell(first.ref.category) if among else None
    if placed and placed.percent is not None:
        body.append(compose(say, "{share} have it among their choices.", share=number(placed)))
    answer = answer_of(table.variable, first.ref.category, labels)
    yield Finding(superlative(say, claim, answer=answer), tuple(body))
