"""The file of an organisation's own words: what it may hold, and how it is read.

What holds in all languages stands at the top; the texts of each language stand under its tag. What
the round file says already (addressee, decision, dates, contact, prepared asks) is not said again.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta, Struct, field

from admin import colours
from admin.own_words.accountability import REQUIREMENTS, Promise, Score, SelfScore
from dialogs import yaml_lines
from dialogs.problems import Problem
from dialogs.yaml_lines import Lines, Plain

MOST_FINDINGS = 5
"""On the front page, beside facts and asks."""
IN_ALL_LANGUAGES = ("accent", "licence")
QUOTES = "Put a text that begins with { or holds a colon in quotes."


class OwnWordsError(ValueError):
    """The file cannot be used; `problems` says why, one entry each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, problems)))


class _Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the file: unknown fields are refused, so a misspelt one is found."""


class Finding(_Part, frozen=True, kw_only=True):
    """A short claim, and the sentences that carry its numbers."""

    headline: str
    sentences: Annotated[tuple[str, ...], Meta(min_length=1)]


class OwnAsk(_Part, frozen=True, kw_only=True):
    """Who should do what, by when, and what it follows from."""

    what: str
    who: str
    by: dt.date | None = None
    why: str = ""


class Asks(_Part, frozen=True, kw_only=True):
    """Asks, apart by who makes them."""

    young_people: tuple[OwnAsk, ...] = ()
    organisation: tuple[OwnAsk, ...] = ()
    evidence: tuple[OwnAsk, ...] = ()


class YouthCheck(_Part, frozen=True, kw_only=True):
    """Which young people read the draft, what they changed, and what they still see otherwise."""

    who: str
    changed: str
    disagreement: str = ""


class Wording(_Part, frozen=True, kw_only=True):
    """The texts of one language; all may be left out.

    Attributes:
        decision: what else is to be known of the decision that the round file names.
        findings: printed in place of those that the program would choose by rule.
        asks: added to those that the round file holds.
        youth_check: printed where it is given; that there was none is said as well.
        told: what participants were told beyond the consent text, and when.
        incentives: what was given for taking part, or that nothing was.
        complaints: where to complain other than at the organiser.
        retention: until when the dataset and its texts are kept, and who erases them.
        promises: what was promised after an earlier consultation, and what became of it.
        self_score: how far the nine requirements of participation were met.
    """

    decision: str = ""
    findings: Annotated[tuple[Finding, ...], Meta(max_length=MOST_FINDINGS)] = ()
    asks: Asks = field(default_factory=Asks)
    youth_check: YouthCheck | None = None
    told: str = ""
    incentives: str = ""
    complaints: str = ""
    retention: str = ""
    promises: tuple[Promise, ...] = ()
    self_score: SelfScore | None = None


class OwnWords(Struct, frozen=True, kw_only=True):
    """What was read of a file in one language."""

    accent: str = ""
    licence: str = ""
    wording: Wording = field(default_factory=Wording)


NOTHING = OwnWords()


def read(text: str, *, file: str, language: str) -> tuple[OwnWords, Lines]:
    """Return the words of one language, and the place of each.

    Raises:
        OwnWordsError: with one problem for each thing that is wrong.
    """
    try:
        values, lines = yaml_lines.parse(text, file)
    except yaml_lines.YamlRefusedError as refused:
        raise OwnWordsError([Problem(file, refused.line, refused.what, QUOTES)]) from None
    problems = [
        Problem(*lines.place(path), what, remedy)
        for path, what, remedy in _faults(values, language)
    ]
    if problems or not isinstance(values, dict):
        raise OwnWordsError(problems)
    wording = _converted(values[language] or {}, language, lines)
    common = {name: str(values.get(name) or "") for name in IN_ALL_LANGUAGES}
    return OwnWords(**common, wording=wording), lines


def _faults(values: Plain, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the path of what is wrong at the top, what it is, and what to do."""
    if not isinstance(values, dict):
        yield "$", "This is not such a file.", "Begin with the one that --words-template writes."
        return
    for name in values:
        if name in Wording.__struct_fields__:
            yield f"$.{name}", f"“{name}” belongs to no language.", f"Put it under “{language}:”."
    if language not in values:
        others = ", ".join(name for name in values if name not in IN_ALL_LANGUAGES) or "none"
        yield "$", f"There are no texts in “{language}”; there are in {others}.", "Add them."
    if accent := values.get("accent"):
        yield from _colour(str(accent))


def _colour(accent: str) -> Iterator[tuple[str, str, str]]:
    try:
        colours.checked(accent)
    except colours.ColourError as error:
        yield "$.accent", str(error), "A colour stands in quotes."


def _converted(values: Plain, language: str, lines: Lines) -> Wording:
    try:
        return msgspec.convert(values, Wording)
    except msgspec.ValidationError as error:
        what, _, place = str(error).partition(" - at ")
        path = f"$.{language}" + place.strip("`").removeprefix("$")
        raise OwnWordsError([Problem(*lines.place(path), *_told(what, path))]) from None


def _told(what: str, path: str) -> tuple[str, str]:
    """Return what is wrong at a path, and the remedy."""
    if what.endswith("encoded date"):
        return "This is not a date.", "Write year, month and day, such as 2027-04-30."
    return f"{what}.", QUOTES if "Expected `str`" in what else _fields(path)


_FIELDS: Mapping[str, type[Struct]] = {
    "findings": Finding,
    "young_people": OwnAsk,
    "organisation": OwnAsk,
    "evidence": OwnAsk,
    "asks": Asks,
    "youth_check": YouthCheck,
    "promises": Promise,
    "self_score": SelfScore,
    **dict.fromkeys(REQUIREMENTS, Score),
}


def _fields(path: str) -> str:
    """Return which fields there are at a path."""
    last = path.rpartition(".")[2].partition("[")[0]
    names = ", ".join(_FIELDS.get(last, Wording).__struct_fields__)
    return f"Here may stand: {names}."
