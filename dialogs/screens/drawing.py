"""What every screen is made with: what a drawing function is given, and shared rows of buttons."""

from collections.abc import Callable

from msgspec import Struct

from dialogs.prompts import Choice, Prompt
from dialogs.round import Round
from dialogs.session import Session
from dialogs.states import ASIDES, KEPT, Aside, MoveName, Phase
from dialogs.texts import Speaker
from dialogs.world import World


class Scene(Struct, frozen=True, gc=False):
    """What a screen is drawn from. Of the world only the texts, the date and the statements."""

    round: Round
    session: Session
    say: Speaker
    world: World

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return self.say.language


Draw = Callable[[Scene], Prompt]

Row = tuple[Choice, ...]


def numbered(round_: Round) -> tuple[Phase, ...]:
    """Return the screens before the questions that everybody sees, in their order."""
    who = (Phase.WHO,) if round_.hear_organisations else ()
    check = (Phase.CHECK,) if round_.consent.check else ()
    return (Phase.LANGUAGE, Phase.CARD, *who, Phase.AGE, Phase.CONSENT, *check)


def progress(scene: Scene, question: int = 0) -> tuple[int, int] | None:
    """Return the place of this screen, from 1, among all that a participant answers.

    `question` is the place of the open question on its path, from 1. A screen that not everybody
    sees has no place.
    """
    before = numbered(scene.round)
    total = len(before) + len(scene.round.questions)
    if question:
        return len(before) + question, total
    phase = scene.session.phase
    return (before.index(phase) + 1, total) if phase in before else None


def footer(scene: Scene) -> Row:
    """Return the row that is under every screen: help in one tap, the way out, and the rest."""
    say, session = scene.say, scene.session
    helping = Choice(say("🆘 Help"), MoveName.OPEN, Aside.HELP)
    if session.phase in KEPT:
        stop = Choice(say("⏹ Stop"), MoveName.OPEN, Aside.STOP)
        return (helping, stop, Choice(say("☰ More"), MoveName.OPEN, Aside.MENU))
    if Aside.PRIVACY in ASIDES[session.phase] and session.phase is not Phase.LANGUAGE:
        return (helping, Choice(say("🔒 Who sees this?"), MoveName.OPEN, Aside.PRIVACY))
    return (helping,)


def others_row(scene: Scene) -> tuple[Row, ...]:
    """Return the button that leads to the other rounds of this bot; none where there are none."""
    if not scene.world.others:
        return ()
    return ((Choice(scene.say("🗂 Choose another"), MoveName.ROUNDS),),)


def back(say: Speaker) -> Choice:
    """Return the button that leads one screen back."""
    return Choice(say("⬅ Back"), MoveName.BACK)


def pages(page: int, count: int) -> Row:
    """Return the buttons that turn pages, `page` counting from 0; none when there is one page."""
    if count < 2:
        return ()
    here = Choice(f"{page + 1} / {count}", MoveName.PAGE, str(page))
    earlier = (Choice("◀", MoveName.PAGE, str(page - 1)),) if page else ()
    later = (Choice("▶", MoveName.PAGE, str(page + 1)),) if page + 1 < count else ()
    return (*earlier, here, *later)
