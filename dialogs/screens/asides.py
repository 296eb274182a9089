"""The cards that can be opened in front of any screen."""

import datetime as dt

from dialogs.prompts import Choice, Prompt
from dialogs.round import HelpLine
from dialogs.screens.beginning import language_rows
from dialogs.screens.drawing import Row, Scene
from dialogs.screens.facts import what_we_keep, who_asks
from dialogs.states import Aside, MoveName, Phase


def help_lines(scene: Scene) -> Prompt:
    """Show whom to call, in words that alarm nobody who looks over a shoulder."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Somebody to talk to"),
        paragraphs=(
            say("If something is wrong or you do not feel safe, these people listen."),
            *(_line(line, scene) for line in scene.round.help_lines),
            say("We cannot see who you are, so we cannot call for you."),
        ),
        rows=_resume(scene),
    )


def _line(line: HelpLine, scene: Scene) -> str:
    say = scene.say
    text = f"☎️ {line.name[say.language]}: {line.number}\n{line.hours[say.language]}"
    confirmed = line.number in scene.world.phoned
    return text if confirmed else f"{text}\n{say('(This number is not confirmed yet.)')}"


def privacy(scene: Scene) -> Prompt:
    """Show who asks and what is kept, again."""
    say, round_ = scene.say, scene.round
    return Prompt(
        language=say.language,
        heading=say("Who asks, and what we can see"),
        paragraphs=(
            *who_asks(round_, say),
            *what_we_keep(round_, say),
            say("Questions or complaints: {contact}", contact=round_.organiser.contact),
        ),
        rows=_resume(scene),
    )


def menu(scene: Scene) -> Prompt:
    """Offer everything that can be done besides answering."""
    say = scene.say
    asking = scene.session.phase is Phase.ASKING
    so_far = ((Choice(say("📋 My answers so far"), MoveName.SUMMARY),),) if asking else ()
    return Prompt(
        language=say.language,
        heading=say("What would you like to do?"),
        rows=(
            *so_far,
            (Choice(say("⏸ Pause"), MoveName.OPEN, Aside.PAUSE),),
            (Choice(say("🌐 Another language"), MoveName.OPEN, Aside.LANGUAGE),),
            (Choice(say("🔒 Who sees this?"), MoveName.OPEN, Aside.PRIVACY),),
            *_resume(scene),
        ),
    )


def pause(scene: Scene) -> Prompt:
    """Say that everything waits, and until when."""
    say, round_ = scene.say, scene.round
    last = scene.world.now.date() + dt.timedelta(days=round_.keep_drafts_days)
    return Prompt(
        language=say.language,
        heading=say("Take your time"),
        paragraphs=(
            say(
                "Your answers wait here, locked, until {date}. Come back to the same place "
                "whenever you like: tap the button, or write something.",
                date=say.day(min(last, round_.closes)),
            ),
        ),
        rows=_resume(scene),
    )


def language(scene: Scene) -> Prompt:
    """Offer the other languages in mid-conversation; answers stay."""
    return Prompt(
        language=scene.language,
        heading=scene.say("Choose your language"),
        rows=(*language_rows(scene.round), *_resume(scene)),
    )


def stop(scene: Scene) -> Prompt:
    """Ask before erasing."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Stop and erase?"),
        paragraphs=(say("Your answers are erased at once. You can begin again later."),),
        rows=((Choice(say("Yes, stop and erase"), MoveName.CONFIRM),), *_resume(scene)),
    )


def withdraw(scene: Scene) -> Prompt:
    """Ask before taking back what was sent."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Take back your answers?"),
        paragraphs=(say("What you sent is erased. You may take part again afterwards."),),
        rows=((Choice(say("Yes, take them back"), MoveName.CONFIRM),), *_resume(scene)),
    )


def _resume(scene: Scene) -> tuple[Row, ...]:
    asking = scene.session.phase is Phase.ASKING
    text = scene.say("⬅ Back to the question") if asking else scene.say("⬅ Back")
    helping = Choice(scene.say("🆘 Help"), MoveName.OPEN, Aside.HELP)
    at_help = scene.session.aside is Aside.HELP
    return ((Choice(text, MoveName.RESUME), *(() if at_help else (helping,))),)
