"""The screens after which nothing more is asked. Nothing is stored while they are shown."""

from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.screens.drawing import Row, footer
from dialogs.session import Session
from dialogs.states import Aside, MoveName
from dialogs.texts import Speaker


def saved(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Say that the answers are safe, what happens next, and how to take them back."""
    to = round_.addressee
    return Prompt(
        language=say.language,
        heading=say("✅ Saved. Thank you!"),
        paragraphs=(
            say(
                "The round closes on {date}. Then everybody’s answers are counted together.",
                date=say.day(round_.closes),
            ),
            say(
                "They go to: {body}. An answer is asked for by {date}.",
                body=to.body[say.language],
                date=say.day(to.reply_date),
            ),
            _code_line(session, say),
        ),
        rows=(*_take_back_row(session, say), footer(session, say)),
    )


def _code_line(session: Session, say: Speaker) -> str:
    if session.code:
        return say("🔑 Your code: {code}", code=session.code)
    return say("To take your answers back, send us your code.")


def _take_back_row(session: Session, say: Speaker) -> tuple[Row, ...]:
    if not session.code:
        return ()
    return ((Choice(say("Take back my answers"), MoveName.OPEN, Aside.WITHDRAW),),)


def too_young(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Turn away kindly; nothing has been stored."""
    return Prompt(
        language=say.language,
        heading=say("Thank you for wanting to help!"),
        paragraphs=(
            say(
                "This consultation is for people from {age} years on. We have kept nothing.",
                age=round_.minimum_age,
            ),
            say("Tell a grown-up you trust what you think. Your opinion counts too."),
        ),
        rows=(footer(session, say)[:1],),
    )


def declined(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Accept a no."""
    del round_
    return _short(session, say, say("That is fine."), say("We have kept nothing."))


def stopped(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Confirm that the draft is gone."""
    del round_
    return _short(session, say, say("Stopped."), say("Your answers are erased."))


def withdrawn(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Confirm that the response is gone."""
    del round_
    return _short(session, say, say("Taken back."), say("What you sent is erased."))


def closed(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Say that the round takes no more answers."""
    to = round_.addressee
    return Prompt(
        language=say.language,
        heading=say("This round is closed."),
        paragraphs=(
            say("No more answers are taken. Thank you for your interest."),
            say(
                "They go to: {body}. An answer is asked for by {date}.",
                body=to.body[say.language],
                date=say.day(to.reply_date),
            ),
        ),
        rows=(footer(session, say)[:1],),
    )


def _short(session: Session, say: Speaker, heading: str, text: str) -> Prompt:
    return Prompt(
        language=say.language,
        heading=heading,
        paragraphs=(text,),
        rows=((Choice(say("Begin again"), MoveName.RESTART),), footer(session, say)[:1]),
    )
