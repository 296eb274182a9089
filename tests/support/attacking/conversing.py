"""What somebody does next, from the screen that they see."""

import random

from bot.channels.base import Delivery
from dialogs.events import Commanded, Incoming, Said, Show
from dialogs.states import Aside, MoveName, Phase
from dialogs.taps import decode, encode
from tests.support.attacking.crowd import SECRET, WORDS, Plan, Visitor

AGE = "15"

_ON = {
    Phase.LANGUAGE: MoveName.SPEAK,
    Phase.AGE: MoveName.AGE,
    Phase.CARD: MoveName.NEXT,
    Phase.CONSENT: MoveName.AGREE,
    Phase.ASKING: MoveName.CHOOSE,
    Phase.REVIEW: MoveName.SEND,
}


def next_step(visitor: Visitor, delivery: Delivery, dice: random.Random) -> Incoming | None:
    """Return what comes in next; None when this person goes away, for a day or for good."""
    session = delivery.session
    if session.aside in {Aside.WITHDRAW, Aside.STOP}:
        return _press(delivery, MoveName.CONFIRM)
    match session.phase:
        case Phase.ASKING if session.at in {SECRET, WORDS}:
            secret = session.at == SECRET
            return Said(text=str(visitor.secret) if secret else visitor.words(dice))
        case Phase.REVIEW:
            return _at_the_end(visitor, delivery)
        case Phase.SAVED:
            return _after(visitor, delivery)
        case Phase.STOPPED | Phase.WITHDRAWN:
            return None
    return _press(delivery, _ON[session.phase], _chosen(visitor, session.phase))


def _chosen(visitor: Visitor, phase: Phase) -> str | None:
    return {Phase.LANGUAGE: visitor.language, Phase.AGE: AGE}.get(phase)


def _at_the_end(visitor: Visitor, delivery: Delivery) -> Incoming | None:
    visitor.codes.append(delivery.session.code)
    match visitor.plan:
        case Plan.LEAVES:
            return None
        case Plan.STOPS:
            return Commanded(name="stop")
    return _press(delivery, MoveName.SEND)


def _after(visitor: Visitor, delivery: Delivery) -> Incoming | None:
    takes_back = visitor.plan is Plan.TAKES_BACK
    if takes_back or (visitor.plan is Plan.RETURNS and visitor.finished == 1):
        return _press(delivery, MoveName.OPEN, Aside.WITHDRAW)
    return None


def _press(delivery: Delivery, move: MoveName, arg: str | None = None) -> Incoming:
    """Press the first button of the new screen that makes this move."""
    prompts = [effect.prompt for effect in delivery.effects if isinstance(effect, Show)]
    fitting = [
        choice
        for prompt in prompts
        for row in prompt.rows
        for choice in row
        if choice.move is move and arg in {None, choice.arg}
    ]
    tapped = decode(encode(delivery.session, fitting[0]))
    assert tapped is not None
    return tapped
