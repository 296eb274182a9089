"""Round files that somebody has damaged, by accident or on purpose. The same seed, the same damage.

Half of them are damaged as a tree (fields gone, doubled, exchanged, given wild values, conditions
and languages put in), and stay YAML; the others as a text, byte by byte or line by line.
"""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from dialogs.yaml_lines import parse
from tests.support.world import EVERYTHING_TEXT, EXAMPLE_TEXT

Tree: TypeAlias = Any
Holder: TypeAlias = "dict[str, Tree] | list[Tree]"

SOURCES = (EXAMPLE_TEXT, EVERYTHING_TEXT)
_TREES = tuple(parse(text)[0] for text in SOURCES)

WILD: tuple[Tree, ...] = (
    "", " ", 0, 1, -1, 2, 13, 10**15, 10**16, 10**40, 0.5, 1e308, float("inf"), float("nan"), True,
    False, None, [], {}, [[]], {"en": "x"}, {"": ""}, "en", "age", "language", "yes", "null", "~",
    "{name}", "{0.__class__}", "%s", "%n" * 50, "<b>", "&amp;", "a" * 5000, "😀" * 300, "\u202e",
    "\u200b", "\ufeff", "\u0000", "\ud800", "no\nlines\n", "../../etc", "; drop table", "=cmd",
    "Ω≈ç√", "قلب", "0800 1 2222", "1e5", "0x10", "12_14", "2026-11", 2026, dt.date.min, dt.date.max,
)  # fmt: skip

_NOISE = (
    "&a ", "*a", "!!python/object ", "!x ", "<<: ", "? ", "- ", ": ", "{", "}", "[", "]", "|", ">",
    "'", '"', "#", "%", "@", "`", "---\n", "...\n", "\t", "\n", "\r", "\x00", "\x85", "\u2028",
    "\u202e", "\ufeff", "é", "😀", "99999999999999999999", ".inf", "{{{{", "[[[[[[[[[[[[", "=",
    "\\u202e", "\\ud800", "\ud83d",
)  # fmt: skip


def mutated(seed: int) -> str:
    """Return the text of one damaged round file."""
    dice = random.Random(seed)
    if dice.random() < 0.5:
        return _text(dice)
    values = _copy(dice.choice(_TREES))
    for _ in range(dice.choice((1, 1, 1, 2, 3, 6))):
        dice.choice(_CHANGES)(values, dice)
    return _dumped(values)


def conditioned(seed: int) -> str:
    """Return the round that uses everything, with one to three random conditions put in."""
    dice = random.Random(seed)
    values = _copy(_TREES[1])
    for _ in range(dice.randrange(1, 4)):
        _condition(values, dice)
    return _dumped(values)


def _text(dice: random.Random) -> str:
    text = dice.choice(SOURCES)
    for _ in range(dice.choice((1, 1, 2, 4, 16, 64))):
        text = dice.choice(_DAMAGES)(text, dice)
    if dice.random() < 0.1:
        raw = bytearray(text.encode(errors="surrogatepass"))
        for _ in range(dice.randrange(1, 5)):
            raw[dice.randrange(len(raw))] = dice.randrange(256)
        text = raw.decode(errors="surrogateescape")
    return text


