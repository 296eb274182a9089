"""The summary before sending: everything said, a way to change each, and the withdrawal code."""

from dialogs.path import path
from dialogs.prompts import Choice, Prompt
from dialogs.questions import AnyQuestion
from dialogs.round import Round
from dialogs.screens.asking import in_words
from dialogs.screens.drawing import Row, back, footer
from dialogs.session import Session
from dialogs.states import MoveName
from dialogs.texts import Speaker

_PER_ROW = 4


def summary(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Show all answers with their numbers, and the code that can take them back."""
    asked = path(round_, session)
    return Prompt(
        language=say.language,
        heading=say("Your answers"),
        paragraphs=(
            "\n".join(_line(number, each, session, say) for number, each in enumerate(asked, 1)),
            say("🔑 Your code: {code}", code=session.code),
            say(
                "Write the code down if you may want to take your answers back before {date}.",
                date=say.day(round_.closes),
            ),
        ),
        hint=say("Tap a number to change that answer."),
        rows=(
            (Choice(say("📨 Send my answers"), MoveName.SEND),),
            *_number_rows(len(asked)),
            (back(say),),
            footer(session, say),
        ),
    )


def _line(number: int, asked: AnyQuestion, session: Session, say: Speaker) -> str:
    answer = session.answers.get(asked.id)
    words = in_words(asked, answer, say) if answer else say("not answered")
    return f"{number}. {asked.text[say.language]}\n→ {words}"


def _number_rows(count: int) -> tuple[Row, ...]:
    choices = [Choice(f"✎ {n}", MoveName.CHANGE, str(n - 1)) for n in range(1, count + 1)]
    return tuple(tuple(choices[start : start + _PER_ROW]) for start in range(0, count, _PER_ROW))
