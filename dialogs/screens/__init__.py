"""What a person should see: a function of the round, the session, the texts and the date.

One file for each family of screens; `SCREENS` and `CARDS` say which function draws which.
"""

from functools import lru_cache

from msgspec.structs import replace

from dialogs.path import straight
from dialogs.prompts import Prompt
from dialogs.questions import DatePart, Statements
from dialogs.questions.options import WithOptions, own_words
from dialogs.round import Round
from dialogs.screens import asides, asking, beginning, endings, quotes, review
from dialogs.screens.drawing import Draw, Scene
from dialogs.session import Session
from dialogs.states import NEED_AN_OPEN_ROUND, WHAT_WE_SEE, Aside, Phase
from dialogs.texts import Texts
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
    Phase.QUOTES: quotes.may_we_print,
    Phase.REVIEW: review.summary,
    Phase.SAVED: endings.saved,
    Phase.TOO_YOUNG: endings.too_young,
    Phase.DECLINED: endings.declined,
    Phase.STOPPED: endings.stopped,
    Phase.WITHDRAWN: endings.withdrawn,
    Phase.CLOSED: endings.closed,
    Phase.HANDED_ON: endings.handed_on,
    Phase.CLEARED: endings.cleared,
}

CARDS: dict[Aside, Draw] = {
    Aside.HELP: asides.help_lines,
    **dict.fromkeys(WHAT_WE_SEE, asides.what_we_see),
    Aside.MENU: asides.menu,
    Aside.PAUSE: asides.pause,
    Aside.LANGUAGE: asides.language,
    Aside.STOP: asides.stop,
    Aside.WITHDRAW: asides.withdraw,
    Aside.CLEAR: asides.clear,
}


def prompt_for(round_: Round, session: Session, world: World) -> Prompt:
    """Return the screen that this session shows."""
    asks = session.aside is None and session.phase in NEED_AN_OPEN_ROUND
    if asks and (world.on_hold or world.over):
        return _unasked(round_, session, world)
    if session.aside is None and _same_for_all(round_, session):
        return _drawn_once(round_, session, world)
    return _draw(round_, session, world)


def _unasked(round_: Round, session: Session, world: World) -> Prompt:
    """Return what is shown in place of a screen that asks for something."""
    tag = session.language or next(iter(round_.languages))
    say = world.texts.speaker(tag)
    if world.over:
        return endings.closed(Scene(round_, Session(phase=Phase.CLOSED, language=tag), say, world))
    draw = endings.on_hold if world.open else endings.ended
    return draw(Scene(round_, session, say, world))


def _draw(round_: Round, session: Session, world: World) -> Prompt:
    draw = CARDS[session.aside] if session.aside else SCREENS[session.phase]
    tag = session.language or next(iter(round_.languages))
    return draw(Scene(round_, session, world.texts.speaker(tag), world))


def _same_for_all(round_: Round, session: Session) -> bool:
    """Return whether everybody who has come here, and held the same, sees the same screen.

    Other screens depend on earlier answers, on codes or the date, or hold a person's words, which
    must not outlive the turn.
    """
    if session.phase is not Phase.ASKING:
        return session.phase in _BEFORE_CONSENT and not session.ticket
    return (
        session.at not in session.answers
        and not session.page
        and not session.find
        and not session.reviewed
        and session.at in _plain_questions(round_)
        and not (session.held and own_words(session.held))
    )


_BEFORE_CONSENT = frozenset(
    {Phase.LANGUAGE, Phase.CARD, Phase.WHO, Phase.AGE, Phase.CONSENT, Phase.CHECK}
)


@lru_cache(maxsize=64)
def _plain_questions(round_: Round) -> frozenset[str]:
    if not straight(round_):
        return frozenset()
    return frozenset(
        question.id
        for question in round_.questions
        if not isinstance(question, DatePart | Statements)
        and not (isinstance(question, WithOptions) and question.random_order)
    )


_MOST = 4096
_once: dict[tuple[Round, Texts, str, Phase, str, tuple[str, ...]], Prompt] = {}
"""Screens that were drawn before: most of a turn's work is drawing, and most drawings repeat."""


def _drawn_once(round_: Round, session: Session, world: World) -> Prompt:
    language, held = session.language, session.held
    key = (round_, world.texts, language, session.phase, session.at, held)
    prompt = _once.get(key)
    if prompt is None:
        if len(_once) >= _MOST:
            _once.clear()
        prompt = _once[key] = replace(_draw(round_, session, world), common=True)
    return prompt
