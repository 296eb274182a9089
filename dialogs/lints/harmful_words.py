"""No text of a round holds a word that makes a suspect of those who read it."""

from collections.abc import Iterator

from dialogs.lints.base import Finding, Outside, error
from dialogs.lints.tools.words import all_texts
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """One word a text: what is found after it is mended is found the next time."""
    for path, language, text in all_texts(round_):
        hit = outside.internal_words.find(text, language)
        if hit is not None:
            yield error(
                path,
                f"“{hit.found}” is a word of security work: whoever reads it feels suspected.",
                f"Write instead: {hit.instead}.",
            )
