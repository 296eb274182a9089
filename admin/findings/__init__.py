"""Findings in plain words, chosen and worded by rule from protected cells.

In this order: the leading answer of the first question with several answers; the clearest
differences between groups; where answers on the first scale lie; what is ranked first; the
leading answer of the first question with one answer; the statement with the widest agreement.
The first `FINDINGS` that can be stated are printed on the front page.
"""

from collections.abc import Iterator

from admin.analysis.statements import voting
from admin.analysis.variables import first_asked
from admin.disclosure import Protected
from admin.findings.agreement import most_agreed
from admin.findings.finding import Finding
from admin.findings.groups import between_groups, sentence_of
from admin.findings.leading import in_words, leading, ranked
from admin.findings.rankings import put_first
from admin.findings.scales import CLEAR_LEAN, on_scale
from admin.labels import Labels
from dialogs.questions import PickMany, PickOne, Ranking, Scale

__all__ = ["CLEAR_LEAN", "FINDINGS", "Finding", "findings", "in_words", "ranked", "sentence_of"]

FINDINGS = 3


def findings(tables: Protected, labels: Labels) -> list[Finding]:
    """Return the findings of the front page."""
    return list(_candidates(tables, labels))[:FINDINGS]


def _candidates(tables: Protected, labels: Labels) -> Iterator[Finding]:
    round_ = labels.round
    if many := first_asked(round_, PickMany):
        yield from leading(many.id, tables, labels)
    yield from between_groups(tables, labels)
    if scale := first_asked(round_, Scale):
        yield from on_scale(scale, tables, labels)
    if ranking := first_asked(round_, Ranking):
        yield from put_first(ranking.id, tables, labels)
    if one := first_asked(round_, PickOne):
        yield from leading(one.id, tables, labels)
    for statements in voting(round_)[:1]:
        yield from most_agreed(statements.id, tables, labels)
