"""Every text is there in every language of the round, and in no other."""

import re
from collections.abc import Iterator

import msgspec

from dialogs.questions.base import Localised
from dialogs.round import Round
from dialogs.shape.base import Finding

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_NO_TEXTS = frozenset({"$.languages", "$.consent.version"})


def find(round_: Round) -> Iterator[Finding]:
    if not round_.languages:
        yield (
            "$.languages",
            "A round has at least one language.",
            "Add a line such as `sq: drafted`.",
        )
    for tag in round_.languages:
        if not LANGUAGE.fullmatch(tag):
            yield (
                f"$.languages.{tag}",
                f"“{tag}” is not a language tag.",
                "Use a tag such as sq, mk or sr-Latn.",
            )
    yield from _versions(round_)
    for path, texts in texts_of(round_):
        yield from _complete(path, texts, round_)


def texts_of(round_: Round) -> Iterator[tuple[str, Localised]]:
    """Yield every localised text of a round with its path."""
    return _texts_in(msgspec.to_builtins(round_), "$")


def _texts_in(value: object, path: str) -> Iterator[tuple[str, Localised]]:
    """Walk a converted round: a mapping of texts that is no record is a localised text."""
    if isinstance(value, dict):
        if _localised(value, path):
            yield path, value
            return
        for key, inner in value.items():
            yield from _texts_in(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts_in(inner, f"{path}[{index}]")


def _localised(value: dict[str, object], path: str) -> bool:
    if path in _NO_TEXTS or not value or path.endswith(".show_if"):
        return False
    return all(LANGUAGE.fullmatch(key) and isinstance(text, str) for key, text in value.items())


def _complete(path: str, texts: Localised, round_: Round) -> Iterator[Finding]:
    for tag in round_.languages:
        if not texts.get(tag, "").strip():
            yield path, f"The text in “{tag}” is missing.", f"Add a line “{tag}: …”."
    for tag in texts.keys() - round_.languages.keys():
        yield (
            f"{path}.{tag}",
            f"“{tag}” is not a language of this round.",
            "Add it under `languages` or remove the text.",
        )


def _versions(round_: Round) -> Iterator[Finding]:
    if round_.consent.version.keys() != round_.languages.keys():
        yield (
            "$.consent.version",
            "The consent text needs a version in each language of the round.",
            "Write one line each, such as `sq: 1`.",
        )
