"""The screens before consent. Nothing is stored while they are shown."""

from dialogs.languages import OWN_NAMES
from dialogs.prompts import Choice, Prompt
from dialogs.round import GuardianRule, Guardians, Invitation, Round
from dialogs.screens.drawing import Row, Scene, back, footer, progress
from dialogs.screens.facts import in_short
from dialogs.session import Respondent
from dialogs.states import Aside, MoveName
from dialogs.texts import Speaker

MOST_GREETED = 8
"""In so many languages the first screen can greet before it is a wall of text."""

OLDEST_ASKED = 25
"""From here on the years say nothing that a band would keep."""


def language_rows(round_: Round) -> tuple[Row, ...]:
    """Return one button a language, each in its own script; two in a row where there are many."""
    buttons = [Choice(OWN_NAMES.get(tag, tag), MoveName.SPEAK, tag) for tag in round_.languages]
    wide = 2 if len(buttons) > MOST_GREETED else 1
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


def language(scene: Scene) -> Prompt:
    """Greet in every language of the round, since we do not know which one is read.

    Where there are many, the buttons say it alone, under the title in the likeliest language.
    """
    round_ = scene.round
    names = " / ".join(OWN_NAMES.get(tag, tag) for tag in round_.languages)
    many = len(round_.languages) > MOST_GREETED
    every_title = " · ".join(dict.fromkeys(round_.public_label.values()))
    return Prompt(
        language=scene.language,
        heading=round_.public_label[scene.language] if many else every_title,
        paragraphs=("👋" if many else f"👋 {names}?",),
        progress=progress(scene),
        rows=(*language_rows(round_), footer(scene)),
    )


def card(scene: Scene) -> Prompt:
    """Say who asks, why, what is kept and who will answer, before anything is asked."""
    say, round_ = scene.say, scene.round
    practice = (say("🧪 PRACTICE. Nothing that is said here counts."),) if round_.practice else ()
    return Prompt(
        language=say.language,
        heading=say("Before you start"),
        paragraphs=(*practice, *in_short(round_, say), *_code_line(scene)),
        hint=round_.footnote[say.language] if round_.footnote else "",
        progress=progress(scene),
        rows=(
            (back(say), Choice(say("Go on ➡"), MoveName.NEXT)),
            (*footer(scene)[:1], Choice(say("🔒 Tell me more"), MoveName.OPEN, Aside.PRIVACY)),
        ),
    )


def _code_line(scene: Scene) -> tuple[str, ...]:
    if scene.round.invitation is not Invitation.BOTH or scene.session.ticket:
        return ()
    return (scene.say("🎟 Were you given a code? Type it now. Without one, just go on."),)


def code(scene: Scene) -> Prompt:
    """Ask for the invitation code. Where it comes from is the organisation's to say."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Your invitation code"),
        paragraphs=(say("This round is for people who were given a code. Please type it."),),
        rows=((back(say),), footer(scene)),
        typing=True,
    )


def who(scene: Scene) -> Prompt:
    """Ask whether somebody answers for themselves or for an organisation."""
    say = scene.say
    oneself = Choice(say("🙋 For myself"), MoveName.ANSWER_AS, Respondent.PERSON)
    organisation = Choice(
        say("👥 For an organisation"), MoveName.ANSWER_AS, Respondent.ORGANISATION
    )
    return Prompt(
        language=say.language,
        heading=say("For whom do you answer?"),
        paragraphs=(say("Answers of organisations are counted apart from those of people."),),
        progress=progress(scene),
        rows=((oneself,), (organisation,), (back(say), *footer(scene)[:1])),
    )


def age(scene: Scene) -> Prompt:
    """Ask the age in years; only the band is kept, and only after consent."""
    say = scene.say
    example = scene.round.age_bands[0].label
    return Prompt(
        language=say.language,
        heading=say("How old are you?"),
        paragraphs=(say("We only keep an age group, such as {band}.", band=example),),
        progress=progress(scene),
        rows=(*_age_rows(scene.round, say), (back(say), *footer(scene)[:1])),
    )


def _age_rows(round_: Round, say: Speaker) -> tuple[Row, ...]:
    least = round_.minimum_age
    adult = next(band.least for band in reversed(round_.age_bands) if band.least <= OLDEST_ASKED)
    younger = Choice(say("{age} or younger", age=least - 1), MoveName.AGE, str(least - 1))
    years = [Choice(str(year), MoveName.AGE, str(year)) for year in range(least, adult)]
    older = Choice(say("{age} or older", age=adult), MoveName.AGE, str(adult))
    rows = [tuple(years[start : start + 5]) for start in range(0, len(years), 5)]
    return ((younger,), *rows, (older,))


def guardian(scene: Scene) -> Prompt:
    """Tell a younger person, and those who look after them, what this is; or ask for the code."""
    say, guardians = scene.say, scene.round.consent.guardians
    needs_code = _needs_code(guardians) and not scene.session.ticket
    on = () if needs_code else (Choice(say("Go on ➡"), MoveName.NEXT),)
    return Prompt(
        language=say.language,
        heading=say("For you and those who look after you"),
        paragraphs=(
            guardians.text[say.language] if guardians else "",
            *((say("Please type the code from your signed slip."),) if needs_code else ()),
        ),
        rows=((back(say), *on), footer(scene)),
        typing=needs_code,
    )


def _needs_code(guardians: Guardians | None) -> bool:
    return guardians is not None and guardians.rule is GuardianRule.CODE


def consent(scene: Scene) -> Prompt:
    """Ask for agreement in the round's own words."""
    say = scene.say
    return Prompt(
        language=say.language,
        heading=say("Do you agree?"),
        paragraphs=(scene.round.consent.text[say.language],),
        hint=say(
            "From your yes on, your answers wait here, locked. They are erased {days} days after "
            "your last message.",
            days=scene.round.keep_drafts_days,
        ),
        progress=progress(scene),
        rows=(
            (Choice(say("✅ Yes, I take part"), MoveName.AGREE),),
            (Choice(say("No, thank you"), MoveName.REFUSE),),
            (back(say), *footer(scene)[:1]),
        ),
    )


def check(scene: Scene) -> Prompt:
    """Ask whether the consent was understood."""
    say, asked = scene.say, scene.round.consent.check
    options = asked.options if asked else ()
    return Prompt(
        language=say.language,
        heading=asked.text[say.language] if asked else "",
        progress=progress(scene),
        rows=(
            *(
                (Choice(option.button(say.language), MoveName.CHOOSE, str(index)),)
                for index, option in enumerate(options)
            ),
            (back(say), *footer(scene)[:1]),
        ),
    )
