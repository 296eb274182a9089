"""Sentences and words are short enough for a twelve-year-old."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, warning
from dialogs.lints.tools.wording import most_letters, most_words
from dialogs.lints.tools.words import read_texts, sentences, words
from dialogs.round import Round

ENOUGH = 12
"""Fewer words than this have no average worth speaking of."""


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for path, language, text in read_texts(round_):
        longest = max(sentences(text) or [""], key=lambda one: len(words(one)))
        most = most_words(language)
        if most is not None and len(words(longest)) > most:
            yield warning(
                path,
                f"A sentence of {len(words(longest))} words; {most} are enough in “{language}”: "
                f"“{' '.join(longest.split()[:5])} …”.",
                "Make two of it.",
            )
        yield from _heavy(path, language, words(text))


def _heavy(path: str, language: str, read: list[str]) -> Iterator[Finding]:
    most = most_letters(language)
    if most is None or len(read) < ENOUGH:
        return
    letters = sum(map(len, read)) / len(read)
    if letters > most:
        yield warning(
            path,
            f"Words of {letters:.1f} letters on average; over {most} is heavy in “{language}”.",
            "Use everyday words.",
        )
