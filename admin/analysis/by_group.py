"""Themes by group, counted once: with the sealed link from texts to responses, while it is there.

What comes out are numbers of texts for each group of each breakdown. Which text is of which
response is known in here for as long as it takes to count, in memory alone.

A breakdown is left out where somebody was not asked what it is made of: they would be in no group.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq  # type: ignore[import-untyped]  # ships no types
from msgspec.structs import replace

from admin.analysis.planning import plan_of
from admin.analysis.variables import AGE, NO_THEME, QUARANTINED, Plan
from admin.coding import layer
from admin.coding.coded import settled
from admin.coding.layer import GroupCount, Layer
from admin.coding.texts import LEAST
from admin.coding.trouble import CodingError
from admin.dataset import Dataset
from dialogs.questions.base import Measure
from dialogs.session import Respondent
from storage import join
from storage.join import Join, JoinError
from storage.sealing import KeyPair

Groups = Mapping[str, str]
"""The id of a response to the group it is in; only of those that are counted."""


@dataclass(frozen=True)
class Counting:
    """What can be counted now: the settled layers of a dataset whose link is still there."""

    dataset: Dataset
    layers: tuple[tuple[Path, Layer, str], ...]

    @classmethod
    def of(cls, dataset: Dataset, folder: Path) -> "Counting":
        """Return the layers in a folder, for counting.

        Raises:
            CodingError: the round keeps no link, the link is gone or another one, no layer is
                settled, or one was coded otherwise since it was counted: of two counts, the
                difference would tell of which group single texts are.
        """
        if not dataset.closing.join:
            raise CodingError(
                f"Nothing leads from a text to a response in {dataset.folder}: the round file did "
                "not say `themes_by_group: true`, so nobody was told of it. Themes are counted "
                "over all texts and by language."
            )
        try:
            join.check(dataset.folder, dataset.closing.join)
        except JoinError as error:
            raise CodingError(str(error)) from None
        layers = settled(folder, dataset)
        for place, one, _ in layers:
            _refuse_twice(place, one)
        return cls(dataset, layers)

    @property
    def suite(self) -> int:
        """Which kind of key opens the link."""
        return join.sealed(self.dataset.folder)[0]

    @property
    def uncoded(self) -> dict[str, int]:
        """How many texts nobody has coded, by question, where there are some."""
        coded = {one.question: len(one.final) for _, one, _ in self.layers}
        left = {name: number - coded.get(name, 0) for name, number in self._texts().items()}
        return {name: number for name, number in left.items() if number}

    @property
    def waiting(self) -> tuple[str, ...]:
        """The questions that could be coded and are not."""
        coded = {one.question for _, one, _ in self.layers}
        return tuple(name for name, n in self._texts().items() if n >= LEAST and name not in coded)

    def count(self, pair: KeyPair) -> list[Path]:
        """Write the next version of each layer that is not counted yet; return the new files.

        Raises:
            JoinError: the words are those of another round.
        """
        linked = join.opened(self.dataset.folder, self.dataset.round.id, pair)
        made = []
        for folder, one, digest in self.layers:
            if not one.counted:
                counts, number = counts_by_group(self.dataset, one.final, linked), one.version + 1
                more = replace(
                    one, version=number, previous=digest, by_group=counts, counted=number
                )
                made.append(layer.add(folder, more))
        return made

    def _texts(self) -> Counter[str]:
        words = pq.read_table(self.dataset.folder / "texts.parquet", columns=["question"])
        found = Counter(words["question"].to_pylist())
        questions = self.dataset.round.questions
        return Counter({q.id: found[q.id] for q in questions if q.measure is Measure.TEXT})


def _refuse_twice(folder: Path, one: Layer) -> None:
    if one.counted and one.version > one.counted:
        raise CodingError(
            f"{folder}: version {one.counted} was counted by group, and texts were coded otherwise "
            "since. Of two counts, the difference would tell of which group single texts are: take "
            "the later versions away, and it stays as it was counted."
        )


def counts_by_group(
    dataset: Dataset, themes: Mapping[str, tuple[str, ...]], linked: Join
) -> tuple[GroupCount, ...]:
    """Return how many of these texts are of each group, and how many with each theme."""
    plan = plan_of(dataset.round)
    return tuple(
        one
        for by, groups in _groups(dataset, plan)
        for one in _counted(plan, by, groups, themes, linked)
    )


def _counted(
    plan: Plan, by: str, groups: Groups, themes: Mapping[str, tuple[str, ...]], linked: Join
) -> Iterator[GroupCount]:
    texts: Counter[str] = Counter()
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text, given in themes.items():
        group = groups.get(linked.get(text, ""))
        if group is not None:
            texts[group] += 1
            found[group].update(given or (NO_THEME,))
    for category in plan.variable(by).categories:
        counts = dict(sorted(found[category.id].items()))
        yield GroupCount(by, category.id, texts[category.id], counts)


def _groups(dataset: Dataset, plan: Plan) -> Iterator[tuple[str, Groups]]:
    """Yield each breakdown that everybody was asked about, with the group of each response."""
    table = pq.read_table(dataset.responses)
    persons = [row == Respondent.PERSON for row in table["respondent"].to_pylist()]
    judged = QUARANTINED in table.column_names
    apart = table[QUARANTINED].to_pylist() if judged else [False] * len(persons)
    counted = [person and not one for person, one in zip(persons, apart, strict=True)]
    ids = table["response"].to_pylist()
    for by in plan.compared:
        values = table[by].to_pylist()
        outcomes = [None] * len(ids) if by == AGE else table[f"{by}__outcome"].to_pylist()
        everybody = zip(ids, values, outcomes, counted, strict=True)
        rows = [(one, value, outcome) for one, value, outcome, counts in everybody if counts]
        groups = {one: f":{out}" if value is None else value for one, value, out in rows}
        if set(groups.values()) <= {one.id for one in plan.variable(by).categories}:
            yield by, groups
