"""Draws `docs/states.md` from the tables in `dialogs/states.py`, so that it cannot lie."""

from collections.abc import Iterator
from enum import StrEnum

from dialogs.states import ASIDES, CONFIRMED, KEPT, MOVES, Aside, Phase

_BEGINNING = """\
# Where a conversation can stand

This page is drawn from the tables in [`dialogs/states.py`](../dialogs/states.py), which the engine
obeys; `uv run pytest tests/dialogs/test_state_diagram.py --update` draws it again.

An arrow is a move of the participant. Phases in the box live in a stored draft; all others live in
the buttons alone, so that nothing is stored before consent and nothing after the end. Where a
round has no codes, no guardians, no organisations or no question about the consent, these phases
are passed over. Two things lead on without a move: a round that closes leads to `closed`, and an
open question that is no longer asked, because another language is spoken, to `review`.

"""
_BETWEEN = """
Cards can be opened in front of any phase and never change what lies behind. Closing one leads back;
where one asks "are you sure?", a yes leads on as the arrows say.

| Card | Can be opened from |
| --- | --- |
"""


def drawn() -> str:
    """Return the page."""
    diagram = "\n".join(f"    {line}" for line in _lines())
    table = "\n".join(f"| {_name(aside)} | {_where(aside)} |" for aside in Aside)
    return f"{_BEGINNING}```mermaid\nstateDiagram-v2\n{diagram}\n```\n{_BETWEEN}{table}\n"


def _lines() -> Iterator[str]:
    yield f"[*] --> {_name(Phase.LANGUAGE)}"
    yield "state stored {"
    for phase in Phase:
        if phase in KEPT:
            yield f"    {_name(phase)}"
    yield "}"
    for phase in Phase:
        for target, moves in sorted(_arrows(phase).items()):
            yield f"{_name(phase)} --> {target}: {', '.join(moves)}"
        if not MOVES[phase]:
            yield f"{_name(phase)} --> [*]"


def _arrows(phase: Phase) -> dict[str, list[str]]:
    """Return the moves that lead from a phase, by the name of the phase they lead to."""
    arrows: dict[str, list[str]] = {}
    for move, targets in MOVES[phase].items():
        for target in targets:
            arrows.setdefault(_name(target), []).append(_name(move))
    for aside, target in CONFIRMED.items():
        if aside in ASIDES[phase]:
            arrows.setdefault(_name(target), []).append(f"{_name(aside)} (confirmed)")
    return arrows


def _where(aside: Aside) -> str:
    phases = [_name(phase) for phase in Phase if aside in ASIDES[phase]]
    return "everywhere" if len(phases) == len(Phase) else ", ".join(phases)


def _name(one: StrEnum) -> str:
    return one.name.lower()
