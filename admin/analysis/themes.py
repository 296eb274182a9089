"""What is counted of coded texts: for each question a variable like one with several answers.

Its base is the texts that were coded. A text stands for the person who wrote it: a free text is
one answer. What stands beside it is the language it was written in, so themes are counted over all
texts and by language. There, texts of organisations and of responses that were set apart cannot be
told from the others.

Nothing else joins a text to the other answers of its author. In a round that kept a sealed link,
and where that was used before it was destroyed, the layer holds how many texts of each group have
each theme: those of people who are counted, like all other answers (`admin.analysis.by_group`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types

from admin.analysis.planning import absent
from admin.analysis.variables import LANGUAGE, NO_THEME, Category, Kind, Plan, Variable
from admin.coding.coded import Coded, Coding
from admin.dataset import Dataset
from dialogs.round import Round

Group = tuple[str, str]
Texts = Mapping[str, str]
"""The id of a text to the language that its author chose."""


def themes_id(question: str) -> str:
    """Return the id of the variable of a question's themes."""
    return f"{question}:themes"


def with_themes(plan: Plan, round_: Round, coded: Sequence[Coded]) -> Plan:
    """Return the plan with the tables of all coded questions."""
    variables = tuple(_variable(one.coding) for one in coded)
    several = len(round_.languages) > 1
    pairs = [(one.id, LANGUAGE) for one in variables if several]
    for variable, one in zip(variables, coded, strict=True):
        pairs += [(variable.id, by) for by in breakdowns_of(one)]
    with_pairs = replace(plan, variables=(*plan.variables, *variables), pairs=(*plan.pairs, *pairs))
    return replace(with_pairs, absent=plan.absent | frozenset(absent(with_pairs, round_)))


def breakdowns_of(one: Coded) -> tuple[str, ...]:
    """Return the breakdowns by which the themes of a question were counted."""
    return tuple(dict.fromkeys(count.by for count in one.by_group))


def counts_of(dataset: Dataset, one: Coded) -> Iterator[tuple[str, Group, int]]:
    """Yield the number of texts of each theme, category "" for all that were coded, by group."""
    languages = _languages(dataset, one.coding.question)
    names = ["", *(theme.id for theme in one.coding.codebook.themes), NO_THEME]
    groups = [("", ""), *((LANGUAGE, tag) for tag in dataset.round.languages)]
    found = Counter(
        (name, tag)
        for text, themes in one.themes.items()
        for name in ("", *(themes or (NO_THEME,)))
        for tag in ("", languages[text])
    )
    for name in names:
        for group in groups:
            yield name, group, found[name, group[1]]
        for count in one.by_group:
            number = count.themes.get(name, 0) if name else count.texts
            yield name, (count.by, count.group), number


def _variable(coding: Coding) -> Variable:
    themes = (Category(one.id, one.name) for one in coding.codebook.themes)
    return Variable(
        themes_id(coding.question),
        coding.question,
        Kind.SEVERAL,
        (*themes, Category(NO_THEME, {})),
        conditional=True,
        most=coding.codebook.most,
    )


def _languages(dataset: Dataset, question: str) -> Texts:
    table = pq.read_table(
        dataset.folder / "texts.parquet",
        columns=["text", "language"],
        filters=[("question", "==", question)],
    )
    return {row["text"]: row["language"] for row in table.to_pylist()}
