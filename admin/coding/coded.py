"""What a layer gives to the tables and to the brief: themes by text, and how they came about."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from admin.coding.codebook import Codebook
from admin.coding.layer import GroupCount, Layer, newest
from admin.coding.trouble import CodingError
from admin.dataset import Dataset


class Coding(Struct, frozen=True, kw_only=True):
    """How the texts of a question were coded; nothing about single texts.

    Attributes:
        question: its id.
        codebook: the themes.
        version: of the layer.
        digest: SHA-256 of the layer.
        decided: SHA-256 of which text has which themes, whatever these are called, and of how many
            have them in each group.
        roles: of those who coded.
        alpha: over sets of themes (MASI); None where it cannot be computed.
        by_group: whether themes were counted by group as well.
    """

    question: str
    codebook: Codebook
    version: int
    digest: str
    decided: str
    roles: tuple[str, ...]
    alpha: float | None
    by_group: bool = False


class Coded(Struct, frozen=True):
    """A coding, with the themes of each text by its id, and the counts of groups where there are.

    Not protected: it goes to counting only.
    """

    coding: Coding
    themes: Mapping[str, tuple[str, ...]]
    by_group: tuple[GroupCount, ...] = ()


def opened(folder: Path | None, dataset: Dataset) -> tuple[Coded, ...]:
    """Return the newest layer of each question in a folder of layers; none without a folder.

    Raises:
        CodingError: there is no layer, one is of another dataset, or coders have not settled all
            texts on which they differed.
    """
    if folder is None:
        return ()
    return tuple(_coded(layer, digest) for _, layer, digest in settled(folder, dataset))


def settled(folder: Path, dataset: Dataset) -> tuple[tuple[Path, Layer, str], ...]:
    """Return the folder of each coded question, its newest layer, and the layer's SHA-256.

    Raises:
        CodingError: as `opened` does.
    """
    found = tuple(_settled(folder, dataset))
    if not found:
        raise CodingError(
            f"{folder} holds no coded texts. Give the folder in which consult code has made one "
            "folder for each question."
        )
    return found


def decided(codings: Iterable[Coding]) -> dict[str, str]:
    """Return what names the decisions on each question, for the register of releases."""
    return {one.question: one.decided for one in codings}


def _settled(folder: Path, dataset: Dataset) -> Iterator[tuple[Path, Layer, str]]:
    for question in (one.id for one in dataset.round.questions):
        place = folder / question
        if (kept := newest(place)) is not None:
            layer, digest = kept
            check(layer, place, dataset)
            _refuse_open(layer, place)
            yield place, layer, digest


def _coded(layer: Layer, digest: str) -> Coded:
    coding = Coding(
        question=layer.question,
        codebook=layer.codebook,
        version=layer.version,
        digest=digest,
        decided=_decided(layer),
        roles=layer.roles,
        alpha=layer.agreement(),
        by_group=bool(layer.by_group),
    )
    return Coded(coding, layer.final, layer.by_group)


def _decided(layer: Layer) -> str:
    ids = [theme.id for theme in layer.codebook.themes]
    told = (ids, layer.codebook.most, sorted(layer.final.items()))
    if layer.by_group:
        return hashlib.sha256(msgspec.json.encode((told, layer.by_group))).hexdigest()
    return hashlib.sha256(msgspec.json.encode(told)).hexdigest()


def check(layer: Layer, folder: Path, dataset: Dataset) -> None:
    """Raise CodingError when a layer is not of this dataset."""
    if layer.dataset != dataset.digest:
        raise CodingError(
            f"{folder} was coded from another dataset than {dataset.folder}. Give the dataset that "
            "it was coded from; a new dataset must be coded anew."
        )


def _refuse_open(layer: Layer, folder: Path) -> None:
    if layer.open:
        raise CodingError(
            f"{folder}, version {layer.version}: coders differ on texts that are not settled. Run "
            "consult code agreement, settle them on its sheet, and read that sheet."
        )
