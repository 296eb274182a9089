"""Adds the help lines above the next screen when somebody writes of distress. See `distress`."""

from dialogs.events import Effect, Incoming, Notify, Said
from dialogs.round import Round
from dialogs.screens.asides import help_text
from dialogs.screens.drawing import Scene
from dialogs.session import Session
from dialogs.states import Aside
from dialogs.world import World


def signposted(
    round_: Round,
    there: Session,
    incoming: Incoming,
    effects: tuple[Effect, ...],
    world: World,
) -> tuple[Effect, ...]:
    """Return the effects of a turn, with the help lines where what was typed calls for them.

    They stand above the remark that is made anyway.
    """
    if not isinstance(incoming, Said) or there.aside is Aside.HELP:
        return effects
    if not world.distressed(incoming.text, round_.languages):
        return effects
    say = world.texts.speaker(there.language or next(iter(round_.languages)))
    card = "\n".join(help_text(Scene(round_, there, say, world)))
    return joined((Notify(card), *effects))


def joined(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects with all remarks in one, because there is room for one."""
    remarks = [one.text for one in effects if isinstance(one, Notify)]
    if len(remarks) < 2:
        return effects
    others = tuple(one for one in effects if not isinstance(one, Notify))
    return (Notify("\n\n".join(remarks)), *others)
