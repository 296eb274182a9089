"""Every text is there in every language of the round, and in no other."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import get_args

import msgspec

from dialogs.questions.base import Localised
from dialogs.round import Round
from dialogs.shape.base import Finding

MOST_SAID = 5
"""More texts of one language that are missing are no slips: the language is not translated."""

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
    texts = tuple(texts_of(round_))
    for tag in round_.languages:
        yield from _missing(tag, texts)
    for tag in dict.fromkeys(tag for _, each in texts for tag in each):
        if tag not in round_.languages:
            yield from _unknown(tag, texts)


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


def _missing(tag: str, texts: Sequence[tuple[str, Localised]]) -> Iterator[Finding]:
    """Say each text that a language lacks; a language that lacks many is said once."""
    lacking = [path for path, each in texts if not each.get(tag, "").strip()]
    if len(lacking) > MOST_SAID:
        yield (
            f"$.languages.{tag}",
            f"{len(lacking)} of {len(texts)} texts are missing in “{tag}”.",
            f"Have them translated with `consult translate`, or remove “{tag}” here.",
        )
        return
    for path in lacking:
        yield path, f"The text in “{tag}” is missing.", f"Add a line “{tag}: …”."


def _unknown(tag: str, texts: Sequence[tuple[str, Localised]]) -> Iterator[Finding]:
    """Say each text that is in none of the languages; where there are many, the first of them."""
    found = [f"{path}.{tag}" for path, each in texts if tag in each]
    many = f" {len(found)} texts are in it." if len(found) > MOST_SAID else ""
    for path in found[:1] if many else found:
        yield (
            path,
            f"“{tag}” is not a language of this round.{many}",
            f"Add “{tag}: drafted” under `languages`, or remove what is in it.",
        )


def _versions(round_: Round) -> Iterator[Finding]:
    if round_.consent.version.keys() != round_.languages.keys():
        yield (
            "$.consent.version",
            "The consent text needs a version in each language of the round.",
            "Write one line each, such as `sq: 1`.",
        )
