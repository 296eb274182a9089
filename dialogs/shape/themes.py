"""Themes are counted by group only where there are texts to code, and groups to count them by."""

from collections.abc import Iterator

from dialogs.questions.base import Measure
from dialogs.round import Round
from dialogs.shape.base import Finding


def find(round_: Round) -> Iterator[Finding]:
    if not round_.links_texts:
        return
    if all(question.measure is not Measure.TEXT for question in round_.questions):
        yield (
            "$.themes_by_group",
            "Nobody writes anything in this round that could be given themes.",
            "Add a question of the kind `free_text`, or take `themes_by_group` away.",
        )
    if not round_.publication.breakdowns:
        yield (
            "$.themes_by_group",
            "Results of this round are broken down by nothing, so themes cannot be either.",
            "Name a breakdown under `publication`, or take `themes_by_group` away.",
        )
