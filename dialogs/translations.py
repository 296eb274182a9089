"""Files for translators: the texts of one language, beside the round that they belong to.

    round: our_evenings
    language: sq
    texts:
      purpose: Duam të dimë …
      questions/safe/text: Sa i sigurt je …
      questions/better/options/sport/label: Fusha sportive …
      help_lines/0800 1 2222/name: Linja e ndihmës …

A text is named by the fields that lead to it, and what stands in a list by its id (a help line by
its number, an ask by question and option). So entries can be moved in the round without harm. A
text given here and in the round file is an error: nobody could tell which one counts.
"""

from collections.abc import Iterator, Mapping
from typing import cast

from msgspec import Struct

from dialogs.problems import Problem
from dialogs.yaml_lines import Lines, Plain, YamlRefusedError, parse

RULE = "translations"

_NAMES = ("id", "number")
_FIELDS = {"round", "language", "texts"}

Found = tuple[int, str, str]
"""Line, what is wrong, what to do."""


class _Entry(Struct, frozen=True):
    """Where a translator's text stands, its language, and the places of the whole round."""

    file: str
    line: int
    language: str
    lines: Lines


def merge(values: Plain, lines: Lines, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """Put the texts of translators' files (name to text) into the values of a round file.

    `values` and `lines` are changed in place; what cannot be put in comes back as problems.
    """
    return tuple(
        Problem(name, line, what, remedy, RULE)
        for name, text in files.items()
        for line, what, remedy in _merge_one(values, lines, name, text)
    )


def key_of(values: Plain, path: str) -> str:
    """Return the name by which a translator's file calls the text at `path`."""
    here, words = values, []
    for step in path.removeprefix("$.").replace("[", ".[").split("."):
        here = _step(here, step)
        words.append(_name_of(here) if step.startswith("[") else step)
    return "/".join(words)


def _step(here: Plain, step: str) -> Plain:
    if isinstance(here, list):
        return here[int(step.strip("[]"))]
    return here[step] if isinstance(here, dict) else None


def _merge_one(values: Plain, lines: Lines, name: str, text: str) -> Iterator[Found]:
    try:
        given, places = parse(text, name)
    except YamlRefusedError as refused:
        yield refused.line, refused.what, refused.remedy
        return
    problem = _heading(given, values, name)
    if problem is not None:
        yield problem
        return
    head = cast("dict[str, dict[str, Plain]]", given)
    for key, wording in head["texts"].items():
        entry = _Entry(name, places.of(f"$.texts.{key}"), str(head["language"]), lines)
        yield from _put(_find(values, key.split("/"), "$"), key, wording, entry)


def _heading(given: Plain, values: Plain, name: str) -> Found | None:
    if not isinstance(given, dict) or set(given) != _FIELDS or not isinstance(given["texts"], dict):
        what = "A translator’s file has `round`, `language` and `texts`."
        return 1, what, "Add what is missing; or rename this file, if it is something else."
    language = given["language"]
    known = values.get("languages") if isinstance(values, dict) else None
    if not isinstance(known, dict) or language not in known:
        return 1, f"“{language}” is not a language of the round.", "Add it under `languages` there."
    if not isinstance(values, dict) or given["round"] != values.get("id"):
        return 1, f"These texts are for the round “{given['round']}”.", "Correct `round:`."
    if not name.endswith(f".{language}.yaml"):
        return 1, f"The file’s name does not say “{language}”.", f"End it in .{language}.yaml."
    return None


def _find(here: Plain, words: list[str], path: str) -> tuple[dict[str, Plain], str] | None:
    """Return the text, by language, that `words` lead to, and its path."""
    if not words:
        return (here, path) if isinstance(here, dict) and _is_text(here) else None
    if isinstance(here, dict):
        inner = here.get(words[0])
        return _find(inner, words[1:], f"{path}.{words[0]}") if inner is not None else None
    for index, item in enumerate(here if isinstance(here, list) else []):
        name = _name_of(item).split("/")
        if words[: len(name)] == name:
            return _find(item, words[len(name) :], f"{path}[{index}]")
    return None


def _is_text(here: dict[str, Plain]) -> bool:
    return bool(here) and all(isinstance(value, str) for value in here.values())


def _name_of(item: Plain) -> str:
    """Return what an entry of a list is called: its id, a help line's number, an ask's basis."""
    if not isinstance(item, dict):
        return ""
    if "question" in item and "option" in item:
        return f"{item['question']}/{item['option']}"
    return next((str(item[name]) for name in _NAMES if name in item), "")


def _put(
    found: tuple[dict[str, Plain], str] | None, key: str, wording: Plain, entry: _Entry
) -> Iterator[Found]:
    if found is None:
        yield entry.line, f"“{key}” is no text of the round.", "Correct it: ids are case-sensitive."
        return
    texts, path = found
    place = f"{path}.{entry.language}"
    if entry.language in texts:
        file, there = entry.lines.place(place)
        yield entry.line, f"This text is also in {file}, line {there}.", "Remove one of the two."
        return
    texts[entry.language] = wording
    entry.lines.note(place, entry.line, entry.file)
