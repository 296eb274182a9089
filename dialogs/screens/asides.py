"""The cards that can be opened in front of any screen."""

from dialogs.prompts import Choice, Prompt
from dialogs.round import HelpLine, Round
from dialogs.screens.beginning import language_rows
from dialogs.screens.drawing import Row
from dialogs.screens.facts import what_we_keep, who_asks
from dialogs.session import Session
from dialogs.states import MoveName, Phase
from dialogs.texts import Speaker


def help_lines(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Show whom to call, in words that alarm nobody who looks over a shoulder."""
    return Prompt(
        language=say.language,
        heading=say("Somebody to talk to"),
        paragraphs=(
            say("If something is wrong or you do not feel safe, these people listen."),
            *(_line(line, say) for line in round_.help_lines),
            say("We cannot see who you are, so we cannot call for you."),
        ),
        rows=_resume(session, say),
    )


def _line(line: HelpLine, say: Speaker) -> str:
    name = f"☎️ {line.name[say.language]}: {line.number}\n{line.hours[say.language]}"
    return name if line.confirmed_on else f"{name}\n{say('(This number is not confirmed yet.)')}"


def privacy(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Show who asks and what is kept, again."""
    return Prompt(
        language=say.language,
        heading=say("Who asks, and what we can see"),
        paragraphs=(
            *who_asks(round_, say),
            *what_we_keep(round_, say),
            say("Questions or complaints: {contact}", contact=round_.organiser.contact),
        ),
        rows=_resume(session, say),
    )


def language(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Offer the other languages in mid-conversation; answers stay."""
    return Prompt(
        language=say.language,
        heading=say("Choose your language"),
        rows=(*language_rows(round_), *_resume(session, say)),
    )


def stop(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Ask before erasing."""
    del round_
    return Prompt(
        language=say.language,
        heading=say("Stop and erase?"),
        paragraphs=(say("Your answers are erased at once. You can begin again later."),),
        rows=((Choice(say("Yes, stop and erase"), MoveName.CONFIRM),), *_resume(session, say)),
    )


def withdraw(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Ask before taking back what was sent."""
    del round_
    return Prompt(
        language=say.language,
        heading=say("Take back your answers?"),
        paragraphs=(say("What you sent is erased. You may take part again afterwards."),),
        rows=((Choice(say("Yes, take them back"), MoveName.CONFIRM),), *_resume(session, say)),
    )


def _resume(session: Session, say: Speaker) -> tuple[Row, ...]:
    text = say("⬅ Back to the question") if session.phase is Phase.ASKING else say("⬅ Back")
    return ((Choice(text, MoveName.RESUME),),)
