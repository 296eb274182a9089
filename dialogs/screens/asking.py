"""The screen of one question."""

from dialogs.answers import Answer, Outcome, Value
from dialogs.path import path
from dialogs.prompts import Choice, Prompt
from dialogs.questions import AnyQuestion, FreeText, Ranking, Scale
from dialogs.questions.base import Shown
from dialogs.round import Round
from dialogs.screens.drawing import SCREENS_BEFORE_QUESTIONS, Row, back, footer, progress
from dialogs.session import Session
from dialogs.states import MoveName
from dialogs.texts import Speaker


def question(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Ask the open question, with what has been answered or gathered marked."""
    asked = round_.question(session.at)
    ids = [each.id for each in path(round_, session)]
    return Prompt(
        language=say.language,
        heading=asked.text[say.language],
        paragraphs=_paragraphs(asked, session, say),
        hint=asked.why[say.language] if asked.why else "",
        progress=progress(round_, SCREENS_BEFORE_QUESTIONS + 1 + ids.index(asked.id)),
        rows=(
            *_option_rows(asked, _held(asked, session), say.language),
            *_gathering_row(asked, session, say),
            *_way_on_rows(asked, session, say, first=asked.id == ids[0]),
            footer(session, say),
        ),
        typing=isinstance(asked, FreeText),
    )


def _held(asked: AnyQuestion, session: Session) -> Value | None:
    if asked.gathers():
        return session.held
    answer = session.answers.get(asked.id)
    return answer.value if answer else None


def _paragraphs(asked: AnyQuestion, session: Session, say: Speaker) -> tuple[str, ...]:
    lines = []
    if isinstance(asked, Scale):
        lines.append(asked.ends(say.language))
    if isinstance(asked, FreeText):
        lines.append(
            say("✏️ Write in your own words, {limit} characters at most.", limit=asked.limit)
        )
        lines.append(say("⚠️ Please write no names, phone numbers or addresses, yours or others’."))
        lines.append(
            say("We cannot see who you are and cannot send help. If you are in danger, tap “Help”.")
        )
    answer = session.answers.get(asked.id)
    if answer is not None and not asked.gathers():
        lines.append(say("Your answer so far: {answer}", answer=in_words(asked, answer, say)))
    return tuple(lines)


def in_words(asked: AnyQuestion, answer: Answer, say: Speaker) -> str:
    """Return an answer as a person reads it."""
    if answer.value is not None:
        return asked.wording_of(answer.value, say.language)
    return say("skipped") if answer.outcome is Outcome.SKIPPED else say("rather not say")


def _option_rows(asked: AnyQuestion, held: Value | None, language: str) -> tuple[Row, ...]:
    shown = asked.choices(language, held)
    choices = [
        Choice(_button(each), MoveName.CHOOSE, str(index)) for index, each in enumerate(shown)
    ]
    if shown and not shown[0].wide:
        return tuple(tuple(choices[start : start + 6]) for start in range(0, len(choices), 6))
    return tuple((choice,) for choice in choices)


def _button(shown: Shown) -> str:
    return f"{shown.mark} {shown.label}" if shown.mark else shown.label


def _gathering_row(asked: AnyQuestion, session: Session, say: Speaker) -> tuple[Row, ...]:
    if not asked.gathers() or not session.held:
        return ()
    done = Choice(say("✔ Done"), MoveName.DONE)
    if isinstance(asked, Ranking):
        return ((Choice(say("↩ Undo"), MoveName.UNDO), done),)
    return ((done,),)


def _way_on_rows(
    asked: AnyQuestion, session: Session, say: Speaker, *, first: bool
) -> tuple[Row, ...]:
    decline = ((Choice(say("Rather not say"), MoveName.PREFER_NOT),),) if asked.may_decline else ()
    row: list[Choice] = [] if first else [back(say)]
    if asked.id in session.answers:
        row.append(Choice(say("Keep and go on ➡"), MoveName.FORWARD))
    else:
        row.append(Choice(say("Skip ➡"), MoveName.SKIP))
    return (*decline, tuple(row))
