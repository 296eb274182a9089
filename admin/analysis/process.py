"""How people began and stopped in each language, and what became of the sentences they added.

These numbers are counted beside the answers, and stand in the closing record.
"""

from collections.abc import Mapping

from admin.analysis.statements import voting
from admin.dataset import Dataset
from storage.closing_record import Moderated

BY_LANGUAGE = ("started", "stopped")
"""The tallies that are given by language as well. Others are of few people, or not kept so."""

ADDED, REFUSED, UNJUDGED = "statements_added", "statements_refused", "statements_unjudged"
"""Sentences that participants added; those refused, and those that nobody had judged, of them.

How many were let through is public: each of them has a table.
"""


def in_language(name: str, language: str) -> str:
    """Return the name of a tally of those who were asked in one language."""
    return f"{name}:{language}"


def of_language(name: str) -> tuple[str, str]:
    """Return the tally and the language of such a name; no language for any other."""
    tally, _, language = name.partition(":")
    return tally, language


def tallies_of(dataset: Dataset) -> dict[str, int]:
    """Return these numbers of a dataset; a closing record may be older than what it lacks."""
    return {**_by_language(dataset), **_of_statements(dataset.closing.moderated, dataset)}


def _by_language(dataset: Dataset) -> dict[str, int]:
    if len(dataset.languages) < 2:
        return {}
    kept: Mapping[str, Mapping[str, int]] = dataset.closing.tallies
    return {
        in_language(name, language): kept[name].get(language, 0)
        for name in BY_LANGUAGE
        if name in kept
        for language in dataset.languages
    }


def _of_statements(moderated: Moderated | None, dataset: Dataset) -> dict[str, int]:
    if moderated is None:
        return {}
    all_added = moderated.refused + moderated.unjudged + let_through(dataset)
    return {ADDED: all_added, REFUSED: moderated.refused, UNJUDGED: moderated.unjudged}


def let_through(dataset: Dataset) -> int:
    """Return how many added sentences could be voted on: all that are not the round's own."""
    seeds = {question.id: len(question.seeds) for question in voting(dataset.round)}
    return sum(len(found) - seeds[name] for name, found in dataset.statements.items())
