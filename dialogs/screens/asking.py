"""The screen of one question."""

from collections.abc import Sequence
from itertools import groupby

from dialogs.answers import Answer, Outcome
from dialogs.path import Path, path
from dialogs.prompts import Choice, Prompt
from dialogs.questions import AnyQuestion, Info
from dialogs.questions.base import Asking, Shown
from dialogs.screens.drawing import Row, Scene, back, footer, pages, progress
from dialogs.states import MoveName
from dialogs.turns import asking

MOST_ON_A_PAGE = 12
"""More wide choices than this are shown in pages."""

PAGE = 8
SMALL_PAGE = 24
"""How many wide choices, and how many small ones, are on one page."""


def question(scene: Scene) -> Prompt:
    """Ask the open question, with what has been answered or gathered marked."""
    asked = scene.round.question(scene.session.at)
    known = asking(scene.round, scene.session, asked, scene.world)
    on_path = path(scene.round, scene.session)
    shown, turning = _page(scene, asked.choices(known))
    return Prompt(
        language=scene.language,
        heading=asked.text[scene.language],
        paragraphs=(
            *(choice.footnote for choice in shown if choice.footnote),
            *asked.notes(known),
            *_so_far(asked, known),
        ),
        hint=asked.why[scene.language] if asked.why else "",
        progress=progress(scene, on_path.index(asked.id) + 1),
        rows=(
            *_rows(shown),
            *turning,
            *_gathering_row(asked, known),
            *_way_on_rows(scene, asked, on_path),
            footer(scene),
        ),
        typing=asked.awaits_typing(known),
    )


def _so_far(asked: AnyQuestion, known: Asking) -> tuple[str, ...]:
    if known.answer is None or known.held:
        return ()
    return (known.say("Your answer so far: {answer}", answer=in_words(asked, known.answer, known)),)


def in_words(asked: AnyQuestion, answer: Answer, known: Asking) -> str:
    """Return an answer as a person reads it."""
    if answer.value is not None:
        return asked.wording_of(answer, known)
    skipped = answer.outcome is Outcome.SKIPPED
    return known.say("skipped") if skipped else known.say("rather not say")


def _page(scene: Scene, choices: Sequence[Shown]) -> tuple[Sequence[Shown], tuple[Row, ...]]:
    """Return the choices of the open page, and the rows of buttons that lead to the others."""
    wide = any(choice.wide for choice in choices)
    size = (PAGE if len(choices) > MOST_ON_A_PAGE else MOST_ON_A_PAGE) if wide else SMALL_PAGE
    count = -(-len(choices) // size)
    page = min(scene.session.page, max(count - 1, 0))
    turning = pages(page, count)
    found = scene.session.find
    whole = (Choice(scene.say("✖ Show the whole list"), MoveName.PAGE, "all"),) if found else ()
    return choices[page * size : (page + 1) * size], tuple(row for row in (turning, whole) if row)


def _rows(shown: Sequence[Shown]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for wide, group in groupby(shown, key=lambda choice: choice.wide):
        buttons = [Choice(_button(each), MoveName.CHOOSE, str(each.index)) for each in group]
        size = 1 if wide else _side_by_side(buttons)
        rows += [tuple(buttons[start : start + size]) for start in range(0, len(buttons), size)]
    return tuple(rows)


def _side_by_side(buttons: Sequence[Choice]) -> int:
    """Return how many buttons fit into the width of a phone."""
    longest = max(len(button.text) for button in buttons)
    return 6 if longest <= 4 else 4 if longest <= 8 else 2


def _button(shown: Shown) -> str:
    return f"{shown.mark} {shown.label}" if shown.mark else shown.label


def _gathering_row(asked: AnyQuestion, known: Asking) -> tuple[Row, ...]:
    if not known.held:
        return ()
    undo = (Choice(known.say("↩ Undo"), MoveName.UNDO),) if asked.undoes else ()
    done = (Choice(known.say("✔ Done"), MoveName.DONE),) if asked.gathers(known) else ()
    return ((*undo, *done),) if undo or done else ()


def _way_on_rows(scene: Scene, asked: AnyQuestion, on_path: Path) -> tuple[Row, ...]:
    say = scene.say
    from_somewhere = scene.session.reviewed or on_path.before(asked.id)
    row: list[Choice] = [back(say)] if from_somewhere else []
    if isinstance(asked, Info):
        return ((*row, Choice(say("Go on ➡"), MoveName.FORWARD)),)
    if asked.id in on_path.given:
        row.append(Choice(say("Keep and go on ➡"), MoveName.FORWARD))
    elif not asked.required:
        row.append(Choice(say("Skip ➡"), MoveName.SKIP))
    declining = asked.may_decline or asked.required
    decline = ((Choice(say("Rather not say"), MoveName.PREFER_NOT),),) if declining else ()
    return (*decline, tuple(row)) if row else decline
