"""The example round in any language, to see what is said around its wordings."""

from typing import Any

import msgspec

from dialogs.round import Round
from tests.support.datasets import example_round

SAMPLE = "sq"
"""The wordings, whatever the language is: what they say does not matter."""


def round_in(language: str) -> Round:
    """Return the example round with one language, in which its Albanian wordings stand."""
    return msgspec.convert(_in(msgspec.to_builtins(example_round()), language), Round)


def _in(value: Any, language: str) -> Any:  # noqa: ANN401 - as in YAML
    if isinstance(value, dict):
        if SAMPLE in value:
            return {language: value[SAMPLE]}
        return {name: _in(each, language) for name, each in value.items()}
    return [_in(each, language) for each in value] if isinstance(value, list | tuple) else value
