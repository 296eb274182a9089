"""The screens before consent. Nothing is stored while they are shown."""

from dialogs.languages import OWN_NAMES
from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.screens.drawing import Row, back, footer, progress
from dialogs.screens.facts import what_we_keep, who_asks
from dialogs.session import Session
from dialogs.states import MoveName
from dialogs.texts import Speaker

OLDEST_ASKED = 25
"""From here on the years say nothing that a band would keep."""


def language_rows(round_: Round) -> tuple[Row, ...]:
    """Return one button a language, each in its own script."""
    return tuple((Choice(OWN_NAMES[tag], MoveName.SPEAK, tag),) for tag in round_.languages)


def language(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Greet in every language of the round, since we do not know which one is read."""
    del session
    return Prompt(
        language=say.language,
        heading=" · ".join(dict.fromkeys(round_.public_label.values())),
        paragraphs=("👋 " + " / ".join(OWN_NAMES[tag] for tag in round_.languages) + "?",),
        progress=progress(round_, 1),
        rows=language_rows(round_),
    )


def card(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Say who asks, why, what is kept and who will answer, before anything is asked."""
    return Prompt(
        language=say.language,
        heading=say("Before you start"),
        paragraphs=(*who_asks(round_, say), *what_we_keep(round_, say)),
        progress=progress(round_, 2),
        rows=((back(say), Choice(say("Go on ➡"), MoveName.NEXT)), footer(session, say)[:1]),
    )


def age(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Ask the age in years; only the band is kept, and only after consent."""
    return Prompt(
        language=say.language,
        heading=say("How old are you?"),
        paragraphs=(say("We only keep an age group, such as {band}.", band=_example(round_)),),
        progress=progress(round_, 3),
        rows=(*_age_rows(round_, say), (back(say), *footer(session, say)[:1])),
    )


def _example(round_: Round) -> str:
    return round_.age_bands[0].label


def _age_rows(round_: Round, say: Speaker) -> tuple[Row, ...]:
    least = round_.minimum_age
    adult = next(band.least for band in reversed(round_.age_bands) if band.least <= OLDEST_ASKED)
    younger = Choice(say("{age} or younger", age=least - 1), MoveName.AGE, str(least - 1))
    years = [Choice(str(year), MoveName.AGE, str(year)) for year in range(least, adult)]
    older = Choice(say("{age} or older", age=adult), MoveName.AGE, str(adult))
    rows = [tuple(years[start : start + 5]) for start in range(0, len(years), 5)]
    return ((younger,), *rows, (older,))


def consent(round_: Round, session: Session, say: Speaker) -> Prompt:
    """Ask for agreement in the round's own words."""
    return Prompt(
        language=say.language,
        heading=say("Do you agree?"),
        paragraphs=(round_.consent.text[say.language],),
        progress=progress(round_, 4),
        rows=(
            (Choice(say("✅ Yes, I take part"), MoveName.AGREE),),
            (Choice(say("No, thank you"), MoveName.REFUSE),),
            (back(say), *footer(session, say)[:1]),
        ),
    )
