"""Every text is there in every language of the round, and in no other."""

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

import msgspec

from dialogs.questions.base import Localised
from dialogs.round import Round
from dialogs.shape.base import Finding

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


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
    return _texts_in(round_, "$")


def _texts_in(value: object, path: str) -> Iterator[tuple[str, Localised]]:
    """Walk by the declared types, so that a text with a wrong language key is found as well."""
    if isinstance(value, msgspec.Struct):
        for name, shown, localised in _fields(type(value)):
            inner = getattr(value, name)
            if not localised:
                yield from _texts_in(inner, f"{path}.{shown}")
            elif inner is not None:
                yield f"{path}.{shown}", inner
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _texts_in(inner, f"{path}[{index}]")


@cache
def _fields(part: type[msgspec.Struct]) -> tuple[tuple[str, str, bool], ...]:
    """Return name, name in the file, and whether it is a localised text, of each field."""
    return tuple(
        (field.name, field.encode_name, Localised in (field.type, *get_args(field.type)))
        for field in msgspec.structs.fields(part)
    )


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