def _insert(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(_NOISE) + text[at:]


def _cut(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.choice((1, 1, 1, 5, 50, 5000)) :]


def _replace(text: str, dice: random.Random) -> str:
    at = dice.randrange(max(len(text), 1))
    return text[:at] + dice.choice("aZ0 :-_,.é'\"{}[]&*!|>%@`\t") + text[at + 1 :]


def _line(text: str, dice: random.Random) -> str:
    """Drop, double, move or indent a line."""
    lines = text.split("\n")
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(to, lines.pop(at))
        case _:
            lines[at] = " " * dice.randrange(1, 4) + lines[at]
    return "\n".join(lines)


def _splice(text: str, dice: random.Random) -> str:
    other = dice.choice(SOURCES)
    start = dice.randrange(len(other))
    at = dice.randrange(len(text) + 1)
    return text[:at] + other[start : start + dice.randrange(2000)] + text[at:]


def _swell(text: str, dice: random.Random) -> str:
    at = dice.randrange(len(text) + 1)
    piece = text[at : at + dice.randrange(1, 40)]
    return text[:at] + piece * dice.choice((10, 100, 3000)) + text[at:]


_DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (
    _insert, _insert, _insert, _cut, _cut, _replace, _replace, _replace, _line, _line, _splice,
    _swell,
)  # fmt: skip


def _places(here: Tree) -> list[tuple[Holder, Any]]:
    """Return every value in a tree, as what holds it and its key or index."""
    items = here.items() if isinstance(here, dict) else enumerate(here)
    places: list[tuple[Holder, Any]] = []
    for key, value in items:
        places.append((here, key))
        if isinstance(value, dict | list):
            places += _places(value)
    return places


def _any_place(values: Tree, dice: random.Random) -> tuple[Holder, Any]:
    """Return a place; each depth is as likely as the next, or texts would be hit only."""
    here: Tree = values
    place: tuple[Holder, Any] = (values, dice.choice(list(values)))
    while True:
        if not here:
            return place
        key = dice.choice(list(here) if isinstance(here, dict) else range(len(here)))
        place, here = (here, key), here[key]
        if not isinstance(here, dict | list) or dice.random() < 0.25:
            return place


def _drop(values: Tree, dice: random.Random) -> None:
    holder, key = _any_place(values, dice)
    del holder[key]


def _wild(values: Tree, dice: random.Random) -> None:
    holder, key = _any_place(values, dice)
    holder[key] = _copy(dice.choice(WILD))


def _nudge(values: Tree, dice: random.Random) -> None:
    numbers = [
        (holder, key)
        for holder, key in _places(values)
        if isinstance(holder[key], int) and not isinstance(holder[key], bool)
    ]
    if numbers:
        holder, key = dice.choice(numbers)
        holder[key] += dice.choice((-100, -2, -1, 1, 2, 5, 100))


def _flip(values: Tree, dice: random.Random) -> None:
    """Switch a field on, or give a question one that other kinds have."""
    questions = [one for one in _questions(values) if isinstance(one, dict)]
    if questions:
        name = dice.choice((
            "may_decline", "required", "random_order", "sort", "places", "likert", "breakdown",
            "most", "least", "points", "step", "total", "limit", "own", "filter_by", "kind",
            "exclusive",
        ))  # fmt: skip
        ids = [one.get("id") for one in questions]
        dice.choice(questions)[name] = dice.choice((True, True, 1, 2, 3, *ids[:8], "pick_one"))


def _exchange(values: Tree, dice: random.Random) -> None:
    (one, key), (other, name) = _any_place(values, dice), _any_place(values, dice)
    one[key], other[name] = _copy(other[name]), _copy(one[key])


def _double(values: Tree, dice: random.Random) -> None:
    lists = [holder[key] for holder, key in _places(values) if isinstance(holder[key], list)]
    if lists and (chosen := dice.choice(lists)):
        at = dice.randrange(len(chosen))
        chosen[at:at] = [_copy(chosen[at]) for _ in range(dice.choice((1, 1, 2, 15, 70)))]


def _shuffle(values: Tree, dice: random.Random) -> None:
    dice.shuffle(_questions(values))


def _graft(values: Tree, dice: random.Random) -> None:
    """Put in a question of the other round, in the languages of this one."""
    languages = _languages(values)
    grafted = _spoken(_copy(dice.choice(_questions(dice.choice(_TREES)))), languages)
    _questions(values).insert(dice.randrange(len(_questions(values)) + 1), grafted)


def _spoken(here: Tree, languages: list[str]) -> Tree:
    if isinstance(here, list):
        return [_spoken(each, languages) for each in here]
    if not isinstance(here, dict):
        return here
    if "en" in here and all(isinstance(each, str) for each in here.values()):
        return {tag: here.get(tag, here["en"]) for tag in languages}
    return {key: _spoken(each, languages) for key, each in here.items()}


def _condition(values: Tree, dice: random.Random) -> None:
    """Let a question depend on others, as an author might write it."""
    questions = [one for one in _questions(values) if isinstance(one, dict)]
    if questions:
        dice.choice(questions)["show_if"] = _logic(questions, dice, 0)


def _logic(questions: list[dict[str, Tree]], dice: random.Random, depth: int) -> Tree:
    if depth < 3 and dice.random() < 0.4:
        name = dice.choice(("all", "any", "not"))
        if name == "not":
            return {name: _logic(questions, dice, depth + 1)}
        return {name: [_logic(questions, dice, depth + 1) for _ in range(dice.randrange(1, 4))]}
    asked = dice.choice(questions)
    listed = asked.get("options")
    options = [
        one.get("id")
        for one in (listed if isinstance(listed, list) else [])
        if isinstance(one, dict)
    ]
    name, operand = dice.choice((
        ("is", dice.choice(options or [1])), ("is_not", dice.choice(options or ["x"])),
        ("includes", dice.choice(options or ["x"])), ("answered", dice.random() < 0.5),
        ("at_least", dice.choice((2, "2024-03", 12))), ("at_most", dice.choice((3, 30, "2025"))),
    ))  # fmt: skip
    facts = ("age", "language", "respondent")
    return {
        "question": asked.get("id") if dice.random() < 0.8 else dice.choice(facts),
        name: operand,
    }


def _language(values: Tree, dice: random.Random) -> None:
    """Take a language out everywhere, or rename it, or only promise one."""
    languages = _languages(values)
    if not languages:
        return
    tag = dice.choice(languages)
    new = dice.choice(("", "", "mk", "sq", "uk", "sr-Cyrl", "xx", "no"))
    for holder in [values, *(h[k] for h, k in _places(values) if isinstance(h[k], dict))]:
        if tag in holder:
            kept = holder.pop(tag)
            if new:
                holder[new] = kept


def _languages(values: Tree) -> list[str]:
    languages = values.get("languages")
    return list(languages) if isinstance(languages, dict) else []


def _questions(values: Tree) -> list[Tree]:
    questions = values.get("questions")
    return questions if isinstance(questions, list) else []


_CHANGES: tuple[Callable[[Tree, random.Random], None], ...] = (
    _drop, _drop, _wild, _wild, _wild, _nudge, _nudge, _nudge, _flip, _flip, _exchange, _double,
    _double, _shuffle, _graft, _graft, _condition, _condition, _condition, _language,
)  # fmt: skip


def _copy(value: Tree) -> Tree:
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes no aliases: equal values are written out."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def _dumped(values: Tree) -> str:
    try:
        text: str = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    except UnicodeEncodeError:
        text = yaml.dump(values, Dumper=yaml.SafeDumper, allow_unicode=False, sort_keys=False)
    return text
