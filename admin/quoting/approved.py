"""What is approved: each quote with the words that are printed. A file for each version."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from admin import versions
from admin.dataset import Dataset
from admin.quoting.texts import Text, quotable
from admin.quoting.trouble import QuotingError
from admin.versions import VersionError

NEEDED = 2
"""How many different people must have approved a quote."""


class Quote(Struct, frozen=True, kw_only=True):
    """One quote.

    Attributes:
        number: what it is called by on sheets, in own findings and in the technical report.
        text: the id of the text in the dataset.
        question, language: what it answers, and in which language.
        words: what is printed in its own language.
        translations: what is printed in others.
        theme: what it speaks of, in the words of who read it; for them alone.
        approved_by: the two who approved it.
    """

    number: str
    text: str
    question: str
    language: str
    words: str
    translations: dict[str, str]
    theme: str
    approved_by: tuple[str, ...]

    def wording(self, language: str) -> str:
        """Return what is printed in a language; empty where nobody has translated it."""
        return self.words if language == self.language else self.translations.get(language, "")


class Quotes(Struct, frozen=True, kw_only=True):
    """One version: all that is approved now.

    Attributes:
        round: what was answered.
        version: 1 for the first.
        previous: SHA-256 of the file of the version before; empty for the first.
        dataset: SHA-256 of the closing record of the dataset.
        quotes: in the order of their numbers.
        seal: SHA-256 of the rest, so that a change by hand is found.
    """

    round: str
    version: int
    previous: str
    dataset: str
    quotes: tuple[Quote, ...]
    seal: str = ""


class Voices(Struct, frozen=True):
    """The quotes that a brief may print; `digest` is the SHA-256 of their file."""

    quotes: tuple[Quote, ...] = ()
    digest: str = ""


NO_VOICES = Voices()


def sealed(made: Quotes) -> Quotes:
    """Return a version with its seal."""
    bare = msgspec.structs.replace(made, seal="")
    return msgspec.structs.replace(made, seal=hashlib.sha256(msgspec.json.encode(bare)).hexdigest())


def add(folder: Path, made: Quotes) -> Path:
    """Write a new version and return its file; QuotingError when it is there already."""
    try:
        return versions.add(folder, sealed(made))
    except VersionError as error:
        raise QuotingError(str(error)) from None


def newest(folder: Path, dataset: Dataset) -> tuple[Quotes, str] | None:
    """Return the newest version and its SHA-256; None when nothing has been read yet.

    Raises:
        QuotingError: a version is missing or was changed, or is of another dataset.
    """
    try:
        kept = versions.newest(folder, Quotes)
    except VersionError as error:
        raise QuotingError(str(error)) from None
    if kept is not None:
        _check(kept[0], folder, dataset)
    return kept


def opened(folder: Path | None, dataset: Dataset) -> Voices:
    """Return what a brief may print; nothing without a folder.

    Raises:
        QuotingError: nothing is approved in it, or one of the quotes may not be printed.
    """
    if folder is None:
        return NO_VOICES
    kept = newest(folder, dataset)
    if kept is None:
        raise QuotingError(
            f"{folder} holds no approved quotes. Give the folder in which consult quotes has read"
            " a sheet."
        )
    quotes, digest = kept
    _refuse(quotes.quotes, {text.id: text for text in quotable(dataset)}, folder)
    return Voices(quotes.quotes, digest)


def _check(quotes: Quotes, folder: Path, dataset: Dataset) -> None:
    if sealed(quotes).seal != quotes.seal:
        raise QuotingError(
            f"{folder}, version {quotes.version}: it was changed since two people approved it. "
            "Bring it back from a copy, or read a sheet with the new wording."
        )
    if quotes.dataset != dataset.digest:
        raise QuotingError(
            f"{folder} was made from another dataset than {dataset.folder}. Give the dataset that"
            " it was made from; from a new dataset nothing is approved yet."
        )


def _refuse(quotes: Sequence[Quote], known: Mapping[str, Text], folder: Path) -> None:
    for one in quotes:
        text = known.get(one.text)
        if text is None or (text.question, text.language) != (one.question, one.language):
            raise QuotingError(f"{folder}: nobody has allowed quote {one.number} to be printed.")
        if len(set(one.approved_by)) < NEEDED:
            raise QuotingError(f"{folder}: quote {one.number} lacks the approval of two people.")
