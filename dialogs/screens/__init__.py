"""What a person should see: a function of the round, the session, the texts and the date.

One file for each family of screens; `SCREENS` and `CARDS` say which function draws which.
"""

from dialogs.prompts import Prompt
from dialogs.round import Round
from dialogs.screens import asides, asking, beginning, endings, review
from dialogs.screens.drawing import Draw, Scene
from dialogs.session import Session
from dialogs.states import Aside, Phase
from dialogs.world import World

SCREENS: dict[Phase, Draw] = {
    Phase.LANGUAGE: beginning.language,
    Phase.CARD: beginning.card,
    Phase.CODE: beginning.code,
    Phase.WHO: beginning.who,
    Phase.AGE: beginning.age,
    Phase.GUARDIAN: beginning.guardian,
    Phase.CONSENT: beginning.consent,
    Phase.CHECK: beginning.check,
    Phase.ASKING: asking.question,
    Phase.REVIEW: review.summary,
    Phase.SAVED: endings.saved,
    Phase.TOO_YOUNG: endings.too_young,
    Phase.DECLINED: endings.declined,
    Phase.STOPPED: endings.stopped,
    Phase.WITHDRAWN: endings.withdrawn,
    Phase.CLOSED: endings.closed,
}

CARDS: dict[Aside, Draw] = {
    Aside.HELP: asides.help_lines,
    Aside.PRIVACY: asides.privacy,
    Aside.MENU: asides.menu,
    Aside.PAUSE: asides.pause,
    Aside.LANGUAGE: asides.language,
    Aside.STOP: asides.stop,
    Aside.WITHDRAW: asides.withdraw,
}


def prompt_for(round_: Round, session: Session, world: World) -> Prompt:
    """Return the screen that this session shows."""
    draw = CARDS[session.aside] if session.aside else SCREENS[session.phase]
    tag = session.language or next(iter(round_.languages))
    return draw(Scene(round_, session, world.texts.speaker(tag), world))
