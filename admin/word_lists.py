"""Reads the lists of words: those that are shipped, and the organisation's own beside its round."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec
import yaml

from dialogs.amounts import AmountList, Amounts
from dialogs.confirmations import Confirmations, amounts_fact
from dialogs.distress import DistressList
from dialogs.internal_words import InternalWords, WordList, list_of
from dialogs.phrases import PhraseError
from dialogs.round import Review

_Shape = TypeVar("_Shape")
_FOLDER = files("dialogs") / "word_lists"


class WordListError(ValueError):
    """The organisation's own list cannot be used; the message says why and what to do."""


def internal_words(own: Path | None = None) -> InternalWords:
    """Return the words that must not reach those who are asked.

    Args:
        own: the organisation's own words, by language; nothing is added where there is no file.

    Raises:
        WordListError: the file is there and is not such a list.
    """
    added = _own(own) if own is not None and own.is_file() else {}
    tags = (*shipped_internal(), *(tag for tag in added if tag not in shipped_internal()))
    try:
        return InternalWords({tag: tuple(_both(tag, added)) for tag in tags})
    except PhraseError as error:
        raise WordListError(f"{own}: {error}. Write words, `stem*`, or `one|other`.") from None


@cache
def shipped_internal() -> Mapping[str, WordList]:
    """Return the shipped lists of internal words by language."""
    return {tag: _read("internal", tag, WordList) for tag in _tags("internal")}


@cache
def shipped_distress() -> Mapping[str, DistressList]:
    """Return the lists of words of distress by language."""
    return {tag: _read("distress", tag, DistressList) for tag in _tags("distress")}


@cache
def shipped_amounts() -> Mapping[str, AmountList]:
    """Return the lists of words that claim how many by language."""
    return {tag: _read("amounts", tag, AmountList) for tag in _tags("amounts")}


@cache
def amounts(language: str) -> Amounts | None:
    """Return what finds words that claim how many; None where the language has no list."""
    tag = list_of(language)
    return Amounts(tag, _read("amounts", tag, AmountList)) if tag in _tags("amounts") else None


def amounts_review(language: str, confirmed: Confirmations) -> Review | None:
    """Return whether a speaker has read the words that claim how many; None without a list.

    It is said in the file of the list, or has been confirmed here.
    """
    tag = list_of(language)
    if tag not in shipped_amounts():
        return None
    known, fact = shipped_amounts()[tag], amounts_fact(tag, shipped_amounts()[tag].entries)
    reviewed = known.review != Review.DRAFTED or confirmed.of(fact) is not None
    return Review.REVIEWED if reviewed else Review.DRAFTED


def distress_phrases(tag: str) -> tuple[str, ...]:
    """Return the entries of the list of a language; none where there is no list."""
    if tag not in _tags("distress"):
        return ()
    return _read("distress", tag, DistressList).phrases


def _read(kind: str, tag: str, shape: type[_Shape]) -> _Shape:
    text = (_FOLDER / kind / f"{tag}.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), shape)


@cache
def _tags(kind: str) -> tuple[str, ...]:
    names = (file.name for file in (_FOLDER / kind).iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def _both(tag: str, added: Mapping[str, Mapping[str, str]]) -> Iterator[WordList]:
    if tag in shipped_internal():
        yield shipped_internal()[tag]
    if tag in added:
        yield WordList(terms=added[tag])


def _own(path: Path) -> dict[str, dict[str, str]]:
    """Return the organisation's entries by the tag of the list that they are added to."""
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        lists = msgspec.convert(read, dict[str, dict[str, str]])
    except (OSError, yaml.YAMLError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise WordListError(
            f"{path} is not a list of words ({type(error).__name__}). Write a language, and under "
            "it `word: what to write instead`, one a line."
        ) from None
    added: dict[str, dict[str, str]] = {}
    for tag, terms in lists.items():
        added.setdefault(list_of(tag), {}).update(terms)
    return added
