"""Offers another of the round's languages to somebody who clearly writes in it."""

from dialogs.answers import Outcome
from dialogs.events import Effect, Notify
from dialogs.languages import OWN_NAMES
from dialogs.questions import FreeText
from dialogs.round import Round
from dialogs.session import Session
from dialogs.world import World

LEAST_LETTERS = 20
"""Shorter texts say too little, and may be a name or a greeting."""


def language_offer(round_: Round, here: Session, text: str, world: World) -> tuple[Effect, ...]:
    """Return the remark that offers a language; none where the one that is spoken will do.

    It is only made until somebody has written a text: who writes on has heard it and chosen.
    """
    is_only_one = len(round_.languages) == 1
    if is_only_one or len(text) < LEAST_LETTERS or _has_written(round_, here):
        return ()
    among = sorted(round_.languages, key=lambda tag: tag != here.language)
    found = world.guess(text, among)
    if found is None or found == here.language:
        return ()
    say, name = world.texts.speaker(here.language), OWN_NAMES.get(found, found)
    offer = say("🌐 That looks like {language}. To go on in it, send /language.", language=name)
    return (Notify(offer),)


def _has_written(round_: Round, here: Session) -> bool:
    written = [one.id for one in round_.questions if isinstance(one, FreeText)]
    given = (here.answers.get(one) for one in written)
    return any(answer is not None and answer.outcome is Outcome.ANSWERED for answer in given)
