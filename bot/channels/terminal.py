"""A chat in a terminal: screens drawn with Rich, or as plain text where the output is a file.

Every button has a key to type. What answers is numbered, or is its own number where that is what
it says (an age, the point of a scale); what leads elsewhere has a letter.
"""

import sys
from collections.abc import Iterator
from itertools import count
from string import ascii_lowercase
from typing import TextIO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from dialogs.prompts import Choice, Prompt
from dialogs.states import MoveName
from dialogs.transcripts import Turn

WIDTH = 78

_ANSWERS = frozenset(
    {
        MoveName.SPEAK,
        MoveName.NEXT,
        MoveName.ANSWER_AS,
        MoveName.AGE,
        MoveName.AGREE,
        MoveName.REFUSE,
        MoveName.CHOOSE,
        MoveName.DONE,
        MoveName.CONFIRM,
        MoveName.RESTART,
    }
)
_AS_TYPED = '"'


class Terminal:
    """Draws what a person sees and reads what they type."""

    def __init__(self, *, output: TextIO | None = None, source: TextIO | None = None) -> None:
        wide = Console(file=output, highlight=False)
        self._console = Console(file=output, highlight=False, width=min(wide.width, WIDTH))
        self._source = source or sys.stdin

    def say(self, text: RenderableType) -> None:
        """Print something that is no part of the chat."""
        self._print(text)

    def notice(self, text: str) -> None:
        """Print what the chat says in passing."""
        self._print(Text(f"» {text}\n", style="yellow"))

    def show(self, prompt: Prompt) -> None:
        """Draw a screen."""
        screen = Group(*_screen(prompt))
        boxed = Panel(screen, box.HORIZONTALS, padding=(1, 2), border_style="blue")
        self._print(boxed if self._console.is_terminal else Group(screen, Text("")))

    def ask(self, prompt: Prompt) -> Turn | None:
        """Read a line as a turn on this screen; None when it is empty.

        Raises:
            EOFError: there are no more lines.
        """
        self._console.print("› ", style="bold", end="")
        line = self._source.readline()
        if not self._source.isatty():
            self._print(line.rstrip("\n") + "\n")
        if not line:
            raise EOFError
        return turn_of(line, prompt)

    def _print(self, what: RenderableType) -> None:
        self._console.print(what, soft_wrap=not self._console.is_terminal, markup=False)


def turn_of(line: str, prompt: Prompt) -> Turn | None:
    """Return what a typed line means on a screen; None when it is empty.

    It is a command, the key or the words of a button, or a text. A quotation mark before it makes
    it a text in any case.
    """
    line = _readable(line).strip()
    if not line:
        return None
    if line.startswith("/"):
        return Turn(command=line[1:])
    if line.startswith(_AS_TYPED):
        return Turn(say=line.removeprefix(_AS_TYPED))
    choice = _pressed(line, prompt)
    return Turn(say=line) if choice is None else _tap(choice, prompt)


def keyed(prompt: Prompt) -> list[tuple[str, Choice]]:
    """Return the buttons of a screen with the key of each."""
    choices = [choice for row in prompt.rows for choice in row]
    spoken_for = {number for choice in choices if (number := _own_number(choice))}
    numbers = (str(n) for n in count(1) if str(n) not in spoken_for)
    letters = iter(_letters())
    return [
        (_own_number(choice) or next(numbers if choice.move in _ANSWERS else letters), choice)
        for choice in choices
    ]


def _own_number(choice: Choice) -> str:
    """Return the number that a button says, bare of its mark; empty when it says words."""
    bare = choice.text.removeprefix("✓ ").removeprefix("✎ ")
    return bare if bare.isdecimal() else ""


def _letters() -> Iterator[str]:
    yield from ascii_lowercase
    yield from (first + second for first in ascii_lowercase for second in ascii_lowercase)


def _pressed(line: str, prompt: Prompt) -> Choice | None:
    typed = line.casefold()
    return next(
        (choice for key, choice in keyed(prompt) if typed in {key, choice.text.casefold()}), None
    )


def _tap(choice: Choice, prompt: Prompt) -> Turn:
    """Return the tap; buttons with the same words are told apart by their order."""
    same = [one for row in prompt.rows for one in row if one.text == choice.text]
    nth = next(place for place, one in enumerate(same, start=1) if one is choice)
    return Turn(tap=choice.text, nth=nth)


def _readable(line: str) -> str:
    """Return a line without what no text can hold, when somebody pipes another encoding."""
    return line.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")


def _screen(prompt: Prompt) -> Iterator[RenderableType]:
    if prompt.progress:
        yield _progress(*prompt.progress) + Text("\n")
    if prompt.heading:
        yield Text(prompt.heading, style="bold")
    for paragraph in prompt.paragraphs:
        yield Text(f"\n{paragraph}")
    if prompt.hint:
        yield Text(f"\n{prompt.hint}", style="italic dim")
    yield Text("")
    yield from _buttons(prompt)


def _progress(number: int, total: int) -> Text:
    done = round(number / total * 20)
    bar = Text("━" * done, style="green") + Text("─" * (20 - done), style="bright_black")
    return bar + Text(f" {number} / {total}", style="dim")


def _buttons(prompt: Prompt) -> Iterator[Text]:
    keys = iter(keyed(prompt))
    answering = False
    for row in prompt.rows:
        answers = any(choice.move in _ANSWERS for choice in row)
        if answering and not answers:
            yield Text("")
        yield Text("   ").join(_button(*next(keys)) for _ in row)
        answering = answers


def _button(key: str, choice: Choice) -> Text:
    text = Text(f"[{key}]", style="bold cyan")
    return text if choice.text == key else text + Text(f" {choice.text}", style="default")
