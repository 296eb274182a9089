"""No text of the example that `consult new` wrote in English stands in another language."""

from collections.abc import Iterator

from dialogs.languages import OWN_NAMES
from dialogs.lints.base import Finding, Outside, warning
from dialogs.lints.tools.words import all_texts
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    """One finding for a language, at the first such text."""
    for tag in round_.languages:
        left = [
            path
            for path, language, text in all_texts(round_)
            if language == tag != "en" and text in outside.example_texts
        ]
        if left:
            spoken = OWN_NAMES.get(tag, tag)
            yield warning(
                left[0],
                f"English example texts that stand under “{tag}”: {len(left)}. Here is the first.",
                f"Write your own in their place, in {spoken}.",
            )
