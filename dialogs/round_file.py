"""YAML text in, `Round` out; every error with file, line and remedy.

Reading the file is the caller's job: the conversation does no input or output.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec

from dialogs import yaml_lines
from dialogs.problems import Problem, RoundFileError
from dialogs.questions import PickMany, PickOne, Ranking, Scale
from dialogs.questions.base import Question
from dialogs.round import Round
from dialogs.yaml_lines import Lines

MAX_QUESTIONS = 60
MAX_OPTIONS = 12

_ID = re.compile(r"[a-z][a-z0-9_]{0,23}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")

Finding = tuple[str, str, str]
"""Path, what is wrong, what to do."""


def load(text: str, *, file: str) -> Round:
    """Return the round that `text` describes; `file` is the name used in messages.

    Raises:
        RoundFileError: with one problem for each thing that is wrong.
    """
    try:
        values, lines = yaml_lines.parse(text)
    except yaml_lines.YamlRefusedError as refused:
        raise RoundFileError((Problem(file, refused.line, refused.what, refused.remedy),)) from None
    round_ = _convert(values, lines, file)
    problems = tuple(
        Problem(file, lines.of(path), what, remedy) for path, what, remedy in _findings(round_)
    )
    if problems:
        raise RoundFileError(problems)
    return round_


def _convert(values: yaml_lines.Plain, lines: Lines, file: str) -> Round:
    try:
        return msgspec.convert(values, Round)
    except msgspec.ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        place = path.strip("`") or "$"
        problem = Problem(
            file, lines.of(place), f"{place.removeprefix('$.')}: {what}.", "See the example round."
        )
        raise RoundFileError((problem,)) from None


def _findings(round_: Round) -> Iterator[Finding]:
    for check in _CHECKS:
        yield from check(round_)


def _languages(round_: Round) -> Iterator[Finding]:
    for tag in round_.languages:
        if not _LANGUAGE.fullmatch(tag):
            yield (
                f"$.languages.{tag}",
                f"“{tag}” is not a language tag.",
                "Use a tag such as sq, mk or sr-Latn.",
            )
    for path, texts in _all_texts(round_):
        for tag in round_.languages:
            if not texts.get(tag, "").strip():
                yield path, f"The text in “{tag}” is missing.", f"Add a line “{tag}: …”."
        for tag in texts.keys() - round_.languages.keys():
            yield (
                f"{path}.{tag}",
                f"“{tag}” is not a language of this round.",
                "Add it under `languages` or remove the text.",
            )


def _all_texts(round_: Round) -> Iterator[tuple[str, dict[str, str]]]:
    return _texts_in(msgspec.to_builtins(round_), "$")


def _texts_in(value: object, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Walk a converted round: a mapping of texts that is no record is a localised text."""
    if isinstance(value, dict):
        if path != "$.languages" and value and all(_LANGUAGE.fullmatch(key) for key in value):
            yield path, value
            return
        for key, inner in value.items():
            yield from _texts_in(inner, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts_in(inner, f"{path}[{index}]")


def _ids(round_: Round) -> Iterator[Finding]:
    named = [("$.id", round_.id)]
    named += [(f"$.questions[{i}].id", q.id) for i, q in enumerate(round_.questions)]
    named += [(path, option) for path, option in _option_ids(round_)]
    named += [(f"$.age_bands[{i}].id", f"band_{b.id}") for i, b in enumerate(round_.age_bands)]
    for path, name in named:
        if not _ID.fullmatch(name):
            yield (
                path,
                f"“{name}” cannot be an id.",
                "Use a-z, 0-9 and _, at most 24, a letter first.",
            )


def _option_ids(round_: Round) -> Iterator[tuple[str, str]]:
    for i, question in enumerate(round_.questions):
        if isinstance(question, PickOne | PickMany | Ranking):
            for j, option in enumerate(question.options):
                yield f"$.questions[{i}].options[{j}].id", option.id


def _repeats(round_: Round) -> Iterator[Finding]:
    yield from _twice([q.id for q in round_.questions], "$.questions[{}].id")
    yield from _twice([b.id for b in round_.age_bands], "$.age_bands[{}].id")
    for i, question in enumerate(round_.questions):
        ids = [level.id for level in question.levels()]
        yield from _twice(ids, f"$.questions[{i}].options[{{}}].id")


def _twice(names: list[str], path: str) -> Iterator[Finding]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield path.format(index), f"“{name}” is used twice.", "Give one of them another id."


def _sizes(round_: Round) -> Iterator[Finding]:
    if not 1 <= len(round_.questions) <= MAX_QUESTIONS:
        yield "$.questions", "A round has 1 to 60 questions.", "Keep what the decision needs."
    for i, question in enumerate(round_.questions):
        yield from _question_size(question, f"$.questions[{i}]")


def _question_size(question: Question, path: str) -> Iterator[Finding]:
    match question:
        case Scale() if not 3 <= question.points <= 11:
            yield f"{path}.points", "A scale has 3 to 11 points.", "5 is a good choice."
        case PickOne() | PickMany() | Ranking() if not 2 <= len(question.options) <= MAX_OPTIONS:
            yield f"{path}.options", "A question has 2 to 12 options.", "Merge some of them."
        case PickMany() if not 1 <= question.least <= question.ceiling <= len(question.options):
            yield path, "`least` and `most` do not fit the options.", "1 ≤ least ≤ most ≤ options."
        case Ranking() if not 2 <= question.length <= len(question.options):
            yield f"{path}.places", "`places` does not fit the options.", "2 ≤ places ≤ options."
        case _:
            return


def _dates(round_: Round) -> Iterator[Finding]:
    addressee = round_.addressee
    if round_.closes < round_.opens:
        yield "$.closes", "The round closes before it opens.", "Correct one of the dates."
    if addressee.decision_date <= round_.closes:
        yield (
            "$.addressee.decision_date",
            "The decision is taken before the round closes.",
            "Close earlier.",
        )
    if not 1 <= round_.keep_drafts_days <= 30:
        yield "$.keep_drafts_days", "Unfinished answers are kept 1 to 30 days.", "7 is usual."


def _ages(round_: Round) -> Iterator[Finding]:
    bands = round_.age_bands
    if not bands or bands[0].least != round_.minimum_age or bands[-1].most is not None:
        yield (
            "$.age_bands",
            "The bands must run from the minimum age upwards.",
            "Leave the last one open.",
        )
    for i, (lower, upper) in enumerate(pairwise(bands)):
        if lower.most is None or upper.least != lower.most + 1:
            yield (
                f"$.age_bands[{i + 1}]",
                "The bands leave a gap or overlap.",
                "Each begins where the last ends.",
            )


def _publication(round_: Round) -> Iterator[Finding]:
    plan = round_.publication
    allowed = {"age", *(q.id for q in round_.breakdowns)}
    for i, name in enumerate(plan.breakdowns):
        if name not in allowed:
            yield (
                f"$.publication.breakdowns[{i}]",
                f"“{name}” is no breakdown.",
                "Mark its question `breakdown: true`.",
            )
    if plan.threshold < 10 or plan.rounding < 5:
        yield (
            "$.publication",
            "Protection may only be stricter: threshold ≥ 10, rounding ≥ 5.",
            "Raise it.",
        )
    levels = {q.id: {level.id for level in q.levels()} for q in round_.questions}
    for i, ask in enumerate(plan.asks):
        if ask.option not in levels.get(ask.question, set()):
            yield (
                f"$.publication.asks[{i}]",
                "The ask rests on an option that is not there.",
                "Correct its question or option.",
            )


def _care(round_: Round) -> Iterator[Finding]:
    if not round_.help_lines:
        yield (
            "$.help_lines",
            "A round needs at least one help line.",
            "Ask a child-protection partner.",
        )
    if round_.minimum_age < 12:
        yield "$.minimum_age", "Younger than 12 is not supported.", "Set 12 or more."


_CHECKS: tuple[Callable[[Round], Iterator[Finding]], ...] = (
    _languages,
    _ids,
    _repeats,
    _sizes,
    _dates,
    _ages,
    _publication,
    _care,
)
