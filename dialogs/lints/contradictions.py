"""No condition contradicts itself, in whole or in part."""

from collections.abc import Iterator

from dialogs.conditions import Condition
from dialogs.lints.base import Finding, Outside, error, warning
from dialogs.lints.tools.reach import can_hold
from dialogs.round import Round


def find(round_: Round, outside: Outside) -> Iterator[Finding]:
    for i, question in enumerate(round_.questions):
        if question.show_if is None:
            continue
        path = f"$.questions[{i}].show_if"
        broken = list(_impossible(round_, question.show_if, path))
        yield from broken
        if not broken and can_hold(round_, Condition(none_of=question.show_if)) is False:
            yield warning(
                path,
                f"The condition of “{question.id}” is always true.",
                "Remove it, or correct it.",
            )


def _impossible(round_: Round, condition: Condition, path: str) -> Iterator[Finding]:
    """Yield the smallest parts that can never be true; a part of `any` is one even if others can.

    What stands under `not` is meant to be false now and then, so it is not looked into.
    """
    parts = [*_parts(condition, path)]
    inner = [each for part, place in parts for each in _impossible(round_, part, place)]
    yield from inner
    if not inner and can_hold(round_, condition) is False:
        yield error(
            path,
            "This condition can never be true.",
            "Look for two lines that exclude each other, or a value that cannot be answered.",
        )


def _parts(condition: Condition, path: str) -> Iterator[tuple[Condition, str]]:
    for name, parts in (("all", condition.all_of), ("any", condition.any_of)):
        for index, part in enumerate(parts or ()):
            yield part, f"{path}.{name}[{index}]"
