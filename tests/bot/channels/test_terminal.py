"""The chat in a terminal: what a line means, and how a screen is drawn."""

import io

import pytest

from bot.channels.terminal import Terminal, keyed, turn_of
from dialogs.prompts import Choice, Prompt
from dialogs.states import Aside, MoveName
from dialogs.transcripts import Turn

HELP = Choice("🆘 Help", MoveName.OPEN, Aside.HELP)
PROMPT = Prompt(
    language="en",
    heading="How [bold]old[/] are you?",
    paragraphs=("Only the group is kept.",),
    hint="Small print.",
    progress=(3, 9),
    rows=(
        (Choice("11 or younger", MoveName.AGE, "11"),),
        (Choice("12", MoveName.AGE, "12"), Choice("✓ 13", MoveName.AGE, "13")),
        (Choice("Else", MoveName.CHOOSE, "0"), Choice("Else", MoveName.CHOOSE, "1")),
        (Choice("⬅ Back", MoveName.BACK), HELP),
    ),
)


@pytest.mark.parametrize(
    ("line", "turn"),
    [
        ("", None),
        ("  \n", None),
        ("1", Turn(tap="11 or younger")),
        ("12\n", Turn(tap="12")),
        ("13", Turn(tap="✓ 13")),
        ("2", Turn(tap="Else")),
        ("3", Turn(tap="Else", nth=2)),
        ("a", Turn(tap="⬅ Back")),
        ("B", Turn(tap="🆘 Help")),
        ("🆘 help", Turn(tap="🆘 Help")),
        ("/withdraw 7K2M", Turn(command="withdraw 7K2M")),
        ('"a', Turn(say="a")),
        ("fifteen", Turn(say="fifteen")),
        ("\ufeff14", Turn(say="14")),
        ("caf\udce9", Turn(say="caf?")),
    ],
)
def test_a_line_is_a_key_a_command_or_a_text(line: str, turn: Turn | None) -> None:
    assert turn_of(line, PROMPT) == turn


def test_the_number_on_a_button_is_its_key() -> None:
    ten = [Choice(str(point), MoveName.CHOOSE, str(point)) for point in range(11)]
    prompt = Prompt(language="en", rows=(tuple(ten), (HELP,)))
    assert [key for key, _ in keyed(prompt)] == [*map(str, range(11)), "a"]


def test_more_ways_than_letters_still_have_keys() -> None:
    prompt = Prompt(language="en", rows=tuple((HELP,) for _ in range(30)))
    keys = [key for key, _ in keyed(prompt)]
    assert keys[25:28] == ["z", "aa", "ab"]
    assert len(set(keys)) == 30


def test_a_screen_in_plain_text_holds_everything_as_it_is_written() -> None:
    output = io.StringIO()
    Terminal(output=output).show(PROMPT)
    assert output.getvalue() == (
        "━━━━━━━───────────── 3 / 9\n\n"
        "How [bold]old[/] are you?\n\n"
        "Only the group is kept.\n\n"
        "Small print.\n\n"
        "[1] 11 or younger\n"
        "[12]   [13] ✓ 13\n"
        "[2] Else   [3] Else\n\n"
        "[a] ⬅ Back   [b] 🆘 Help\n\n"
    )


def test_the_end_of_the_lines_is_said() -> None:
    terminal = Terminal(output=io.StringIO(), source=io.StringIO("12\n\n"))
    assert terminal.ask(PROMPT) == Turn(tap="12")
    assert terminal.ask(PROMPT) is None
    with pytest.raises(EOFError):
        terminal.ask(PROMPT)
