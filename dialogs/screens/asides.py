"""The cards that can be opened in front of any screen."""

from collections.abc import Collection, Iterable

from dialogs.deadlines import last_day, reminder_day
from dialogs.prompts import Choice, Prompt
from dialogs.round import HelpLine
from dialogs.screens.beginning import language_rows
from dialogs.screens.drawing import Row, Scene, others_row
from dialogs.screens.facts import page, who_asks
from dialogs.states import NO, WHAT_WE_SEE, Aside, MoveName, Phase
from dialogs.texts import Speaker


def help_lines(scene: Scene) -> Prompt:
    """Show whom to call, in words that alarm nobody who looks over a shoulder."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Somebody to talk to"),
        paragraphs=help_text(scene),
        rows=_resume(scene),
    )


def help_text(scene: Scene) -> tuple[str, ...]:
    """Return what the card of help lines says."""
    return text_of_lines(scene.round.help_lines, scene.say, scene.world.phoned)


def text_of_lines(
    lines: Iterable[HelpLine], say: Speaker, phoned: Collection[str]
) -> tuple[str, ...]:
    """Return what a card of these lines says; `phoned` are the numbers that were confirmed."""
    return (
        say("If something is wrong or you do not feel safe, these people listen."),
        *(_line(line, say, phoned) for line in lines),
        say("We cannot see who you are, so we cannot call for you."),
    )


def _line(line: HelpLine, say: Speaker, phoned: Collection[str]) -> str:
    text = f"☎️ {line.name[say.language]}: {line.number}\n{line.hours[say.language]}"
    confirmed = line.number in phoned
    return text if confirmed else f"{text}\n{say('(This number is not confirmed yet.)')}"


def what_we_see(scene: Scene) -> Prompt:
    """Show one page of what is kept, until when, who can read it, and who asks."""
    say, aside = scene.say, scene.session.aside or Aside.PRIVACY
    if aside is Aside.ASKERS:
        contact = scene.round.organiser.contact
        sentences = (
            *who_asks(scene.round, say),
            say("Questions or complaints: {contact}", contact=contact),
        )
    else:
        sentences = page(scene, aside)
    return Prompt(
        language=say.language,
        heading=_title(aside, say),
        paragraphs=sentences,
        rows=(_turning(aside), *_resume(scene)),
    )


def _title(aside: Aside, say: Speaker) -> str:
    titles = {
        Aside.PRIVACY: say("What we keep"),
        Aside.NEEDED: say("What else is needed"),
        Aside.UNTIL: say("Until when"),
        Aside.READERS: say("Who can read it"),
        Aside.AFTERWARDS: say("Afterwards"),
        Aside.ASKERS: say("Who asks"),
    }
    return titles[aside]


def _turning(aside: Aside) -> Row:
    """Return the buttons that lead to the page before and the page after."""
    place, count = WHAT_WE_SEE.index(aside), len(WHAT_WE_SEE)
    shown = {"◀": place - 1, f"{place + 1} / {count}": place, "▶": place + 1}
    return tuple(
        Choice(text, MoveName.OPEN, WHAT_WE_SEE[to])
        for text, to in shown.items()
        if 0 <= to < count
    )


def menu(scene: Scene) -> Prompt:
    """Offer everything that can be done besides answering."""
    say = scene.say
    asking = scene.session.phase is Phase.ASKING
    so_far = ((Choice(say("📋 My answers so far"), MoveName.SUMMARY),),) if asking else ()
    stopping = ((Choice(say("⏹ Stop"), MoveName.OPEN, Aside.STOP),),) if scene.world.others else ()
    return Prompt(
        language=say.language,
        heading=say("What would you like to do?"),
        rows=(
            *so_far,
            (Choice(say("⏸ Pause"), MoveName.OPEN, Aside.PAUSE),),
            *stopping,
            (Choice(say("🌐 Another language"), MoveName.OPEN, Aside.LANGUAGE),),
            (Choice(say("🔒 Who sees this?"), MoveName.OPEN, Aside.PRIVACY),),
            *_resume(scene),
        ),
    )


def pause(scene: Scene) -> Prompt:
    """Say that everything waits, and until when; offer a reminder where one can be sent."""
    say, today = scene.say, scene.world.now.date()
    return Prompt(
        language=say.language,
        heading=say("Take your time"),
        paragraphs=(
            say(
                "Your answers wait here, locked, until {date}. Come back to the same place "
                "whenever you like: tap the button, or write something.",
                date=say.day(last_day(scene.round, today)),
            ),
            *_reminded(scene),
        ),
        rows=(*_reminder_rows(scene), *others_row(scene), *_resume(scene)),
    )


def _reminded(scene: Scene) -> tuple[str, ...]:
    say, day = scene.say, reminder_day(scene.round, scene.world.now.date())
    if not scene.session.remind or day is None:
        return ()
    return (
        say(
            "⏰ If you do not come back, we write to you once, on {date}, without naming the "
            "topic.",
            date=say.day(day),
        ),
    )


def _reminder_rows(scene: Scene) -> tuple[Row, ...]:
    say, day = scene.say, reminder_day(scene.round, scene.world.now.date())
    if not scene.world.facts.reminders or day is None:
        return ()
    if scene.session.remind:
        return ((Choice(say("Do not remind me"), MoveName.REMIND, NO),),)
    return ((Choice(say("⏰ Remind me once"), MoveName.REMIND),),)


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
    pausing = ((Choice(say("⏸ Pause"), MoveName.OPEN, Aside.PAUSE),),) if scene.world.open else ()
    return Prompt(
        language=say.language,
        heading=say("Stop and erase?"),
        paragraphs=(
            say("Your answers are erased at once. You can begin again later.")
            if scene.world.open
            else say("Your answers are erased at once."),
        ),
        rows=((Choice(say("Yes, stop and erase"), MoveName.CONFIRM),), *pausing, *_resume(scene)),
    )


def withdraw(scene: Scene) -> Prompt:
    """Ask before taking back what was sent."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Take back your answers?"),
        paragraphs=(
            say("What you sent is erased. You may take part again afterwards.")
            if scene.world.open
            else say("What you sent is erased."),
        ),
        rows=((Choice(say("Yes, take them back"), MoveName.CONFIRM),), *_resume(scene)),
    )


def clear(scene: Scene) -> Prompt:
    """Ask before removing the last screen, and the code with it."""
    say, code = scene.say, scene.session.code
    losing = say(
        "Your code goes too: {code}. Without it you can’t take your answers back.", code=code
    )
    return Prompt(
        language=say.language,
        heading=say("Clear this chat?"),
        paragraphs=(losing,) if code else (say("Nothing that was said is left here."),),
        rows=((Choice(say("🧹 Yes, clear it"), MoveName.CONFIRM),), *_resume(scene)),
    )


def _resume(scene: Scene) -> tuple[Row, ...]:
    asking = scene.session.phase is Phase.ASKING
    text = scene.say("⬅ Back to the question") if asking else scene.say("⬅ Back")
    helping = Choice(scene.say("🆘 Help"), MoveName.OPEN, Aside.HELP)
    at_help = scene.session.aside is Aside.HELP
    return ((Choice(text, MoveName.RESUME), *(() if at_help else (helping,))),)
