"""Reads the file and tries every text of it, so that all that is wrong is said at once."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from admin.own_words.file import OwnWords, OwnWordsError, read
from admin.own_words.meaning import Meaning
from admin.own_words.names import UnclearError
from dialogs.problems import Problem

FINDINGS = frozenset({"headline", "sentences"})
"""The fields that say what was answered."""

CLAIMS = FINDINGS | {"why"}
"""The fields that speak of answers alone. Others may hold a date or a number of the author's."""


def checked(text: str, *, file: str, language: str, meaning: Meaning) -> OwnWords:
    """Return the words of one language, all of which can be printed.

    Raises:
        OwnWordsError: the file cannot be read, or a text of it cannot be printed; each problem
            names the line and the sentence.
    """
    words, lines = read(text, file=file, language=language)
    problems = [
        Problem(*lines.place(f"$.{language}.{path}"), f"“{said}”: {error.what}", error.remedy)
        for path, said in texts(words)
        if (error := _fault(meaning, path, said))
    ]
    if problems:
        raise OwnWordsError(problems)
    return words


def texts(words: OwnWords) -> Iterator[tuple[str, str]]:
    """Yield the path of each text, and the text."""
    yield from _leaves(msgspec.to_builtins(words.wording, builtin_types=(dt.date,)), "")


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any builtin
    if isinstance(value, str) and value:
        yield path, value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _leaves(one, f"{path}.{name}" if path else name)
    elif isinstance(value, list | tuple):
        for index, one in enumerate(value):
            yield from _leaves(one, f"{path}[{index}]")


def _fault(meaning: Meaning, path: str, text: str) -> UnclearError | None:
    fields = set(re.split(r"[.\[]", path))
    try:
        if fields & FINDINGS:
            meaning.finding(text)
        else:
            meaning.sentence(text, claim=bool(fields & CLAIMS))
    except UnclearError as error:
        return error
    return None
