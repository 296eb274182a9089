"""The layer: who gave which text which themes. A file for each version, apart from the dataset.

A version is written once and never changed; it holds the hash of the one before it, of the dataset
and of the codebook it was coded by. Coders are known by their role alone.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from admin import versions
from admin.coding.agreement import alpha, masi
from admin.coding.codebook import Codebook
from admin.coding.trouble import CodingError
from admin.versions import VersionError

Decisions = Mapping[str, tuple[str, ...]]
"""The id of a text to the ids of its themes; none where no theme fits."""


class GroupCount(Struct, frozen=True):
    """How many coded texts are by people of a group, and how many of these have each theme.

    Exact numbers of people who are counted: no organisation, and nobody who was set apart.
    """

    by: str
    group: str
    texts: int
    themes: dict[str, int]


class Layer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One version.

    Attributes:
        round, question: what was coded.
        version: 1 for the first.
        previous: SHA-256 of the file of the version before; empty for the first.
        dataset: SHA-256 of the closing record of the dataset.
        codebook: as it was when this version was made.
        decisions: by the role of a coder.
        settled: of texts on which coders differed, what they agreed on afterwards.
        by_group: how often these themes are in each group, where they were counted with the sealed
            link from texts to responses; no text and no response is told apart there.
        counted: the version whose themes were counted by group; 0 while none was.
    """

    round: str
    question: str
    version: int
    previous: str
    dataset: str
    codebook: Codebook
    decisions: dict[str, dict[str, tuple[str, ...]]]
    settled: dict[str, tuple[str, ...]]
    by_group: tuple[GroupCount, ...] = ()
    counted: int = 0

    @property
    def roles(self) -> tuple[str, ...]:
        """The coders, by their roles."""
        return tuple(self.decisions)

    @property
    def open(self) -> tuple[str, ...]:
        """The texts on which coders differ and nothing is settled."""
        return tuple(
            text
            for text, given in self._by_text().items()
            if text not in self.settled and len(set(given.values())) > 1
        )

    @property
    def final(self) -> dict[str, tuple[str, ...]]:
        """The themes of each text that is decided."""
        agreed = {
            text: next(iter(given.values()))
            for text, given in self._by_text().items()
            if len(set(given.values())) == 1
        }
        return {**agreed, **self.settled}

    def given(self, text: str) -> dict[str, tuple[str, ...]]:
        """Return what each coder who read a text gave it."""
        return self._by_text().get(text, {})

    def agreement(self) -> float | None:
        """Return alpha over sets of themes; None where it cannot be computed."""
        units = [[*given.values()] for given in self._by_text().values()]
        return alpha(units, masi)

    def agreement_on(self, theme: str) -> float | None:
        """Return alpha over having a theme or not; None where it cannot be computed."""
        given = self._by_text().values()
        return alpha([[theme in themes for themes in one.values()] for one in given])

    def read_twice(self) -> int:
        """Return how many texts two coders or more have read."""
        return sum(len(given) > 1 for given in self._by_text().values())

    def _by_text(self) -> dict[str, dict[str, tuple[str, ...]]]:
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for coder, decisions in self.decisions.items():
            for text, themes in decisions.items():
                found.setdefault(text, {})[coder] = themes
        return dict(sorted(found.items()))


def newest(folder: Path) -> tuple[Layer, str] | None:
    """Return the newest version in a folder and its SHA-256; None when there is none yet.

    Raises:
        CodingError: a version is missing, was changed, or cannot be read.
    """
    try:
        return versions.newest(folder, Layer)
    except VersionError as error:
        raise CodingError(str(error)) from None


def add(folder: Path, layer: Layer) -> Path:
    """Write a new version, safely on the disk, and return its file.

    Raises:
        CodingError: somebody else has written this version meanwhile.
    """
    try:
        return versions.add(folder, _sorted(layer))
    except VersionError as error:
        raise CodingError(str(error)) from None


def _sorted(layer: Layer) -> Layer:
    """Return the layer with texts by their ids, so that no order tells how they were read."""
    decisions = {coder: dict(sorted(given.items())) for coder, given in layer.decisions.items()}
    settled = dict(sorted(layer.settled.items()))
    return msgspec.structs.replace(layer, decisions=decisions, settled=settled)
